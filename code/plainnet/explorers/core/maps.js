// Maps of predictions: one canvas pixel per cell, behind the drawing; the browser enlarges and so
// smooths it. A new map fades in over the old one.
import { isStill, MOVE_MS } from "./moving.js";

const context = (node) => node.getContext("2d", { willReadFrequently: true }); // off the GPU
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

// Draws the `cells` over all of `plot`. `sweepMaps` removes maps that are not redrawn.
export function drawMap({ maps, box }, { key, place, scale }, cells, { colours, letters }) {
  const side = Math.sqrt(cells.length);
  const [before, now] = ["before", "now"].map((layer) => canvas(maps, place, layer));
  Object.assign(now.dataset, { map: key, scale });
  const isNew = now.width !== side;
  if (isNew) for (const node of [before, now]) Object.assign(node, { width: side, height: side });
  const old = isNew ? undefined : pictures.get(now);
  const picture = new ImageData(side, side);
  const pixels = Object.fromEntries(colours.map((colour, i) => [letters[i], channels(colour)]));
  [...cells].forEach((letter, cell) => {
    const [row, column] = [Math.floor(cell / side), cell % side];
    const pixel = 4 * ((side - 1 - row) * side + column);
    picture.data.set(pixels[letter], pixel);
  });
  const isOpaque = colours.every((colour) => colour.length === 7);
  context(now).putImageData(picture, 0, 0);
  context(before).putImageData(isOpaque && old ? old : picture, 0, 0); // no old map shines through
  pictures.set(now, picture);
  for (const node of [before, now]) {
    const { left, top, right, bottom } = box;
    const size = `width: ${right - left}px; height: ${bottom - top}px`;
    node.setAttribute("style", `left: ${left}px; top: ${top}px; ${size}`);
    node.dataset.isDrawn = "";
  }
  if (!isNew && !isStill()) now.animate({ opacity: [0, 1] }, MOVE_MS);
}

export function sweepMaps(maps) {
  for (const node of maps.querySelectorAll("canvas")) {
    if ("isDrawn" in node.dataset) delete node.dataset.isDrawn;
    else node.remove();
  }
}
