// The loss curve, the line under which a run counts as solved, and the outcome at its end.
plainnet.views.xor_learning_rate = {
  draw(svg, { spec, frame, pinned, width, height }) {
    const { element, scale, axes, curve } = plainnet;
    const box = { left: 52, right: width - 12, top: 24, bottom: height - 44 };
    const xScale = scale(spec.x, box.left, box.right);
    const yScale = scale(spec.y, box.bottom, box.top, true);
    const xs = spec.epoch.map(xScale);
    const { words } = spec;
    const marker = svg.querySelector(".plainnet-end") ?? element("g", { class: "plainnet-end" });
    if (!marker.firstChild) marker.append(element("circle", { r: 5 }));

    svg.replaceChildren();
    axes(svg, { ...spec, xScale, yScale, box, xLabel: words.epoch, yLabel: words.loss });
    const limit = yScale(spec.limit);
    svg.append(
      element("line", {
        class: "plainnet-limit", x1: box.left, x2: box.right, y1: limit, y2: limit,
      }),
      element(
        "text",
        { class: "plainnet-limit", x: box.left + 6, y: limit + 16 },
        words.solved_below,
      ),
    );
    if (pinned) curve(svg, "pinned", "loss", xs, pinned.loss.map(yScale));
    const [x, y] = curve(svg, "series", "loss", xs, frame.loss.map(yScale));
    marker.setAttribute("style", `transform: translate(${x}px, ${y}px)`);
    svg.append(
      marker,
      element(
        "text",
        { class: "plainnet-outcome", x: box.right, y: 14, "text-anchor": "end" },
        frame.outcome,
      ),
    );
  },
};
