// The input plane with the neuron's predictions, its boundary and its weight vector, both of which
// can be dragged; next to it the neuron and its loss.
import { drawNetwork } from "../core/networks.js";

// On a phone, the neuron and the loss are below the square.
function boxes(width) {
  const isNarrow = width < 560;
  const size = isNarrow ? 250 : Math.min(380, Math.round(width * 0.55));
  const start = isNarrow ? Math.round((width - size) / 2) : 32;
  const plane = { left: start, right: start + size, top: 36, bottom: 36 + size, margin: 32 };
  const left = isNarrow ? 0 : plane.right + 40;
  const top = isNarrow ? plane.bottom + 46 : 84;
  const neuron = { left, right: width, top, bottom: top + (isNarrow ? 110 : 190) };
  const bar = {
    left: left + 4,
    right: width - 12,
    top: neuron.bottom + (isNarrow ? 50 : 56),
    bottom: neuron.bottom + (isNarrow ? 74 : 80),
  };
  return { isNarrow, plane, neuron, bar };
}

function drawGround(stage, plot, frame, { left, right, top, bottom }) {
  if (frame.ground) {
    const size = { x: left, y: top, width: right - left, height: bottom - top };
    stage.filled("rect", "ground", size, plot.inside);
  } else {
    plot.ramp("ramp_y", { xs: "ramp_x" });
    plot.outline("line_y", { xs: "line_x" });
  }
}

// The answers, each on a pill outside of its pattern; inside where a handle would lie on it.
function drawAnswers(stage, plot, spec, frame) {
  const handles = [
    [frame.grip_x, frame.grip_y],
    [frame.arrow_x.at(-1), frame.arrow_y.at(-1)],
  ].map(([x, y]) => [plot.xScale(x), plot.yScale(y)]);
  const isFree = (x, y) =>
    !handles.some(([left, top]) => Math.abs(left - x) <= 58 && Math.abs(top - y) <= 22);
  spec.pattern.forEach((_, at) => {
    const x = plot.xScale(spec.corner_x[at]);
    const [corner, away] = [plot.yScale(spec.corner_y[at]), spec.corner_y[at] ? -25 : 25];
    const y = isFree(x, corner + away) ? corner + away : corner - away;
    const pill = { class: "plainnet-pill", x: x - 46, y: y - 10, width: 92, height: 20, rx: 10 };
    stage.plain("rect", pill, plot.inside);
    const place = { x, y: y + 5, "text-anchor": "middle", class: "plainnet-strong" };
    const beside = { "data-xs": "corner_x", "data-ys": "corner_y", "data-at": at };
    stage.text([`shown.${at}`, `marks.${at}`], { ...place, ...beside }, plot.inside);
  });
}

// Draws the weight vector, which starts in the middle. Returns a function that adds its handle and
// that of the line on top of everything else.
function drawLine(stage, plot, spec, frame) {
  const [x, y] = [frame.arrow_x, frame.arrow_y].map((ends, i) =>
    [plot.xScale, plot.yScale][i](ends[1]),
  );
  const from = { x1: plot.xScale(spec.middle), y1: plot.yScale(spec.middle) };
  stage.plain("line", { class: "plainnet-under", ...from, x2: x, y2: y }, plot.inside);
  plot.span("arrow_y", { xs: "arrow_x", kind: "arrow" });
  const name = { "text-anchor": "middle", class: "plainnet-on-ball", "data-on-fill": "" };
  const nameAt = (path, [left, top], move) =>
    stage.text(path, { ...name, x: left, y: top + 5, "data-move": move }, plot.inside);
  return () => {
    const held = plot.dot("grip_y", { xs: "grip_x", r: 12, kind: "ball", move: "b" });
    if (held) nameAt("words.grip", held, "b name");
    plot.dot("arrow_y", { xs: "arrow_x", at: 1, r: 12, kind: "ball", move: "w" });
    nameAt("words.tip", [x, y - 1], "w name");
    const [xs, ys] = stage.value(`grips.${frame.at[0]}.${frame.at[1]}`);
    const points = xs.map((at, index) => [plot.xScale(at), plot.yScale(ys[index])]);
    if (held) stage.handle(...held, { control: "b", points });
    const tips = [spec.tips.map(plot.xScale), spec.tips.map(plot.yScale)];
    stage.handle(x, y, { control: "w1", xs: tips[0] }, { control: "w2", ys: tips[1] });
  };
}

function drawNeuron(stage, { left, right, top, bottom }, r) {
  const [middle, half] = [(top + bottom) / 2, (left + right) / 2];
  const start = left + 24;
  const places = {
    x1: [start, top + 22],
    x2: [start, middle],
    one: [start, bottom - 22],
    sum: [half + 30, middle],
    answer: [right - 30, middle],
  };
  drawNetwork(stage, places, r);
  ["x1", "x2", "one"].forEach((unit, i) => {
    const x = start + 0.4 * (half + 30 - start);
    const y = places[unit][1] + 0.4 * (middle - places[unit][1]);
    stage.plain("rect", { class: "plainnet-plate", x: x - 33, y: y - 9, width: 66, height: 18 });
    const place = { x, y: y + 5, "text-anchor": "middle", class: "plainnet-number" };
    stage.text([`words.weights.${i}`, `weights.${i}`], place);
  });
}

// The loss as a bar, with a mark at the smallest so far.
function drawLoss(stage, box) {
  const plot = stage.panel(box, "losses", "flat");
  const y = box.top - 12;
  plot.span("middle", { xs: "bar", kind: "bar" });
  stage.text(["words.loss", "loss"], { x: box.left, y, class: "plainnet-outcome" });
  const best = plot.ghost(0);
  best.level({ xs: "loss", kind: "best" });
  best.note(["words.best", "loss"], { x: box.right, y, "text-anchor": "end" });
}

export default {
  draw(stage, { spec, frame, width }) {
    const { isNarrow, plane, neuron, bar } = boxes(width);
    const plot = stage.panel(plane, "x", "y");
    plot.inside.classList.add("plainnet-on-map");
    stage.plain("g", { "data-uses": "at ramp_x ramp_y" }); // used, but not always drawn
    drawGround(stage, plot, frame, plane);
    const layHandles = drawLine(stage, plot, spec, frame);
    for (const at of spec.pattern.keys()) {
      plot.pattern("corner_y", { xs: "corner_x", at, target: "target", r: 9 });
    }
    drawAnswers(stage, plot, spec, frame);
    const place = isNarrow ? { x: plane.right, "text-anchor": "end" } : { x: neuron.left };
    const large = { ...place, y: isNarrow ? 24 : 60, class: "plainnet-large" };
    stage.text("count", large);
    drawNeuron(stage, neuron, isNarrow ? 15 : 20);
    drawLoss(stage, bar);
    layHandles();
  },
};
