// The parabola with the path on it, the loss step by step, and where the learning rate lies.
plainnet.views.descent_line = {
  height: (width) => (width < 560 ? 620 : 380),
  draw(svg, { spec, frame, pinned, width, height }) {
    const { element, panel, path, curve, scale } = plainnet;
    const narrow = width < 560;
    const half = narrow ? width : width / 2;
    const bottom = narrow ? 220 : 260;
    const below = narrow ? 280 : 0; // where the second plot starts
    const { words } = spec;
    svg.replaceChildren();

    const valley = panel(svg, {
      ...spec,
      box: { left: 52, right: half - 16, top: 24, bottom },
      xLabel: words.path,
      yLabel: words.loss,
    });
    const at = (values) => values.map(valley.xScale);
    curve(valley.inside, "ground", "parabola", at(spec.w), spec.parabola.map(valley.yScale));
    const fall = panel(svg, {
      x: spec.steps,
      y: spec.losses,
      log: true,
      box: { left: width - half + 52, right: width - 12, top: below + 24, bottom: below + bottom },
      xLabel: words.step,
      yLabel: words.loss,
    });
    const steps = spec.step.map(fall.xScale);
    for (const [kind, one] of [["pinned", pinned], ["series", frame]]) {
      if (!one) continue;
      path(valley.inside, kind, "loss", at(one.path), one.loss.map(valley.yScale));
      curve(fall.inside, kind, "loss", steps, one.loss.map(fall.yScale));
    }

    const line = height - 34;
    const rate = scale(spec.rates, 52, width - 16);
    const strip = element("g", { class: "plainnet-strip" },
      element("line", { x1: rate(spec.rates.from), x2: rate(spec.rates.to), y1: line, y2: line }));
    for (const { at: value, label } of spec.marks) {
      strip.append(
        element("line", { x1: rate(value), x2: rate(value), y1: line - 7, y2: line + 7 }),
        element("text", { x: rate(value), y: line + 24, "text-anchor": "middle" }, label),
      );
    }
    const right = rate(frame.rate) > width / 2;
    strip.append(
      element("text", { x: 2, y: line + 4 }, "α"),
      element("circle", { class: "plainnet-dot plainnet-series-dot", cx: rate(frame.rate), cy: line, r: 7 }),
      element("text", {
        class: "plainnet-outcome",
        x: rate(frame.rate) + (right ? 7 : -7),
        y: line - 13,
        "text-anchor": right ? "end" : "start",
      }, frame.regime),
    );
    svg.append(strip);
  },
};
