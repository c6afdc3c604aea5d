// The map of success rates, whose cells can be touched; below it one run, its loss and its answers.

const SIZE = 220; // of the square of answers
const TOP = 352; // of the run

function centred(place, kind, content, more = {}) {
  return element("text", { ...place, class: kind, "text-anchor": "middle", ...more }, content);
}

function labelsOf(spec, name) {
  return spec.controls.find((control) => control.name === name).labels;
}

// A row for each width, the smallest lowest; a column for each learning rate.
function drawRates(svg, spec, frame, box, goTo) {
  const [widths, rates] = [labelsOf(spec, "width"), labelsOf(spec, "learning_rate")];
  const width = (box.right - box.left) / rates.length;
  const height = (box.bottom - box.top) / widths.length;
  const rectOf = (row, column) => ({
    x: box.left + column * width,
    y: box.bottom - (row + 1) * height,
    width,
    height,
  });
  const group = element("g", { class: "plainnet-map" });
  widths.forEach((label, row) => {
    const { y } = rectOf(row, 0);
    group.append(centred({ x: box.left - 16, y: y + height / 2 + 5 }, "plainnet-scale", label));
    const cells = rates.map((_, column) => cell(spec, frame, row, column, rectOf(row, column)));
    cells.forEach((node, column) =>
      node.addEventListener("click", () => goTo({ width: row, learning_rate: column })),
    );
    group.append(...cells);
  });
  rates.forEach((label, column) => {
    const x = rectOf(0, column).x + width / 2;
    group.append(centred({ x, y: box.bottom + 18 }, "plainnet-scale", label));
  });
  const here = rectOf(...frame.cell);
  group.append(
    ...titles(spec, box),
    element("rect", { ...here, class: "plainnet-here plainnet-here-around" }),
    element("rect", { ...here, class: "plainnet-here" }),
  );
  drawKey(group, spec, box.left, box.bottom + 26);
  svg.append(group);
}

function cell(spec, frame, row, column, rect) {
  const fill = spec.colour[frame.activation][row][column];
  const percent = spec.percent[frame.activation][row][column];
  const place = { x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 + 5 };
  const ink = { style: `fill: ${spec.inks[fill]}` };
  return element(
    "g",
    { "data-cell": `${row},${column}` },
    element("rect", { ...rect, fill }),
    centred(place, "plainnet-share", percent, ink),
  );
}

function titles({ words }, box) {
  const right = { x: box.right, "text-anchor": "end" };
  return [
    element("text", { x: 0, y: box.top - 10 }, words.width),
    element("text", { ...right, y: box.top - 10 }, words.share),
    element("text", { ...right, y: box.bottom + 36 }, words.learning_rate),
  ];
}

// The colours, from 0 to 100 %.
function drawKey(group, spec, left, top) {
  const [low, high] = spec.words.scale;
  const [start, end] = [left + 22, left + 22 + 4 * spec.scale.length];
  const [key, size] = [
    { class: "plainnet-key", y: top },
    { width: 4, height: 12 },
  ];
  group.append(
    ...spec.scale.map((fill, i) => element("rect", { ...key, x: start + 4 * i, ...size, fill })),
    element("text", { x: start - 4, y: top + 11, "text-anchor": "end" }, low),
    element("text", { x: end + 4, y: top + 11 }, high),
  );
}

function drawRun(svg, spec, frame, width) {
  const narrow = width < 560;
  const right = narrow ? width - 12 : width - SIZE - 70;
  drawLoss(svg, spec, frame, { left: 52, right, top: TOP, bottom: TOP + SIZE - 20 });
  const left = narrow ? 52 : width - SIZE - 12;
  const top = narrow ? TOP + 252 : TOP - 20;
  const square = { left, right: left + SIZE, top, bottom: top + SIZE, margin: 24 };
  drawAnswers(svg, spec, frame, square);
}

function drawLoss(svg, spec, frame, box) {
  const { words } = spec;
  const labels = { xLabel: words.epoch, yLabel: words.loss };
  const plot = panel(svg, { x: spec.x, y: spec.y, box, log: true, ...labels });
  goal(svg, box, plot.yScale(spec.limit), words.solved_below);
  const place = { x: box.right, y: box.top - 10, "text-anchor": "end" };
  svg.append(element("text", { class: "plainnet-outcome", ...place }, frame.outcome));
  curve(plot.inside, "series", "loss", spec.epoch.map(plot.xScale), frame.loss.map(plot.yScale));
}

function drawAnswers(svg, spec, frame, box) {
  const { words } = spec;
  const plot = panel(svg, { x: spec.map, y: spec.map, box, xLabel: words.x1, yLabel: words.x2 });
  raster(plot.inside, "answers", frame.answers, { ...plot, ...spec.map });
  const patterns = spec.corners.map(([x1, x2], i) =>
    pattern(spec.target[i], plot.xScale(x1), plot.yScale(x2), 8),
  );
  plot.inside.append(...patterns);
}

export default {
  above: true,
  height: (width) => (width < 560 ? 868 : 596),
  draw(svg, { spec, frame, width, more, goTo }) {
    svg.replaceChildren();
    drawRates(svg, spec, frame, { left: 40, right: width - 2, top: 24, bottom: 248 }, goTo);
    if (frame.answers) {
      drawRun(svg, spec, frame, width);
    } else {
      svg.append(element("text", { x: 40, y: TOP, class: "plainnet-none" }, frame.outcome));
    }
    more.replaceChildren(element("pre", { class: "plainnet-python" }, frame.python));
    more.hidden = !frame.python;
  },
};
