// Mathematics as MathML elements; no HTML is parsed.
import { element } from "./drawing.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const LETTER = /(?<![\p{L}\p{N}])([A-Za-zŷδθασ])(?![\p{L}(])/u;

function node([name, ...parts]) {
  const made = document.createElementNS(MATHML, name);
  if (name === "mo") made.setAttribute("stretchy", "false"); // brackets do not grow beyond the line
  made.append(...parts.map((part) => (Array.isArray(part) ? node(part) : part)));
  return made;
}

// Builds MathML from a tree, `[name, ...parts]`. It is hidden from screen readers, many of which
// read MathML badly; they get the plain text of the formula instead.
export function typeset(tree) {
  const made = node(["math", tree]);
  made.setAttribute("aria-hidden", "true");
  made.setAttribute("displaystyle", "true");
  return made;
}

// Replaces the text of an element by the same text with single letters in italics.
export function italic(made) {
  const parts = made.textContent.split(LETTER);
  made.replaceChildren(...parts.map((part, i) => (i % 2 ? element("var", {}, part) : part)));
  return made;
}
