// Reading the result of a prediction.
import { explorerAt } from "./page.js";

function resultAfter(index) {
  const all = [...document.querySelectorAll(".plainnet-explorer, details[data-said]")];
  return all[all.indexOf(explorerAt(index)) + 1];
}

export function result(index) {
  const { open, dataset } = resultAfter(index);
  if (!dataset.said) throw new Error(`no result after explorer ${index}`);
  return { open, answer: resultAfter(index).querySelector(".plainnet-said")?.textContent ?? null };
}

// Whether each of the choices is marked as the right one.
export function marked(index) {
  const choices = [...explorerAt(index).querySelectorAll("fieldset label span")];
  return choices.map((node) => getComputedStyle(node, "::after").content.includes("✓"));
}

export function inView(index) {
  const { top, bottom } = resultAfter(index).getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight + 1;
}

export function countScrolls() {
  window.scrollsTold = [];
  const own = Element.prototype.scrollIntoView;
  Element.prototype.scrollIntoView = function scrollIntoView(options) {
    if (this.matches("details")) window.scrollsTold.push(options.behavior);
    return own.call(this, options);
  };
}

export function scrolls() {
  return window.scrollsTold;
}

export function said() {
  return [...document.querySelectorAll(".plainnet-said")].map((node) => node.textContent);
}
