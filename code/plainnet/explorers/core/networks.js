// A diagram of a small network, with its weights as wires. The constants `units` (names),
// `unit_labels` and `wires` (pairs of names) describe it; the frame's `thick` has the width of each
// wire in pixels, and its `negative` which weights are negative: their wires are dashed. A view
// with two networks passes other names for these entries.
import { element } from "./drawing.js";

// `places` has the centre of each unit by its name. A wire has the colour of the role of `thick`.
export function drawWires(stage, places, [thick, negative] = ["thick", "negative"]) {
  const [widths, isDashed] = [thick, negative].map(stage.value);
  stage.value("wires").forEach(([from, to], i) => {
    const [[x1, y1], [x2, y2]] = [places[from], places[to]];
    const kind = isDashed[i] ? "plainnet-wire plainnet-negative" : "plainnet-wire";
    const line = element("line", {
      class: `${kind} ${stage.colour(thick, i, "muted")}`,
      "data-wire": `${from} ${to}`,
      "data-at": i,
      "data-thick": thick,
      "data-negative": negative,
      "stroke-width": widths[i],
      x1,
      y1,
      x2,
      y2,
    });
    stage.svg.append(line);
  });
}

export function drawNetwork(stage, places, r = 18, names = undefined) {
  drawWires(stage, places, names);
  stage.value("units").forEach((name, i) => {
    const [cx, cy] = places[name];
    const circle = { class: "plainnet-unit", "data-unit": name, cx, cy, r };
    stage.svg.append(element("circle", circle));
    stage.text(`unit_labels.${i}`, { x: cx, y: cy + 5, "text-anchor": "middle" });
  });
}
