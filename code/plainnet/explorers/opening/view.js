// The network with its weights as wires, its map of predictions, and its loss with earlier runs.
import { drawNetwork } from "../core/networks.js";

const TOP = 52; // space for the texts and captions above

// On a phone, the network and the map share a row, and the loss is below them.
function boxes(width) {
  const isNarrow = width < 560;
  const size = isNarrow ? Math.round(width * 0.46) : Math.round(width * 0.3);
  const left = isNarrow ? width - size : Math.round(width * 0.36);
  const square = { left, right: left + size, top: TOP, bottom: TOP + size };
  const top = isNarrow ? square.bottom + 56 : TOP;
  const bottom = isNarrow ? top + 120 : square.bottom - 36;
  const fall = { left: isNarrow ? 40 : square.right + 56, right: width - 12, top, bottom };
  return { square, fall, network: { left: 0, right: left - 26, top: TOP, bottom: square.bottom } };
}

function drawWires(stage, { left, right, top, bottom }) {
  const [low, high] = [top + (bottom - top) * 0.24, top + (bottom - top) * 0.76];
  const xs = [left + 20, (left + right) / 2, right - 20];
  const places = { x1: [xs[0], low], x2: [xs[0], high], h1: [xs[1], low], h2: [xs[1], high] };
  drawNetwork(stage, { ...places, y: [xs[2], (low + high) / 2] }, 17);
}

function drawAnswers(stage, spec, box) {
  const plot = stage.panel(box, "square", "square");
  plot.map("cells");
  plot.outline("half_y", { xs: "half_x" });
  spec.target.forEach((_, at) => {
    plot.pattern("x2", { xs: "x1", at, target: "target", r: 8 });
    const [x, y] = [plot.xScale(spec.x1[at]), plot.yScale(spec.x2[at])];
    const pill = { class: "plainnet-pill", x: x - 32, y: y + 11, width: 64, height: 19, rx: 9 };
    stage.plain("rect", pill, plot.inside);
    const below = { dy: 25, "text-anchor": "middle", class: "plainnet-strong" };
    plot.text(`answer.${at}`, { xs: "x1", ys: "x2", at }, below);
  });
}

function drawLoss(stage, { frame, ghosts, time }, box) {
  const plot = stage.panel(box, "x", "y");
  const goal = plot.level({ ys: "limit" });
  const ends = ghosts.map((_, i) => plot.ghost(i).curve("loss", { xs: "epoch", until: time }));
  plot.curve("loss", { xs: "epoch", until: time });
  stage.text("words.goal", { x: box.right, y: goal - 5, "text-anchor": "end" });
  ghosts.forEach((ghost, i) => {
    const before = plot.ghost(i);
    const [x, y] = ends[i];
    const side = x > (box.left + box.right) / 2 ? "end" : "start";
    const end = { xs: "epoch", ys: "loss", at: ghost.time };
    // The name of the goal stands above its line, at its end.
    const meets = side === "end" && goal - 12 < y && y < goal + 18;
    const dy = (meets ? goal + 22 - y : 0) - 6;
    const place = { dy, "text-anchor": side, class: "plainnet-on-line" };
    if (ghost.frame.name !== frame.name) before.text("name", end, place);
  });
  plot.dot("loss", { xs: "epoch", at: time, move: "loss" });
}

export default {
  draw(stage, { spec, frame, ghosts, time, width }) {
    const { square, fall, network } = boxes(width);
    stage.text(["count", "loss_text"], { x: 0, y: 16, class: "plainnet-outcome" });
    stage.text("outcome", { x: width, y: 16, "text-anchor": "end", class: "plainnet-outcome" });
    stage.text("words.network", { x: 0, y: TOP - 10 });
    stage.text("words.answers", { x: square.left, y: TOP - 10 });
    stage.text("words.falls", { x: fall.left - 40, y: fall.top - 12 });
    stage.text("name", { x: fall.right, y: fall.top - 12, "text-anchor": "end" });
    drawWires(stage, network);
    drawAnswers(stage, spec, square);
    drawLoss(stage, { frame, ghosts, time }, fall);
  },
};
