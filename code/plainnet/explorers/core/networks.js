// A small network: its units, and its weights as wires. The constants `units` (names), `unit_labels`
// and `wires` (pairs of names) say what there is; the frame's `thick` how wide each wire is, in pixels,
// and its `negative` which weights are below 0: these are dashed.
import { element } from "./drawing.js";

// `places` has the middle of each unit by its name.
export function drawNetwork(stage, places, r = 18) {
  const [thick, negative] = ["thick", "negative"].map(stage.value);
  stage.value("wires").forEach(([from, to], i) => {
    const [[x1, y1], [x2, y2]] = [places[from], places[to]];
    const kind = negative[i] ? "plainnet-wire plainnet-negative" : "plainnet-wire";
    const attributes = { class: kind, "data-wire": `${from} ${to}`, "data-at": i };
    stage.svg.append(element("line", { ...attributes, x1, y1, x2, y2, "stroke-width": thick[i] }));
  });
  stage.value("units").forEach((name, i) => {
    const [cx, cy] = places[name];
    const circle = { class: "plainnet-unit", "data-unit": name, cx, cy, r };
    stage.svg.append(element("circle", circle));
    stage.text(`unit_labels.${i}`, { x: cx, y: cy + 5, "text-anchor": "middle" });
  });
}
