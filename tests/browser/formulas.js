// What readers do with formulas.

const boxes = () => [...document.querySelectorAll(".plainnet-formula")];

// Selects a paragraph with formulas, and the displayed formula behind it; returns their TeX.
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

// Selects a paragraph without formulas; returns how it begins.
export function selectText() {
  const paragraph = document.querySelector("article p:not(:has(.math))");
  getSelection().selectAllChildren(paragraph);
  return paragraph.textContent.slice(0, 10);
}

export function copied() {
  return navigator.clipboard.readText();
}

// Makes the first numbered formula as wide as this.
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
