// What views draw with. It does no numerics: every number came out of Python. Whatever is drawn is
// named after the entry of the frame, or the constant, that it shows, and its colour follows from
// that name; so tests can hold all that a reader sees against Python.
import { drawMap } from "./maps.js";
import { drawRamp } from "./ramps.js";

const SVG_NAMES = new Set(
  "svg g line polyline circle ellipse text tspan rect path polygon title linearGradient stop".split(
    " ",
  ),
);

export function element(name, attributes = {}, ...children) {
  const node = SVG_NAMES.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// From a value to a pixel, linear or logarithmic.
// JSON writes a number that is not finite as null: it has no pixel, and ends a curve.
export function scale({ from, to, log }, start, end) {
  const f = log ? Math.log10 : (value) => value;
  const part = (value) => (f(value) - f(from)) / (f(to) - f(from));
  return (value) => (value === null ? NaN : start + part(value) * (end - start));
}

// An entry by its path, such as "loss" or "rows.1"; the first source has precedence.
function lookUp(sources, path) {
  const [first, ...rest] = String(path).split(".");
  const source = sources.find((candidate) => first in candidate);
  if (!source) throw new Error(`expected an entry of the frame or a constant; got ${path}`);
  return rest.reduce((value, key) => value[key], source[first]);
}

// What may be drawn with the entries of one frame on an svg: `texts`, `shapes`, and `panel`s.
export function createStage({ svg, maps, spec, frame, ghosts, handles }) {
  const sources = [frame, spec];
  const look = {
    value: (path) => lookUp(sources, path),
    // The class that gives a thing its colour: what Python says of its name, or of the entry in which
    // it is; `usual` else.
    colour(path, at, usual) {
      const of = (roles) => roles?.[path] ?? roles?.[path.split(".")[0]];
      const role = of(frame?.roles) ?? of(spec.roles) ?? usual;
      return role && `plainnet-is-${(Array.isArray(role) ? role[at] : role).replace(" ", "-")}`;
    },
  };
  // A run before: when it was left, its entries, and their colour, which is grey.
  function before(index) {
    const { frame: left, time } = ghosts[index];
    const value = (path) => lookUp([left, spec], path);
    return { time, value, colour: () => "plainnet-is-pinned" };
  }
  const noteBefore = (index, paths, attributes) =>
    write(svg, before(index), paths, { ...attributes, "data-ghost": index });
  const readings = [];
  return {
    ...look,
    svg,
    readings,
    // A part of the drawing that stands for no number, such as the frame around a picture.
    plain(name, attributes, parent = svg) {
      const node = element(name, { ...attributes, "data-plain": "" });
      parent.append(node);
      return node;
    },
    // The text of one entry or of several, with a space between; `ink` is the path of a colour.
    text: (paths, attributes, parent = svg) => write(parent, look, paths, attributes),
    noteBefore, // the same of a run before, by its index
    // The same as an element of the page, for `notes` and `more`.
    said(name, paths, attributes = {}) {
      const said = [paths].flat().map((path) => sayable(look.value(path)));
      const text = said.filter((part) => part !== "").join(" ");
      return element(name, { ...attributes, "data-says": [paths].flat().join(" ") }, text);
    },
    // A shape whose colour comes from Python, such as a cell of a table.
    filled(name, path, attributes, parent = svg) {
      const node = element(name, { ...attributes, fill: look.value(path), "data-fill": path });
      parent.append(node);
      return node;
    },
    // A plot on two axes, which are constants.
    panel(box, x, y) {
      const axes = { x: look.value(x), y: look.value(y) };
      const { left, right, top, bottom } = box;
      const names = { "data-panel": `${x} ${y}`, "data-box": [left, right, top, bottom].join(" ") };
      const group = element("g", names);
      svg.append(group);
      const [xScale, yScale] = [scale(axes.x, left, right), scale(axes.y, bottom, top)];
      drawAxes(group, axes, xScale, yScale, box);
      const around = [left - 14, top - 14, right - left + 28, bottom - top + 28]; // for a ball
      const [x0, y0, width, height] = around;
      const inside = element("svg", { x: x0, y: y0, width, height, viewBox: around.join(" ") });
      group.append(inside);
      const plot = { spec, svg, maps, group, inside, box, xScale, yScale, readings };
      return {
        ...createPlot(plot, look),
        // The same, with the entries of a run before, up to the time when it was left; grey.
        ghost(index) {
          const { time, ...lookBefore } = before(index);
          const note = (paths, attributes) => noteBefore(index, paths, attributes);
          return { ...createPlot({ ...plot, index, time }, lookBefore), note };
        },
      };
    },
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
        "data-plain": "",
      });
      handles.set(name, { node, axes });
      svg.append(node);
    },
  };
}

function sayable(value) {
  return value === null ? "" : String(value);
}

function write(parent, { value, colour }, paths, { ink, ...attributes }) {
  const said = [paths].flat().map((path) => sayable(value(path)));
  const node = element("text", { ...attributes, "data-says": [paths].flat().join(" ") });
  addClass(node, colour([paths].flat().at(-1)));
  if (ink) {
    node.dataset.ink = ink;
    node.style.setProperty("--this", value(ink));
  }
  node.textContent = said.filter((part) => part !== "").join(" ");
  parent.append(node);
  return node;
}

function addClass(node, name) {
  if (name) node.classList.add(name);
}

// Axes with grid lines; tests read the ticks to turn pixels back into values.
function drawAxes(parent, { x, y }, xScale, yScale, box) {
  const group = element("g", { class: "plainnet-axes" });
  y.ticks.forEach((value, i) => {
    const y1 = yScale(value);
    const place = { x: box.left - 6, y: y1 + 4, "text-anchor": "end" };
    group.append(
      element("line", { x1: box.left, x2: box.right, y1, y2: y1, "data-y": value }),
      element("text", { ...place, "data-tick-y": value }, y.names[i]),
    );
  });
  x.ticks.forEach((value, i) => {
    const x1 = xScale(value);
    const place = { x: x1, y: box.bottom + 18, "text-anchor": "middle" };
    group.append(
      element("line", { x1, x2: x1, y1: box.top, y2: box.bottom, "data-x": value }),
      element("text", { ...place, "data-tick-x": value }, x.names[i]),
    );
  });
  const below = { x: box.right, y: box.bottom + 36, "text-anchor": "end" };
  const above = { x: box.left - (box.margin ?? 50), y: box.top - 10 };
  if (x.label) group.append(element("text", { ...below, "data-label": "x" }, x.label));
  if (y.label) group.append(element("text", { ...above, "data-label": "y" }, y.label));
  parent.append(group);
}

function fixed(...numbers) {
  return numbers.map((number) => number.toFixed(2)).join(",");
}

// What is drawn inside a panel. `xs` and `ys` are paths of lists or numbers; `since` and `until` are
// the indices of the first and last value that is drawn, `at` that of the only one.
function createPlot(plot, { value, colour }) {
  const { spec, inside, box, xScale, yScale, index } = plot;
  const pixels = (path, toPixel, until) =>
    [value(path)]
      .flat()
      .slice(0, until === undefined ? undefined : until + 1)
      .map(toPixel);
  const ended = (until) => (until === undefined ? undefined : (plot.time ?? until));
  // Adds a shape that stands for something; `data-` attributes say for what.
  function put(name, kind, { usual = "curve", ...names }, attributes, ...children) {
    const node = element(name, { class: `plainnet-${kind}`, ...attributes }, ...children);
    for (const [key, path] of Object.entries({ ...names, ghost: index })) {
      if (path !== undefined) node.dataset[key] = path;
    }
    addClass(node, colour(names.ys ?? names.xs, names.at, usual));
    inside.append(node);
    return node;
  }
  return {
    box,
    inside,
    xScale,
    yScale,
    // A line up to the first value that is not a number. Returns its end, if it has one.
    curve(ys, { xs, since, until: now, kind = "curve", usual }) {
      const until = ended(now);
      const [px, py] = [pixels(xs, xScale, until), pixels(ys, yScale, until)];
      const end = py.findIndex((pixel) => !Number.isFinite(pixel));
      const points = py.slice(0, end < 0 ? py.length : end).map((pixel, i) => [px[i], pixel]);
      const line = points.slice(since).map((point) => fixed(...point));
      put("polyline", kind, { xs, ys, since, until, usual }, { points: line.join(" ") });
      if (index === undefined && xs === spec.table[0]) {
        const panel = [...plot.svg.querySelectorAll("[data-panel]")].indexOf(plot.group);
        plot.readings.push({ box, panel, pixels: pixels(xs, xScale) });
      }
      return points.at(-1);
    },
    // A line that breaks where a value is null, such as that at ½ on a map.
    outline(ys, { xs, kind = "outline", usual = "ink" }) {
      const [px, py] = [pixels(xs, xScale), pixels(ys, yScale)];
      const d = px.map((x, i) => {
        if (Number.isNaN(x)) return "";
        return `${i && !Number.isNaN(px[i - 1]) ? "L" : "M"}${fixed(x, py[i])}`;
      });
      put("path", kind, { xs, ys, usual }, { d: d.join("") });
    },
    dots(ys, { xs, since = 0, until: now, r = 2.5, kind = "dot", usual }) {
      const until = ended(now);
      const [px, py] = [pixels(xs, xScale, until), pixels(ys, yScale, until)];
      py.forEach((cy, at) => {
        if (at < since || !Number.isFinite(cy)) return;
        put("circle", kind, { xs, ys, at, usual }, { cx: px[at], cy, r });
      });
    },
    // One dot; `move` names it, so that it glides to its next place.
    dot(ys, { xs, at, r = 5, kind = "dot", move, usual }) {
      const one = (path) => (at === undefined ? value(path) : value(path)[at]);
      const [cx, cy] = [xScale(one(xs)), yScale(one(ys))];
      if (!Number.isFinite(cx + cy)) return undefined;
      put("circle", kind, { xs, ys, at, move, usual }, { cx, cy, r });
      return [cx, cy];
    },
    // A line at one value, across the panel or up it.
    level({ xs, ys, kind = "level", usual = "limit" }) {
      const at = ys ? yScale(value(ys)) : xScale(value(xs));
      const across = { x1: box.left, x2: box.right, y1: at, y2: at };
      const up = { x1: at, x2: at, y1: box.top, y2: box.bottom };
      put("line", kind, { xs, ys, usual }, ys ? across : up);
      return at;
    },
    // A straight line between two values, such as an interval; `ys` may be one number.
    span(ys, { xs, kind = "span", usual }) {
      const [[x1, x2], [y1, y2 = y1]] = [pixels(xs, xScale), pixels(ys, yScale)];
      put("line", kind, { xs, ys, usual }, { x1, x2, y1, y2 });
    },
    // The frame of a cell of a table, on axes that count its rows and columns.
    cell(ys, { xs, kind = "here", usual = "ink" }) {
      const [width, height] = [xScale(1) - xScale(0), yScale(0) - yScale(1)];
      const [x, y] = [xScale(value(xs)) - width / 2, yScale(value(ys)) - height / 2];
      put("rect", kind, { xs, ys, usual }, { x, y, width, height });
    },
    // The whole height of the panel, between two neighbours of a list.
    zone(xs, { at, kind = "zone", usual = "curve" }) {
      const [x, right] = pixels(xs, xScale).slice(at, at + 2);
      const size = { x, width: right - x, y: box.top, height: box.bottom - box.top };
      put("rect", `${kind} plainnet-zone-${at}`, { xs, at, usual }, size);
    },
    region(ys, { xs, kind = "region", usual = "target 1" }) {
      const [px, py] = [pixels(xs, xScale), pixels(ys, yScale)];
      const points = px.map((x, i) => fixed(x, py[i])).join(" ");
      if (points) put("polygon", kind, { xs, ys, usual }, { points });
    },
    // A pattern, in a box of 2 r: a circle where the target is 1, a square where it is 0.
    pattern(ys, { xs, at, target, r, move }) {
      const [x, y] = [xScale(value(xs)[at]), yScale(value(ys)[at])];
      const isOne = value(target)[at];
      const names = { xs, ys, at, target, move, usual: `target ${isOne}` };
      const square = { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
      if (isOne) put("circle", "target", names, { cx: x, cy: y, r });
      else put("rect", "target", names, square);
    },
    // A text that belongs to a value, such as the name of a curve at its end: so many pixels `dx` and
    // `dy` away. Without `ys`, it stands above the panel.
    text(path, { xs, ys, at }, { dx = 0, dy = 0, ...attributes }) {
      const one = (name) => (at === undefined ? value(name) : value(name)[at]);
      const [x, y] = [xScale(one(xs)) + dx, (ys ? yScale(one(ys)) : box.top) + dy];
      const node = element("text", { x, y, "data-says": path, ...attributes }, value(path));
      for (const [key, name] of Object.entries({ xs, ys, at, ghost: index })) {
        if (name !== undefined) node.dataset[key] = name;
      }
      addClass(node, colour(path));
      inside.append(node);
    },
    // A map of predictions: a text with one letter for each cell, the lowest row first. It fades in
    // over the one that had the same `place` before.
    map(key, place = key) {
      inside.classList.add("plainnet-on-map");
      drawMap(plot, { key, place }, value(key), value("map"));
    },
    // The same where answers depend on the distance to a line only: the constant `ramp` has the
    // colours; `xs` and `ys` say where the first and the last of them lie.
    ramp(ys, { xs }) {
      inside.classList.add("plainnet-on-map");
      drawRamp(plot, { xs, ys }, [pixels(xs, xScale), pixels(ys, yScale)], value("ramp"));
    },
  };
}
