// How many starts are solved, a run of the exhibit and of the right code, what the judge says, and
// the lines of code that differ.

function drawShares(svg, spec, frame, width) {
  const box = { left: 12, right: width - 16, top: 8, bottom: 104 };
  const y = { from: 2, to: 0, ticks: [] };
  const plot = panel(svg, { x: spec.share, y, box, xLabel: spec.words.share, yLabel: "" });
  [frame.share, frame.share_right].forEach(([rate, low, high], i) => {
    const [cx, x1, x2] = [rate, low, high].map(plot.xScale);
    const cy = plot.yScale(i) + 34;
    const line = i ? "plainnet-museum-share plainnet-compared" : "plainnet-museum-share";
    const dot = i ? "plainnet-pinned-dot" : "plainnet-series-dot";
    plot.inside.append(
      element("line", { class: line, x1, x2, y1: cy, y2: cy }),
      element("circle", { class: dot, cx, cy, r: 6 }),
      element("text", { x: 14, y: cy - 13 }, frame.rows[i]),
    );
  });
}

function drawRuns(svg, spec, frame, width) {
  const { words } = spec;
  const box = { left: 52, right: width - 12, top: 182, bottom: 376 };
  const labels = { xLabel: words.epoch, yLabel: words.y };
  const plot = panel(svg, { x: spec.x, y: spec.y, box, log: true, ...labels });
  const xs = spec.epoch.map(plot.xScale);
  goal(plot.inside, box, plot.yScale(spec.limit), words.solved_below, true);
  curve(plot.inside, "compared", "loss_right", xs, frame.loss_right.map(plot.yScale));
  curve(plot.inside, "series", "loss", xs, frame.loss.map(plot.yScale));
  const place = { x: box.right, y: box.top - 10, "text-anchor": "end" };
  svg.append(element("text", { class: "plainnet-outcome", ...place }, frame.run));
}

function captioned(kind, head, content) {
  return element("div", { class: kind }, element("p", { class: "plainnet-head" }, head), content);
}

function codeAndVerdicts({ words }, frame) {
  const kinds = ["plainnet-exhibit", "plainnet-right"];
  return [
    ...frame.lines.map((lines, i) =>
      captioned(kinds[i], words.lines[i], element("pre", {}, lines)),
    ),
    ...frame.verdicts.map((verdict, i) =>
      captioned("plainnet-said", words.verdicts[i], element("p", {}, verdict)),
    ),
  ];
}

export default {
  notes: true,
  height: () => 420,
  draw(svg, { spec, frame, width, more }) {
    svg.replaceChildren();
    drawShares(svg, spec, frame, width);
    drawRuns(svg, spec, frame, width);
    more.replaceChildren(
      element("p", { class: "plainnet-legend" }, spec.words.legend),
      element("div", { class: "plainnet-museum" }, ...codeAndVerdicts(spec, frame)),
    );
  },
};
