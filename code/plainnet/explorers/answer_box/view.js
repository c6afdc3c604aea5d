// The answer box: what is typed or chosen is compared with what Python computed at build time.
// All words are Python's, and a verdict is one of its sentences.
import { element } from "../core/drawing.js";

const GROUPED = /^\d{1,3}(,\d{3})+$/; // 1,728,000
const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

// What stands between backticks becomes a `code` element; all else is text, never markup.
function rich(text) {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => (index % 2 ? element("code", {}, part) : part));
}

// The number that was typed, with a point or a comma, and any minus; NaN if it is none. Where a
// whole number is asked for, commas may group its digits.
function parsed(text, whole) {
  const typed = text.trim().replaceAll("−", "-");
  const plain = whole && GROUPED.test(typed) ? typed.replaceAll(",", "") : typed.replace(",", ".");
  const number = NUMBER.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(number) ? number : NaN;
}

// The nearest answer within its tolerance; the right one comes first, and so wins a tie.
function nearest(typed, answers) {
  let best = null;
  for (const answer of answers) {
    const distance = Math.abs(typed - answer.value);
    if (distance > answer.tolerance) continue;
    if (!best || distance < Math.abs(typed - best.value)) best = answer;
  }
  return best;
}

// The two kinds of fields: what they show, what stands in them, the verdict on that.
function numberField(spec) {
  const { answers, words } = spec;
  const input = element("input", {
    type: "text", // a phone's keyboard for decimals has no minus
    name: "answer",
    autocapitalize: "off",
    autocomplete: "off",
    autocorrect: "off",
    enterkeyhint: "done",
    onkeydown(event) {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault(); // JupyterLab lets no Enter submit a form in a cell
      input.form.requestSubmit();
    },
    spellcheck: "false",
  });
  const prompt = element("span", { class: "plainnet-prompt" }, ...rich(spec.prompt));
  return {
    node: element("label", {}, prompt, input),
    read: () => input.value,
    write(text) {
      input.value = text;
    },
    judge(text) {
      const typed = parsed(text, answers[0].tolerance === 0); // the right one comes first
      input.setAttribute("aria-invalid", Number.isNaN(typed));
      if (Number.isNaN(typed)) return { kind: "unread", message: words.unread };
      return nearest(typed, answers) ?? { kind: "wrong", message: words?.unknown };
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
    focus: () => inputs[0].focus(),
    lock(locked) {
      node.disabled = locked;
    },
  };
}

// Where a browser keeps nothing (a private window, some pages from `file://`), it is forgotten.
function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

// What was checked last stays in this browser, under the page, the view and the prompt. Where a page
// asks the same more than once, they are counted in its order: they may be mounted in another one.
function memory(root, spec) {
  const key = ["plainnet", location.pathname, spec.view, spec.prompt].join(" ");
  const own = root.querySelector(".plainnet-prompt");
  const asked = [...document.querySelectorAll(".plainnet-prompt")];
  const place = asked.filter((prompt) => prompt.textContent === own.textContent).indexOf(own);
  const name = place ? `${key} ${place + 1}` : key;
  return {
    read: () => attempt(() => localStorage.getItem(name)),
    write: (text) => attempt(() => localStorage.setItem(name, text)),
    forget: () => attempt(() => localStorage.removeItem(name)),
  };
}

// Tells the page what has happened; whoever listens hears it from any box.
function tell(root, event, detail) {
  root.dispatchEvent(new CustomEvent(`plainnet:${event}`, { bubbles: true, detail }));
}

// Fields of one form share nothing with those of another: names may be the same, no id is needed.
function mount(root, spec, onPage) {
  const { words } = spec;
  const kept = onPage ? memory(root, spec) : null; // a notebook that is opened again starts afresh
  const field = spec.kind === "number" ? numberField(spec) : choiceField(spec);
  const verdict = element("p", { class: "plainnet-verdict", role: "status" });
  const check = element("button", { type: "submit" }, words.check);
  const clear = element("button", { type: "button", onclick: reset }, words.clear);
  const prediction = spec.kind === "prediction";
  let checked = "";

  function judge(text) {
    const { kind, message } = field.judge(text);
    checked = text;
    verdict.dataset.verdict = prediction && kind === "wrong" ? "surprise" : kind;
    verdict.replaceChildren(...rich(message));
    clear.hidden = false;
    const final = prediction && kind !== "unread";
    field.lock(final);
    check.hidden = final;
    markStale();
    return kind;
  }
  function markStale() {
    verdict.toggleAttribute("data-stale", field.read() !== checked);
  }
  function submit(event) {
    event.preventDefault();
    const kind = judge(field.read());
    if (check.hidden) clear.focus(); // it takes the place of the button that was pressed
    if (kind === "unread") return;
    kept?.write(checked);
    tell(root, "answered", { kind, prediction, restored: false });
  }
  function reset() {
    kept?.forget();
    empty();
    field.focus();
    tell(root, "cleared");
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
  const form = {
    class: "plainnet-question",
    autocomplete: "off",
    oninput: markStale,
    onsubmit: submit,
  };
  root.replaceChildren(element("form", form, field.node, buttons, verdict));
  empty();
  const last = kept?.read();
  if (last) field.write(last);
  if (!last || field.read() !== last) return; // or that answer is no longer offered
  tell(root, "answered", { kind: judge(last), prediction, restored: true });
}

export default { mount };
