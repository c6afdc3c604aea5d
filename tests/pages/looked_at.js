// What a picture looks like: a line of text for each kind of its parts.
import { digest, mean } from "./digests.js";
import { all, explorerAt } from "./page.js";

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "opacity"];
const MORE = ["font-weight", "text-anchor", "visibility", "display", "stop-color"];
const TOLD = ["aria-label", "aria-valuetext", "role", "tabindex", "data-handle", "data-control"];
const BESIDE = `backgroundColor borderTopColor borderTopWidth borderLeftWidth color display fontSize
fontStyle fontWeight opacity textAlign textDecorationLine visibility whiteSpace`.split(/\s+/);
const SHADES = ["offset", "x1", "y1", "x2", "y2"]; // of a gradient
const NUMBER = /[-−]?\d[\d.,]*/g;
const ADDRESS = /url\([^)]*\)/g; // of a pattern: it has the port of the server
const FAR = 5000; // px: farther out, browsers are no longer exact
const FIELD = 4; // a canvas is seen in 4 × 4 fields

function placeOf(node, origin) {
  if (node.matches("linearGradient, stop")) return [0, 0, 0, 0]; // it has no place
  if (node.localName === "text") {
    const { x, y } = node.getBBox();
    const point = (name, other) => Number(node.getAttribute(name) ?? other);
    return [point("x", x), point("y", y), 0, 0];
  }
  const { left, top, width, height } = node.getBoundingClientRect();
  const place = [left - origin.left, top - origin.top, width, height];
  return place.some((side) => Math.abs(side) > FAR) ? [0, 0, 0, 0] : place;
}

function fieldsOf(canvas) {
  const small = Object.assign(document.createElement("canvas"), { width: FIELD, height: FIELD });
  const context = small.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(canvas, 0, 0, FIELD, FIELD);
  return [...context.getImageData(0, 0, FIELD, FIELD).data];
}

function lineOf(nodes, origin) {
  const styles = nodes.map((node) => getComputedStyle(node));
  const looks = styles.map((style) => [...LOOKS, ...MORE].map((name) => style[name]).join());
  const names = [...TOLD, ...SHADES];
  const says = (node) => [node.textContent, ...names.map((name) => node.getAttribute(name))];
  const texts = nodes.map((node) => says(node).join("|"));
  const numbers = texts.flatMap((text) => text.match(NUMBER) ?? []);
  const places = nodes.map((node) => placeOf(node, origin));
  const means = [0, 1, 2, 3].map((side) => mean(places.map((place) => place[side])));
  const values = numbers.map((number) => Number(number.replace("−", "-").replaceAll(",", "")) || 0);
  const letters = texts.map((text) => text.replace(NUMBER, "0")).join();
  return [
    nodes.length,
    digest(looks.join().replaceAll(ADDRESS, "url")),
    digest(letters),
    ...means,
    mean(values),
  ].join(" ");
}

// Where the parts come from that are moving, and how long they take.
function motionOf(stage) {
  const kinds = {};
  for (const node of stage.querySelectorAll("svg *")) {
    for (const { effect } of node.getAnimations()) {
      const [from] = effect.getKeyframes();
      const [x = 0, y = 0] = from.transform?.match(/-?[\d.]+(?=px)/g)?.map(Number) ?? [];
      const { duration, delay } = effect.getTiming();
      const kind = [node.localName, ...node.classList].join(".");
      kinds[kind] = [...(kinds[kind] ?? []), [x, y, duration + delay]];
    }
  }
  const lineOfKind = (rows) => [0, 1, 2].map((side) => mean(rows.map((row) => row[side])));
  const lines = Object.entries(kinds).map(([kind, rows]) => [
    kind,
    [rows.length, ...lineOfKind(rows)].join(" "),
  ]);
  return Object.fromEntries(lines);
}

// What the parts beside a drawing look like, such as a line of code: of each kind, how many there
// are and a digest.
function besideOf(stage) {
  const nodes = [...stage.closest("[data-view]").querySelectorAll("*:not(svg, svg *, canvas)")];
  const kinds = Map.groupBy(
    nodes.filter((node) => node.checkVisibility()),
    (node) => [node.localName, ...node.classList].join("."),
  );
  const looks = (node) => BESIDE.map((name) => getComputedStyle(node)[name]).join();
  return [...kinds].map(([kind, some]) => [
    kind,
    `${some.length}:${digest(some.map(looks).join())}`,
  ]);
}

function pictureOf(stage) {
  const origin = stage.getBoundingClientRect();
  const kinds = new Map();
  for (const node of stage.querySelectorAll("svg *")) {
    if (node.closest("clipPath") || node.localName === "g") continue;
    const kind = [node.localName, node.classList[0]].filter(Boolean).join(".");
    kinds.set(kind, [...(kinds.get(kind) ?? []), node]);
  }
  const lines = [...kinds].map(([kind, nodes]) => [kind, lineOf(nodes, origin)]);
  const maps = all(stage, "canvas", (canvas) => mean(fieldsOf(canvas)));
  const beside = besideOf(stage);
  return Object.fromEntries([
    ...beside,
    ...lines,
    ...maps.map((map, i) => [`canvas ${i}`, `1 ${map}`]),
  ]);
}

// The picture as it is, and after each of the moves, which are names of controls with keys; or what
// moves in it.
export function pictures(index, moves, isMotion) {
  const seenOf = isMotion ? motionOf : pictureOf;
  const root = explorerAt(index);
  const stage = root.querySelector(".plainnet-stage");
  const seen = [seenOf(stage)];
  for (const [name, key] of moves) {
    root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: { [name]: key } }));
    seen.push(seenOf(stage));
  }
  return seen;
}
