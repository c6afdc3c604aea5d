// Whatever can have the focus: one of each kind, so that a picture of it with the focus and without
// tells whether a reader sees where the focus is.
import { all } from "./page.js";

const KINDS = "a[href], button, summary, input, select, textarea, [tabindex='0']";
const MARGIN = 8; // px around a target, in which its ring may be

function isSeen(node) {
  return node.checkVisibility() && getComputedStyle(node).visibility === "visible";
}

function kindOf(node) {
  const view = node.closest("[data-view]")?.dataset.view ?? "";
  return [view, node.localName, node.type, node.getAttribute("role"), ...node.classList].join(" ");
}

const firsts = () => {
  const seen = all(document, KINDS, (node) => node).filter(
    (node) => isSeen(node) && !node.disabled,
  );
  return new Map(seen.toReversed().map((node) => [kindOf(node), node]));
};

export function kinds() {
  return [...firsts().keys()];
}

// Until what glides or fades has ended.
async function settled() {
  await new Promise(requestAnimationFrame);
  await Promise.allSettled(document.getAnimations().map((moving) => moving.finished));
}

// Puts the focus there; the box around it, or around the label that shows a hidden field.
export async function focusOn(kind) {
  const node = firsts().get(kind);
  node.scrollIntoView({ block: "center", behavior: "instant" });
  node.focus({ preventScroll: true });
  await settled();
  const own = node.getBoundingClientRect();
  const isHidden = node.matches("label *") && own.width * own.height < 100;
  const { left, top, right, bottom } = isHidden
    ? node.closest("label").getBoundingClientRect()
    : own;
  const [x, y] = [Math.max(0, left - MARGIN), Math.max(0, top - MARGIN)];
  const end = [Math.min(innerWidth, right + MARGIN), Math.min(innerHeight, bottom + MARGIN)];
  return { x, y, width: end[0] - x, height: end[1] - y };
}

export async function leave() {
  document.activeElement.blur();
  await settled();
}
