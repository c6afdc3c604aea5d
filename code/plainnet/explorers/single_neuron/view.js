// The square of the inputs with the neuron's answers, its line and its weights, which can be dragged;
// beside it the neuron and its loss.
import { drawNetwork } from "../core/networks.js";

// On a phone, the neuron and the loss stand below the square.
function boxes(width) {
  const isNarrow = width < 560;
  const size = isNarrow ? width - 44 : Math.min(380, Math.round(width * 0.55));
  const plane = { left: 32, right: 32 + size, top: 36, bottom: 36 + size, margin: 32 };
  const left = isNarrow ? 0 : plane.right + 40;
  const top = isNarrow ? plane.bottom + 52 : 84;
  const neuron = { left, right: width, top, bottom: top + (isNarrow ? 134 : 190) };
  const bar = {
    left: left + 4,
    right: width - 12,
    top: neuron.bottom + 56,
    bottom: neuron.bottom + 80,
  };
  return { isNarrow, plane, neuron, bar, bottom: Math.max(plane.bottom + 48, bar.bottom + 32) };
}

function drawGround(stage, plot, { left, right, top, bottom }, [i, j, k]) {
  if (stage.value(`ramp_x.${i}.${j}.${k}`).length) {
    plot.ramp(`ramp_y.${i}.${j}.${k}`, { xs: `ramp_x.${i}.${j}.${k}` });
    plot.outline(`line_y.${i}.${j}.${k}`, { xs: `line_x.${i}.${j}.${k}` });
  } else {
    const size = { x: left, y: top, width: right - left, height: bottom - top };
    stage.filled("rect", `ground.${k}`, size, plot.inside);
  }
}

function drawAnswers(stage, plot, spec, frame) {
  spec.pattern.forEach((_, i) => {
    const x = plot.xScale(spec.corner_x[i]);
    const y = plot.yScale(spec.corner_y[i]) + (spec.corner_y[i] ? -25 : 25);
    stage.plain("rect", {
      class: "plainnet-pill",
      x: x - 46,
      y: y - 10,
      width: 92,
      height: 20,
      rx: 10,
    });
    const place = { x, y: y + 5, "text-anchor": "middle", class: "plainnet-strong" };
    stage.text([`shown.${i}`, frame.right[i] ? "words.yes" : "words.no"], place);
  });
}

// The vector of the weights starts in the middle; both it and the line have a place to hold them.
// Returns what lays their handles on top of all else.
function drawLine(stage, plot, spec, [i, j, k]) {
  const [x, y] = [plot.xScale(spec.tips[i]), plot.yScale(spec.tips[j])];
  const from = { x1: plot.xScale(spec.middle), y1: plot.yScale(spec.middle) };
  stage.plain("line", { class: "plainnet-under", ...from, x2: x, y2: y }, plot.inside);
  plot.span(`arrows.${j}`, { xs: `arrows.${i}`, kind: "arrow" });
  const name = { "text-anchor": "middle", class: "plainnet-on-ball" };
  const grip = [`grip_x.${i}.${j}`, `grip_y.${i}.${j}`];
  const held = plot.dot(grip[1], { xs: grip[0], at: k, r: 12, kind: "ball", move: "b" });
  if (held)
    stage.text("words.grip", { ...name, x: held[0], y: held[1] + 5, "data-move": "b name" });
  plot.dot(`tips.${j}`, { xs: `tips.${i}`, r: 12, kind: "ball", move: "w" });
  stage.text("words.tip", { ...name, x, y: y + 4, "data-move": "w name" });
  return () => {
    const [xs, ys] = grip.map((path) => stage.value(path));
    const points = xs.map((at, index) => [plot.xScale(at), plot.yScale(ys[index])]);
    if (held) stage.handle(...held, { control: "b", points });
    const tips = [spec.tips.map(plot.xScale), spec.tips.map(plot.yScale)];
    stage.handle(x, y, { control: "w1", xs: tips[0] }, { control: "w2", ys: tips[1] });
  };
}

function drawNeuron(stage, { left, right, top, bottom }, at) {
  const [middle, half] = [(top + bottom) / 2, (left + right) / 2];
  const start = left + 24;
  const places = {
    x1: [start, top + 22],
    x2: [start, middle],
    one: [start, bottom - 22],
    sum: [half + 30, middle],
    answer: [right - 30, middle],
  };
  drawNetwork(stage, places, 20);
  ["x1", "x2", "one"].forEach((unit, i) => {
    const y = (places[unit][1] + middle) / 2 + [-8, -8, 18][i];
    const place = { x: (start + half + 30) / 2, y, "text-anchor": "middle" };
    const weight = `controls.${i}.labels.${at[i]}`;
    stage.text([`words.weights.${i}`, weight], {
      ...place,
      class: "plainnet-haloed plainnet-number",
    });
  });
}

// Its bar, and a mark at the smallest so far.
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
  below: ["w1", "w2", "b"],
  height: (width) => boxes(width).bottom,
  draw(stage, { spec, frame, width }) {
    const { isNarrow, plane, neuron, bar } = boxes(width);
    const plot = stage.panel(plane, "x", "y");
    drawGround(stage, plot, plane, frame.at);
    const layHandles = drawLine(stage, plot, spec, frame.at);
    for (const at of spec.pattern.keys()) {
      plot.pattern("corner_y", { xs: "corner_x", at, target: "target", r: 9 });
    }
    drawAnswers(stage, plot, spec, frame);
    const place = isNarrow ? { x: plane.right, "text-anchor": "end" } : { x: neuron.left };
    const large = { ...place, y: isNarrow ? 24 : 60, class: "plainnet-large" };
    stage.text(`words.counts.${frame.count}`, large);
    drawNeuron(stage, neuron, frame.at);
    drawLoss(stage, bar);
    layHandles();
  },
};
