// The loss curve, the line under which a run counts as solved, and the outcome at its end.
plainnet.views.xor_learning_rate = {
  draw(svg, { spec, frame, pinned, width, height }) {
    const { element, panel, curve, limit } = plainnet;
    const { words } = spec;
    const box = { left: 52, right: width - 12, top: 24, bottom: height - 44 };
    const marker = svg.querySelector(".plainnet-end") ?? element("g", { class: "plainnet-end" });
    if (!marker.firstChild) marker.append(element("circle", { r: 5 }));

    svg.replaceChildren();
    const { inside, xScale, yScale } = panel(svg, {
      ...spec, box, log: true, xLabel: words.epoch, yLabel: words.loss,
    });
    const xs = spec.epoch.map(xScale);
    limit(svg, box, yScale(spec.limit), words.solved_below);
    if (pinned) curve(inside, "pinned", "loss", xs, pinned.loss.map(yScale));
    const [x, y] = curve(inside, "series", "loss", xs, frame.loss.map(yScale));
    marker.setAttribute("style", `transform: translate(${x}px, ${y}px)`);
    inside.append(marker);
    svg.append(
      element(
        "text",
        { class: "plainnet-outcome", x: box.right, y: 14, "text-anchor": "end" },
        frame.outcome,
      ),
    );
  },
};
