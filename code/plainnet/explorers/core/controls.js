// The controls of an explorer: sliders, choices, the button that pins.
import { element } from "./drawing.js";

const FRAME_MS = 125; // from one position to the next, when a slider plays
const LONG_LABEL = 12; // letters that find no room beside a slider

// Returns the node, and `goTo`, which views call when their drawing is touched: it takes the new
// index of some sliders, by name.
export function createControls(spec, state) {
  const setters = {};
  const nodes = spec.controls.map((control, index) => {
    if (control.kind === "choice") return choice(control, index, state);
    const { node, set } = slider(control, index, state, spec.common);
    setters[control.name] = set;
    return node;
  });
  if (spec?.pin) nodes.push(pinButton(state, spec.common));
  const group = { class: "plainnet-controls", role: "group", "aria-label": spec.words.title };
  return {
    node: element("div", group, ...nodes),
    goTo(indices) {
      for (const [name, index] of Object.entries(indices)) setters[name](index);
      state.move();
    },
  };
}

function slider(control, index, state, common) {
  const output = element("span", { class: "plainnet-value", "aria-hidden": "true" });
  const input = element("input", {
    type: "range",
    name: control.name,
    min: 0,
    max: control.labels.length - 1,
    step: 1,
    oninput: follow,
  });
  const label = element("label", {}, element("span", {}, control.label), input);
  function set(value) {
    input.value = value;
    state.position[index] = value;
    output.textContent = control.labels[value];
    input.setAttribute("aria-valuetext", control.labels[value]);
  }
  function follow() {
    set(Number(input.value));
    state.move();
  }
  set(control.start);
  const kinds = {
    slider: () => ["", label, output],
    play: () => [" plainnet-play", player(input, follow, state, common), label, output],
    steps: () => [stepsClass(control), ...stepButtons(label, input, common), output],
  };
  const [kind, ...parts] = kinds[control.kind]();
  return { node: element("div", { class: `plainnet-control${kind}` }, ...parts), set };
}

function stepsClass(control) {
  const longest = Math.max(...control.labels.map((label) => label.length));
  return longest > LONG_LABEL ? " plainnet-steps plainnet-long" : " plainnet-steps";
}

// A slider's label between the buttons that move it on and back by one.
function stepButtons(label, input, common) {
  const button = (text, name, by) =>
    element(
      "button",
      {
        type: "button",
        "aria-label": name,
        onclick: () => {
          input.value = Number(input.value) + by; // it stops at its ends by itself
          input.dispatchEvent(new Event("input"));
        },
      },
      text,
    );
  return [button("‹", common.back, -1), label, button("›", common.on, 1)];
}

// A button that moves a slider on until its end, or until the slider is touched. A frame that
// is not there yet is waited for.
function player(input, follow, state, common) {
  const last = Number(input.max);
  const button = element(
    "button",
    { type: "button", onclick: () => (state.clock ? pause() : play()) },
    common.play,
  );
  function show(value) {
    input.value = value;
    follow();
    if (value >= last) pause();
  }
  function play() {
    button.textContent = common.pause;
    state.clock = setInterval(() => state.isAwaiting || show(Number(input.value) + 1), FRAME_MS);
    if (Number(input.value) === last) show(0);
  }
  function pause() {
    if (!state.clock) return;
    clearInterval(state.clock);
    state.clock = 0;
    button.textContent = common.play;
    state.settle();
  }
  for (const touch of ["pointerdown", "keydown", "input"]) input.addEventListener(touch, pause);
  return button;
}

// A few values, all in sight; a browser moves between radio buttons with the arrow keys.
function choice(control, index, state) {
  const group = `${control.name}-${Math.random()}`; // in Jupyter, each explorer has this text anew
  const inputs = control.labels.map((_, value) =>
    element("input", {
      type: "radio",
      name: group,
      value,
      ...(value === control.start ? { checked: "" } : {}),
      onchange: () => pick(value),
      onkeydown(event) {
        if (event.key !== "Home" && event.key !== "End") return;
        event.preventDefault();
        const target = inputs.at(event.key === "Home" ? 0 : -1);
        target.checked = true;
        target.focus();
        pick(Number(target.value));
      },
    }),
  );
  function pick(value) {
    state.position[index] = value;
    state.move();
  }
  const options = inputs.map((input, i) =>
    element("label", {}, input, element("span", {}, control.labels[i])),
  );
  return element(
    "fieldset",
    { class: "plainnet-control plainnet-choice" },
    element("legend", {}, control.label),
    ...options,
  );
}

function pinButton(state, common) {
  const button = element(
    "button",
    {
      type: "button",
      onclick() {
        state.togglePin();
        button.textContent = state.pinned ? common.unpin : common.pin;
      },
    },
    common.pin,
  );
  return button;
}
