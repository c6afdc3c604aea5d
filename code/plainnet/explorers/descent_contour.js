// Contour lines of a valley with the path across them, and the loss step by step.
plainnet.views.descent_contour = {
  height: (width) => (width < 560 ? 600 : 340),
  draw(svg, { spec, frame, pinned, width }) {
    const { element, panel, path, curve } = plainnet;
    const narrow = width < 560;
    const half = narrow ? width : width * 0.56;
    const bottom = narrow ? 240 : 296;
    const below = narrow ? 300 : 0; // where the second plot starts
    const { words } = spec;
    svg.replaceChildren();

    const map = panel(svg, {
      ...spec,
      box: { left: 52, right: half - 16, top: 28, bottom },
      xLabel: words.x,
      yLabel: words.y,
    });
    const [x0, y0] = [map.xScale(0), map.yScale(0)];
    const radii = spec.ellipse[frame.ellipse];
    for (let i = 0; i < radii.length; i += 2) {
      map.inside.append(element("ellipse", {
        class: "plainnet-contour",
        cx: x0,
        cy: y0,
        rx: map.xScale(radii[i]) - x0,
        ry: y0 - map.yScale(radii[i + 1]),
      }));
    }
    const fall = panel(svg, {
      x: spec.steps,
      y: spec.losses,
      log: true,
      box: { left: width - (narrow ? half : width - half) + 52, right: width - 12, top: below + 28, bottom: below + bottom },
      xLabel: words.step,
      yLabel: words.loss,
    });
    const steps = spec.step.map(fall.xScale);
    for (const [kind, one] of [["pinned", pinned], ["series", frame]]) {
      if (!one) continue;
      const xs = one.along.map(map.xScale);
      path(map.inside, kind, "across", xs, one.across.map(map.yScale));
      curve(fall.inside, kind, "loss", steps, one.loss.map(fall.yScale));
    }
  },
};
