// Two trainings at the same epoch: for each, the predictions over the input plane, hidden space and
// the network; and both losses.
import { drawNetwork } from "../core/networks.js";

const SIDES = ["left", "right"];
const TICKS = 20; // space for the texts at the ticks

// On a phone, the pictures of a start are below each other; the loss is in the middle, or last.
function boxes(width) {
  const isNarrow = width < 560;
  const column = Math.floor((width - 16) / 2);
  const size = isNarrow ? column - TICKS - 8 : Math.floor((column - 2 * TICKS - 24) / 2);
  const square = (left, top) => ({
    left,
    right: left + size,
    top,
    bottom: top + size,
    margin: TICKS,
  });
  const across = isNarrow ? column : 190;
  const films = [0, width - column].map((left, i) => {
    const plane = square(left + TICKS, isNarrow ? 66 : 54);
    const hidden = isNarrow
      ? square(plane.left, plane.bottom + 66)
      : square(plane.right + 24 + TICKS, plane.top);
    const start = i ? width - across : 0;
    const top = hidden.bottom + 52;
    return {
      left,
      right: left + column,
      plane,
      hidden,
      network: { left: start, right: start + across, top },
    };
  });
  const { top } = films[0].network;
  const fall = isNarrow
    ? { left: 40, right: width - 16, top: top + 148, bottom: top + 268, margin: 40 }
    : {
        left: across + 66,
        right: width - across - 40,
        top: top + 16,
        bottom: top + 136,
        margin: 40,
      };
  return { isNarrow, films, fall };
}

function drawHead(stage, side, { left, right }, isNarrow) {
  stage.text(`${side}_name`, { x: left, y: 16, class: "plainnet-outcome" });
  const place = isNarrow ? { x: left, y: 34 } : { x: right, y: 16, "text-anchor": "end" };
  stage.text(`${side}_count`, { ...place, class: "plainnet-number" });
}

function drawPlane(stage, side, spec, box) {
  const plot = stage.panel(box, "input_x", "input_y");
  plot.map(`${side}_grid`);
  plot.outline(`${side}_half_y`, { xs: `${side}_half_x` });
  for (const at of spec.order) plot.pattern("x2", { xs: "x1", at, target: "target", r: 7 });
}

// The patterns glide as the hidden layer moves them, each with its name on one side. Squares fit
// into circles, so that both are visible where patterns coincide.
function drawHidden(stage, side, spec, box) {
  const plot = stage.panel(box, "hidden_x", "hidden_y");
  plot.ramp(`${side}_ramp_y`, { xs: `${side}_ramp_x` });
  plot.outline(`${side}_line_y`, { xs: `${side}_line_x` });
  plot.span(`${side}_close_y`, { xs: `${side}_close_x`, kind: "between" });
  const corner = { x: box.right, y: box.top - 10, "text-anchor": "end", class: "plainnet-number" };
  stage.text(`${side}_distance`, corner);
  const [xs, ys] = [`${side}_h1`, `${side}_h2`];
  const beside = stage.value(`${side}_beside`);
  for (const at of spec.order) {
    const r = spec.target[at] ? 8 : 5;
    plot.pattern(ys, { xs, at, target: "target", r, move: `${side} ${at}` });
    const [right, up] = beside[at];
    const anchor = {
      "text-anchor": right > 0 ? "start" : "end",
      "data-move": `${side} name ${at}`,
    };
    const place = { dx: 8 * right, dy: 4 - 12 * up, ...anchor, class: "plainnet-edged" };
    plot.text(`names.${at}`, { xs, ys, at }, place);
  }
}

function unitsOf(side, { left, right, top }) {
  const [first, last, middle] = [left + 18, right - 18, (left + right) / 2];
  const [high, low] = [top + 18, top + 96];
  return {
    [`${side}-x1`]: [first, high],
    [`${side}-x2`]: [first, low],
    [`${side}-h1`]: [middle, high],
    [`${side}-h2`]: [middle, low],
    [`${side}-answer`]: [last, (high + low) / 2],
  };
}

// The labels are at the ends of the curves, that of the upper curve above it.
function drawLoss(stage, at, box) {
  const plot = stage.panel(box, "x", "y");
  const limit = plot.level({ ys: "limit" });
  stage.text("words.solved_below", { x: box.right - 4, y: limit - 6, "text-anchor": "end" });
  const ends = ["right", "left"].map((side) => {
    plot.curve(`${side}_loss`, { xs: "epochs" });
    return [side, plot.dot(`${side}_loss`, { xs: "epochs", at, move: side })];
  });
  const [[upper]] = ends.toSorted((one, other) => one[1][1] - other[1][1]);
  for (const [side, [x]] of ends) {
    const anchor = { "text-anchor": x > (box.left + box.right) / 2 ? "end" : "start" };
    const beside = { xs: "epochs", ys: `${side}_loss`, at };
    plot.text(`${side}_label`, beside, { dy: side === upper ? -9 : 19, ...anchor });
  }
}

export default {
  draw(stage, { spec, frame, width }) {
    const { isNarrow, films, fall } = boxes(width);
    films.forEach((box, i) => {
      const side = SIDES[i];
      drawHead(stage, side, box, isNarrow);
      drawPlane(stage, side, spec, box.plane);
      drawHidden(stage, side, spec, box.hidden);
    });
    const places = films.map(({ network }, i) => unitsOf(SIDES[i], network));
    drawNetwork(stage, { ...places[0], ...places[1] }, 16);
    const used = SIDES.flatMap((side) =>
      ["beside", "ramp_x", "ramp_y"].map((key) => `${side}_${key}`),
    );
    stage.plain("g", { "data-uses": ["moment", ...used].join(" ") });
    drawLoss(stage, frame.moment, fall);
  },
};
