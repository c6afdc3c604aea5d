// The drawing functions that a view gets. They compute no results: every number comes from Python.
// Whatever is drawn carries the name of the frame entry or constant that it shows, which also gives
// it its colour; so tests can compare everything a reader sees with Python's values.
import { createAxes } from "./axes.js";
import { element, inWords, lookUp, scale, writeText } from "./drawing.js";
import { createPlot } from "./plots.js";

// Looks up a name: its value, and the CSS class of its colour. Python sets the colour in `roles`,
// for the whole entry or for a part of it; otherwise it is `usual`.
function createLook(spec, frame) {
  const roleOf = (roles, path) => roles?.[path] ?? roles?.[path.split(".")[0]];
  return {
    value: (path) => lookUp([frame, spec], path),
    colour(path, at, usual) {
      const role = roleOf(frame?.roles, path) ?? roleOf(spec.roles, path) ?? usual;
      return role && `plainnet-is-${(Array.isArray(role) ? role[at] : role).replace(" ", "-")}`;
    },
  };
}

const MARGIN = 14; // around a panel, for markers at its edge

// A plot with two axes, which are constants.
function createPanel({ svg, maps, spec, ghosts, readings, cached, box }, look, x, y) {
  const { left, right, top, bottom } = box;
  const names = { "data-panel": `${x} ${y}`, "data-box": [left, right, top, bottom].join(" ") };
  const group = element("g", names);
  const axes = { x: look.value(x), y: look.value(y) };
  const [xScale, yScale] = [scale(axes.x, left, right), scale(axes.y, bottom, top)];
  const [x0, y0] = [left - MARGIN, top - MARGIN];
  const [width, height] = [right - left + 2 * MARGIN, bottom - top + 2 * MARGIN];
  const viewBox = [x0, y0, width, height].join(" ");
  const inside = element("svg", { x: x0, y: y0, width, height, viewBox });
  const key = JSON.stringify([axes, box]);
  group.append(
    cached(key, () => createAxes(axes, xScale, yScale, box)),
    inside,
  );
  svg.append(group);
  const plot = { spec, svg, maps, group, inside, box, xScale, yScale, readings };
  return {
    ...createPlot(plot, look),
    // The same plot for a previous run, in grey, up to the time at which it was left.
    ghost(index) {
      const { value } = createLook(spec, ghosts[index].frame);
      const grey = { value, colour: () => "plainnet-is-pinned" };
      const note = (paths, attributes) =>
        writeText(svg, grey, paths, { ...attributes, "data-ghost": index });
      return { ...createPlot({ ...plot, index, time: ghosts[index].time }, grey), note };
    },
  };
}

// The direction in which the values of a handle's axis increase.
function wayOf({ ys, reversed }) {
  if (!ys) return "right";
  return reversed ? "down" : "up";
}

// Everything that can be drawn from the entries of one frame: texts, shapes and panels.
export function createStage({ svg, maps, spec, frame, ghosts, handles, cache }) {
  const look = createLook(spec, frame);
  const readings = [];
  function cached(key, make) {
    if (!cache.has(key)) cache.set(key, make());
    return cache.get(key);
  }
  return {
    ...look,
    svg,
    readings,
    // Returns the nodes that `make` creates; they are reused in later frames of the same width.
    cached,
    // A decorative part of the drawing, such as a border, which shows no entry.
    plain(name, attributes, parent = svg) {
      const node = element(name, { ...attributes, "data-plain": "" });
      parent.append(node);
      return node;
    },
    // The text of one or more entries, separated by spaces; `ink` is the path of the text's colour.
    text: (paths, attributes, parent = svg) => writeText(parent, look, paths, attributes),
    // The text of entries as an HTML element, for `notes` and `more`.
    htmlText(name, paths, attributes = {}) {
      const says = { "data-says": [paths].flat().join(" ") };
      return element(name, { ...attributes, ...says }, inWords(look.value, paths));
    },
    // A shape filled with a colour from Python, such as a table cell.
    filled(name, path, attributes, parent = svg) {
      const node = element(name, { ...attributes, fill: look.value(path), "data-fill": path });
      parent.append(node);
      return node;
    },
    panel: (box, x, y) =>
      createPanel({ svg, maps, spec, ghosts, readings, cached, box }, look, x, y),
    // An invisible circle around (x, y) that can be dragged, also by keyboard. Each axis names a
    // control and has the place of each of its values in pixels: `xs`, `ys` or `points`.
    handle(x, y, ...axes) {
      const name = axes.map((axis) => axis.control).join(" ");
      const node = element("circle", {
        class: "plainnet-handle",
        cx: x,
        cy: y,
        r: 22,
        tabindex: 0,
        role: "slider",
        "data-handle": name,
        "data-ways": axes.map(wayOf).join(" "),
        "data-plain": "",
      });
      handles.set(name, { node, axes });
      svg.append(node);
    },
    // An area in which a press moves a handle to the pointer, like the track of a slider.
    track(name, { left, right, top, bottom }) {
      const size = {
        x: left - 14,
        y: top - 14,
        width: right - left + 28,
        height: bottom - top + 28,
      };
      const kind = { class: "plainnet-press-track", "data-drags": name, "data-plain": "" };
      svg.append(element("rect", { ...size, ...kind }));
    },
  };
}
