// Targets that are too small for a finger, in a page with touch.
import { all } from "./page.js";

const LEAST = 44; // px, as in WCAG 2.5.5
const KINDS = "a[href], button, summary, label, input, select, textarea, [role=slider]";

// What a press on a node activates: a field has the size of its label if that is around it.
const targetOf = (node) =>
  (node.matches("[type=radio], [type=checkbox]") && node.closest("label")) || node;

// WCAG leaves out links in running text; a link of an explorer's head is none.
function isInText(node) {
  const isLink = node.matches(".content a:not(.plainnet-link)");
  return isLink && getComputedStyle(node).display === "inline";
}

function isSeen(node) {
  const { visibility, pointerEvents } = getComputedStyle(node);
  return node.checkVisibility() && visibility === "visible" && pointerEvents !== "none";
}

// How far from a point a finger still reaches the target, in steps of 1 px.
function reach(target, [x, y], [right, down]) {
  let far = 0;
  const isHit = (at) => {
    const found = document.elementFromPoint(x + at * right, y + at * down);
    return found && (target.contains(found) || found.closest("label")?.control === target);
  };
  while (far < LEAST && isHit(far + 1)) far += 1;
  return far;
}

// The size that a finger finds: with invisible margins, without what lies above the target.
function sizeOf(target) {
  target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
  const { left, right, top, bottom } = target.getBoundingClientRect();
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const ways = [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ];
  const [west, east, north, south] = ways.map((way) => reach(target, middle, way));
  return [west + east + 1, north + south + 1];
}

// The choices of explorers that are beside their name, not in columns, or alone in the last row.
export function strayChoices() {
  const groups = all(document, ".plainnet-choice", (node) => node);
  const isStray = (group) => {
    const name = group.querySelector(".plainnet-name");
    const boxes = all(group, "label", (label) => label.getBoundingClientRect());
    const tops = boxes.map(({ top }) => Math.round(top));
    const lefts = new Set(boxes.map(({ left }) => Math.round(left)));
    const [first, last] = [tops[0], tops.at(-1)].map((at) => tops.filter((y) => y === at).length);
    const isHidden = getComputedStyle(name).clipPath !== "none";
    const isBeside = boxes[0].top < name.getBoundingClientRect().bottom - 1;
    return (isBeside && !isHidden) || lefts.size !== first || (last === 1 && first > 1);
  };
  return groups.filter(isStray).map((group) => `choices: ${group.ariaLabel}: ${group.innerText}`);
}

// The targets within `place`: how many there are, and the small ones with their sizes.
export function small(place) {
  const targets = new Set(all(document.querySelector(place), KINDS, targetOf));
  const seen = [...targets].filter((node) => isSeen(node) && !isInText(node));
  const measured = seen.map((node) => [node, sizeOf(node)]);
  const few = measured.filter(([, size]) => Math.min(...size) < LEAST);
  return {
    count: seen.length,
    small: few.map(([node, size]) => `${size.join(" × ")}: ${node.outerHTML.slice(0, 160)}`),
  };
}
