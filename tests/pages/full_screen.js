// What fills the screen at the key F.
import { all, explorerAt } from "./page.js";

const boxOf = (node) => node.getBoundingClientRect();
const shown = () => document.querySelector(".plainnet-explorer:popover-open");

// What has the focus, where the page is, and what is set; these stay.
export function place(index) {
  const root = explorerAt(index);
  const values = all(root, "input", ({ value, checked }) => `${value} ${checked}`);
  const active = document.activeElement;
  const focus = active.name ?? active.className;
  return { focus, top: Math.round(scrollY), values, text: root.textContent };
}

// The number of the explorer that fills the screen, or -1 for the page; -2 while the screen changes.
export function filling() {
  if (!window.isRefused && Boolean(document.fullscreenElement) !== Boolean(shown())) return -2;
  const corners = [2, innerWidth - 3].flatMap((x) => [2, innerHeight - 3].map((y) => [x, y]));
  const hit = corners.map((corner) => document.elementFromPoint(...corner));
  const root = shown();
  if (root && !hit.every((node) => root.contains(node))) return -2;
  return all(document, ".plainnet-explorer", (node) => node).indexOf(root);
}

export function refuseTheScreen() {
  window.isRefused = true;
  Element.prototype.requestFullscreen = () => Promise.reject(new TypeError("refused"));
}

// As the button of the playground does.
export function toggle(index) {
  explorerAt(index).dispatchEvent(new CustomEvent("plainnet:full", { bubbles: true }));
}

const isSeen = (node) =>
  node.checkVisibility({ visibilityProperty: true }) &&
  !node.closest(".plainnet-told, .plainnet-handle, .plainnet-press-track");

// How much larger than on the page it is, how much of the screen it takes in the direction in which
// it takes most, and what is cut, leaves its column, or has to be scrolled.
export async function measures() {
  for (let frame = 0; frame < 3; frame += 1) await new Promise(requestAnimationFrame);
  const root = shown();
  const { width, height } = boxOf(root);
  const scale = width / root.offsetWidth;
  const columns = all(root, ".plainnet-stage, .plainnet-hand", boxOf);
  const drawn = all(root, ".plainnet-stage *, .plainnet-hand *", (node) => node);
  const parts = all(root, "*", (node) => node).filter(isSeen);
  const isCut = (node) => {
    const { left, right, top, bottom } = boxOf(node);
    return left < 0 || top < 0 || right > innerWidth || bottom > innerHeight;
  };
  const leaves = (node) =>
    drawn.includes(node) && boxOf(node).right > columns[0].right + 16 * scale;
  const scrolls = (node) =>
    /auto|scroll/.test(getComputedStyle(node).overflow) &&
    (node.scrollWidth > node.clientWidth + 1 || node.scrollHeight > node.clientHeight + 1);
  const named = (word, isWrong) =>
    parts.filter(isWrong).map((node) => `${word}: ${node.outerHTML.slice(0, 120)}`);
  const { backgroundColor } = getComputedStyle(root, "::before");
  const isSeenThrough = backgroundColor === "rgba(0, 0, 0, 0)";
  return {
    scale,
    share: Math.max(width / innerWidth, height / innerHeight),
    wrong: [
      ...(isSeenThrough ? ["seen through"] : []),
      ...named("cut", isCut),
      ...named("leaves", leaves),
      ...named("scrolls", scrolls),
    ],
  };
}
