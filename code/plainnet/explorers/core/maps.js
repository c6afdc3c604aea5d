// Maps of predictions, and images, behind the drawing: a canvas with so many pixels per cell that a
// map is smooth, and an image has one. A new one fades in over the old one, unless that would shine
// through.
import { isStill, MOVE_MS } from "./moving.js";

const context = (node) => node.getContext("2d", { willReadFrequently: true }); // off the GPU
const FINE = 9; // an odd number, so that the pixel in the middle of a cell has its very colour
let small; // a canvas with one pixel per cell
const pictures = new WeakMap(); // the pixels of a canvas; copying it takes ten times as long

function channels(colour) {
  return [1, 3, 5, 7].map((at) => parseInt(colour.slice(at, at + 2) || "ff", 16));
}

function canvas(maps, place, layer) {
  const name = `${place} ${layer}`;
  const there = [...maps.children].find((node) => node.dataset.layer === name);
  const node = there ?? document.createElement("canvas");
  node.dataset.layer = name;
  maps.append(node);
  return node;
}

// Enlarges a picture in the canvas itself: of a canvas that fades, some browsers would show squares.
function paint(node, picture) {
  if (node.width === picture.width) return context(node).putImageData(picture, 0, 0);
  small ??= document.createElement("canvas");
  if (small.width !== picture.width) small.width = small.height = picture.width;
  context(small).putImageData(picture, 0, 0);
  return context(node).drawImage(small, 0, 0, node.width, node.height);
}

// Draws the `cells` over all of `plot`. `sweepMaps` removes maps that are not redrawn.
export function drawMap({ maps, box }, { key, place, scale }, cells, { colours, letters }) {
  const side = Math.sqrt(cells.length);
  const [before, now] = ["before", "now"].map((layer) => canvas(maps, place, layer));
  const fine = scale === "map" ? FINE : 1;
  Object.assign(now.dataset, { map: key, scale, fine });
  const size = fine * side;
  const isNew = now.width !== size;
  if (isNew) for (const node of [before, now]) Object.assign(node, { width: size, height: size });
  const old = isNew ? undefined : pictures.get(now);
  const picture = new ImageData(side, side);
  const pixels = Object.fromEntries(colours.map((colour, i) => [letters[i], channels(colour)]));
  [...cells].forEach((letter, cell) => {
    const [row, column] = [Math.floor(cell / side), cell % side];
    const pixel = 4 * ((side - 1 - row) * side + column);
    picture.data.set(pixels[letter], pixel);
  });
  const isOpaque = colours.every((colour) => colour.length === 7);
  paint(now, picture);
  if (isOpaque) paint(before, old ?? picture);
  pictures.set(now, picture);
  for (const node of [before, now]) {
    const { left, top, right, bottom } = box;
    const extent = `width: ${right - left}px; height: ${bottom - top}px`;
    node.setAttribute("style", `left: ${left}px; top: ${top}px; ${extent}`);
    node.dataset.isDrawn = "";
  }
  if (isOpaque && !isNew && !isStill()) now.animate({ opacity: [0, 1] }, MOVE_MS);
}

export function sweepMaps(maps) {
  for (const node of maps.querySelectorAll("canvas")) {
    if ("isDrawn" in node.dataset) delete node.dataset.isDrawn;
    else node.remove();
  }
}
