// Two trainings on one clock: of each the answers over the plane of inputs and in hidden space, and the
// network; and both losses.
import { drawNetwork } from "../core/networks.js";

const SIDES = ["left", "right"];
const TICKS = 20; // the room for their names

// On a phone, the pictures of a start stand below each other; the loss is in the middle, or last.
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
    ? { left: 40, right: width - 62, top: top + 140, bottom: top + 250, margin: 40 }
    : {
        left: across + 66,
        right: width - across - 80,
        top: top + 16,
        bottom: top + 136,
        margin: 40,
      };
  return { isNarrow, films, fall };
}

function drawHead(stage, path, moment, { left, right }, isNarrow) {
  stage.text(`${path}.name.${moment}`, { x: left, y: 16, class: "plainnet-outcome" });
  const place = isNarrow ? { x: left, y: 34 } : { x: right, y: 16, "text-anchor": "end" };
  stage.text(`${path}.told.${moment}`, { ...place, class: "plainnet-number" });
}

function drawPlane(stage, { path, side, moment }, spec, box) {
  const plot = stage.panel(box, "input_x", "input_y");
  plot.map(`${path}.grid.${moment}`, side);
  plot.outline(`${path}.half_y.${moment}`, { xs: `${path}.half_x.${moment}` });
  for (const at of spec.order) plot.pattern("x2", { xs: "x1", at, target: "target", r: 7 });
}

// The patterns glide where the hidden layer puts them, each with its name on one side of it. A square
// fits into a circle, for they may lie on each other.
function drawHidden(stage, { path, side, film, moment }, spec, box) {
  const plot = stage.panel(box, "hidden_x", "hidden_y");
  plot.ramp(`${path}.ramp_y.${moment}`, { xs: `${path}.ramp_x.${moment}` });
  plot.outline(`${path}.line_y.${moment}`, { xs: `${path}.line_x.${moment}` });
  plot.span(`${path}.close_y.${moment}`, { xs: `${path}.close_x.${moment}`, kind: "between" });
  const apart = { x: box.right, y: box.top - 10, "text-anchor": "end", class: "plainnet-number" };
  stage.text(`${path}.apart.${moment}`, apart);
  const [xs, ys] = [`${side}_h1`, `${side}_h2`];
  for (const at of spec.order) {
    const r = spec.target[at] ? 8 : 5;
    plot.pattern(ys, { xs, at, target: "target", r, move: `${side} ${at}` });
    const [right, up] = spec.sides[film][at];
    const x = plot.xScale(stage.value(xs)[at]) + 8 * right;
    const y = plot.yScale(stage.value(ys)[at]) + 4 - 12 * up;
    const anchor = {
      "text-anchor": right > 0 ? "start" : "end",
      "data-move": `${side} name ${at}`,
    };
    stage.text(`names.${at}`, { x, y, ...anchor, class: "plainnet-on-map-name" });
  }
}

function drawWeights(stage, { path, moment }, { left, right, top }) {
  const [first, last, middle] = [left + 18, right - 18, (left + right) / 2];
  const [high, low] = [top + 18, top + 96];
  const places = {
    x1: [first, high],
    x2: [first, low],
    h1: [middle, high],
    h2: [middle, low],
    answer: [last, (high + low) / 2],
  };
  drawNetwork(stage, places, 16, [`${path}.thick.${moment}`, `${path}.negative.${moment}`]);
}

// The names of the curves stand at their ends, apart.
function drawLoss(stage, shown, moment, box) {
  const plot = stage.panel(box, "x", "y");
  const limit = plot.level({ ys: "limit" });
  stage.text("words.solved_below", { x: box.right - 4, y: limit - 6, "text-anchor": "end" });
  const paths = shown.map((film) => `films.${film}`);
  for (const i of [1, 0]) plot.curve(`${paths[i]}.loss`, { xs: "epochs", until: moment });
  const ends = [1, 0].map((i) =>
    plot.dot(`${paths[i]}.loss`, { xs: "epochs", at: moment, move: SIDES[i] }),
  );
  const [below, above] = [...ends.keys()].toSorted((a, b) => ends[b][1] - ends[a][1]);
  const isClose = ends[below][1] - ends[above][1] < 16;
  ends.forEach(([x, y], i) => {
    if (i && shown[0] === shown[1]) return;
    const shift = isClose ? { [below]: 12, [above]: -6 }[i] : 0;
    const place = { x: x + 9, y: y + 4 + shift };
    stage.text(`${paths[1 - i]}.label`, { ...place, class: "plainnet-haloed" });
  });
}

export default {
  height: (width) => boxes(width).fall.bottom + 46,
  draw(stage, { spec, frame, width }) {
    const { isNarrow, films, fall } = boxes(width);
    const { moment, shown } = frame;
    films.forEach((box, i) => {
      const one = { path: `films.${shown[i]}`, side: SIDES[i], film: shown[i], moment };
      drawHead(stage, one.path, moment, box, isNarrow);
      drawPlane(stage, one, spec, box.plane);
      drawHidden(stage, one, spec, box.hidden);
      drawWeights(stage, one, box.network);
    });
    drawLoss(stage, shown, moment, fall);
  },
};
