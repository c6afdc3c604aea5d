// What tests do with the fields for a reader's own numbers.
import { explorerAt } from "./page.js";

const foldOf = (index) => explorerAt(index).querySelector(".plainnet-typed");
const fieldOf = (index, name) => foldOf(index).querySelector(`input[name="${name}"]`);

// Unfolds the fields, which starts Python.
export function open(index) {
  foldOf(index).querySelector("summary").click();
}

export function focusField(index, name) {
  const input = fieldOf(index, name);
  input.scrollIntoView({ block: "center", behavior: "instant" });
  input.focus();
  input.select();
}

export function field(index, name) {
  return fieldOf(index, name).value.replace("−", "-");
}

// What the explorer says of its question; "" while Python computes or loads.
export function told(index) {
  const words = foldOf(index).querySelector(".plainnet-computed").textContent;
  return words.includes("…") || words.includes("MB") ? "" : words;
}

export function sentence(index) {
  return explorerAt(index).querySelector(".plainnet-sentence").textContent;
}

// The words on the fold, and the names of the fields, that can be seen.
export function visible(index) {
  return [...foldOf(index).querySelectorAll("summary, input")]
    .filter((node) => node.checkVisibility({ visibilityProperty: true }))
    .map((node) => node.name || node.textContent);
}
