// A graph of operations. Each box shows the operation, its value and below it its slope; on the way
// back, each line shows its local slope. Python gives the places in units of boxes: on a phone the
// graph runs downwards, otherwise to the right. The arithmetic of the step is below it.
import { isStill, travel } from "../core/moving.js";

const BOX = 62; // the height of a box
const TOP = 28; // space for the formula of the loss
const ROW = 21; // height of a line of arithmetic
const FORMS = { wide: 4.1, tall: 7.1 }; // the height of the graph, in boxes

const NUMBER = "plainnet-number plainnet-small";

function layoutOf(width) {
  const form = width < 560 ? "tall" : "wide";
  const bottom = TOP + Math.round(FORMS[form] * BOX);
  return { form, box: { left: 1, right: width - 1, top: TOP, bottom } };
}

function drawLines(stage, plot, frame, form) {
  const ends = `${form}_line_x.${frame.graph}`;
  stage.value(ends).forEach((_, k) => {
    const kind = frame.lit[k] ? "arrow" : "wire";
    plot.span(`${form}_line_y.${frame.graph}.${k}`, { xs: `${ends}.${k}`, kind });
  });
}

// Along each line at work, a filled dot runs forward or a ring backward; boxes cover their ends.
function drawPulses(stage, plot, frame, form) {
  if (isStill() || !frame.way) return;
  const pixels = (path, scale) => stage.value(path).map(scale);
  frame.lit.forEach((isLit, k) => {
    if (!isLit) return;
    const [x1, x2] = pixels(`${form}_line_x.${frame.graph}.${k}`, plot.xScale);
    const [y1, y2] = pixels(`${form}_line_y.${frame.graph}.${k}`, plot.yScale);
    const isBack = frame.way < 0;
    const [from, to] = isBack
      ? [
          [x2, y2],
          [x1, y1],
        ]
      : [
          [x1, y1],
          [x2, y2],
        ];
    const kind = isBack ? "plainnet-pulse plainnet-pulse-back" : "plainnet-pulse";
    const place = { cx: to[0], cy: to[1], r: 7 };
    travel(stage.plain("circle", { class: kind, ...place }, plot.inside), from, to);
  });
}

// A line in a box: a label at the left and a number, which is bold if this step computed it.
function drawNumber(plot, frame, { name, key, dy, place, half }) {
  const path = `${key}.${place.at}`;
  if (!frame[key][place.at]) return;
  plot.text(name, place, { dx: -half, dy, class: "plainnet-small" });
  const kind = frame.roles[path] ? "plainnet-strong" : "";
  plot.text(path, place, { dx: half, dy, "text-anchor": "end", class: `${NUMBER} ${kind}` });
}

function drawBoxes(plot, frame, form) {
  const [xs, ys] = [`${form}_box_x.${frame.graph}`, `${form}_box_y.${frame.graph}`];
  frame.names.forEach((_, at) => {
    plot.cell(ys, { xs, at, kind: "hollow plainnet-unit" });
  });
  const half = Math.min((plot.xScale(1) - plot.xScale(0)) / 2 - 6, 60);
  frame.names.forEach((_, at) => {
    const place = { xs, ys, at };
    const title = { dy: -13, "text-anchor": "middle", class: "plainnet-strong" };
    plot.text(`titles.${at}`, place, title);
    drawNumber(plot, frame, { name: "words.value", key: "values", dy: 5, place, half });
    drawNumber(plot, frame, { name: "words.slope", key: "slopes", dy: 23, place, half });
  });
}

function drawLocals(plot, frame, form) {
  const [xs, ys] = [`${form}_label_x.${frame.graph}`, `${form}_label_y.${frame.graph}`];
  frame.locals.forEach((text, at) => {
    if (!text) return;
    const look = { dy: 4, "text-anchor": "middle", class: "plainnet-number plainnet-on-line" };
    plot.text(`locals.${at}`, { xs, ys, at }, look);
  });
}

export default {
  draw(stage, { frame, width }) {
    const { form, box } = layoutOf(width);
    const plot = stage.panel(box, `${form}_across`, `${form}_up`);
    drawLines(stage, plot, frame, form);
    drawPulses(stage, plot, frame, form);
    drawBoxes(plot, frame, form);
    drawLocals(plot, frame, form);
    stage.text("formula", { x: 0, y: 15, class: "plainnet-strong" });
    frame.rows.forEach((_, i) => {
      stage.text(`rows.${i}`, { x: 0, y: box.bottom + 20 + ROW * i, class: "plainnet-sum" });
    });
  },
};
