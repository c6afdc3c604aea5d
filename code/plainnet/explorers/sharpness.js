// The loss, and below it the sharpness with the line at 2/α, on the same epochs.
plainnet.views.sharpness = {
  height: () => 500,
  draw(svg, { spec, frame, pinned, width }) {
    const { element, panel, curve } = plainnet;
    const { words } = spec;
    const sides = { left: 52, right: width - 12 };
    svg.replaceChildren();
    const plots = [
      ["loss", spec.y, { ...sides, top: 24, bottom: 180 }, true],
      ["sharpness", spec.curvature, { ...sides, top: 246, bottom: 456 }, false],
    ].map(([key, y, box, log]) => {
      const plot = panel(svg, {
        x: spec.x, y, box, log, xLabel: words.epoch, yLabel: words[key],
      });
      const xs = spec.epoch.map(plot.xScale);
      if (pinned) curve(plot.inside, "pinned", key, xs, pinned[key].map(plot.yScale));
      curve(plot.inside, "series", key, xs, frame[key].map(plot.yScale));
      return plot;
    });
    const limit = plots[1].yScale(frame.limit);
    plots[1].inside.append(
      element("line", {
        class: "plainnet-edge", x1: sides.left, x2: sides.right, y1: limit, y2: limit,
      }),
    );
    svg.append(
      element("text", {
        class: "plainnet-edge", x: sides.right, y: Math.max(258, limit - 6), "text-anchor": "end",
      }, frame.limit_label),
      element("text", {
        class: "plainnet-outcome", x: sides.right, y: 14, "text-anchor": "end",
      }, frame.outcome),
    );
  },
};
