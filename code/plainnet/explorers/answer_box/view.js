// The answer box compares what a reader types or chooses with the answers that Python computed. All
// texts, including the message for each answer, come from Python.
import { element } from "../core/drawing.js";
import { readings } from "./typed.js";

const HAIR = 1e-9;

// Text between backticks becomes a `code` element; the rest stays text and is never parsed as HTML.
function rich(text) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

// The nearest answer within its tolerance. The right answer is the first, so it wins ties.
function nearest(typed, answers) {
  let best = null;
  for (const answer of answers) {
    const distance = Math.abs(typed - answer.value);
    if (distance > answer.tolerance + HAIR * Math.abs(answer.value)) continue;
    if (!best || distance < Math.abs(typed - best.value)) best = answer;
  }
  return best;
}

// An input field and how to read, write, lock and judge it; this one is for numbers.
function numberField(spec) {
  const { answers, words } = spec;
  const [sign, point] = [words?.sign, words?.point].map((message) => ({ kind: "wrong", message }));
  const input = element("input", {
    type: "text", // "decimal" keyboards of phones have no minus sign
    name: "answer",
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    enterkeyhint: "done",
    onkeydown(event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // JupyterLab stops Enter from submitting a form in a cell
      input.form.requestSubmit();
    },
    spellcheck: "false",
  });
  const prompt = element("span", { class: "plainnet-prompt" }, ...rich(spec.prompt));
  // What is said of a number that is right but for its sign, or for the place of its point.
  function slip(numbers, digits) {
    const isRight = (factor) =>
      numbers.some((number) => number && nearest(factor * number, answers.slice(0, 1)));
    if (isRight(-1)) return sign;
    const shifts = [-3, -2, -1, 1, 2, 3].map((power) => 10 ** power);
    return digits > 1 && shifts.some(isRight) ? point : undefined;
  }
  return {
    node: element("label", {}, prompt, input),
    read: () => input.value,
    write(text) {
      input.value = text;
    },
    judge(text) {
      const whole = answers[0].tolerance === 0; // the right answer comes first
      const asked = { whole, percent: spec?.percent, prompt: spec.prompt };
      const { numbers, digits, isTwofold, isLong } = readings(text, asked);
      input.setAttribute("aria-invalid", !numbers.length || isTwofold);
      if (isLong) return { kind: "unread", message: words?.long };
      if (!numbers.length) return { kind: "unread", message: words.unread };
      if (isTwofold) return { kind: "unread", message: words?.twofold };
      const known = numbers.map((number) => nearest(number, answers)).filter(Boolean);
      const right = known.find(({ kind }) => kind === "right");
      if (right) return right;
      const same = (value) =>
        numbers.some((number) => Math.abs(number - value) <= HAIR * Math.abs(value));
      const isRounded = digits <= spec?.fewer && spec?.near.some(same);
      const isExact = known.some(({ value }) => same(value)); // such as 6, where 6.003 is right
      if (isRounded && !isExact) return { kind: "near", message: words?.near };
      const [{ value, tolerance }] = answers;
      const isNear = (number) => !whole && Math.abs(number - value) <= 2 * tolerance;
      if (!isExact && numbers.some(isNear)) return { kind: "near", message: words?.last };
      return known[0] ?? slip(numbers, digits) ?? { kind: "wrong", message: words?.unknown };
    },
    // The number and the words of a mistake that has a name: without *Not yet* before it.
    mistake(found) {
      const name = found.message.replace(/^[^:：.。]*[:：.。]\s*/, "");
      return [[...answers, sign, point].indexOf(found) + 1, name];
    },
    focus: () => input.focus(),
    lock() {},
  };
}

function choiceField(spec) {
  const { answers, words } = spec;
  const inputs = answers.map(({ value }) =>
    element("input", { type: "radio", name: "answer", value }),
  );
  const options = inputs.map((input, index) =>
    element("label", {}, input, element("span", {}, ...rich(answers[index].value))),
  );
  const legend = element("legend", { class: "plainnet-prompt" }, ...rich(spec.prompt));
  const node = element("fieldset", {}, legend, ...options);
  return {
    node,
    read: () => inputs.find((input) => input.checked)?.value ?? "",
    write(text) {
      for (const input of inputs) input.checked = input.value === text;
    },
    judge: (text) =>
      answers.find(({ value }) => value === text) ?? { kind: "unread", message: words.unread },
    mistake: (found) => [answers.indexOf(found) + 1, found.value],
    focus: () => inputs[0].focus(),
    lock(locked) {
      node.disabled = locked;
      answers.forEach(({ kind }, index) =>
        options[index].toggleAttribute("data-right", locked && kind === "right"),
      );
    },
  };
}

// A slider on which a reader guesses a percentage; the measured value is marked afterwards.
function guessField(spec) {
  const { words } = spec;
  const [right] = spec.answers;
  const measured = element("span", { class: "plainnet-measured", style: `--at: ${right.value}` });
  const at = element("span", { class: "plainnet-at" });
  let isMoved = false; // until the slider is moved, its middle position is not a guess
  const show = () =>
    at.replaceChildren(isMoved ? words?.share.replace("{guess}", input.value) : "?");
  const oninput = () => {
    isMoved = true;
    show();
  };
  const input = element("input", { type: "range", min: 0, max: 100, oninput });
  const prompt = element("span", { class: "plainnet-prompt" }, ...rich(spec.prompt));
  const track = element("span", { class: "plainnet-guess" }, input, measured);
  return {
    node: element("label", {}, prompt, track, at),
    read: () => (isMoved ? input.value : ""),
    write(text) {
      isMoved = text !== "";
      input.value = text || 50;
      show();
    },
    judge(text) {
      if (!text) return { kind: "unread", message: words.unread };
      const isClose = Math.abs(text - right.value) <= right.tolerance;
      const { kind, message } = isClose ? right : { kind: "wrong", message: words?.unknown };
      return { kind, message: message.replace("{guess}", text) };
    },
    focus: () => input.focus(),
    lock(locked) {
      input.disabled = locked;
      measured.hidden = !locked;
    },
  };
}

// Storage may be missing (private windows, some pages from `file://`); then nothing is stored.
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

// Stores the last checked answer in this browser, under the page, the view and the prompt. If a
// page has the same prompt more than once, the key has its number in page order, because boxes may
// be mounted in any order.
function createStorage(root, spec) {
  const key = ["plainnet", location.pathname, spec.view, spec.prompt].join(" ");
  const own = root.querySelector(".plainnet-prompt");
  const asked = [...document.querySelectorAll(".plainnet-prompt")];
  const place = asked.filter((prompt) => prompt.textContent === own.textContent).indexOf(own);
  const name = place ? `${key} ${place + 1}` : key;
  return {
    read: () => attempt(() => localStorage.getItem(name)),
    write: (text) => attempt(() => localStorage.setItem(name, text)),
    remove: () => attempt(() => localStorage.removeItem(name)),
  };
}

// Sends an event that bubbles, so that the page can listen for the events of all boxes.
function notify(root, event, detail) {
  root.dispatchEvent(new CustomEvent(`plainnet:${event}`, { bubbles: true, detail }));
}

const FIELDS = { number: numberField, guess: guessField };

// Mounts a box as a form: radio buttons share names only within a form, not with other boxes.
function mount(root, spec, { onPage }) {
  const { words } = spec;
  const storage = onPage ? createStorage(root, spec) : null; // a reopened notebook starts empty
  const field = (FIELDS[spec.kind] ?? choiceField)(spec);
  const verdict = element("p", { class: "plainnet-verdict", role: "status" });
  const check = element("button", { type: "submit" }, words.check);
  const clear = element("button", { type: "button", onclick: reset }, words.clear);
  const prediction = spec.kind === "prediction" || spec.kind === "guess";
  let checked = "";

  function judge(text) {
    const found = field.judge(text);
    const { kind, message } = found;
    checked = text;
    verdict.dataset.verdict = prediction && kind === "wrong" ? "surprise" : kind;
    verdict.replaceChildren(...rich(message));
    clear.hidden = false;
    const final = prediction && kind !== "unread";
    field.lock(final);
    check.hidden = final;
    markStale();
    return found;
  }
  function markStale() {
    verdict.toggleAttribute("data-stale", field.read() !== checked);
  }
  function submit(event) {
    event.preventDefault();
    const isNew = field.read() !== checked;
    const found = judge(field.read());
    const { kind } = found;
    if (check.hidden) clear.focus(); // the button that was pressed has just been hidden
    if (isNew && kind !== "unread") tell(found);
    if (kind === "unread" || kind === "near") return; // neither counts as an answer
    storage?.write(checked);
    notify(root, "answered", { kind, prediction, restored: false });
  }
  // Tells of a try, and of its mistake if that has a name; a prediction is no mistake.
  function tell(found) {
    const [number, name] = (found.kind === "wrong" && !prediction && field.mistake(found)) || [];
    const { verdict: shown } = verdict.dataset;
    const answer = spec.kind === "guess" ? `${checked} %` : checked;
    notify(root, "tried", { verdict: shown, answer, mistakes: number ? [[number, name]] : [] });
  }
  function reset() {
    storage?.remove();
    empty();
    field.focus();
    notify(root, "cleared");
  }
  function empty() {
    checked = "";
    field.write("");
    field.lock(false);
    verdict.replaceChildren();
    check.hidden = false;
    clear.hidden = true;
  }

  const buttons = element("div", { class: "plainnet-buttons" }, check, clear);
  const events = { oninput: markStale, onsubmit: submit };
  const form = { class: "plainnet-question", autocomplete: "off", ...events };
  const tag = element("p", { class: "plainnet-tag" }, words.tag);
  root.replaceChildren(element("form", form, tag, field.node, buttons, verdict));
  empty();
  const last = storage?.read();
  if (last) field.write(last);
  if (!last || field.read() !== last) return; // nothing is stored, or no longer a choice
  notify(root, "answered", { kind: judge(last).kind, prediction, restored: true });
}

export default { mount };
