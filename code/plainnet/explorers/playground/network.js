// The network: a column of units for each layer, a wire for each weight.
import { CELLS, picture, PIXELS, sheet } from "./paint.js";

// The height of the buttons above the columns.
const above = () => (matchMedia("(pointer: coarse)").matches ? 110 : 62);

// The places of all units: their middles, and the size of each, layer by layer.
export function placesOf({ sizes, kind }, width, height) {
  const start = above();
  const isLarge = kind === "digits" || kind === "table";
  const counts = sizes.map((count, layer) => (layer === 0 && isLarge ? 1 : count));
  const rows = Math.max(8, Math.ceil(Math.max(...counts) / 4));
  const columns = counts.map((count) => Math.ceil(count / rows));
  const all = columns.reduce((sum, count) => sum + count, 0);
  const gaps = counts.length - 1;
  const tallest = Math.min(rows, Math.max(...counts));
  const largest = isLarge ? 28 : width < 330 ? 40 : 52;
  const fits = [(height - start - 6) / tallest - 7, (width - 26 * gaps) / all - 4];
  const size = Math.max(5, Math.min(largest, ...fits));
  const gap = (width - all * (size + 4) - 4) / Math.max(1, gaps);
  let x = 2;
  return counts.map((count, layer) => {
    const high = Math.ceil(count / columns[layer]);
    const pitch = Math.min(size + 14, (height - start) / high);
    const middle = start + (height - start) / 2;
    const places = Array.from({ length: count }, (_, i) => [
      x + Math.floor(i / high) * (size + 4) + size / 2,
      middle + ((i % high) - (high - 1) / 2) * pitch,
      size,
    ]);
    x += columns[layer] * (size + 4) + gap;
    return places;
  });
}

function drawWires(context, places, wires, { isLarge, colours }) {
  context.lineCap = "round";
  for (let at = 0; at < wires.length; at += 4) {
    const [layer, begin, end, level] = wires.subarray(at, at + 4);
    const [from, to] = [places[layer][begin], places[layer + 1][end]];
    const strength = Math.abs(level - 127) / 127;
    context.strokeStyle = colours[level > 127 ? "target-1" : "target-0"];
    context.globalAlpha = isLarge ? 0.05 + 0.5 * strength * strength : 0.12 + 0.78 * strength;
    context.lineWidth = isLarge ? 0.4 + 1.6 * strength : 0.6 + 6 * strength;
    const [left, right] = [from[0] + from[2] / 2, to[0] - to[2] / 2];
    const middle = (left + right) / 2;
    context.beginPath();
    context.moveTo(left, from[1]);
    context.bezierCurveTo(middle, from[1], middle, to[1], right, to[1]);
    context.stroke();
  }
  context.globalAlpha = 1;
}

function frameOf(context, [x, y, size], draw) {
  const box = [x - size / 2, y - size / 2, size, size];
  const radius = size > 30 ? 7 : 4;
  context.save();
  context.beginPath();
  context.roundRect(...box, radius);
  context.clip();
  draw(box);
  context.restore();
  context.beginPath();
  context.roundRect(...box, radius);
  context.stroke();
}

function nameOf(context, words, [x, y, size], ink) {
  Object.assign(context, { fillStyle: ink, textAlign: "center", textBaseline: "middle" });
  context.font = `600 ${Math.round(size * 0.5)}px system-ui`;
  context.fillText(words, x, y + 1);
}

const ramp = Array.from({ length: 256 }, (_, i) => i);

// Draws all units; `parts` are the bytes of the frame by name.
export function drawNetwork(canvas, made, parts, { spec, colours }) {
  const [context, width, height] = sheet(canvas);
  const places = placesOf(made, width, height);
  const { kind, sizes } = made;
  const isLarge = kind === "digits" || kind === "table";
  drawWires(context, places, parts.wires, { isLarge, colours });
  Object.assign(context, { strokeStyle: colours.muted, lineWidth: 1 });
  const side = kind === "digits" ? PIXELS : CELLS;
  const area = side * side;
  const map = { isUp: kind !== "digits", isSmooth: true };
  let unit = 0;
  const plain = (box) => {
    context.fillStyle = colours.paper;
    context.fillRect(...box);
  };
  places.forEach((column, layer) =>
    column.forEach((place, i) => {
      const isLast = layer === sizes.length - 1;
      const hasMap = !isLast && layer > 0 && parts.units?.length >= (unit + 1) * area;
      frameOf(context, place, (box) => {
        if (layer === 0 && kind === "digits") {
          picture(context, parts.images.subarray(0, 64), [PIXELS, PIXELS], spec.grey, box);
        } else if (layer === 0 && !isLarge) {
          const levels = i ? ramp.toReversed() : ramp;
          picture(context, levels, i ? [1, 256] : [256, 1], spec.muted, box);
        } else if (hasMap && (layer === 1 || kind !== "digits")) {
          const levels = parts.units.subarray(unit * area, (unit + 1) * area);
          picture(context, levels, [side, side], spec.muted, box, map);
          unit += 1;
        } else {
          plain(box);
        }
      });
      if (isLast) nameOf(context, sizes.at(-1) > 1 ? String(i) : "ŷ", place, colours.ink);
      if (layer === 0 && !isLarge && sizes[0] === 2) {
        context.font = "italic 600 14px Georgia, serif";
        Object.assign(context, { fillStyle: colours.ink, textAlign: "left" });
        context.textBaseline = "alphabetic";
        context.fillText(i ? "x₂" : "x₁", place[0] - place[2] / 2, place[1] - place[2] / 2 - 5);
      }
    }),
  );
  return places;
}
