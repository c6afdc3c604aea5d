// Mathematics as elements, never as markup.
import { element } from "./drawing.js";

const MATHML = "http://www.w3.org/1998/Math/MathML";
const LETTER = /(?<![\p{L}\p{N}])([A-Za-zŷδθασ])(?![\p{L}(])/u;

function node([name, ...parts]) {
  const made = document.createElementNS(MATHML, name);
  if (name === "mo") made.setAttribute("stretchy", "false"); // brackets keep to the line
  made.append(...parts.map((part) => (Array.isArray(part) ? node(part) : part)));
  return made;
}

// A tree of MathML elements, `[name, ...parts]`. A screen reader is given the line that it was made
// of, because few read MathML well.
export function typeset(tree) {
  const made = node(["math", tree]);
  made.setAttribute("aria-hidden", "true");
  made.setAttribute("displaystyle", "true");
  return made;
}

// The text of an element, with its single letters as variables.
export function italic(made) {
  const parts = made.textContent.split(LETTER);
  made.replaceChildren(...parts.map((part, i) => (i % 2 ? element("var", {}, part) : part)));
  return made;
}
