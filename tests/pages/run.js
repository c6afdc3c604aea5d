// Using listings that run, in any engine.
import { all, centre, excerpt, scrollToNode, tooSmall } from "./page.js";

const boxOf = (cell) => document.querySelector(`[data-cell="${cell}"]`);

export function place(cell, selector) {
  return centre(boxOf(cell).querySelector(selector));
}

export function fill(cell, text) {
  const area = boxOf(cell).querySelector("textarea");
  area.value = text;
  area.dispatchEvent(new Event("input"));
}

// Marks a word in the open editor, which typing replaces.
export function mark(cell, word) {
  const area = boxOf(cell).querySelector("textarea");
  const at = area.value.indexOf(word);
  area.setSelectionRange(at, at + word.length);
  return at >= 0 && document.activeElement === area;
}

// What the first run of the page told and printed, once it has ended.
export function printed(cell) {
  const [bar, output] = [boxOf(cell), document].map((root, i) =>
    root.querySelector([".plainnet-bar", ".plainnet-output"][i]),
  );
  if (!output || !bar.querySelector("[data-does=run]")) return null;
  return { status: bar.querySelector(".plainnet-status").textContent, output: output.innerText };
}

// From now on, records what listings tell: the words beside the button, and for screen readers.
export function listen() {
  window.told = [];
  window.said = [];
  const kinds = { "plainnet-status": window.told, "visually-hidden": window.said };
  new MutationObserver((changes) => {
    for (const { target } of changes) kinds[target.className]?.push(target.textContent);
  }).observe(document.querySelector("article"), { childList: true, subtree: true });
}

// How the editor and the coloured text below it differ.
export function misfits(cell) {
  const parts = ["pre", "textarea"].map((name) => boxOf(cell).querySelector(name));
  const [text, area] = parts.map((node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    const style = getComputedStyle(node);
    const names = ["font", "letterSpacing", "lineHeight", "padding", "tabSize", "whiteSpace"];
    const styles = names.map((name) => [name, style[name]]);
    const sizes = { x, y, width, height, scrolls: [node.scrollWidth, node.scrollHeight] };
    return Object.fromEntries([...styles, ...Object.entries(sizes)]);
  });
  const differ = (name) => JSON.stringify(text[name]) !== JSON.stringify(area[name]);
  return Object.keys(text)
    .filter(differ)
    .map((name) => `${name}: ${JSON.stringify(text[name])}, editor ${JSON.stringify(area[name])}`);
}

// The left edge of a character in the coloured text, after it was scrolled into view.
export async function edgeOf(cell, at) {
  const pre = boxOf(cell).querySelector("pre");
  await scrollToNode(boxOf(cell));
  const walk = document.createTreeWalker(pre, NodeFilter.SHOW_TEXT);
  let before = 0;
  while (walk.nextNode() && before + walk.currentNode.length <= at) {
    before += walk.currentNode.length;
  }
  const range = document.createRange();
  range.setStart(walk.currentNode, at - before);
  range.setEnd(walk.currentNode, at - before + 1);
  const scroller = pre.parentNode;
  scroller.scrollLeft = 0;
  const { left: begin, width } = scroller.getBoundingClientRect();
  scroller.scrollLeft = range.getBoundingClientRect().left - begin - width / 2;
  const { left, top, height } = range.getBoundingClientRect();
  return [left, top + height / 2];
}

export function caret(cell) {
  return boxOf(cell).querySelector("textarea").selectionStart;
}

// Buttons that are too small for a finger, and all that is wider than the window.
export function unfitForFingers() {
  const buttons = all(document, "article button, .plainnet-own button", (node) => node);
  const over = document.documentElement.scrollWidth - innerWidth;
  return [...tooSmall(buttons).map(excerpt), ...(over > 0 ? [`${over} px too wide`] : [])];
}

// How bright the figure in sight is, from 0 to 1.
export function brightness(output) {
  const image = [...output.querySelectorAll("img")].find((node) => node.checkVisibility());
  const canvas = Object.assign(document.createElement("canvas"), { width: 300, height: 200 });
  const context = canvas.getContext("2d");
  context.drawImage(image, 0, 0, 300, 200);
  const { data } = context.getImageData(0, 0, 300, 200);
  return data.reduce((sum, value, i) => sum + (i % 4 < 3 ? value : 0), 0) / (255 * 3 * 300 * 200);
}
