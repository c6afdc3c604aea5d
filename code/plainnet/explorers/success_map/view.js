// A map of success rates per activation, whose cells can be pressed; a narrow page shows only that
// of the chosen activation. Below them is one run: its loss and its predictions.
import { element } from "../core/drawing.js";
import { fold } from "../core/folds.js";

function labelsOf(spec, name) {
  return spec.controls.find((control) => control.name === name).labels;
}

// The boxes of the maps, by the index of their activation, and those of the run.
function boxes(width, { activation }, count) {
  const isNarrow = width < 600;
  const [left, gap, top] = [20, 14, 26];
  const bottom = top + (isNarrow ? 352 : 192);
  const across = (width - left - gap * (count - 1)) / count;
  const wide = Array.from({ length: count }, (_, i) => {
    const start = left + i * (across + gap);
    return [i, { left: start, right: start + across, top, bottom, margin: left }];
  });
  const alone = [[activation, { left, right: width, top, bottom, margin: left }]];
  const key = bottom + (isNarrow ? 48 : 28);
  const run = key + 58;
  const side = isNarrow ? 136 : 172; // of the prediction map
  const low = run + side;
  const x = width - side - 12;
  return {
    maps: isNarrow ? alone : wide,
    key: { left, right: width, y: key, rates: bottom + 38 },
    loss: { left: 52, right: x - (isNarrow ? 36 : 66), top: run, bottom: low },
    answers: { left: x, right: x + side, top: run, bottom: low, margin: 24 },
  };
}

// One row per width, the smallest at the bottom; one column per learning rate.
function drawCells(stage, spec, { box, xScale, yScale }, activation, group) {
  const [widths, rates] = [spec.widths.ticks, spec.rates.ticks];
  const width = (box.right - box.left) / rates.length;
  const height = (box.bottom - box.top) / widths.length;
  for (const row of widths) {
    for (const column of rates) {
      const at = `${activation}.${row}.${column}`;
      const [x, y] = [xScale(column), yScale(row)];
      const place = { x: x - width / 2, y: y - height / 2, width, height };
      stage.filled(
        "rect",
        `colour.${at}`,
        { ...place, class: "plainnet-cell", "data-cell": at },
        group,
      );
      const [ink, style] = [`ink.${at}`, `font-size: ${width < 24 ? 10 : 12}px`];
      const text = { x, y: y + 4, style, ink, class: "plainnet-share", "text-anchor": "middle" };
      stage.text(`percent.${at}`, text, group);
    }
  }
}

function createCells(stage, spec, plot, activation, goTo) {
  const choose = ({ target }) => {
    const [, row, column] = target.dataset.cell.split(".").map(Number);
    goTo({ activation, width: row, learning_rate: column });
    stage.svg.querySelector("[data-handle]").focus({ preventScroll: true });
  };
  const onpointermove = (event) => event.buttons && choose(event);
  const group = element("g", { class: "plainnet-shades", onclick: choose, onpointermove });
  drawCells(stage, spec, plot, activation, group);
  return group;
}

function drawMaps(stage, spec, frame, maps, goTo) {
  const [[first]] = maps;
  for (const [activation, box] of maps) {
    const rates = maps.length > 1 ? "rates_few" : "rates"; // all names fit on a single map only
    const plot = stage.panel(box, rates, activation === first ? "widths" : "widths_again");
    const make = () => createCells(stage, spec, plot, activation, goTo);
    plot.inside.append(stage.cached(`cells ${activation}`, make));
    if (activation !== frame.activation) continue;
    for (const kind of ["around", "here"]) plot.cell("cell.0", { xs: "cell.1", kind });
    const [row, column] = frame.cell;
    const [xs, ys] = [spec.rates.ticks.map(plot.xScale), spec.widths.ticks.map(plot.yScale)];
    const axes = [
      { control: "width", ys },
      { control: "learning_rate", xs },
    ];
    stage.handle(xs[column], ys[row], ...axes);
  }
}

// The key to the colours, from 0 to 100 %, and the name of the columns: the learning rate.
function drawKey(stage, spec, { left, right, y, rates }) {
  const [x, shades] = [left + 14, { class: "plainnet-shades" }];
  spec.key.forEach((_, i) =>
    stage.filled("rect", `key.${i}`, { ...shades, x: x + 8 * i, y, width: 8, height: 12 }),
  );
  stage.text("words.scale.0", { x: x - 5, y: y + 11, "text-anchor": "end" });
  const end = x + 8 * spec.key.length + 5;
  stage.text(["words.scale.1", "words.share"], { x: end, y: y + 11 });
  stage.text("words.learning_rate", { x: right, y: rates, "text-anchor": "end" });
}

function drawLoss(stage, box, isNarrow) {
  const end = { x: box.right - 4, "text-anchor": "end" };
  const plot = stage.panel(box, "x", "y");
  const y = plot.level({ ys: "limit" });
  stage.text(
    "words.solved_below",
    isNarrow ? { x: box.left + 4, y: y + 16 } : { ...end, y: y - 6 },
  );
  plot.curve("loss", { xs: "epoch" });
  const place = isNarrow ? { x: 0, y: box.top - 28 } : { ...end, y: box.top - 10 };
  stage.text("outcome", { class: "plainnet-outcome", ...place });
}

function drawAnswers(stage, spec, frame, box) {
  const plot = stage.panel(box, "x1", "x2");
  if (frame.answers) plot.map("answers");
  plot.outline("half_x2", { xs: "half_x1" });
  spec.target.forEach((_, at) =>
    plot.pattern("corner_x2", { xs: "corner_x1", at, target: "target", r: 8 }),
  );
}

export default {
  draw(stage, { spec, frame, width, more, goTo }) {
    const count = labelsOf(spec, "activation").length;
    const { maps, key, loss, answers } = boxes(width, frame, count);
    drawMaps(stage, spec, frame, maps, goTo);
    drawKey(stage, spec, key);
    drawLoss(stage, loss, width < 600);
    drawAnswers(stage, spec, frame, answers);
    const lines = stage.htmlText("pre", "python", { class: "plainnet-python" });
    fold(more, stage.htmlText("summary", "words.repeat"), lines);
  },
};
