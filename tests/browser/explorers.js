// What a reader sees of an explorer, and where a pointer touches it.
import { all, background, excerpt, explorerAt, scrollToNode } from "./page.js";

function at(node, name) {
  return Number(node.getAttribute(name));
}

function rect(node) {
  return ["x", "y", "width", "height"].map((name) => at(node, name));
}

// The ticks of the panel in which a node lies: pairs of a value and a pixel.
function ticks(node) {
  const panel = node.querySelector(".plainnet-axes") ? node : null;
  if (!panel) return ticks(node.parentNode);
  return {
    x: all(panel, "line[data-x]", (tick) => [at(tick, "data-x"), at(tick, "x1")]),
    y: all(panel, "line[data-y]", (tick) => [at(tick, "data-y"), at(tick, "y1")]),
  };
}

function readControl(control) {
  const input = control.querySelector("input[type=range], input:checked");
  const label = input.closest("label");
  const shown = (control.querySelector(".plainnet-value") ?? label).textContent;
  const chosen = input.type === "radio" ? label.textContent : undefined;
  return {
    index: Number(input.value),
    shown,
    valuetext: input.getAttribute("aria-valuetext") ?? chosen,
  };
}

function readNumber(label) {
  const kinds = ["plainnet-used", "plainnet-lit"];
  const kind = kinds.findIndex((name) => label.classList.contains(name)) + 1;
  return [at(label, "data-slot"), label.textContent, kind];
}

function readCurve(line) {
  const points = line.getAttribute("points").split(" ");
  return {
    pinned: "pinned" in line.dataset,
    key: Object.values(line.dataset)[0],
    points: points.map((pair) => pair.split(",").map(Number)),
    ...ticks(line),
  };
}

function readCell(cell) {
  const place = cell.dataset.cell.split(",").map(Number);
  const square = cell.querySelector("rect");
  return [place, cell.textContent, square.getAttribute("fill"), rect(square)];
}

function readRaster(group) {
  return {
    key: group.dataset.raster,
    cells: all(group, "rect", (cell) => [...rect(cell), cell.getAttribute("fill")]),
    half: group.querySelector("path").getAttribute("d"),
    ...ticks(group),
  };
}

function readMark(mark) {
  const circle = mark.localName === "circle";
  const [x, y, width, height] = rect(mark);
  return {
    where: mark.dataset.mark,
    index: at(mark, "data-index"),
    circle,
    place: circle ? [at(mark, "cx"), at(mark, "cy")] : [x + width / 2, y + height / 2],
    ...ticks(mark),
  };
}

function text(node) {
  return node.textContent;
}

export function read(index) {
  const root = explorerAt(index);
  const row = (line) => [...line.children].map(text);
  return {
    controls: all(root, ".plainnet-control", readControl),
    numbers: all(root, "[data-slot]", readNumber),
    notes: all(root, ".plainnet-equation, .plainnet-line, .plainnet-sums li", text),
    code: all(root, ".plainnet-code li", (line) => [
      line.textContent,
      Number(line.hasAttribute("aria-current")),
    ]),
    curves: all(root, "polyline", readCurve),
    cells: all(root, "[data-cell]", readCell),
    here: all(root, ".plainnet-here", rect),
    python: all(root, ".plainnet-python", text),
    rasters: all(root, "[data-raster]", readRaster),
    marks: all(root, "[data-mark]", readMark),
    sentence: root.querySelector(".plainnet-sentence").textContent,
    status: root.querySelector("[role=status]").textContent,
    button: root.querySelector("button")?.textContent,
    head: all(root, "table thead tr", row)[0],
    columns: all(root, "table tbody tr", row),
  };
}

export function hasTable(index) {
  return Boolean(explorerAt(index).querySelector("table tbody tr"));
}

// The middle of the left edge of a slider, or of a label, and its width.
export async function track(index, control, option = 0) {
  const group = explorerAt(index).querySelectorAll(".plainnet-control")[control];
  const input = group.querySelector("input[type=range]") ?? group.querySelectorAll("label")[option];
  await scrollToNode(input);
  const { x, y, width, height } = input.getBoundingClientRect();
  return [x, y + height / 2, width];
}

// The middle of a cell of a map, its width and its height.
export async function mapCell(index, row, column) {
  const square = explorerAt(index).querySelector(`[data-cell="${row},${column}"] rect`);
  await scrollToNode(square);
  const { x, y, width, height } = square.getBoundingClientRect();
  return [x + width / 2, y + height / 2, width, height];
}

export function sliderValue(index) {
  return Number(explorerAt(index).querySelector("input[type=range]").value);
}

export function hasMoved(index, before) {
  return sliderValue(index) !== before;
}

// What does not fit a phone.
export function misfits(index) {
  const root = explorerAt(index);
  const box = root.getBoundingClientRect();
  const outside = [...root.querySelectorAll("svg text")].filter((label) => {
    const { left, right } = label.getBoundingClientRect();
    return left < box.left || right > box.right;
  });
  const small = [...root.querySelectorAll("button, input, summary, a")].filter((target) => {
    const { width, height } = target.getBoundingClientRect();
    return width < 24 || height < 24;
  });
  return [...outside, ...small].map(excerpt);
}

// The colours of what stands on an explorer's background: [text, colour, background].
export function colours(index, theme) {
  document.documentElement.dataset.theme = theme;
  const root = explorerAt(index);
  const on = (selector, property) =>
    all(root, selector, (node) => [
      node.textContent || node.getAttribute("class"),
      getComputedStyle(node)[property],
      background(node),
    ]);
  const edged = (label) => getComputedStyle(label).stroke !== "none";
  return {
    text: [
      ...on("svg text:not(.plainnet-share)", "fill"),
      ...on("p, label, span, summary, button, pre", "color"),
    ],
    line: on("polyline, line[class]", "stroke"),
    cell: all(root, "[data-cell]", (node) => [
      node.textContent,
      ...["text", "rect"].map((part) => getComputedStyle(node.querySelector(part)).fill),
    ]),
    mark: all(root, ".plainnet-raster ~ .plainnet-target", (mark) => [
      mark.localName,
      ...["fill", "stroke"].map((part) => getComputedStyle(mark)[part]),
    ]),
    edged: [...root.querySelectorAll("svg text")].filter(edged).map(text),
  };
}

// What is drawn beside curves, in pixels: contours, the limit, where the learning rate lies.
export function beside(index) {
  const root = explorerAt(index);
  return {
    ellipses: all(root, "ellipse", (node) => ["cx", "cy", "rx", "ry"].map((key) => at(node, key))),
    edge: all(root, "line.plainnet-limit", (line) => [at(line, "y1"), at(line, "y2")]),
    strip: all(root, ".plainnet-strip circle", (circle) => at(circle, "cx")),
    marks: all(root, ".plainnet-strip line", (line) => [at(line, "x1"), at(line, "x2")]),
    region: all(root, "polygon", (node) => node.getAttribute("points").split(/[ ,]+/).map(Number)),
    answers: all(root, "[data-answer]", text),
    targets: all(root, ".plainnet-target", (node) => node.localName === "circle"),
  };
}

// The bug museum: shares as pixels, and the texts beside them.
export function museum(index) {
  const root = explorerAt(index);
  const shares = root.querySelector("svg > g");
  return {
    dots: all(root, "circle", (circle) => at(circle, "cx")),
    ends: all(root, "line.plainnet-museum-share", (line) => [at(line, "x1"), at(line, "x2")]),
    ticks: ticks(shares).x,
    rows: all(root, "svg svg text:not(.plainnet-goal)", text),
    run: all(root, ".plainnet-outcome", text),
    lines: all(root, ".plainnet-museum pre", text),
    verdicts: all(root, ".plainnet-said p:last-child", text),
  };
}

// How long something on the page moves, of each node of an explorer.
export function motions() {
  return all(document, ".plainnet-explorer *", (node) => {
    const { transitionDuration, animationDuration } = getComputedStyle(node);
    return Math.max(...`${transitionDuration}, ${animationDuration}`.split(",").map(parseFloat));
  });
}

export function patternNames(index) {
  return all(explorerAt(index), "[data-name]", (name) => [at(name, "data-name"), name.textContent]);
}

export function playLabel(index) {
  return explorerAt(index).querySelector(".plainnet-play button").textContent;
}

// From now on, records where a film is and what its button says.
export function recordFilm(index) {
  window.places = [];
  window.labels = [];
  const observer = new MutationObserver(() => {
    window.places.push(sliderValue(index));
    window.labels.push(playLabel(index));
  });
  observer.observe(explorerAt(index).querySelector(".plainnet-sentence"), { childList: true });
}
