// The square of the four patterns, the neuron's line, the side where it answers more than one half.

function drawRegion({ inside, xScale, yScale }, frame) {
  const corners = frame.region_x.map(
    (x, i) => `${xScale(x).toFixed(2)},${yScale(frame.region_y[i]).toFixed(2)}`,
  );
  inside.append(element("polygon", { class: "plainnet-region", points: corners.join(" ") }));
  if (frame.line_x.length) {
    curve(inside, "series", "line_y", frame.line_x.map(xScale), frame.line_y.map(yScale));
  }
}

function drawPatterns({ inside, xScale, yScale }, spec, frame) {
  spec.corners.forEach(([x1, x2], i) => {
    const [x, y] = [xScale(x1), yScale(x2)];
    const [kind, mark] = frame.right[i]
      ? ["plainnet-number", "✓"]
      : ["plainnet-number plainnet-lit", "✗"];
    const place = { x, y: y - 15, "text-anchor": "middle" };
    const answer = `${mark} ${frame.shown[i]}`;
    inside.append(
      pattern(frame.target[i], x, y, 9),
      element("text", { class: kind, ...place, "data-answer": i }, answer),
    );
  });
}

export default {
  height: (width) => Math.round(Math.min(width, 420)),
  draw(svg, { spec, frame, width, height }) {
    const size = height - 68;
    const left = 52 + Math.max(0, (width - 64 - size) / 2);
    const box = { left, right: left + Math.min(size, width - 64), top: 24, bottom: height - 44 };
    svg.replaceChildren();
    const labels = { xLabel: spec.words.x, yLabel: spec.words.y };
    const plot = panel(svg, { x: spec.x, y: spec.y, box, ...labels });
    drawRegion(plot, frame);
    drawPatterns(plot, spec, frame);
  },
};
