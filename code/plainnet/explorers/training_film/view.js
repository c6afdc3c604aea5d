// Two trainings at the same epoch: for each, the predictions over the input plane, hidden space and
// the network in a row; and both losses.
import { drawNetwork } from "../core/networks.js";

const SIDES = ["left", "right"];
const HEAD = 85; // on a phone, the height of a start's texts and network

// A row for each start, with its network at the end of the row or, on a phone, above it; below both,
// the loss.
function boxes(width) {
  const isNarrow = width < 560;
  const side = Math.min(146, Math.floor((width - 76) * 0.55));
  const [input, hidden] = isNarrow ? [Math.min(120, width - 76 - side), side] : [176, 176];
  const [first, step] = isNarrow ? [HEAD + 8, HEAD + 180] : [26, 202];
  const square = (left, top, size) => ({
    left,
    right: left + size,
    top,
    bottom: top + size,
    margin: 20,
  });
  const films = SIDES.map((_, i) => {
    const top = first + i * step;
    const plane = square(26, top + (isNarrow ? 15 : 0), input);
    const space = square(plane.right + 40, top, hidden);
    const start = space.right + 20;
    return {
      plane,
      hidden: space,
      head: isNarrow ? { x: 0, y: top - HEAD + 10 } : { x: start, y: top + 12 },
      network: isNarrow
        ? { left: width - 205, right: width, top: top - HEAD, bottom: top - 19, r: 13 }
        : { left: start, right: width, top: top + 72, bottom: top + hidden, r: 16 },
    };
  });
  const top = films[1].hidden.bottom + (isNarrow ? 58 : 52);
  const fall = { left: 40, right: width - 16, top, bottom: top + (isNarrow ? 46 : 66), margin: 40 };
  return { films, fall };
}

function drawHead(stage, side, { x, y }) {
  stage.text(`${side}_name`, { x, y, class: "plainnet-outcome" });
  stage.text(`${side}_count`, { x, y: y + 18, class: "plainnet-number" });
  stage.text(`${side}_distance`, { x, y: y + 36, class: "plainnet-number" });
}

// Only the outer axes have names: above the upper row, below the lower one.
function axesOf(side, name) {
  return side === "left" ? [`${name}_bare`, `${name}_y`] : [`${name}_x`, `${name}_bare`];
}

function drawPlane(stage, side, spec, box) {
  const plot = stage.panel(box, ...axesOf(side, "input"));
  plot.map(`${side}_grid`);
  plot.outline(`${side}_half_y`, { xs: `${side}_half_x` });
  for (const at of spec.order) plot.pattern("x2", { xs: "x1", at, target: "target", r: 7 });
}

// The patterns glide as the hidden layer moves them, each with its name on one side. Squares fit
// into circles, so that both are visible where patterns coincide.
function drawHidden(stage, side, spec, box) {
  const plot = stage.panel(box, ...axesOf(side, "hidden"));
  plot.ramp(`${side}_ramp_y`, { xs: `${side}_ramp_x` });
  plot.outline(`${side}_line_y`, { xs: `${side}_line_x` });
  plot.span(`${side}_close_y`, { xs: `${side}_close_x`, kind: "between" });
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

function unitsOf(side, { left, right, top, bottom, r }) {
  const [first, last, middle] = [left + r + 2, right - r - 2, (left + right) / 2];
  const [high, low] = [top + r + 2, bottom - r - 2];
  return {
    [`${side}-x1`]: [first, high],
    [`${side}-x2`]: [first, low],
    [`${side}-h1`]: [middle, high],
    [`${side}-h2`]: [middle, low],
    [`${side}-answer`]: [last, (high + low) / 2],
  };
}

// The labels are at the ends of the curves, that of the upper curve above it; that of the lower
// curve stands beside the last tick, which is a wide number.
function drawLoss(stage, at, box) {
  const plot = stage.panel(box, "x", "y");
  const limit = plot.level({ ys: "limit" });
  const ends = ["right", "left"].map((side) => {
    plot.curve(`${side}_loss`, { xs: "epochs" });
    return [side, plot.dot(`${side}_loss`, { xs: "epochs", at, move: side })];
  });
  const [[upper]] = ends.toSorted((one, other) => one[1][1] - other[1][1]);
  const isLate = ends[0][1][0] > (box.left + box.right) / 2;
  const anchor = { "text-anchor": isLate ? "end" : "start" };
  const away = isLate ? { x: box.left + 4 } : { x: box.right - 4, "text-anchor": "end" };
  stage.text("words.solved_below", { y: limit + 14, ...away });
  for (const [side] of ends) {
    const shift = side === upper ? { dy: -9 } : { dx: isLate ? -22 : 0, dy: 19 };
    plot.text(`${side}_label`, { xs: "epochs", ys: `${side}_loss`, at }, { ...shift, ...anchor });
  }
}

export default {
  draw(stage, { spec, frame, width }) {
    const { films, fall } = boxes(width);
    films.forEach((box, i) => {
      const side = SIDES[i];
      drawHead(stage, side, box.head);
      drawPlane(stage, side, spec, box.plane);
      drawHidden(stage, side, spec, box.hidden);
    });
    const places = films.map(({ network }, i) => unitsOf(SIDES[i], network));
    drawNetwork(stage, { ...places[0], ...places[1] }, films[0].network.r);
    const used = SIDES.flatMap((side) =>
      ["beside", "ramp_x", "ramp_y"].map((key) => `${side}_${key}`),
    );
    stage.plain("g", { "data-uses": ["moment", ...used].join(" ") });
    drawLoss(stage, frame.moment, fall);
  },
};
