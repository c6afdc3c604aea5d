// Drawing on a canvas: whole numbers from Python become colours and places.
const RATIO = () => Math.min(2, window.devicePixelRatio || 1);
export const FINE = 65535; // places go from 0 to this one, in both directions
export const CELLS = 24; // of a hidden unit's map, along each side
export const PIXELS = 8; // of an image

// The width and the height of a canvas in CSS pixels, and how much larger it is shown.
export function sizeOf(canvas) {
  const { width, height } = canvas.getBoundingClientRect();
  const scale = Number(getComputedStyle(canvas.closest(".plainnet-explorer")).scale) || 1;
  return [width / scale, height / scale, scale];
}

// The context of a canvas in CSS pixels, cleared, with its width and height.
export function sheet(canvas) {
  const [width, height, scale] = sizeOf(canvas);
  const ratio = scale * RATIO();
  const [across, down] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== across || canvas.height !== down) {
    Object.assign(canvas, { width: across, height: down });
  }
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return [context, width, height];
}

// Reads colours of the style sheet, such as `--curve`, as they are now, in light or dark.
export function inks(root) {
  const probe = document.createElement("span");
  root.append(probe);
  const found = {};
  const targets = ["target-0", "target-1"];
  const names = ["ink", "muted", "grid", "paper", "curve", "pinned", "solved", "wrong", ...targets];
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}

const rgb = (colours) =>
  colours.map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
const tables = new Map();
function tableOf(colours) {
  if (!tables.has(colours)) tables.set(colours, rgb(colours));
  return tables.get(colours);
}

// Paints levels, row by row, as a picture of so many cells; the first row is the lowest one if
// `isUp`, as it is on a map.
export function picture(context, levels, [columns, rows], colours, box, { isUp, isSmooth } = {}) {
  const table = tableOf(colours);
  // WebKit draws later: of a canvas for all pictures, each would show the last.
  const tile = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
  const own = tile.getContext("2d");
  const image = own.createImageData(columns, rows);
  for (let row = 0; row < rows; row += 1) {
    const from = (isUp ? rows - 1 - row : row) * columns;
    for (let column = 0; column < columns; column += 1) {
      const at = 4 * (row * columns + column);
      image.data.set(table[Math.min(levels[from + column], table.length - 1)], at);
      image.data[at + 3] = 255;
    }
  }
  own.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = Boolean(isSmooth);
  context.imageSmoothingQuality = "high";
  context.drawImage(tile, ...box);
}

// Numbers of two bytes each.
export function fine(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 2 }, (_, i) => view.getUint16(2 * i, true));
}

// Lines through places, which Python gives one after the other with the length of each line.
export function lines(context, places, lengths, width, height) {
  let at = 0;
  context.beginPath();
  for (const length of lengths) {
    for (let i = 0; i < length; i += 1, at += 2) {
      const to = [(places[at] / FINE) * width, (1 - places[at + 1] / FINE) * height];
      if (i) context.lineTo(...to);
      else context.moveTo(...to);
    }
  }
  context.stroke();
}

// The marks of classes: square, circle, triangle, diamond, cross.
export function mark(context, kind, x, y, r) {
  context.beginPath();
  if (kind === 1) {
    context.arc(x, y, r, 0, 7);
  } else if (kind === 0) {
    context.rect(x - r, y - r, 2 * r, 2 * r);
  } else {
    const corners = {
      2: [0, -1.3, 1.2, 0.9, -1.2, 0.9],
      3: [0, -1.4, 1.2, 0, 0, 1.4, -1.2, 0],
      4: [
        -0.4, -1.2, 0.4, -1.2, 0.4, -0.4, 1.2, -0.4, 1.2, 0.4, 0.4, 0.4, 0.4, 1.2, -0.4, 1.2,
      ].concat([-0.4, 0.4, -1.2, 0.4, -1.2, -0.4, -0.4, -0.4]),
    }[kind];
    for (let i = 0; i < corners.length; i += 2) {
      context.lineTo(x + r * corners[i], y + r * corners[i + 1]);
    }
    context.closePath();
  }
  context.fill();
  context.stroke();
}
