// From the strokes of a pen to pixels, in whole numbers (`pen.py` says how).
const GRID = 64;
const PLACES = 32;
const RADIUS = 3 * GRID;
const [HIGH, WIDE] = [26 * GRID, 16 * GRID];
export const PAD = GRID * PLACES;
export const PIXEL = 4 * GRID;

export function moved(strokes, right, down) {
  return strokes.map((stroke) => stroke.map(([x, y]) => [x + right, y + down]));
}

export function centred(strokes) {
  const [xs, ys] = [0, 1].map((axis) => strokes.flat().map((point) => point[axis]));
  const low = [Math.min(...xs), Math.min(...ys)];
  const high = [Math.max(...xs), Math.max(...ys)];
  const [width, height] = [high[0] - low[0], high[1] - low[1]];
  const [fills, of] = HIGH * width <= WIDE * height ? [HIGH, height] : [WIDE, width];
  const place = (value, axis) =>
    PAD / 2 + Math.floor(((2 * value - low[axis] - high[axis]) * fills) / (2 * Math.max(1, of)));
  return strokes.map((stroke) => stroke.map((point) => point.map(place)));
}

const square = (dx, dy) => dx * dx + dy * dy;

function isNear(x, y, [ax, ay], [bx, by]) {
  const [dx, dy] = [bx - ax, by - ay];
  const along = (x - ax) * dx + (y - ay) * dy;
  if (along <= 0) return square(x - ax, y - ay) <= RADIUS * RADIUS;
  if (along >= square(dx, dy)) return square(x - bx, y - by) <= RADIUS * RADIUS;
  const across = (x - ax) * dy - (y - ay) * dx;
  return across * across <= RADIUS * RADIUS * square(dx, dy);
}

// The places whose middles may be near to a line between two numbers.
function around(a, b) {
  const first = Math.floor((Math.min(a, b) - RADIUS) / GRID);
  const last = Math.floor((Math.max(a, b) + RADIUS) / GRID);
  return [Math.max(0, first), Math.min(PLACES - 1, last)];
}

export function pixelsOf(strokes) {
  const ink = new Uint8Array(PLACES * PLACES);
  for (const stroke of strokes) {
    stroke.forEach((b, i) => {
      const a = stroke[Math.max(0, i - 1)];
      const [left, right] = around(a[0], b[0]);
      const [top, bottom] = around(a[1], b[1]);
      for (let row = top; row <= bottom; row += 1) {
        for (let column = left; column <= right; column += 1) {
          const [x, y] = [GRID * column + GRID / 2, GRID * row + GRID / 2];
          if (isNear(x, y, a, b)) ink[row * PLACES + column] = 1;
        }
      }
    });
  }
  const pixels = Array.from({ length: 64 }, () => 0);
  ink.forEach((has, at) => {
    const [row, column] = [Math.floor(at / PLACES), at % PLACES];
    pixels[8 * Math.floor(row / 4) + Math.floor(column / 4)] += has;
  });
  return pixels;
}
