// Contour lines of a valley with the path across them, and the loss step by step.

// The boxes of the two plots; on a phone, the second stands below the first.
function boxes(width) {
  if (width < 560) {
    return {
      map: { left: 52, right: width - 16, top: 28, bottom: 240 },
      fall: { left: 52, right: width - 12, top: 328, bottom: 540 },
    };
  }
  const half = width * 0.56;
  return {
    map: { left: 52, right: half - 16, top: 28, bottom: 296 },
    fall: { left: half + 52, right: width - 12, top: 28, bottom: 296 },
  };
}

function drawContours(map, radii) {
  const [cx, cy] = [map.xScale(0), map.yScale(0)];
  for (let i = 0; i < radii.length; i += 2) {
    const [rx, ry] = [map.xScale(radii[i]) - cx, cy - map.yScale(radii[i + 1])];
    map.inside.append(element("ellipse", { class: "plainnet-contour", cx, cy, rx, ry }));
  }
}

function drawDescent(map, fall, kind, spec, frame) {
  const [xs, ys] = [frame.along.map(map.xScale), frame.across.map(map.yScale)];
  path(map.inside, kind, "across", xs, ys);
  curve(fall.inside, kind, "loss", spec.step.map(fall.xScale), frame.loss.map(fall.yScale));
}

export default {
  height: (width) => (width < 560 ? 600 : 340),
  draw(svg, { spec, frame, pinned, width }) {
    const { words } = spec;
    const box = boxes(width);
    svg.replaceChildren();
    const inMap = { x: spec.x, y: spec.y, xLabel: words.x, yLabel: words.y };
    const map = panel(svg, { ...inMap, box: box.map });
    drawContours(map, spec.ellipse[frame.ellipse]);
    const inFall = { x: spec.steps, y: spec.losses, xLabel: words.step, yLabel: words.loss };
    const fall = panel(svg, { ...inFall, log: true, box: box.fall });
    if (pinned) drawDescent(map, fall, "pinned", spec, pinned);
    drawDescent(map, fall, "series", spec, frame);
  },
};
