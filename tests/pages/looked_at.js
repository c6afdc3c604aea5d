// What a picture looks like: a line of text for each kind of its parts.
import { digest, mean } from "./digests.js";
import { all, explorerAt, rest } from "./page.js";

const LOOKS = ["fill", "stroke", "stroke-width", "stroke-dasharray", "paint-order", "opacity"];
const MORE = ["font-weight", "text-anchor", "visibility", "display", "stop-color"];
const TOLD = ["aria-label", "aria-valuetext", "role", "tabindex", "data-handle", "data-control"];
const BESIDE = `backgroundColor borderTopColor borderTopWidth borderLeftWidth color display fontSize
fontStyle fontWeight opacity textAlign textDecorationLine visibility whiteSpace`.split(/\s+/);
const SELDOM = ["boxShadow", "filter", "transform"]; // mostly none
const DRAWS = ["stroke", "fill", "fillText", "fillRect", "drawImage"]; // on a canvas
const PLACES = ["moveTo", "lineTo", "rect", "arc", "roundRect", "bezierCurveTo"];
const INKS = [
  ["strokeStyle", "fillStyle", "textAlign"],
  ["lineWidth", "globalAlpha"],
];
const SHADES = ["offset", "x1", "y1", "x2", "y2"]; // of a gradient
const NUMBER = /[-−]?\d[\d.,]*/g;
const ADDRESS = /url\([^)]*\)/g; // of a pattern: it has the port of the server
const NAMES =
  ".plainnet-title, .plainnet-legend, .plainnet-name, button, label, summary, legend, b";
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
// are and a digest; and what names and buttons say.
function besideOf(stage) {
  const nodes = [...stage.closest("[data-view]").querySelectorAll("*:not(svg, svg *, canvas)")];
  const kinds = Map.groupBy(
    nodes.filter((node) => node.checkVisibility()),
    (node) => [node.localName, ...node.classList].join("."),
  );
  const looks = (node) => {
    const style = getComputedStyle(node);
    const seldom = SELDOM.map((name) => style[name]).filter((look) => look !== "none");
    return [...BESIDE.map((name) => style[name]), ...seldom].join();
  };
  const line = (some, said) => `${some.length}:${digest(some.map(said).join())}`;
  const names = nodes.filter((node) => node.matches(`:is(${NAMES}):not([data-says])`));
  const said = ({ textContent, ariaLabel, title }) => [textContent, ariaLabel, title].join("|");
  return [...kinds]
    .map(([kind, some]) => [kind, line(some, looks)])
    .concat([["names", line(names, said)]]);
}

// From now on, writes down what is drawn on the canvases of the page since each was cleared.
function watchCanvases() {
  const drawn = new Map();
  const pen = CanvasRenderingContext2D.prototype;
  for (const name of ["clearRect", ...DRAWS, ...PLACES]) {
    const own = pen[name];
    pen[name] = function noted(...given) {
      if (name === "clearRect") drawn.set(this.canvas, []);
      const [tile] = given;
      const isTile = this.canvas.isConnected && tile instanceof HTMLCanvasElement;
      const cells = isTile ? fieldsOf(tile) : [];
      const [colours, sizes] = DRAWS.includes(name)
        ? INKS.map((some) => some.map((ink) => this[ink]))
        : [[], []];
      drawn.get(this.canvas)?.push({ name, colours, given: [...given, ...cells, ...sizes] });
      return own.apply(this, given);
    };
  }
  return drawn;
}

// A line for each kind of what was drawn on a canvas: how often, how it looks, its words, where.
function linesOf(strokes) {
  return [...Map.groupBy(strokes, ({ name }) => name)].map(([name, some]) => {
    const parts = some.flatMap(({ given }) => given);
    const numbers = mean(parts.filter(Number.isFinite));
    if (PLACES.includes(name)) return [name, `1 ${numbers}`];
    const looks = digest(some.map(({ colours }) => colours).join());
    const words = parts.filter((part) => typeof part === "string").join();
    return [name, [some.length, looks, digest(words), numbers, 0].join(" ")];
  });
}

// The pictures of the playground: at the start, of challenges that were solved, where Python can't
// run, in the other theme, and in a narrower place.
export async function desks(index, challenges) {
  const root = explorerAt(index);
  const drawn = watchCanvases();
  const seenOf = async () => {
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const lines = all(root, "canvas", (canvas, i) =>
      linesOf(drawn.get(canvas)).map(([name, line]) => [`${name} ${i}`, line]),
    );
    return Object.fromEntries([...besideOf(root), ...lines.flat()]);
  };
  document.body.dataset.seen = ""; // draws all anew
  const seen = [await seenOf()];
  delete window.WebAssembly;
  for (const name of challenges) {
    const before = root.textContent;
    root.querySelector(`[data-challenge="${name}"]`).click();
    for (let tries = 0; tries < 100 && root.textContent === before; tries += 1) await rest(20);
    seen.push(await seenOf());
  }
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.body.dataset.theme = isDark ? "light" : "dark";
  seen.push(await seenOf());
  root.style.width = "300px";
  return [...seen, await seenOf()];
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

// What stands in a picture, and of which kind, at each value of a control: how many values, a digest.
function valuesOf(root, [name, keys]) {
  const kinds = keys.map((key) => {
    root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: { [name]: key } }));
    return all(root, ".plainnet-stage > svg *", ({ classList, localName, textContent }) =>
      [localName, ...classList, textContent.replace(NUMBER, "0")].join(),
    );
  });
  return [name, `${keys.length}:${digest(kinds.flat().join())}`];
}

// The picture as it is, and after each of the moves, which are names of controls with keys; or what
// moves in it, and all values of controls.
export function pictures(index, moves, ways) {
  const seenOf = ways ? motionOf : pictureOf;
  const root = explorerAt(index);
  const stage = root.querySelector(".plainnet-stage") ?? root;
  const seen = [seenOf(stage)];
  for (const [name, key] of moves) {
    root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: { [name]: key } }));
    seen.push(seenOf(stage));
  }
  return ways ? [...seen, Object.fromEntries(ways.map((way) => valuesOf(root, way)))] : seen;
}
