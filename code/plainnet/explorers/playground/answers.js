// What the network answers: a map, a curve, images with their bars, or a table.
import { CELLS, FINE, fine, lines, mark, picture, PIXELS, sheet } from "./paint.js";

const SIDE = 48;
const OF_CLASS = ["#5b3a8e", "#b35806", "#0f7c7c", "#b3478f", "#5f6a00"];

function drawPoints(context, points, [width, height], held) {
  for (const [x, y, label, isNew, row] of points) {
    const [across, down] = [(x / FINE) * width, (1 - y / FINE) * height];
    const colour = OF_CLASS[label];
    context.fillStyle = isNew ? "#ffffff" : colour;
    context.strokeStyle = isNew ? colour : "#ffffff";
    context.lineWidth = isNew ? 1.4 : 0.9;
    const isHeld = !isNew && row === held;
    mark(context, label, across, down, isHeld ? 6 : isNew ? 2.6 : 3.6);
  }
}

function drawMap(context, made, parts, { spec, unit, width, height, held }) {
  const box = [0, 0, width, height];
  const area = CELLS * CELLS;
  if (unit === undefined) {
    const colours = spec.classes[made.sizes.at(-1)] ?? spec.muted;
    const isSmooth = made.sizes.at(-1) === 1; // colours of classes do not mix
    picture(context, parts.answers, [SIDE, SIDE], colours, box, { isUp: true, isSmooth });
    Object.assign(context, { strokeStyle: "#222222", lineWidth: 2, lineCap: "round" });
    lines(context, fine(parts.lines), fine(parts.lengths), width, height);
  } else {
    const levels = parts.units.subarray(unit * area, (unit + 1) * area);
    picture(context, levels, [CELLS, CELLS], spec.muted, box, { isUp: true, isSmooth: true });
  }
  drawPoints(context, made.points, [width, height], held);
}

function drawFit(context, made, parts, { colours, width, height, held }) {
  drawPoints(context, made.points, [width, height], held);
  Object.assign(context, { strokeStyle: colours.curve, lineWidth: 2.5, lineCap: "round" });
  lines(context, fine(parts.lines), fine(parts.lengths), width, height);
}

function drawImages(context, parts, { spec, colours, width, height }) {
  const [across, down] = [width / 3, height / 2];
  parts.truth.forEach((truth, i) => {
    const [x, y] = [(i % 3) * across, Math.floor(i / 3) * down];
    const size = Math.min(across - 14, down * 0.5);
    const levels = parts.images.subarray(64 * i, 64 * (i + 1));
    picture(context, levels, [PIXELS, PIXELS], spec.grey, [x + 4, y + 2, size, size]);
    const isRight = truth === parts.answer[i];
    context.fillStyle = isRight ? colours.solved : colours.wrong;
    context.font = "600 12px system-ui";
    Object.assign(context, { textAlign: "left", textBaseline: "top" });
    context.fillText(
      isRight ? `✓ ${truth}` : `✗ ${parts.answer[i]} ≠ ${truth}`,
      x + 4,
      y + size + 5,
    );
    const [wide, high] = [(across - 14) / 10, down - size - 42];
    for (let digit = 0; digit < 10; digit += 1) {
      const bar = (parts.shares[10 * i + digit] / 255) * high;
      const left = x + 4 + digit * wide;
      context.fillStyle = digit === truth ? colours.curve : colours.pinned;
      context.fillRect(left, y + down - 16 - bar, wide - 2, bar + 1);
      context.fillStyle = colours.muted;
      context.font = "9px system-ui";
      context.fillText(digit, left + 1, y + down - 13);
    }
  });
}

function drawTable(context, counts, { colours, width, height, isSmall }) {
  const side = Math.sqrt(counts.length);
  const most = Math.max(1, ...counts);
  const cell = Math.min(width, height) / (side + 1);
  context.font = `${Math.min(13, cell * 0.45)}px system-ui`;
  Object.assign(context, { textAlign: "center", textBaseline: "middle" });
  for (let row = 0; row < side; row += 1) {
    context.fillStyle = colours.muted;
    context.fillText(row, cell / 2, (row + 1.5) * cell);
    context.fillText(row, (row + 1.5) * cell, cell / 2);
    for (let column = 0; column < side; column += 1) {
      const count = counts[row * side + column];
      context.fillStyle = row === column ? colours.solved : colours.wrong;
      context.globalAlpha = count ? 0.15 + (0.6 * count) / most : 0.05;
      context.fillRect((column + 1) * cell + 1, (row + 1) * cell + 1, cell - 2, cell - 2);
      context.globalAlpha = 1;
      if (!count || isSmall) continue;
      context.fillStyle = colours.ink;
      context.fillText(count, (column + 1.5) * cell, (row + 1.5) * cell);
    }
  }
}

export function drawAnswers(canvas, made, parts, look) {
  const [context, width, height] = sheet(canvas);
  const all = { ...look, width, height };
  if (made.kind === "plane") drawMap(context, made, parts, all);
  else if (made.kind === "line") drawFit(context, made, parts, all);
  else if (made.kind === "digits" && !look.isTable) drawImages(context, parts, all);
  else if (parts.counts) drawTable(context, fine(parts.counts), all);
}
