// The answers over the plane of inputs, the patterns in hidden space, and the loss so far.

function boxes(width) {
  const narrow = width < 560;
  const margin = narrow ? 24 : 50;
  const size = Math.min(260, Math.floor(width / 2) - margin - 18);
  const bottom = 28 + size;
  const top = bottom + 68;
  const square = (left) => ({
    left: left + margin,
    right: left + margin + size,
    top: 28,
    bottom,
    margin,
  });
  return {
    plane: square(0),
    hidden: square(width / 2),
    fall: { left: 46, right: width - 14, top, bottom: top + (narrow ? 90 : 120), margin: 46 },
  };
}

function drawPlane(svg, spec, frame, box) {
  const labels = { xLabel: spec.words.x1, yLabel: spec.words.x2 };
  const plane = panel(svg, { box, x: spec.input, y: spec.input, ...labels });
  raster(plane.inside, "grid", frame.grid, { ...plane, ...spec.input });
  return plane;
}

// Hidden space, with the line where the network answers one half.
function drawHidden(svg, spec, frame, box) {
  const labels = { xLabel: spec.words.h1, yLabel: spec.words.h2 };
  const hidden = panel(svg, { box, x: spec.hidden, y: spec.hidden, ...labels });
  const { inside, xScale, yScale } = hidden;
  const [xs, ys] = [frame.region_x.map(xScale), frame.region_y.map(yScale)];
  const points = xs.map((x, i) => `${x.toFixed(2)},${ys[i].toFixed(2)}`).join(" ");
  if (points) inside.append(element("polygon", { class: "plainnet-region", points }));
  if (frame.line_x.length) {
    curve(inside, "series", "line_y", frame.line_x.map(xScale), frame.line_y.map(yScale));
  }
  return hidden;
}

// A square fits into a circle, for they may lie on each other.
function mark(spec, panelName, i, x, y) {
  const names = { "data-mark": panelName, "data-index": i };
  return pattern(spec.target[i], x, y, spec.target[i] ? 8 : 5, names);
}

function drawPatterns(svg, plane, hidden, spec, frame) {
  for (const i of spec.order) {
    const [x, y] = [hidden.xScale(frame.h1[i]), hidden.yScale(frame.h2[i])];
    const [px, py] = [plane.xScale(spec.x1[i]), plane.yScale(spec.x2[i])];
    plane.inside.append(mark(spec, "input", i, px, py));
    hidden.inside.append(mark(spec, "hidden", i, x, y));
    const beside = { x: x + 8 * frame.side_x[i], y: y + 4 - 12 * frame.side_y[i] };
    const anchor = { "text-anchor": frame.side_x[i] > 0 ? "start" : "end" };
    const name = { class: "plainnet-number", "data-name": i, ...beside, ...anchor };
    svg.append(element("text", name, spec.names[i]));
  }
}

function drawLoss(svg, spec, frame, box) {
  const { words } = spec;
  const labels = { xLabel: words.epoch, yLabel: words.loss };
  const plot = panel(svg, { box, x: spec.x, y: spec.y, log: true, ...labels });
  goal(plot.inside, box, plot.yScale(spec.limit), words.solved_below);
  const [xs, ys] = [spec.epochs.map(plot.xScale), frame.loss.map(plot.yScale)];
  const [cx, cy] = curve(plot.inside, "series", "loss", xs, ys);
  plot.inside.append(element("circle", { class: "plainnet-series-dot", cx, cy, r: 5 }));
}

export default {
  height: (width) => boxes(width).fall.bottom + 44,
  draw(svg, { spec, frame, width }) {
    const box = boxes(width);
    svg.replaceChildren();
    const plane = drawPlane(svg, spec, frame, box.plane);
    const hidden = drawHidden(svg, spec, frame, box.hidden);
    drawPatterns(svg, plane, hidden, spec, frame);
    drawLoss(svg, spec, frame, box.fall);
  },
};
