// The square of the four patterns, the neuron's line, the side where it answers more than one half.
plainnet.views.single_neuron = {
  height: (width) => Math.round(Math.min(width, 420)),
  draw(svg, { spec, frame, width, height }) {
    const { element, panel, curve, pattern } = plainnet;
    const { words } = spec;
    const size = height - 68;
    const left = 52 + Math.max(0, (width - 64 - size) / 2);
    svg.replaceChildren();
    const { inside, xScale, yScale } = panel(svg, {
      ...spec,
      box: { left, right: left + Math.min(size, width - 64), top: 24, bottom: height - 44 },
      xLabel: words.x,
      yLabel: words.y,
    });
    const region = frame.region_x.map((x, i) => `${xScale(x).toFixed(2)},${yScale(frame.region_y[i]).toFixed(2)}`);
    inside.append(element("polygon", { class: "plainnet-region", points: region.join(" ") }));
    if (frame.line_x.length) {
      curve(inside, "series", "line_y", frame.line_x.map(xScale), frame.line_y.map(yScale));
    }
    spec.corners.forEach(([x1, x2], i) => {
      const [x, y] = [xScale(x1), yScale(x2)];
      inside.append(
        pattern(frame.target[i], x, y, 9),
        element("text", {
          class: frame.right[i] ? "plainnet-number" : "plainnet-number plainnet-lit",
          x, y: y - 15, "text-anchor": "middle", "data-answer": i,
        }, `${frame.right[i] ? "✓" : "✗"} ${frame.shown[i]}`),
      );
    });
  },
};
