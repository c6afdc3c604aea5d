// What all drawing needs: elements, scales, entries by their paths, texts that carry their paths.
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

// From a value to a pixel, linear or logarithmic.
// JSON writes a number that is not finite as null: it has no pixel, and ends a curve.
export function scale({ from, to, log }, start, end) {
  const f = log ? Math.log10 : (value) => value;
  const part = (value) => (f(value) - f(from)) / (f(to) - f(from));
  return (value) => (value === null ? NaN : start + part(value) * (end - start));
}

// An entry by its path, such as "loss" or "rows.1"; the first source has precedence.
export function lookUp(sources, path) {
  const [first, ...rest] = String(path).split(".");
  const source = sources.find((candidate) => first in candidate);
  if (!source) throw new Error(`expected an entry of the frame or a constant; got ${path}`);
  return rest.reduce((value, key) => value[key], source[first]);
}

export function inWords(value, paths) {
  const said = [paths].flat().map((path) => String(value(path) ?? ""));
  return said.filter((part) => part !== "").join(" ");
}

// Writes the text of some entries, with a space between; `ink` is the path of its colour.
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
