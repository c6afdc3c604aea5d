// What views draw on. It does no numerics: every number came out of Python. Whatever is drawn is named
// after the entry of the frame, or the constant, that it shows, and its colour follows from that name;
// so tests can hold all that a reader sees against Python.
import { createAxes } from "./axes.js";
import { element, inWords, lookUp, scale, writeText } from "./drawing.js";
import { createPlot } from "./plots.js";

// How a name is looked up: its value, and the class that gives what it names a colour. That is what
// Python says of the name, or of the entry in which it is, `usual` else.
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

// A run before: its entries, and their colour, which is grey; and how a text of it is written.
function createLookBefore({ svg, spec, ghosts }, index) {
  const grey = {
    value: createLook(spec, ghosts[index].frame).value,
    colour: () => "plainnet-is-pinned",
  };
  const note = (paths, attributes) =>
    writeText(svg, grey, paths, { ...attributes, "data-ghost": index });
  return { grey, note };
}

const MARGIN = 14; // around a panel, for a ball at its edge

// A plot on two axes, which are constants.
function createPanel({ svg, maps, spec, ghosts, readings, keep, box }, look, x, y) {
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
    keep(key, () => createAxes(axes, xScale, yScale, box)),
    inside,
  );
  svg.append(group);
  const plot = { spec, svg, maps, group, inside, box, xScale, yScale, readings };
  return {
    ...createPlot(plot, look),
    // The same, with the entries of a run before, up to the time when it was left; grey.
    ghost(index) {
      const { grey, note } = createLookBefore({ svg, spec, ghosts }, index);
      return { ...createPlot({ ...plot, index, time: ghosts[index].time }, grey), note };
    },
  };
}

// The way in which the values of a handle's axis rise.
function wayOf({ ys, reversed }) {
  if (!ys) return "right";
  return reversed ? "down" : "up";
}

// What may be drawn with the entries of one frame on an svg: `texts`, `shapes`, and `panel`s.
export function createStage({ svg, maps, spec, frame, ghosts, handles, kept }) {
  const look = createLook(spec, frame);
  const readings = [];
  function keep(key, make) {
    if (!kept.has(key)) kept.set(key, make());
    return kept.get(key);
  }
  return {
    ...look,
    svg,
    readings,
    // What `make` returns, nodes that are the same in many frames: made once for a width.
    keep,
    // A part of the drawing that stands for no number, such as the frame around a picture.
    plain(name, attributes, parent = svg) {
      const node = element(name, { ...attributes, "data-plain": "" });
      parent.append(node);
      return node;
    },
    // The text of one entry or of several, with a space between; `ink` is the path of a colour.
    text: (paths, attributes, parent = svg) => writeText(parent, look, paths, attributes),
    // The same of a run before, by its index.
    textBefore: (index, ...given) => createLookBefore({ svg, spec, ghosts }, index).note(...given),
    // The same as an element of the page, for `notes` and `more`.
    said(name, paths, attributes = {}) {
      const says = { "data-says": [paths].flat().join(" ") };
      return element(name, { ...attributes, ...says }, inWords(look.value, paths));
    },
    // A shape whose colour comes from Python, such as a cell of a table.
    filled(name, path, attributes, parent = svg) {
      const node = element(name, { ...attributes, fill: look.value(path), "data-fill": path });
      parent.append(node);
      return node;
    },
    panel: (box, x, y) => createPanel({ svg, maps, spec, ghosts, readings, keep, box }, look, x, y),
    // Where a reader can drag, and with keys: a circle for a finger around (x, y). Each axis names a
    // control, and has a pixel for each of its values: `xs`, `ys`, or `points`.
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
    // Where a press brings a handle to the pointer, as on the track of a slider.
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
