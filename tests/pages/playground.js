// What tests read of the playground.
import { centre, tooSmall } from "./page.js";

const FIRST = 2; // px, where the column of the inputs begins

export function sentence() {
  return document.querySelector("[data-view=playground] .plainnet-sentence").textContent;
}

export function epoch() {
  const [digits] = document.querySelector(".plainnet-epoch").textContent.match(/[\d,]+/);
  return Number(digits.replaceAll(",", ""));
}

export function code() {
  return document.querySelector(".plainnet-of-code pre").textContent;
}

// Whether the run goes on.
export function isGoing() {
  return document.querySelector(".plainnet-going") !== null;
}

// The place of a button or a choice, for a click.
export function placeOf(selector) {
  return centre(document.querySelector(`[data-view=playground] ${selector}`));
}

export function answer(name) {
  const answers = [...document.querySelectorAll(`[data-answer="${name}"]`)];
  const words = answers.at(-1).textContent.trim();
  return words.includes("…") ? "" : words;
}

// The share of a canvas's pixels that differ from its first one.
export function painted(selector) {
  const canvas = document.querySelector(`[data-view=playground] ${selector}`);
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  const [first] = new Uint32Array(data.buffer);
  const pixels = new Uint32Array(data.buffer);
  return pixels.filter((pixel) => pixel !== first).length / pixels.length;
}

// The colours in the units of the inputs and in those beside them, of which there are as many: each
// at these parts of its side, from the lowest row to the highest, from left to right.
export function unitColours(parts) {
  const board = document.querySelector("[data-view=playground] .plainnet-board");
  const canvas = board.querySelector("canvas");
  const { width, height, clientWidth } = canvas;
  const copy = Object.assign(document.createElement("canvas"), { width, height });
  const context = copy.getContext("2d", { willReadFrequently: true });
  context.drawImage(canvas, 0, 0);
  const boxes = [...board.querySelectorAll(".plainnet-unit-map")].map(({ style }) =>
    ["left", "top", "width"].map((name) => parseFloat(style[name])),
  );
  const inputs = boxes.map(([, top, size]) => [FIRST, top, size]);
  return [...inputs, ...boxes].map(([left, top, size]) =>
    parts.map((up) =>
      parts.map((right) => {
        const place = [left + right * size, top + (1 - up) * size];
        const [x, y] = place.map((pixel) => Math.floor((pixel * width) / clientWidth));
        const [red, green, blue] = context.getImageData(x, y, 1, 1).data;
        return [red, green, blue];
      }),
    ),
  );
}

// Collects in `window.said` what a part of the playground says from now on.
export function listen(selector) {
  const node = document.querySelector(`[data-view=playground] ${selector}`);
  window.said = [];
  new MutationObserver(() => window.said.push(node.textContent)).observe(node, { childList: true });
}

// Opens the first listing with a text, and runs it.
export function openCell(detail) {
  document.dispatchEvent(new CustomEvent("plainnet:open", { detail }));
}

// What a part of the playground says that a cell showed, once there is one.
export function ofOwn(part) {
  return document.querySelector(`.plainnet-output .plainnet-${part}`)?.textContent;
}

export function pressOwn(name) {
  document.querySelector(`.plainnet-output [data-do="${name}"]`).click();
}

export function link() {
  return document.querySelector("[data-view=playground] .plainnet-link").hash;
}

// What is too small for a finger, or wider than the window.
export function unfit() {
  const root = document.querySelector("[data-view=playground]");
  const controls = [...root.querySelectorAll("button, label:has(input), summary")];
  const wide = document.documentElement.scrollWidth > innerWidth ? ["the page"] : [];
  return [...tooSmall(controls).map((node) => node.textContent), ...wide];
}

// Writes down each text that is drawn in a canvas from now on.
export function watchNames() {
  window.namesDrawn = [];
  const own = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function fillText(words, x, y) {
    window.namesDrawn.push({ canvas: this.canvas, words: String(words), y, side: this.textAlign });
    return own.call(this, words, x, y);
  };
}

// Of the last drawing of the losses: the numbers of the axis with their heights, from the top, and
// the heights at which the curves of the training set and of the test set end.
export function lossNames() {
  const { canvas: ours } = window.namesDrawn.find(
    ({ side, words }) => side === "right" && words > 0,
  );
  const drawn = window.namesDrawn.filter(({ canvas }) => canvas === ours);
  const at = (wanted) =>
    new Map(drawn.filter(({ side }) => side === wanted).map(({ words, y }) => [words, y]));
  const numbers = [...at("right")].map(([words, y]) => [
    Number(words.replace("10⁻⁴", "0.0001")),
    y,
  ]);
  const ends = [...at("left")].toSorted(([a], [b]) => b.localeCompare(a));
  return [numbers.toSorted((a, b) => a[1] - b[1]), ends.map(([, y]) => y)];
}
