// The loss, and below it the sharpness with the line at 2/α, on the same epochs.

function drawLoss(svg, spec, frame, pinned, sides) {
  const box = { ...sides, top: 24, bottom: 180 };
  const labels = { xLabel: spec.words.epoch, yLabel: spec.words.loss };
  const plot = panel(svg, { x: spec.x, y: spec.y, box, log: true, ...labels });
  const xs = spec.epoch.map(plot.xScale);
  if (pinned) curve(plot.inside, "pinned", "loss", xs, pinned.loss.map(plot.yScale));
  curve(plot.inside, "series", "loss", xs, frame.loss.map(plot.yScale));
}

function drawSharpness(svg, spec, frame, pinned, sides) {
  const box = { ...sides, top: 246, bottom: 456 };
  const labels = { xLabel: spec.words.epoch, yLabel: spec.words.sharpness };
  const plot = panel(svg, { x: spec.x, y: spec.curvature, box, ...labels });
  const xs = spec.epoch.map(plot.xScale);
  if (pinned) curve(plot.inside, "pinned", "sharpness", xs, pinned.sharpness.map(plot.yScale));
  curve(plot.inside, "series", "sharpness", xs, frame.sharpness.map(plot.yScale));
  const y = plot.yScale(frame.limit);
  const edge = { class: "plainnet-limit", x1: sides.left, x2: sides.right, y1: y, y2: y };
  plot.inside.append(element("line", edge));
  return y;
}

export default {
  height: () => 500,
  draw(svg, { spec, frame, pinned, width }) {
    const sides = { left: 52, right: width - 12 };
    svg.replaceChildren();
    drawLoss(svg, spec, frame, pinned, sides);
    const limit = drawSharpness(svg, spec, frame, pinned, sides);
    const place = { x: sides.right, "text-anchor": "end" };
    const above = { ...place, y: Math.max(258, limit - 6) };
    svg.append(
      element("text", { class: "plainnet-limit", ...above }, frame.limit_label),
      element("text", { class: "plainnet-outcome", ...place, y: 14 }, frame.outcome),
    );
  },
};
