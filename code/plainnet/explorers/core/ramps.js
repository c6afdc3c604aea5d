// A gradient of predictions behind a panel, for a single neuron: its output is constant along each
// parallel to a line. Python computed the ends and colours; the browser interpolates. Both axes of
// the panel need the same scale, or the gradient would be skewed.
import { element } from "./drawing.js";

export function drawRamp({ group, box }, { xs, ys }, [[x1, x2], [y1, y2]], { places, colours }) {
  const id = `plainnet-ramp-${Math.random()}`;
  const stops = places.map((offset, i) => element("stop", { offset, "stop-color": colours[i] }));
  const ends = { x1, x2, y1, y2, gradientUnits: "userSpaceOnUse", "data-xs": xs, "data-ys": ys };
  const { left: x, right, top: y, bottom } = box;
  const size = { x, y, width: right - x, height: bottom - y };
  group.prepend(
    element("linearGradient", { id, ...ends }, ...stops),
    element("rect", { ...size, fill: `url(#${id})`, "data-ramp": "ramp" }),
  );
}
