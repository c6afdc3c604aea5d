// How high an explorer is, and where its clock is while its page scrolls.
import { all, explorerAt, rest } from "./page.js";

const boxOf = (node) => node.getBoundingClientRect();
const isShown = (node) => boxOf(node).height > 0;
const CONTROLS = ".plainnet-control, .plainnet-stage";

// From the top of the first control, or of the picture, to the bottom of the last; the clock is
// where it ends up, below the picture.
export function workHeight(index) {
  for (const clock of explorerAt(index).querySelectorAll(".plainnet-time")) {
    clock.style.position = "static";
  }
  const boxes = all(explorerAt(index), CONTROLS, (node) => node)
    .filter(isShown)
    .map(boxOf);
  const [tops, bottoms] = ["top", "bottom"].map((side) => boxes.map((box) => box[side]));
  return Math.max(...bottoms) - Math.min(...tops);
}

// The lines of the longest sentence; the texts below the picture that are not folded, with the
// number of other parts on the same line.
export function textBelow(index) {
  const root = explorerAt(index);
  const sentences = all(root, ".plainnet-sentence", (node) => node);
  const lineOf = (node) => parseFloat(getComputedStyle(node).lineHeight);
  const lines = sentences.map((node) => Math.round(boxOf(node).height / lineOf(node)));
  const reading = root.querySelector(".plainnet-reading");
  const summaries = all(root, ".plainnet-foot summary", boxOf);
  const isBeside = ({ top, bottom }) => {
    const { top: ours } = boxOf(reading);
    return top <= ours + 6 && ours < bottom;
  };
  return {
    lines: Math.max(...lines),
    isShared: !reading || summaries.some(isBeside),
    open: root.querySelectorAll(".plainnet-foot details[open]").length,
  };
}

async function scrollUntil(place) {
  window.scrollBy({ top: place, behavior: "instant" });
  await rest(50);
}

// Where the clock is, relative to the bottom of the window: while the upper edge of the picture is
// in the middle of the window, and once the clock itself is; and the handles that it then covers.
export async function clockPlaces(index) {
  const root = explorerAt(index);
  const [clock, stage] = [".plainnet-time", ".plainnet-stage"].map((s) => root.querySelector(s));
  await scrollUntil(boxOf(stage).top - innerHeight / 2);
  const early = innerHeight - boxOf(clock).bottom;
  await scrollUntil(boxOf(stage).bottom - innerHeight / 2);
  const late = boxOf(clock).top - boxOf(stage).bottom;
  const handles = all(root, ".plainnet-handle", (node) => node);
  const isCovered = (node) => {
    const { left, right, top, bottom } = boxOf(node);
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && clock.contains(hit);
  };
  const ground = getComputedStyle(clock).backgroundColor; // rgba(…, 0) where all shines through
  return { early, late, ground, covered: handles.filter(isCovered).length };
}

// Pairs of texts in the picture that lie on each other, and of a unit and another unit's text.
export function textsThatMeet(index) {
  const svg = explorerAt(index).querySelector(".plainnet-stage > svg");
  const named = (node) => [node.textContent.trim() || `unit ${node.dataset.unit}`, boxOf(node)];
  const texts = all(svg, "text", named).filter(([text]) => text !== "unit undefined");
  const units = all(svg, "[data-unit]", named);
  const isWithin = ({ left, right, top, bottom }, box) => {
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    return box.left < x && x < box.right && box.top < y && y < box.bottom;
  };
  const meet = ([, a], [, b]) => {
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    return Math.min(across, down) > 4;
  };
  const namesOf = ([one], [other]) => `${one} | ${other}`;
  const pairs = texts.flatMap((one, i) => texts.slice(i + 1).map((other) => [one, other]));
  const strangers = units.flatMap((unit) =>
    texts.filter(([, box]) => !isWithin(box, unit[1])).map((text) => [unit, text]),
  );
  return [...pairs, ...strangers].filter((pair) => meet(...pair)).map((pair) => namesOf(...pair));
}
