// Maps of predictions, and images, behind the drawing: a canvas with so many pixels per cell that a
// map is smooth, and an image has one. A new one fades in over the old one, unless that would shine
// through.
import { isStill, MOVE_MS } from "./moving.js";

const context = (node) => node.getContext("2d", { willReadFrequently: true }); // off the GPU
let enlarging; // a canvas of few pixels and one of many, neither on the page
const known = {}; // pixels by colour
const looks = new WeakMap(); // the cells and colours that a canvas shows
const fades = new WeakMap(); // the last animation of a canvas; asking for it would cost a layout

// The channels of a colour as a pixel in memory, whatever the order of its bytes.
function pixelOf(colour) {
  const channels = () => [1, 3, 5, 7].map((at) => parseInt(colour.slice(at, at + 2) || "ff", 16));
  return (known[colour] ??= new Uint32Array(Uint8Array.from(channels()).buffer)[0]);
}

// How many pixels a side of a cell has: at least half as many as its screen shows, because nobody
// sees the rest; at most 9, and an odd number, so that the one in the middle has its very colour.
function fineFor(width, side) {
  const pixels = (width * devicePixelRatio) / side / 2;
  return [3, 5, 7, 9].find((fine) => fine >= pixels) ?? 9;
}

function pixelsOf(cells, [columns, rows], colours, letters) {
  const image = new ImageData(columns, rows);
  const drawn = new Uint32Array(image.data.buffer);
  const pixels = Object.fromEntries(colours.map((colour, i) => [letters[i], pixelOf(colour)]));
  for (let cell = 0; cell < cells.length; cell += 1) {
    const row = rows - 1 - Math.floor(cell / columns);
    drawn[row * columns + (cell % columns)] = pixels[cells[cell]];
  }
  return image;
}

// What was shown becomes the lower of the two layers, and the old lower one is free for a new map.
function exchanged(before, now) {
  fades.get(now)?.cancel();
  [before.dataset.layer, now.dataset.layer] = [now.dataset.layer, before.dataset.layer];
  delete now.dataset.map;
  now.after(before);
  return [now, before];
}

function resize(node, [width, height]) {
  if (node.width !== width || node.height !== height) Object.assign(node, { width, height });
}

function canvas(maps, place, layer) {
  const name = `${place} ${layer}`;
  const there = [...maps.children].find((node) => node.dataset.layer === name);
  if (there) return there;
  const node = document.createElement("canvas");
  node.dataset.layer = name;
  maps.append(node);
  return node;
}

// Enlarges a picture and hands it over whole: some browsers show squares when a canvas that fades is
// enlarged by its style, and to draw an image in a canvas of the page would cost a layout.
function paint(node, picture) {
  enlarging ??= [0, 1].map(() => new OffscreenCanvas(1, 1));
  const [few, many] = enlarging;
  resize(few, [picture.width, picture.height]);
  resize(many, [node.width, node.height]);
  context(few).putImageData(picture, 0, 0);
  const target = context(many);
  target.globalCompositeOperation = "copy"; // no old colour shines through a new one
  target.drawImage(few, 0, 0, many.width, many.height);
  node.getContext("bitmaprenderer").transferFromImageBitmap(many.transferToImageBitmap());
}

// Draws the `cells` over all of `plot`, in a square unless their `scale` says how many columns there
// are. `sweepMaps` removes maps that are not redrawn.
export function drawMap({ maps, box }, { key, place, scale }, cells, shades) {
  const { colours, letters, columns = Math.sqrt(cells.length) } = shades;
  const sides = [columns, cells.length / columns];
  const look = `${cells} ${colours}`;
  let [before, now] = ["before", "now"].map((layer) => canvas(maps, place, layer));
  const isOpaque = colours.every((colour) => colour.length === 7);
  const { left, top, right, bottom } = box;
  const fine = scale === "map" ? fineFor(right - left, columns) : 1;
  const size = sides.map((side) => fine * side);
  const isNew = now.width !== size[0];
  if (isNew) for (const node of [before, now]) resize(node, size);
  const hasChanged = isNew || looks.get(now) !== look;
  if (hasChanged) {
    const drawn = pixelsOf(cells, sides, colours, letters);
    if (isOpaque && !isNew) [before, now] = exchanged(before, now); // so only one is painted
    else if (isOpaque) paint(before, drawn);
    paint(now, drawn);
    looks.set(now, look);
  }
  Object.assign(now.dataset, { map: key, scale, fine });
  for (const node of [before, now]) {
    const extent = `width: ${right - left}px; height: ${bottom - top}px`;
    node.setAttribute("style", `left: ${left}px; top: ${top}px; ${extent}`);
    node.dataset.isDrawn = "";
  }
  if (hasChanged && isOpaque && !isNew && !isStill()) {
    fades.set(now, now.animate({ opacity: [0, 1] }, MOVE_MS));
  }
}

export function sweepMaps(maps) {
  for (const node of maps.querySelectorAll("canvas")) {
    if ("isDrawn" in node.dataset) delete node.dataset.isDrawn;
    else node.remove();
  }
}
