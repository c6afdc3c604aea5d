// The loss curve, the line under which a run counts as solved, and the outcome at its end.

// The dot at the end of the curve. It is moved, not made anew: style sheets let it glide.
function marker(svg) {
  const circle = element("circle", { r: 5 });
  return svg.querySelector(".plainnet-end") ?? element("g", { class: "plainnet-end" }, circle);
}

export default {
  draw(svg, { spec, frame, pinned, width, height }) {
    const { words } = spec;
    const box = { left: 52, right: width - 12, top: 24, bottom: height - 44 };
    const end = marker(svg);
    svg.replaceChildren();
    const labels = { xLabel: words.epoch, yLabel: words.loss };
    const { inside, xScale, yScale } = panel(svg, {
      x: spec.x,
      y: spec.y,
      box,
      log: true,
      ...labels,
    });
    const xs = spec.epoch.map(xScale);
    goal(svg, box, yScale(spec.limit), words.solved_below);
    if (pinned) curve(inside, "pinned", "loss", xs, pinned.loss.map(yScale));
    const [x, y] = curve(inside, "series", "loss", xs, frame.loss.map(yScale));
    end.setAttribute("style", `transform: translate(${x}px, ${y}px)`);
    inside.append(end);
    const place = { x: box.right, y: 14, "text-anchor": "end" };
    svg.append(element("text", { class: "plainnet-outcome", ...place }, frame.outcome));
  },
};
