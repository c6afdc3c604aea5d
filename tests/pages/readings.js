// Reads all that is visible of an explorer as texts and numbers.
import { all, excerpt, explorerAt } from "./page.js";

const SHAPES = "circle, ellipse, line, path, polygon, polyline, rect, text";
const GEOMETRY = ["x", "y", "width", "height", "cx", "cy", "r", "rx", "ry", "x1", "y1", "x2", "y2"];
const STROKED = new Set(["line", "path", "polyline"]);

function at(node, name) {
  return node.hasAttribute(name) ? Number(node.getAttribute(name)) : null;
}

export function text(node) {
  return node.textContent;
}

// Reads a control outside the drawing, or a handle on it, which may belong to two controls.
export function readControl(root, name) {
  const control = root.querySelector(`[data-control="${name}"]`);
  if (!control) {
    const handle = root.querySelector(`[data-handle~="${name}"]`);
    const handles = handle.dataset.handle.split(" ");
    const places = handle.dataset.places.split(" ").map(Number);
    const valuetext = handle.getAttribute("aria-valuetext");
    return { index: places[handles.indexOf(name)], handles, places, valuetext };
  }
  const input = control.querySelector("input[type=range], input:checked");
  const label = input.closest("label");
  const choice = label?.querySelector("span").firstChild.textContent; // without the marks of a card
  const shown = control.querySelector(".plainnet-value")?.textContent ?? choice;
  const chosen = input.type === "radio" ? choice : undefined;
  return {
    index: Number(input.value),
    shown,
    track: all(control, ".plainnet-track span", (part) => part.getAttribute("style")),
    filled: ["--low", "--high"].map((end) => Number(input.style.getPropertyValue(end))),
    valuetext: input.getAttribute("aria-valuetext") ?? chosen,
  };
}

function readShape(node) {
  const geometry = GEOMETRY.filter((key) => node.hasAttribute(key));
  const style = getComputedStyle(node);
  const isHollow = style.fill === "none" || node.classList.contains("plainnet-hollow");
  const isStroked = STROKED.has(node.localName) || isHollow;
  return {
    shape: node.localName,
    ...node.dataset,
    kinds: [...node.classList],
    geometry: Object.fromEntries(geometry.map((key) => [key, Number(node.getAttribute(key))])),
    points: node.getAttribute("points") ?? node.getAttribute("d") ?? "",
    text: node.textContent,
    colour: isStroked ? style.stroke : style.fill,
    dashes: style.strokeDasharray,
    stroke: Number(node.getAttribute("stroke-width")),
    fillSet: node.getAttribute("fill"),
    panel: node.closest("[data-panel]")?.dataset.panel,
    box: node.closest("[data-panel]")?.dataset.box,
    gradient: node.dataset.ramp && readGradient(node.previousElementSibling),
    outer: excerpt(node),
  };
}

function readSaid(node) {
  return {
    says: node.dataset.says,
    text: text(node),
    isMarked: node.localName === "mark",
    isCurrent: Boolean(node.closest("[aria-current]")),
    colour: getComputedStyle(node).color,
  };
}

function readGradient(node) {
  const stops = all(node, "stop", (stop) => [at(stop, "offset"), stop.getAttribute("stop-color")]);
  return { ...node.dataset, ends: ["x1", "x2", "y1", "y2"].map((key) => at(node, key)), stops };
}

// Reads a map; a cell that is not opaque shows what is on the layer below.
function readMap(canvas) {
  const { width, height, dataset } = canvas;
  const fine = Number(dataset.fine);
  const [columns, rows] = [width / fine, height / fine];
  const below = canvas.dataset.layer.replace(/now$/, "before");
  const layers = [...canvas.parentNode.children].filter(
    ({ dataset: { layer } }) => layer === below || layer === dataset.layer,
  );
  const [low, high] = layers.map((node) => {
    const copy = Object.assign(document.createElement("canvas"), { width, height });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context.drawImage(node, 0, 0);
    return context.getImageData(0, 0, width, height).data;
  });
  const middle = (place) => place * fine + (fine - 1) / 2;
  const hex = (cell) => {
    const pixel = middle(Math.floor(cell / columns)) * width + middle(cell % columns);
    const data = high[4 * pixel + 3] < 255 && low[4 * pixel + 3] ? low : high;
    return [0, 1, 2, 3].map((i) => data[4 * pixel + i].toString(16).padStart(2, "0"));
  };
  return {
    key: canvas.dataset.map,
    scale: canvas.dataset.scale,
    columns,
    colours: Array.from({ length: columns * rows }, (_, cell) => `#${hex(cell).join("")}`),
    box: ["left", "top", "width", "height"].map((key) => parseFloat(canvas.style[key])),
  };
}

// The tree of a formula, as Python has it.
const treeOf = ({ localName, childNodes }) => [
  localName,
  ...[...childNodes].map((node) => (node.nodeType === 3 ? node.data : treeOf(node))),
];

export function read(index, names) {
  const root = explorerAt(index);
  const svg = root.querySelector(".plainnet-stage > svg");
  const row = (line) => [...line.children].map(text);
  return {
    controls: names.map((name) => readControl(root, name)),
    title: root.querySelector(".plainnet-title").textContent,
    shapes: all(svg, SHAPES, readShape),
    says: all(root, ":not(svg) > [data-says]:not(text)", readSaid),
    maps: all(root, "canvas[data-map]", readMap),
    formulas: all(root, "math", treeOf),
    uses: all(root, "[data-uses]", (node) => node.dataset.uses),
    ghosts: JSON.parse(svg.dataset.ghosts),
    reading: root.querySelector(".plainnet-reading")?.textContent ?? null,
    hair: at(svg.querySelector(".plainnet-hair") ?? svg, "data-row"),
    sentence: root.querySelector(".plainnet-sentence").textContent,
    status: root.querySelector("[role=status]").textContent,
    folds: all(root, "details", ({ open }) => open),
    height: root.getBoundingClientRect().height,
    head: all(root, "table thead tr", row)[0],
    columns: all(root, "table tbody tr", row),
    caption: root.querySelector("table caption")?.textContent,
  };
}
