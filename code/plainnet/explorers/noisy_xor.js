// The samples with the answers everywhere, and the losses on the training set and on the test set.
plainnet.views.noisy_xor = {
  place(width) {
    const narrow = width < 560;
    const size = Math.min(300, narrow ? width - 64 : Math.floor(width / 2) - 70);
    const map = { left: 50, right: 50 + size, top: 28, bottom: 28 + size };
    const fall = narrow
      ? { left: 50, right: width - 14, top: map.bottom + 78, bottom: map.bottom + 258 }
      : { left: map.right + 72, right: width - 14, top: map.top, bottom: map.bottom };
    return { map, fall };
  },
  height(width) {
    return this.place(width).fall.bottom + 44;
  },
  draw(svg, { spec, frame, width }) {
    const { element, panel, curve, pattern, raster } = plainnet;
    const { words } = spec;
    const boxes = this.place(width);
    svg.replaceChildren();

    const map = panel(svg, {
      box: boxes.map, x: spec.map, y: spec.map, xLabel: words.x1, yLabel: words.x2,
    });
    raster(map.inside, "grid", frame.grid, { ...map, ...spec.map });
    const r = frame.target.length > 100 ? 3 : 5;
    frame.target.forEach((target, i) => {
      const [x, y] = [map.xScale(frame.x1[i]), map.yScale(frame.x2[i])];
      map.inside.append(pattern(target, x, y, r, { "data-mark": "input", "data-index": i }));
    });

    const box = boxes.fall;
    const fall = panel(svg, {
      box, x: spec.x, y: spec.y, log: true, xLabel: words.epoch, yLabel: words.loss,
    });
    const xs = spec.epoch.map(fall.xScale);
    curve(fall.inside, "compared", "train", xs, frame.train.map(fall.yScale));
    curve(fall.inside, "series", "test", xs, frame.test.map(fall.yScale));
    svg.append(
      element("text", { class: "plainnet-used", x: box.left + 8, y: box.bottom - 28 }, words.test),
      element("text", { class: "plainnet-lit", x: box.left + 8, y: box.bottom - 10 }, words.train),
    );
  },
};
