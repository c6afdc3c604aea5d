// Reading and using answer boxes.
import { all, background, excerpt, explorerAt, tooSmall } from "./page.js";

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

// Gives answers one after the other; returns what is shown after each. A text is typed, a number is
// the index of a choice, and null means no answer. With `clears`, it clears the box after each.
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

// Where the measured value is marked on the track of a guess, in percent; null while it is hidden.
export function measured(index) {
  const root = explorerAt(index);
  const mark = root.querySelector(".plainnet-measured");
  if (mark.hidden) return null;
  const [at, track] = [mark, root.querySelector("[type=range]")].map((node) =>
    node.getBoundingClientRect(),
  );
  return (100 * (at.x + at.width / 2 - track.x - 8)) / (track.width - 16);
}

// The keys under which this browser stores answers.
export function stored() {
  return Object.keys(localStorage).filter((key) => /^plainnet \S+ answer_box /.test(key));
}

// From now on, records the events of answer boxes.
export function listen() {
  window.events = [];
  for (const event of ["answered", "cleared"]) {
    addEventListener(`plainnet:${event}`, ({ target, detail }) => {
      const roots = [...document.querySelectorAll(".plainnet-explorer")];
      window.events.push([roots.indexOf(target), event, detail]);
    });
  }
}

export function select(index) {
  explorerAt(index).querySelector("input").select();
}

// The parts that leave the box, and the controls that are too small for a finger.
export function misfits(index) {
  const root = explorerAt(index);
  const { left, right } = root.getBoundingClientRect();
  const shown = [...root.querySelectorAll("*")].filter((node) => node.checkVisibility());
  const outside = shown.filter((node) => {
    const box = node.getBoundingClientRect();
    return box.width && (box.left < left || box.right > right);
  });
  const targets = shown.filter((node) => node.matches("button, summary, input"));
  return [...outside, ...tooSmall(targets)].map(excerpt);
}

function onBackground(node, property) {
  return [node.outerHTML, getComputedStyle(node)[property], background(node)];
}

// The colours of texts and of borders in a theme, each as [element, colour, background].
export function colours(index, theme) {
  document.body.dataset.theme = theme;
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
