// Selecting, copying and resizing formulas.
import { all } from "./page.js";

const boxes = () => [...document.querySelectorAll(".plainnet-formula")];

// Selects a paragraph with formulas and the displayed formula after it; returns their TeX.
export function select() {
  const displayed = boxes()
    .map((box) => box.parentNode)
    .find((formula) => formula.previousElementSibling?.querySelector("span.math"));
  const range = document.createRange();
  range.setStartBefore(displayed.previousElementSibling);
  range.setEnd(displayed.querySelector("svg"), 0);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  const inline = displayed.previousElementSibling.querySelectorAll("span.math");
  return [...inline, displayed].map((formula) => formula.dataset.tex);
}

// Selects a paragraph without formulas; returns its beginning.
export function selectText() {
  const paragraph = document.querySelector("article p:not(:has(.math))");
  getSelection().selectAllChildren(paragraph);
  return paragraph.textContent.slice(0, 10);
}

export function copied() {
  return navigator.clipboard.readText();
}

// Makes the first numbered formula this wide.
export function stretch(width) {
  const formula = document.querySelector(".math:has(.eqno) svg");
  formula.setAttribute("width", width);
  formula.scrollIntoView({ block: "center", behavior: "instant" });
}

export function stretched() {
  const box = document.querySelector(".plainnet-formula:has(+ .eqno)");
  return {
    canBeFocused: box.tabIndex === 0,
    isScrolled: box.scrollLeft > 0,
    numberEnds: box.nextElementSibling.getBoundingClientRect().right,
    pageWidth: document.documentElement.scrollWidth,
  };
}

export function focusStretched() {
  document.querySelector(".plainnet-formula:has(+ .eqno)").focus();
}

// Formulas separated from the punctuation after them by a line break, at some widths.
export function leftAlone(widths) {
  const article = document.querySelector("article");
  const range = document.createRange();
  const isAlone = (formula) => {
    const text = formula.nextSibling;
    if (!/^[)\].,;:!?%’”]/.test(text?.data ?? "")) return false;
    range.setStart(text, 0);
    range.setEnd(text, 1);
    return range.getBoundingClientRect().left < formula.getBoundingClientRect().left;
  };
  const formulas = all(document, "p span.math", (node) => node).filter((f) => f.checkVisibility());
  return widths.flatMap((width) => {
    article.style.width = `${width}px`;
    return formulas.filter(isAlone).map((formula) => `${width} px: ${formula.dataset.tex}`);
  });
}
