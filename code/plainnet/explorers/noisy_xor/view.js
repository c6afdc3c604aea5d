// The samples with the answers everywhere, and the losses on the training set and on the test set.

function boxes(width) {
  const narrow = width < 560;
  const size = Math.min(300, narrow ? width - 64 : Math.floor(width / 2) - 70);
  const map = { left: 50, right: 50 + size, top: 28, bottom: 28 + size };
  const fall = narrow
    ? { left: 50, right: width - 14, top: map.bottom + 78, bottom: map.bottom + 258 }
    : { left: map.right + 72, right: width - 14, top: map.top, bottom: map.bottom };
  return { map, fall };
}

function drawSamples(svg, spec, frame, box) {
  const { words } = spec;
  const plot = panel(svg, { x: spec.map, y: spec.map, box, xLabel: words.x1, yLabel: words.x2 });
  raster(plot.inside, "grid", frame.grid, { ...plot, ...spec.map });
  const r = frame.target.length > 100 ? 3 : 5;
  frame.target.forEach((target, i) => {
    const [x, y] = [plot.xScale(frame.x1[i]), plot.yScale(frame.x2[i])];
    const name = { "data-mark": "input", "data-index": i };
    plot.inside.append(pattern(target, x, y, r, name));
  });
}

function drawLosses(svg, spec, frame, box) {
  const { words } = spec;
  const labels = { xLabel: words.epoch, yLabel: words.loss };
  const plot = panel(svg, { x: spec.x, y: spec.y, box, log: true, ...labels });
  const xs = spec.epoch.map(plot.xScale);
  curve(plot.inside, "compared", "train", xs, frame.train.map(plot.yScale));
  curve(plot.inside, "series", "test", xs, frame.test.map(plot.yScale));
  const x = box.left + 8;
  svg.append(
    element("text", { class: "plainnet-lit", x, y: box.bottom - 28 }, words.test),
    element("text", { class: "plainnet-ghost", x, y: box.bottom - 10 }, words.train),
  );
}

export default {
  height: (width) => boxes(width).fall.bottom + 44,
  draw(svg, { spec, frame, width }) {
    const { map, fall } = boxes(width);
    svg.replaceChildren();
    drawSamples(svg, spec, frame, map);
    drawLosses(svg, spec, frame, fall);
  },
};
