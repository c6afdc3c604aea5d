// Moving and touching explorers, and reading what they show.
import {
  all,
  background,
  excerpt,
  explorerAt,
  focusNode,
  rest,
  scrollToNode,
  tooSmall,
} from "./page.js";
import { readControl, text } from "./readings.js";

const SLACK = 6; // pixels by which the box of a text may be higher than its letters

export function position(index, names) {
  return names.map((name) => readControl(explorerAt(index), name).index);
}

// Waits until the status for screen readers is up to date, at most a second.
export async function settle(index) {
  const root = explorerAt(index);
  const [shown, status] = [".plainnet-sentence", "[role=status]"].map((s) => root.querySelector(s));
  for (let tries = 0; tries < 50 && text(shown) !== text(status); tries += 1) await rest(20);
}

// Sets a control to a value, given by its key in links.
function setTo(root, name, key) {
  root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: { [name]: key } }));
}

export function heightsOn(index, way) {
  return way.map(([name, key]) => {
    setTo(explorerAt(index), name, key);
    return explorerAt(index).getBoundingClientRect().height;
  });
}

export function openFolds(index) {
  for (const fold of explorerAt(index).querySelectorAll("details")) fold.open = true;
}

export function hasTable(index) {
  return Boolean(explorerAt(index).querySelector("table tbody tr"));
}

function controlNode(index, name, option = 0) {
  const root = explorerAt(index);
  const group = root.querySelector(`[data-control="${name}"]`);
  if (!group) return root.querySelector(`[data-handle~="${name}"]`);
  return group.querySelector("input[type=range]") ?? group.querySelectorAll("label")[option];
}

// The centre of the left edge of a slider, a label or a handle, and its width.
export async function track(index, name, option) {
  const input = controlNode(index, name, option);
  await scrollToNode(input);
  const { x, y, width, height } = input.getBoundingClientRect();
  return [x, y + height / 2, width];
}

// The handle that moves a control, if nothing else does: its direction for this control.
export function handleOf(index, name) {
  const node = controlNode(index, name);
  const names = node.dataset.handle?.split(" ");
  if (!names) return null;
  return { way: node.dataset.ways.split(" ")[names.indexOf(name)], isOne: names.length === 1 };
}

// The handle that has the focus.
export function focused() {
  return document.activeElement.dataset.handle;
}

// The handles that a pointer can drag, also those of controls that have a slider as well.
export function draggedHandles(index) {
  const isDragged = (node) => getComputedStyle(node).pointerEvents !== "none";
  const handles = all(explorerAt(index), "[data-handle]", (node) => node).filter(isDragged);
  return handles.map(({ dataset }) => dataset.handle);
}

// The directions in which the values of a handle's controls increase.
export function waysOf(index, handle) {
  return explorerAt(index).querySelector(`[data-handle="${handle}"]`).dataset.ways.split(" ");
}

// How far a handle is from a point with a control at each of its values in turn: up, or across and
// in all.
export function distances(index, handle, [x, y], way) {
  return way.map(([name, key]) => {
    setTo(explorerAt(index), name, key);
    const node = explorerAt(index).querySelector(`[data-handle="${handle}"]`);
    const { left, top, width, height } = node.getBoundingClientRect();
    const [across, up] = [left + width / 2 - x, top + height / 2 - y].map(Math.abs);
    const kind = node.dataset.ways.split(" ")[handle.split(" ").indexOf(name)];
    return kind === "right" ? [across, Math.hypot(across, up)] : [up];
  });
}

// For each track that moves a handle when it is pressed: the handle that lies on it, by its name
// and its middle, and the left edge, the width, the upper edge and the height of the track.
export async function pressTracks(index) {
  const root = explorerAt(index);
  const areas = all(root, ".plainnet-press-track", (node) => node);
  if (areas.length) await scrollToNode(areas[0]);
  const handles = all(root, "[data-handle]", (node) => {
    const { x, y, width, height } = node.getBoundingClientRect();
    return [node.dataset.handle, x + width / 2, y + height / 2];
  });
  return areas.map((area) => {
    const { left, right, top, bottom } = area.getBoundingClientRect();
    const isOnIt = ([, x, y]) => left < x && x < right && top < y && y < bottom;
    return [...handles.find(isOnIt), left, right - left, top, bottom - top];
  });
}

// Gives a control the focus; returns its handle, if it has one.
export function focusControl(index, name) {
  const handle = handleOf(index, name);
  const group = explorerAt(index).querySelector(`[data-control="${name}"]`);
  focusNode(
    handle ? controlNode(index, name) : group.querySelector("input[type=range], input:checked"),
  );
  return handle;
}

// The panel in which a pointer can read curves, or null if there is none.
export function readablePanel(index) {
  return explorerAt(index).querySelector(".plainnet-stage > svg").dataset.readable || null;
}

// The box of a panel on the screen.
export async function panelOnScreen(index, panel) {
  const svg = explorerAt(index).querySelector(".plainnet-stage > svg");
  const group = svg.querySelector(`[data-panel="${panel}"]`);
  await scrollToNode(group);
  const { x, y } = svg.getBoundingClientRect();
  const [left, right, top, bottom] = group.dataset.box.split(" ").map(Number);
  return [x + left, x + right, y + top, y + bottom];
}

export function hair(index) {
  const line = explorerAt(index).querySelector(".plainnet-hair");
  return line && [Number(line.dataset.row), Number(line.getAttribute("x1"))];
}

// Whether the drawing fits its place in a window of this width.
export function isFitted(index, width) {
  const svg = explorerAt(index).querySelector(".plainnet-stage > svg");
  return innerWidth === width && svg.viewBox.baseVal.width === Math.round(svg.clientWidth);
}

// The parts that do not fit: texts outside of the explorer or its drawing, small targets.
export function misfits(index) {
  const root = explorerAt(index);
  const box = root.getBoundingClientRect();
  const stage = root.querySelector(".plainnet-stage").getBoundingClientRect();
  const outside = [...root.querySelectorAll("svg text")].filter((label) => {
    const { left, right, top, bottom } = label.getBoundingClientRect();
    const isBeside = left < box.left || right > box.right;
    return isBeside || top < stage.top - SLACK || bottom > stage.bottom + SLACK;
  });
  const small = tooSmall(all(root, "button, input, summary, a", (node) => node));
  return [...outside, ...small].map(excerpt);
}

// The colours of texts, lines, cells and marks: [text, colour, background]; and outlined texts.
export function colours(index, theme) {
  document.body.dataset.theme = theme;
  const root = explorerAt(index);
  const on = (selector, property) =>
    all(root, selector, (node) => [
      node.textContent || node.getAttribute("class"),
      getComputedStyle(node)[property],
      background(node),
    ]);
  const edged = (label) => {
    const { stroke, paintOrder } = getComputedStyle(label);
    return stroke !== "none" && !paintOrder.startsWith("stroke"); // one painted first is a halo
  };
  return {
    text: [
      ...on("svg text:not([data-ink], .plainnet-on-map text, .plainnet-on-ball)", "fill"),
      ...on("p, label, span:not(.plainnet-track span), summary, button, pre", "color"),
    ],
    line: on(
      "polyline:not(.plainnet-thin, .plainnet-back), line[class]:not(.plainnet-on-map line), .plainnet-framed",
      "stroke",
    ),
    cell: all(root, "[data-ink]", (label) => [
      label.textContent,
      getComputedStyle(label).fill,
      getComputedStyle(label.previousElementSibling).fill,
    ]),
    mark: all(root, ".plainnet-on-map .plainnet-target", (mark) => [
      mark.localName,
      ...["fill", "stroke"].map((part) => getComputedStyle(mark)[part]),
    ]),
    edged: [...root.querySelectorAll("svg text:not(.plainnet-on-map text)")]
      .filter(edged)
      .map(text),
  };
}

// The durations of all transitions and animations in explorers, and 0.
export function motions() {
  const styled = all(document, ".plainnet-explorer *", (node) => {
    const { transitionDuration, animationDuration } = getComputedStyle(node);
    return Math.max(...`${transitionDuration}, ${animationDuration}`.split(",").map(parseFloat));
  });
  const glides = document
    .getAnimations()
    .filter(({ effect }) => effect.target?.closest(".plainnet-explorer"));
  const running = glides.map(({ effect }) => effect.getTiming().duration);
  return [...styled, ...running, 0];
}

export function playLabel(index) {
  return explorerAt(index).querySelector(".plainnet-go").textContent;
}

// From now on, records the time and the label of the play button, and how long the film waits.
export function recordFilm(index) {
  window.places = [];
  window.waits = [];
  const wait = window.setTimeout;
  window.setTimeout = (then, time) => {
    window.waits.push(time);
    return wait(then, time);
  };
  window.labels = [];
  const root = explorerAt(index);
  const input = root.querySelector(".plainnet-clock input");
  let last = input.value;
  const observer = new MutationObserver(() => {
    if (input.value === last) return;
    last = input.value;
    window.places.push(Number(last));
    window.labels.push(playLabel(index));
  });
  observer.observe(input, { attributeFilter: ["aria-valuetext"] });
}

export function linkOf(index) {
  return explorerAt(index).querySelector(".plainnet-link").getAttribute("href");
}

export function isAt(index, address) {
  return linkOf(index) === address;
}

export function clockAt(index, place) {
  return explorerAt(index).querySelector(".plainnet-clock input").value === String(place);
}

export function pressedChips(index) {
  const chips = explorerAt(index).querySelectorAll(".plainnet-tasks button");
  return [...chips].map((chip) => chip.getAttribute("aria-pressed") === "true");
}

// A point at which a press meets the line of an earlier run, and nothing above it.
export async function pointOnGhost(index) {
  const line = explorerAt(index).querySelector(".plainnet-back");
  await scrollToNode(line);
  const [matrix, length] = [line.getScreenCTM(), line.getTotalLength()];
  const places = Array.from({ length: 50 }, (_, i) => line.getPointAtLength((length * i) / 50));
  return places
    .map((place) => place.matrixTransform(matrix))
    .flatMap(({ x, y }) => [-5, 5].map((away) => [x, y + away]))
    .find(([x, y]) => document.elementFromPoint(x, y) === line);
}
