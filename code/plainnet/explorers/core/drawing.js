// Helpers for all drawing: creating elements, scales, and looking up entries by their paths.
const SVG_NAMES = new Set(
  "svg g line polyline circle ellipse text tspan rect path polygon title linearGradient stop".split(
    " ",
  ),
);

export function element(name, attributes = {}, ...children) {
  const node = SVG_NAMES.has(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name)
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value);
  }
  node.append(...children);
  return node;
}

// Returns a function from values to pixels, linear or logarithmic. JSON holds null for a number
// that is not finite; it becomes NaN and ends a curve.
export function scale({ from, to, log }, start, end) {
  const f = log ? Math.log10 : (value) => value;
  const part = (value) => (f(value) - f(from)) / (f(to) - f(from));
  return (value) => (value === null ? NaN : start + part(value) * (end - start));
}

// Where the pointer is in a drawing, which may be shown larger than it is laid out.
export function pointIn(svg, { clientX, clientY }) {
  const { left, top, width } = svg.getBoundingClientRect();
  const part = svg.viewBox.baseVal.width / width;
  return [part * (clientX - left), part * (clientY - top)];
}

// Looks up an entry by its path, such as "loss" or "rows.1", in the first source that has it.
export function lookUp(sources, path) {
  const [first, ...rest] = String(path).split(".");
  const source = sources.find((candidate) => first in candidate);
  if (!source) throw new Error(`expected an entry of the frame or a constant; got ${path}`);
  return rest.reduce((value, key) => value[key], source[first]);
}

export function inWords(value, paths) {
  const texts = [paths].flat().map((path) => String(value(path) ?? ""));
  return texts.filter((part) => part !== "").join(" ");
}

// Writes the texts of one or more entries, separated by spaces; `ink` is the path of a text colour.
export function writeText(parent, { value, colour }, paths, { ink, ...attributes }) {
  const node = element("text", { ...attributes, "data-says": [paths].flat().join(" ") });
  addClass(node, colour([paths].flat().at(-1)));
  if (ink) {
    node.dataset.ink = ink;
    node.style.setProperty("--this", value(ink));
  }
  node.textContent = inWords(value, paths);
  parent.append(node);
  return node;
}

export function addClass(node, name) {
  if (name) node.classList.add(name);
}
