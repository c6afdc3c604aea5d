// Typesets formulas: node typeset.js FOLDER_OF_MATHJAX. `formulas.py` starts it and sends a line
// {tex, display} for each formula; it answers with a line {svg, mathml, glyphs} or {error}.
// Pictures refer to glyphs by name; `glyphs` has their outlines, which all pictures of a page
// share.

const { createInterface } = require("node:readline");

const [folder] = process.argv.slice(2);
const METRICS = { em: 16, ex: 8, containerWidth: 1280 };
const UNITS = { em: 884, ex: 442 }; // of pictures, per em and ex; MathJax's own em has 1000 units
const START = { x: 0, y: 0, a: 1, b: 1 };
const UNUSED = /^(data-|(class|font-family|style|transform|xlink:href)$)/; // attributes of pictures
const GROUPS = new Set(["mrow", "mstyle", "mpadded"]);
// Elements that may have any number of children.
const ROWS = new Set([...GROUPS, "math", "mtd", "msqrt"]);

const CONFIG = {
  loader: {
    load: ["input/tex-base", "[tex]/ams", "output/svg", "a11y/assistive-mml", "adaptors/liteDOM"],
    paths: { mathjax: folder },
    versionWarnings: false,
  },
  tex: {
    packages: { "[+]": ["ams"] },
    formatError(_, error) {
      throw error;
    },
  },
  svg: { fontCache: "global", mtextFont: "inherit" },
};

let adaptor = null; // gives access to MathJax's trees
let glyphCache = null;

// The approximate width of a text in em of the page's font; the text is stretched to fit it.
function textWidth(text) {
  const widths = [...text].map((letter) => {
    if (letter > "\u2e80") return 1; // Chinese
    if (/[mwMW@%]/.test(letter)) return 0.85;
    if (/[fijlrtI.,:;'|()\s]/.test(letter)) return 0.3;
    return letter === letter.toLowerCase() ? 0.56 : 0.68;
  });
  return widths.reduce((sum, width) => sum + width, 0);
}

function inEx(units) {
  return `${Math.round((100 * units) / UNITS.ex) / 100}ex`;
}

function isBlank(node) {
  return adaptor.textContent(node).trim() === "";
}

function clean(node, isUnused) {
  for (const { name } of adaptor.allAttributes(node)) {
    if (isUnused(name)) adaptor.removeAttribute(node, name);
  }
  return adaptor.allAttributes(node).length === 0;
}

// The origin and the scale of a group, in the coordinates of its parent.
function moved(at, transform = "") {
  const steps = [...transform.matchAll(/(translate|scale)\(([^,) ]+)[, ]*([^)]+)?\)/g)];
  if (steps.map(([step]) => step).join(" ") !== transform) throw new Error(`SVG: ${transform}`);
  return steps.reduce(({ x, y, a, b }, [, name, first, second]) => {
    const [p, q] = [Number(first), Number(second ?? (name === "scale" ? first : 0))];
    return name === "scale" ? { x, y, a: a * p, b: b * q } : { x: x + a * p, y: y + b * q, a, b };
  }, at);
}

function transformOf({ x, y, a, b }) {
  const [p, q] = [a, b].map((factor) => Math.round(1000 * factor) / 1000);
  const move = `translate(${Math.round(x)},${Math.round(y)})`;
  return [
    move === "translate(0,0)" ? "" : move,
    p === 1 && q === 1 ? "" : `scale(${p === q ? p : `${p},${q}`})`,
  ].join("");
}

// The outline of a glyph in relative coordinates, whose text is a quarter shorter.
function relative(outline) {
  let [x, y, start] = [0, 0, []];
  const steps = [...outline.matchAll(/([MLQTHVZ])([^A-Z]*)/g)].map(([, letter, text]) => {
    const numbers = text.match(/-?[.\d]+/g)?.map(Number) ?? [];
    const from = { H: [x], V: [y] }[letter] ?? [x, y];
    const step = numbers.map((number, index) => number - from[index % from.length]);
    [x, y] = { Z: start, H: [numbers[0], y], V: [x, numbers[0]] }[letter] ?? numbers.slice(-2);
    if (letter === "M") start = [x, y];
    return letter.toLowerCase() + step.join(" ").replaceAll(" -", "-");
  });
  return steps.join("");
}

// The parts of a picture, without groups that only move them.
function parts(node, at, glyphs) {
  const kind = adaptor.kind(node);
  if (kind === "#text") return [node];
  if (kind === "text" && isBlank(node)) return [];
  const here = moved(at, adaptor.getAttribute(node, "transform"));
  const address = adaptor.getAttribute(node, "xlink:href");
  const isBare = clean(node, (name) => UNUSED.test(name));
  const inside = (origin) => [...node.children].flatMap((child) => parts(child, origin, glyphs));
  if (kind === "g" && isBare) return inside(here);
  node.children = inside(START);
  if (kind === "use") {
    const name = address.replace("#MJX-TEX-", "tex-");
    const path = adaptor.elementById(glyphCache.getCache(), address.slice(1));
    glyphs[name] ??= relative(adaptor.getAttribute(path, "d"));
    adaptor.setAttribute(node, "href", `#${name}`);
  } else if (kind === "text") {
    const length = Math.round(UNITS.em * textWidth(adaptor.textContent(node)));
    adaptor.setAttribute(node, "textLength", length);
    adaptor.setAttribute(node, "lengthAdjust", "spacingAndGlyphs");
  }
  if (kind === "use" && here.a === 1 && here.b === 1) {
    for (const name of ["x", "y"]) {
      const place = Math.round(here[name]);
      if (place) adaptor.setAttribute(node, name, place);
    }
    return [node];
  }
  const transform = transformOf(here);
  if (!transform) return [node];
  if (kind === "svg") return [adaptor.node("g", { transform }, [node])];
  adaptor.setAttribute(node, "transform", transform);
  return [node];
}

function picture(node, glyphs) {
  const box = adaptor.getAttribute(node, "viewBox").split(" ").map(Number);
  const [, top, width, height] = box;
  const depth = inEx(-top - height);
  const viewBox = box.map(Math.round).join(" ");
  const [flipped] = node.children;
  const inside = flipped.children.flatMap((child) => parts(child, START, glyphs));
  clean(flipped, (name) => name !== "transform");
  clean(node, () => true);
  flipped.children = inside;
  const attributes = { "aria-hidden": "true", width: inEx(width), viewBox };
  for (const name in attributes) adaptor.setAttribute(node, name, attributes[name]);
  if (depth !== "0ex") adaptor.setAttribute(node, "style", `vertical-align:${depth}`);
  return adaptor.serializeXML(node);
}

// MathML without the attributes that only matter for drawing.
function lean(node, parent) {
  const kind = adaptor.kind(node);
  if (kind === "#text") return [node];
  node.children = node.children.flatMap((child) => lean(child, kind));
  const isBare = clean(node, (name) => name !== "mathvariant");
  const isOneOfMany = ROWS.has(parent);
  if (isOneOfMany && isBlank(node)) return [];
  const canBeLeft = isBare && GROUPS.has(kind) && (isOneOfMany || node.children.length === 1);
  return canBeLeft ? node.children : [node];
}

function typeset(MathJax, { tex, display }) {
  const glyphs = {};
  const [svg, assistive] = adaptor.childNodes(MathJax.tex2svg(tex, { ...METRICS, display }));
  const [math] = lean(assistive.children[0], "");
  return { svg: picture(svg, glyphs), mathml: adaptor.outerHTML(math), glyphs };
}

async function main() {
  const MathJax = await require(`${folder}/node-main.js`).init(CONFIG);
  ({
    adaptor,
    output: { fontCache: glyphCache },
  } = MathJax.startup);
  adaptor.nodeSize = (node) => [(UNITS.em * textWidth(adaptor.textContent(node))) / 1000, 0.8];
  for await (const line of createInterface({ input: process.stdin })) {
    let answer = null;
    try {
      answer = typeset(MathJax, JSON.parse(line));
    } catch (error) {
      answer = { error: error.message };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

main();
