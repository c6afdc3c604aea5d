import { element } from "./drawing.js";

// Axes with grid lines. The data attributes of the ticks let tests turn pixels back into values.
export function createAxes({ x, y }, xScale, yScale, box) {
  const group = element("g", { class: "plainnet-axes" });
  y.ticks.forEach((value, i) => {
    const y1 = yScale(value);
    const place = { x: box.left - 6, y: y1 + 4, "text-anchor": "end" };
    group.append(
      element("line", { x1: box.left, x2: box.right, y1, y2: y1, "data-y": value }),
      element("text", { ...place, "data-tick-y": value }, y.names[i]),
    );
  });
  x.ticks.forEach((value, i) => {
    const x1 = xScale(value);
    const place = { x: x1, y: box.bottom + 18, "text-anchor": "middle" };
    group.append(
      element("line", { x1, x2: x1, y1: box.top, y2: box.bottom, "data-x": value }),
      element("text", { ...place, "data-tick-x": value }, x.names[i]),
    );
  });
  const below = { x: box.right, y: box.bottom + 36, "text-anchor": "end" };
  const above = { x: box.left - (box.margin ?? 50), y: box.top - 10 };
  if (x.label) group.append(element("text", { ...below, "data-label": "x" }, x.label));
  if (y.label) group.append(element("text", { ...above, "data-label": "y" }, y.label));
  return group;
}
