// How many starts are solved, a run of the exhibit and of the right code, what the judge says, and
// the lines of code that differ.
plainnet.views.bug_museum = {
  notes: true,
  height: () => 420,
  draw(svg, { spec, frame, width, more }) {
    const { element, panel, curve, limit } = plainnet;
    const { words } = spec;
    const sides = { left: 52, right: width - 12 };
    svg.replaceChildren();

    const rows = panel(svg, {
      x: spec.share, y: { from: 2, to: 0, ticks: [] },
      box: { left: 12, right: width - 16, top: 8, bottom: 104 }, xLabel: words.share, yLabel: "",
    });
    [frame.share, frame.share_right].forEach(([rate, low, high], i) => {
      const compared = i ? " plainnet-compared" : "";
      const [x, x1, x2] = [rate, low, high].map(rows.xScale);
      const y = rows.yScale(i) + 34;
      rows.inside.append(
        element("line", { class: `plainnet-museum-share${compared}`, x1, x2, y1: y, y2: y }),
        element("circle", { class: i ? "plainnet-pinned-dot" : "plainnet-series-dot", cx: x, cy: y, r: 6 }),
        element("text", { x: 14, y: y - 13 }, frame.rows[i]),
      );
    });

    const box = { ...sides, top: 182, bottom: 376 };
    const plot = panel(svg, { ...spec, box, log: true, xLabel: words.epoch, yLabel: words.y });
    const xs = spec.epoch.map(plot.xScale);
    limit(plot.inside, box, plot.yScale(spec.limit), words.solved_below, true);
    curve(plot.inside, "compared", "loss_right", xs, frame.loss_right.map(plot.yScale));
    curve(plot.inside, "series", "loss", xs, frame.loss.map(plot.yScale));
    svg.append(element("text", {
      class: "plainnet-outcome", x: box.right, y: box.top - 10, "text-anchor": "end",
    }, frame.run));

    const said = (head, text, kind) => element("div", { class: kind },
      element("p", { class: "plainnet-head" }, head), text);
    more.replaceChildren(
      element("p", { class: "plainnet-legend" }, words.legend),
      element("div", { class: "plainnet-museum" },
        ...frame.lines.map((lines, i) => said(
          words.lines[i], element("pre", {}, lines), i ? "plainnet-right" : "plainnet-exhibit")),
        ...frame.verdicts.map((verdict, i) => said(
          words.verdicts[i], element("p", {}, verdict), "plainnet-said"))),
    );
  },
};
