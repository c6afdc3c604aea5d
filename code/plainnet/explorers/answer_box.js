// The answer box: what is typed or chosen is compared with what Python computed at build time.
// All words are Python's, and a verdict is one of its sentences.
plainnet.views.answer_box = (() => {
  const { element } = plainnet;
  const GROUPED = /^\d{1,3}(,\d{3})+$/; // 1,728,000
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  const repeated = {}; // how often this page asks the same

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
    let found = null;
    for (const answer of answers) {
      const distance = Math.abs(typed - answer.value);
      if (distance > answer.tolerance) continue;
      if (!found || distance < Math.abs(typed - found.value)) found = answer;
    }
    return found;
  }

  // The two kinds of fields: what they show, what stands in them, the verdict on that.
  function forNumber({ prompt, answers, words }) {
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
    const asked = element("span", { class: "plainnet-prompt" }, ...rich(prompt));
    return {
      node: element("label", {}, asked, input),
      read: () => input.value,
      write(text) {
        input.value = text;
      },
      judge(text) {
        const typed = parsed(text, answers[0].tolerance === 0); // the right one comes first
        input.setAttribute("aria-invalid", Number.isNaN(typed));
        if (Number.isNaN(typed)) return { kind: "unread", says: words.unread };
        return nearest(typed, answers) ?? { kind: "wrong", says: words.unknown };
      },
      focus: () => input.focus(),
      lock() {},
    };
  }

  function forChoice({ prompt, answers, words }) {
    const inputs = answers.map(({ value }) =>
      element("input", { type: "radio", name: "answer", value }),
    );
    const options = inputs.map((input, index) =>
      element("label", {}, input, element("span", {}, ...rich(answers[index].value))),
    );
    const legend = element("legend", { class: "plainnet-prompt" }, ...rich(prompt));
    const node = element("fieldset", {}, legend, ...options);
    return {
      node,
      read: () => inputs.find((input) => input.checked)?.value ?? "",
      write(text) {
        for (const input of inputs) input.checked = input.value === text;
      },
      judge: (text) =>
        answers.find(({ value }) => value === text) ?? { kind: "unread", says: words.unread },
      focus: () => inputs[0].focus(),
      lock(locked) {
        node.disabled = locked;
      },
    };
  }

  // What was checked last stays in this browser, under the page, the view and the prompt. Where a
  // browser keeps nothing (a private window, some pages from `file://`), it is forgotten.
  function memory({ view, prompt }) {
    const key = ["plainnet", location.pathname, view, prompt].join(" ");
    repeated[key] = (repeated[key] ?? 0) + 1;
    const name = repeated[key] > 1 ? `${key} ${repeated[key]}` : key;
    const attempt = (action) => {
      try {
        return action();
      } catch {
        return null;
      }
    };
    return {
      read: () => attempt(() => localStorage.getItem(name)),
      write: (text) => attempt(() => localStorage.setItem(name, text)),
      forget: () => attempt(() => localStorage.removeItem(name)),
    };
  }

  // Fields of one form share nothing with those of another: names may be the same, no id is needed.
  function mount(root, spec, onPage) {
    const { words } = spec;
    const kept = onPage ? memory(spec) : null; // a notebook that is opened again starts afresh
    const field = spec.kind === "number" ? forNumber(spec) : forChoice(spec);
    const status = element("p", { class: "plainnet-verdict", role: "status" });
    const check = element("button", { type: "submit" }, words.check);
    const clear = element("button", { type: "button", onclick: reset }, words.clear);
    let told = "";

    function tell(text) {
      const { kind, says } = field.judge(text);
      told = text;
      status.dataset.verdict = kind;
      status.replaceChildren(...rich(says));
      clear.hidden = false;
      const final = spec.kind === "prediction" && kind !== "unread";
      field.lock(final);
      check.hidden = final;
      stale();
      return kind;
    }

    function stale() {
      status.toggleAttribute("data-stale", field.read() !== told);
    }

    function submit(event) {
      event.preventDefault();
      if (tell(field.read()) !== "unread") kept?.write(told);
      if (check.hidden) clear.focus(); // it takes the place of the button that was pressed
    }

    function reset() {
      kept?.forget();
      empty();
      field.focus();
    }

    function empty() {
      told = "";
      field.write("");
      field.lock(false);
      status.replaceChildren();
      check.hidden = false;
      clear.hidden = true;
    }

    root.replaceChildren(
      element(
        "form",
        { class: "plainnet-question", autocomplete: "off", oninput: stale, onsubmit: submit },
        field.node,
        element("div", { class: "plainnet-buttons" }, check, clear),
        status,
      ),
    );
    empty();
    const last = kept?.read();
    if (last) field.write(last);
    if (last && field.read() === last) tell(last); // else that answer is no longer offered
  }

  return { mount };
})();
