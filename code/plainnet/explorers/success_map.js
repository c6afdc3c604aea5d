// The map of success rates, whose cells can be touched; below it one run, its loss and its answers.
plainnet.views.success_map = {
  above: true, // the sentence
  height: (width) => (width < 560 ? 868 : 596),
  draw(svg, { spec, frame, width, more, go }) {
    const { element } = plainnet;
    const size = 220;
    const top = 352;
    svg.replaceChildren();
    this.rates(svg, spec, frame, { left: 40, right: width - 2, top: 24, bottom: 248 }, go);
    if (frame.answers) {
      const narrow = width < 560;
      const right = narrow ? width - 12 : width - size - 70;
      this.loss(svg, spec, frame, { left: 52, right, top, bottom: top + size - 20 });
      const left = narrow ? 52 : width - size - 12;
      const from = narrow ? top + 252 : top - 20;
      const square = { left, right: left + size, top: from, bottom: from + size, margin: 24 };
      this.answers(svg, spec, frame, square);
    } else {
      svg.append(element("text", { x: 40, y: top, class: "plainnet-none" }, frame.outcome));
    }
    more.replaceChildren(element("pre", { class: "plainnet-python" }, frame.python));
    more.hidden = !frame.python;
  },

  // A row for each width, the smallest lowest; a column for each learning rate.
  rates(svg, spec, frame, box, go) {
    const { element } = plainnet;
    const { words } = spec;
    const [widths, rates] = ["width", "learning_rate"].map((name) =>
      spec.controls.find((control) => control.name === name).labels);
    const across = (box.right - box.left) / rates.length;
    const up = (box.bottom - box.top) / widths.length;
    const x = (column) => box.left + (column + 0.5) * across;
    const y = (row) => box.bottom - (row + 0.5) * up;
    const group = element("g", { class: "plainnet-map" });
    const rect = (row, column) => ({
      x: x(column) - across / 2, y: y(row) - up / 2, width: across, height: up,
    });
    const text = (at, kind, content, more = {}) =>
      element("text", { ...at, class: kind, "text-anchor": "middle", ...more }, content);
    widths.forEach((width, row) => {
      group.append(text({ x: box.left - 16, y: y(row) + 5 }, "plainnet-scale", width));
      rates.forEach((_, column) => {
        const fill = spec.colour[frame.activation][row][column];
        const content = spec.percent[frame.activation][row][column];
        const cell = element(
          "g",
          {
            "data-cell": `${row},${column}`,
            onclick: () => go({ width: row, learning_rate: column }),
          },
          element("rect", { ...rect(row, column), fill }),
          text({ x: x(column), y: y(row) + 5 }, "plainnet-share", content, {
            style: `fill: ${spec.inks[fill]}`,
          }),
        );
        group.append(cell);
      });
    });
    rates.forEach((rate, column) => {
      group.append(text({ x: x(column), y: box.bottom + 18 }, "plainnet-scale", rate));
    });
    const end = { x: box.right, y: box.bottom + 36, "text-anchor": "end" };
    group.append(
      element("text", { x: 0, y: box.top - 10 }, words.width),
      element("text", { x: box.right, y: box.top - 10, "text-anchor": "end" }, words.share),
      element("text", end, words.learning_rate),
      element("rect", { ...rect(...frame.cell), class: "plainnet-here plainnet-here-around" }),
      element("rect", { ...rect(...frame.cell), class: "plainnet-here" }),
    );
    this.scale(group, spec, box.left, box.bottom + 26);
    svg.append(group);
  },

  // From 0 to 100 %.
  scale(group, { scale, words }, left, top) {
    const { element } = plainnet;
    const [low, high] = words.scale;
    const start = left + 22;
    scale.forEach((fill, i) => {
      group.append(element("rect", {
        class: "plainnet-key", x: start + 4 * i, y: top, width: 4, height: 12, fill,
      }));
    });
    const end = start + 4 * scale.length;
    group.append(
      element("text", { x: start - 4, y: top + 11, "text-anchor": "end" }, low),
      element("text", { x: end + 4, y: top + 11 }, high),
    );
  },

  loss(svg, spec, frame, box) {
    const { element, panel, curve, limit } = plainnet;
    const { words } = spec;
    const plot = panel(svg, { ...spec, box, log: true, xLabel: words.epoch, yLabel: words.loss });
    limit(svg, box, plot.yScale(spec.limit), words.solved_below);
    svg.append(element("text", {
      class: "plainnet-outcome", x: box.right, y: box.top - 10, "text-anchor": "end",
    }, frame.outcome));
    curve(plot.inside, "series", "loss", spec.epoch.map(plot.xScale), frame.loss.map(plot.yScale));
  },

  answers(svg, spec, frame, box) {
    const { panel, pattern, raster } = plainnet;
    const { words } = spec;
    const plot = panel(svg, { x: spec.map, y: spec.map, box, xLabel: words.x1, yLabel: words.x2 });
    raster(plot.inside, "answers", frame.answers, { ...plot, ...spec.map });
    spec.corners.forEach(([x1, x2], i) => {
      plot.inside.append(pattern(spec.target[i], plot.xScale(x1), plot.yScale(x2), 8));
    });
  },
};
