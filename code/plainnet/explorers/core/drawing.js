// What views draw with. It does no numerics: every number came out of Python.

const SVG_NAMES = [
  "svg",
  "g",
  "line",
  "polyline",
  "circle",
  "ellipse",
  "text",
  "rect",
  "path",
  "polygon",
];

export function element(name, attributes = {}, ...children) {
  const node = SVG_NAMES.includes(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// From a value to a pixel, linear or logarithmic.
// JSON writes a number that is not finite as null: it has no pixel, and ends a curve.
export function scale({ from, to }, start, end, log = false) {
  const f = log ? Math.log10 : (value) => value;
  const part = (value) => (f(value) - f(from)) / (f(to) - f(from));
  return (value) => (value === null ? NaN : start + part(value) * (end - start));
}

// A number at a tick, or its name.
function tickLabel({ names, ticks }, value) {
  return names?.[ticks.indexOf(value)] ?? String(value).replace("-", "−");
}

// Axes with grid lines; tests read the ticks to turn pixels back into values.
function axes(svg, { x, y, xScale, yScale, box, xLabel, yLabel }) {
  const group = element("g", { class: "plainnet-axes" });
  for (const value of y.ticks) {
    const y1 = yScale(value);
    group.append(
      element("line", { x1: box.left, x2: box.right, y1, y2: y1, "data-y": value }),
      element("text", { x: box.left - 6, y: y1 + 4, "text-anchor": "end" }, tickLabel(y, value)),
    );
  }
  for (const value of x.ticks) {
    const x1 = xScale(value);
    group.append(
      element("line", { x1, x2: x1, y1: box.top, y2: box.bottom, "data-x": value }),
      element("text", { x: x1, y: box.bottom + 18, "text-anchor": "middle" }, tickLabel(x, value)),
    );
  }
  group.append(
    element("text", { x: box.right, y: box.bottom + 36, "text-anchor": "end" }, xLabel),
    element("text", { x: box.left - (box.margin ?? 50), y: box.top - 10 }, yLabel),
  );
  svg.append(group);
}

// A plot: its axes, its scales, and an `inside` that cuts off what leaves it.
export function panel(svg, { box, x, y, xLabel, yLabel, log, xLog }) {
  const group = element("g");
  const xScale = scale(x, box.left, box.right, xLog);
  const yScale = scale(y, box.bottom, box.top, log);
  const around = [box.left - 6, box.top - 6, box.right - box.left + 12, box.bottom - box.top + 12];
  const [left, top, width, height] = around;
  const inside = element("svg", { x: left, y: top, width, height, viewBox: around.join(" ") });
  axes(group, { x, y, xScale, yScale, box, xLabel, yLabel });
  group.append(inside);
  svg.append(group);
  return { inside, xScale, yScale };
}

// A line through (x, y) in pixels, up to the first value that is not a number; returns its end.
export function curve(svg, kind, series, xs, ys) {
  const end = ys.findIndex((value) => !Number.isFinite(value));
  const points = ys.slice(0, end < 0 ? ys.length : end).map((value, i) => [xs[i], value]);
  svg.append(
    element("polyline", {
      class: `plainnet-${kind}`,
      [`data-${kind}`]: series,
      points: points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" "),
    }),
  );
  return points.at(-1);
}

// The line under which a run counts as solved; its label stands below it at the left, or `above` it
// at the right.
export function goal(svg, box, y, label, above = false) {
  const place = above
    ? { x: box.right - 6, y: y - 6, "text-anchor": "end" }
    : { x: box.left + 6, y: y + 16 };
  svg.append(
    element("line", { class: "plainnet-goal", x1: box.left, x2: box.right, y1: y, y2: y }),
    element("text", { class: "plainnet-goal", ...place }, label),
  );
}

// A pattern, in a box of 2 r: a circle where the target is 1, a square where it is 0.
export function pattern(target, x, y, r, attributes = {}) {
  const shape = { class: `plainnet-target plainnet-target-${target}`, ...attributes };
  return target
    ? element("circle", { ...shape, cx: x, cy: y, r })
    : element("rect", { ...shape, x: x - r, y: y - r, width: 2 * r, height: 2 * r });
}

// A path, with a dot at each step and a larger one where it starts.
export function path(svg, kind, series, xs, ys) {
  curve(svg, kind, series, xs, ys);
  const dots = xs.map((cx, i) =>
    element("circle", {
      class: `plainnet-dot plainnet-${kind}-dot`,
      cx,
      cy: ys[i],
      r: i ? 2.5 : 5,
    }),
  );
  svg.append(...dots);
}

// A map of predictions over the axes of a panel: a text with one digit of base 36 for each cell,
// the lowest row first. Cells that follow each other with the same digit are one rectangle. A
// line runs where neighbours lie on different sides of one half, which is between h and i.
export function raster(svg, series, cells, { xScale, yScale, from, to, colours }) {
  const side = Math.sqrt(cells.length);
  const edges = Array.from({ length: side + 1 }, (_, i) => from + (i / side) * (to - from));
  const [xs, ys] = [xScale, yScale].map((toPixel) =>
    edges.map((value) => Number(toPixel(value).toFixed(2))),
  );
  const isHigh = (i) => cells[i] >= "i";
  const group = element("g", { class: "plainnet-raster", "data-raster": series });
  let half = "";
  for (let row = 0; row < side; row += 1) {
    const [y, height] = [ys[row + 1], ys[row] - ys[row + 1]];
    for (const run of cells.slice(row * side, (row + 1) * side).matchAll(/(.)\1*/g)) {
      const [x, right] = [xs[run.index], xs[run.index + run[0].length]];
      const fill = colours[parseInt(run[1], 36)];
      group.append(element("rect", { x, y, width: right - x, height, fill }));
    }
    for (let column = 0; column < side; column += 1) {
      const i = row * side + column;
      const corner = `M${xs[column]},${ys[row]}`;
      if (column && isHigh(i) !== isHigh(i - 1)) half += `${corner}V${ys[row + 1]}`;
      if (row && isHigh(i) !== isHigh(i - side)) half += `${corner}H${xs[column + 1]}`;
    }
  }
  group.append(element("path", { class: "plainnet-half", d: half }));
  svg.append(group);
}
