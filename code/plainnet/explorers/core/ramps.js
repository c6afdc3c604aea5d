// A ramp of predictions behind a panel: one colour along each parallel to a line, as the answers of one
// neuron are. Its ends and its colours came out of Python; the browser blends between them. The
// panel has one scale for both axes, or it would slant.
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
