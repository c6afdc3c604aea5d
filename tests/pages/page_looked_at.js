// What a page looks like: a line of text for each kind of its parts, and what can be pressed on it.
import { digest, mean } from "./digests.js";
import { scrollToNode } from "./page.js";

const LOOKS = `accent-color align-items align-self animation-name appearance background-color
background-image background-position background-size border-bottom-color border-bottom-style
border-bottom-width border-left-color border-left-style border-left-width border-right-style
border-right-width border-top-color border-top-style border-top-width border-top-left-radius
box-shadow break-after break-before break-inside caption-side caret-color clip-path color
color-scheme column-gap column-span columns content cursor display fill filter flex-direction
flex-grow flex-wrap float font-family font-size font-style font-variant-numeric font-weight hyphens
justify-content letter-spacing line-height list-style-type mask-image max-height max-width
min-height opacity order outline-color outline-offset outline-style outline-width overflow-wrap
overflow-x overflow-y overscroll-behavior-y padding-bottom padding-left padding-right padding-top
pointer-events position resize row-gap scroll-margin-top stroke text-align text-decoration-color
text-decoration-line text-decoration-style text-emphasis-position text-emphasis-style text-indent
text-overflow text-transform text-underline-offset text-wrap-style touch-action user-select
vertical-align visibility white-space word-break z-index`.split(/\s+/);
const TOLD = `alt aria-checked aria-controls aria-current aria-describedby aria-expanded aria-hidden
aria-invalid aria-label aria-live aria-pressed aria-selected checked disabled download for hidden
href id inert lang name open placeholder rel role tabindex target title type value`.split(/\s+/);
const PRESSED = `a[href], button, [contenteditable], input, label[for], select, summary,
textarea, [role="button"], [tabindex="0"]`;
// What `looked_at.js` looks at, and a header with a shadow that comes with scrolling.
const ELSEWHERE = ".plainnet-explorer[data-view]:not([data-view=answer_box]) *, .mobile-header";

const SCROLLED = /\d|^(active|scroll)/; // names that come with numbers or scrolling

const shown = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true });

function parts() {
  const nodes = [
    ...document.body.querySelectorAll("*:not(script, style, template, wbr, br, svg *)"),
  ];
  return [document.body, ...nodes.filter((node) => !node.matches(ELSEWHERE) && shown(node))];
}

function kindOf(node) {
  const names = [...node.classList].filter((name) => !SCROLLED.test(name));
  const { role, type } = Object.fromEntries([...node.attributes].map((a) => [a.name, a.value]));
  return [node.localName, ...names.slice(0, 3), role, type].filter(Boolean).join(".");
}

function looksOf(node) {
  const sides = [undefined, "::before", "::after", node.value === undefined ? "" : "::placeholder"];
  return sides
    .filter((side) => side !== "")
    .map((side) => {
      const style = getComputedStyle(node, side);
      const isNone = side && style.content === "none";
      return isNone ? "" : LOOKS.map((name) => style.getPropertyValue(name)).join();
    })
    .join("|");
}

function saysOf(node) {
  const texts = [...node.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE);
  const told = TOLD.map((name) => node.getAttribute(name));
  const now = [node.value, node.checked, node.disabled].map(String);
  const words = [...texts.map(({ data }) => data.trim()), ...told, ...now].join("|");
  return words.replaceAll(location.host, ""); // its port differs
}

function boxAround(node) {
  const outer = node.parentElement;
  return getComputedStyle(outer).display === "contents" ? boxAround(outer) : outer;
}

// In the box around it; where that depends on how far the page is scrolled, only across.
function placeOf(node) {
  const [own, outer] = [node, boxAround(node)].map((each) => each.getBoundingClientRect());
  const left = own.left - outer.left;
  if (/fixed|sticky/.test(getComputedStyle(node).position)) return [left, 0, own.width, 0];
  return [left, own.top - outer.top, own.width, own.height];
}

function lineOf(nodes) {
  const places = nodes.map(placeOf);
  const means = [0, 1, 2, 3].map((side) => mean(places.map((place) => place[side])));
  const words = [nodes.map(looksOf), nodes.map(saysOf)].map((each) => digest(each.join()));
  return [nodes.length, ...words, ...means].join(" ");
}

async function frames(count) {
  for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
}

// What the page looks like, says and keeps now.
export async function pageNow() {
  await frames(2);
  for (const each of document.getAnimations()) {
    if (Number.isFinite(each.effect.getComputedTiming().endTime)) each.finish();
  }
  const kinds = Map.groupBy(parts(), kindOf);
  const picture = [...kinds].map(([kind, nodes]) => [kind, lineOf(nodes)]);
  const { scrollBehavior, scrollPaddingTop } = getComputedStyle(document.documentElement);
  const told = {
    focus: kindOf(document.activeElement) + saysOf(document.activeElement),
    address: location.pathname.split("/").at(-1) + location.hash,
    scrolls: `${scrollBehavior} ${scrollPaddingTop}`,
    title: document.title,
    kept: JSON.stringify(Object.entries(localStorage).toSorted()),
  };
  const words = Object.entries(told).map(([name, text]) => [name, digest(text)]);
  return Object.fromEntries([...picture, ...words]);
}

// What can be pressed, and links to rest on: of each kind the first and the last, as kind, index and
// a name for people.
export function pressable() {
  const kinds = Map.groupBy(
    parts().filter((node) => node.matches(PRESSED)),
    kindOf,
  );
  return [...kinds].flatMap(([kind, all]) =>
    [...new Set([0, all.length - 1])].map((index) => [
      kind,
      index,
      `${kind} ${(all[index].textContent || all[index].ariaLabel || "").trim().slice(0, 20)}`,
    ]),
  );
}

// Where one of them is now, if it is still there; whether a press leaves the page; and whether it
// takes a search, code or an answer.
export async function placeToPress(kind, index) {
  const node = parts().filter((each) => each.matches(PRESSED) && kindOf(each) === kind)[index];
  if (!node) return null;
  await scrollToNode(node);
  const address = node.getAttribute("href");
  const isElsewhere = (address ?? "#")[0] !== "#";
  if (address && !isElsewhere) await frames(4); // the contents follow the page, some frames later
  const { x, y, width, height } = node.getBoundingClientRect();
  const takes = node.matches("input:not([type]), [type=text]") ? "text" : node.type;
  return [x + width / 2, y + height / 2, isElsewhere, takes];
}

// Where what has appeared above the page is.
export function placeAbove() {
  const node = parts().findLast((each) => each.matches(":popover-open, [role=tooltip]"));
  if (!node) return null;
  const { x, y, width, height } = node.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

// In the place of Python: a worker that shows at once, of each kind, what cells may show.
export function pretendPython() {
  const SVG = btoa('<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>');
  const answers = [
    { kind: "begun", seconds: 9, needs: "" },
    { kind: "text", text: "Right.\n" },
    { kind: "figure", text: SVG },
    { kind: "figure", text: `${SVG} ${SVG}` },
    { kind: "text", text: "one    two    three\nand a sentence that is longer than its columns\n" },
    { kind: "error", text: "  1 / 0\nZeroDivisionError: division by zero" },
    { kind: "done", good: true },
  ];
  window.Worker = class {
    addEventListener(kind, listener) {
      if (kind === "message") this.tell = listener;
    }
    postMessage({ texts }) {
      if (texts) for (const data of answers) this.tell({ data });
    }
  };
}

// Runs all listings in sight; returns how many these are.
export function runAll() {
  const buttons = "[data-cell] :is(.plainnet-begin button:last-child, [data-does])";
  const seen = [...document.querySelectorAll(buttons)].filter((each) => each.checkVisibility());
  for (const button of seen) button.click();
  return seen.length;
}

export function printing(name) {
  dispatchEvent(new Event(name));
}

// Whether a search has been answered, if there is one.
export function isSearched() {
  return [...document.querySelectorAll(".plainnet-search")].every((search) => {
    const field = search.querySelector("input");
    const isAsked = field === document.activeElement && field.value;
    return !isAsked || search.querySelector("[role=status]").textContent;
  });
}
