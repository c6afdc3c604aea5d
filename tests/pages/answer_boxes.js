// What a reader meets in an answer box.
import { all, background, excerpt, explorerAt, scrollToNode } from "./page.js";

function seen(node) {
  return node.checkVisibility({ visibilityProperty: true });
}

export function read(index) {
  const root = explorerAt(index);
  const status = root.querySelector("[role=status]");
  const texts = (selector) =>
    [...root.querySelectorAll(selector)].filter(seen).map((node) => node.textContent);
  return {
    tag: texts(".plainnet-tag"),
    prompt: texts("legend, label > .plainnet-prompt"),
    choices: texts("fieldset label"),
    fields: all(root, "input", (input) => (input.type === "radio" ? input.checked : input.value)),
    locked: root.querySelector("input:disabled") !== null,
    buttons: texts("button"),
    message: status.textContent,
    verdict: status.dataset.verdict,
    invalid: root.querySelector("[aria-invalid=true]") !== null,
    stale: status.hasAttribute("data-stale"),
    mark: status.textContent && getComputedStyle(status, "::before").content,
    focus: root.contains(document.activeElement) && document.activeElement.textContent,
  };
}

// Gives answers one after the other; what is shown after each. A text is written, a number picks one
// of the choices, and null is no answer. With `clears`, each is cleared before the next.
export function answerAll(index, answers, clears) {
  const root = explorerAt(index);
  const press = (kind) => root.querySelector(`[type=${kind}]`).click();
  return answers.map((answer) => {
    if (typeof answer === "number") root.querySelectorAll("[type=radio]")[answer].click();
    if (typeof answer === "string") write(root.querySelector("[type=text], [type=range]"), answer);
    press("submit");
    const shown = read(index);
    if (clears && answer !== null) press("button");
    return shown;
  });
}

function write(input, text) {
  input.value = text;
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

// Where on the track of a guess what was measured is marked, in percent; null while it is hidden.
export function measured(index) {
  const root = explorerAt(index);
  const mark = root.querySelector(".plainnet-measured");
  if (mark.hidden) return null;
  const [at, track] = [mark, root.querySelector("[type=range]")].map((node) =>
    node.getBoundingClientRect(),
  );
  return (100 * (at.x + at.width / 2 - track.x - 8)) / (track.width - 16);
}

// The names under which this browser keeps answers.
export function kept() {
  return Object.keys(localStorage).filter((key) => key.startsWith("plainnet "));
}

export function forget() {
  const keys = kept();
  for (const key of keys) localStorage.removeItem(key);
  return keys.length;
}

// From now on, this browser keeps no answers. The theme keeps something, too, and does not expect
// this.
export function keepNothing() {
  for (const name of ["getItem", "setItem", "removeItem"]) {
    const own = Storage.prototype[name];
    Storage.prototype[name] = function keep(key, ...more) {
      if (key.startsWith("plainnet ")) throw new DOMException("none here", "SecurityError");
      return own.call(this, key, ...more);
    };
  }
}

// From now on, notes what a page is told of its boxes.
export function listen() {
  window.told = [];
  for (const event of ["mounted", "answered", "cleared"]) {
    addEventListener(`plainnet:${event}`, ({ target, detail }) => {
      const roots = [...document.querySelectorAll(".plainnet-explorer")];
      window.told.push([roots.indexOf(target), event, detail]);
    });
  }
}

export function select(index) {
  explorerAt(index).querySelector("input").select();
}

// The middle of a node.
export async function place(index, selector, number) {
  const node = explorerAt(index).querySelectorAll(selector)[number];
  await scrollToNode(node);
  const { x, y, width, height } = node.getBoundingClientRect();
  return [x + width / 2, y + height / 2];
}

// What does not fit a phone.
export function misfits(index) {
  const root = explorerAt(index);
  const { left, right } = root.getBoundingClientRect();
  const shown = [...root.querySelectorAll("*")].filter((node) => node.checkVisibility());
  const outside = shown.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width && (box.left < left || box.right > right);
  });
  const small = shown.filter((node) => {
    const { width, height } = node.getBoundingClientRect();
    return node.matches("button, summary, input") && (width < 24 || height < 24);
  });
  return [...outside, ...small].map(excerpt);
}

function onBackground(node, property) {
  return [node.outerHTML, getComputedStyle(node)[property], background(node)];
}

// What has a colour of its own: [what, colour, background].
export function colours(index, theme) {
  document.documentElement.dataset.theme = theme;
  const root = explorerAt(index);
  const status = root.querySelector("[role=status]");
  const shown = [...root.querySelectorAll("*")].filter((node) => node.checkVisibility());
  const mark = ["mark", getComputedStyle(status, "::before").color, background(status)];
  const edges = shown.filter((node) => node.matches("button, [type=text]"));
  return {
    text: [mark, ...shown.map((node) => onBackground(node, "color"))],
    line: edges.map((node) => onBackground(node, "borderTopColor")),
  };
}

export function seenOnPaper(index) {
  const parts = "p, span, legend, input, button, summary";
  return [...explorerAt(index).querySelectorAll(parts)]
    .filter((node) => node.checkVisibility())
    .map((node) => node.localName);
}
