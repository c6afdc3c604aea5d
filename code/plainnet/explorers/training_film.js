// The answers over the plane of inputs, the patterns in hidden space, and the loss so far.
plainnet.views.training_film = {
  place(width) {
    const narrow = width < 560;
    const margin = narrow ? 24 : 50;
    const size = Math.min(260, Math.floor(width / 2) - margin - 18);
    const bottom = 28 + size;
    const top = bottom + 68;
    const square = (left) => (
      { left: left + margin, right: left + margin + size, top: 28, bottom, margin });
    return {
      plane: square(0),
      hidden: square(width / 2),
      fall: { left: 46, right: width - 14, top, bottom: top + (narrow ? 90 : 120), margin: 46 },
    };
  },
  height(width) {
    return this.place(width).fall.bottom + 44;
  },
  draw(svg, { spec, frame, width }) {
    const { element, panel, curve, limit, pattern, raster } = plainnet;
    const { words } = spec;
    const boxes = this.place(width);
    svg.replaceChildren();

    const plane = panel(svg, {
      box: boxes.plane, x: spec.input, y: spec.input, xLabel: words.x1, yLabel: words.x2,
    });
    raster(plane.inside, "grid", frame.grid, { ...plane, ...spec.input });

    const hidden = panel(svg, {
      box: boxes.hidden, x: spec.hidden, y: spec.hidden, xLabel: words.h1, yLabel: words.h2,
    });
    const [xs, ys] = [frame.region_x.map(hidden.xScale), frame.region_y.map(hidden.yScale)];
    const region = xs.map((x, i) => `${x.toFixed(2)},${ys[i].toFixed(2)}`).join(" ");
    if (region) {
      hidden.inside.append(element("polygon", { class: "plainnet-region", points: region }));
    }
    if (frame.line_x.length) {
      curve(hidden.inside, "series", "line_y",
        frame.line_x.map(hidden.xScale), frame.line_y.map(hidden.yScale));
    }

    const mark = (where, i, x, y) => // a square fits into a circle, for they may lie on each other
      pattern(spec.target[i], x, y, spec.target[i] ? 8 : 5, { "data-mark": where, "data-index": i });
    for (const i of spec.order) {
      const [x, y] = [hidden.xScale(frame.h1[i]), hidden.yScale(frame.h2[i])];
      plane.inside.append(mark("input", i, plane.xScale(spec.x1[i]), plane.yScale(spec.x2[i])));
      hidden.inside.append(mark("hidden", i, x, y));
      svg.append(element("text", {
        class: "plainnet-number",
        "data-name": i,
        x: x + 8 * frame.side_x[i],
        y: y + 4 - 12 * frame.side_y[i],
        "text-anchor": frame.side_x[i] > 0 ? "start" : "end",
      }, spec.names[i]));
    }

    const fall = panel(svg, {
      box: boxes.fall, x: spec.x, y: spec.y, log: true, xLabel: words.epoch, yLabel: words.loss,
    });
    limit(fall.inside, boxes.fall, fall.yScale(spec.limit), words.solved_below);
    const [cx, cy] = curve(fall.inside, "series", "loss",
      spec.epochs.map(fall.xScale), frame.loss.map(fall.yScale));
    fall.inside.append(element("circle", { class: "plainnet-series-dot", cx, cy, r: 5 }));
  },
};
