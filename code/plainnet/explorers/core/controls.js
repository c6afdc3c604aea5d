// The controls of an explorer: sliders, choices, tasks; `clock.js` has that of time.
import { element } from "./drawing.js";
import { clock } from "./clock.js";

// Returns the nodes by the controls' names, and `show`, which makes all follow the position.
export function createControls(spec, state) {
  const made = spec.controls.map((control, index) => {
    const make = { slider, choice, time: clock, cursor: clock }[control.kind];
    const { node, show } = make(control, index, state, spec);
    node.dataset.control = control.name;
    return { node, show };
  });
  return {
    nodes: Object.fromEntries(spec.controls.map(({ name }, i) => [name, made[i].node])),
    show: () => made.forEach(({ show }, i) => show(state.position[i])),
  };
}

// The range input of a slider, and of time.
export function range(control, index, state) {
  const input = element("input", {
    type: "range",
    name: control.name,
    "aria-label": control.label,
    min: 0,
    max: control.labels.length - 1,
    step: 1,
    oninput: () => state.set({ [index]: Number(input.value) }),
  });
  const output = element("span", { class: "plainnet-value", "aria-hidden": "true" });
  function show(value) {
    input.value = value;
    if (control.origin !== undefined) fillFrom(input, control.origin, value);
    output.textContent = control.labels[value];
    input.setAttribute("aria-valuetext", control.labels[value]);
  }
  show(control.start);
  return { input, output, show };
}

// Fills the track between 0, say, and the value, whose places are told as parts of its length.
function fillFrom(input, origin, value) {
  input.classList.add("plainnet-signed");
  input.style.setProperty("--low", Math.min(origin, value) / input.max);
  input.style.setProperty("--high", Math.max(origin, value) / input.max);
}

function slider(control, index, state) {
  const { input, output, show } = range(control, index, state);
  const name = element("span", { class: "plainnet-name", "aria-hidden": "true" }, control.label);
  const parts = [name, output, input];
  if (control.track) parts.push(trackOf(control.track));
  return { node: element("div", { class: "plainnet-control" }, ...parts), show };
}

// A colour, which comes from Python, for each value of a slider.
function trackOf(colours) {
  const parts = colours.map((colour) => element("span", { style: `background: ${colour}` }));
  return element("div", { class: "plainnet-track", "aria-hidden": "true" }, ...parts);
}

// A few values, all in sight; a browser moves between radio buttons with the arrow keys.
function choice(control, index, state) {
  const group = `${control.name}-${Math.random()}`; // in Jupyter, each explorer has this text anew
  const pick = (value) => state.set({ [index]: value });
  const inputs = control.labels.map((_, value) =>
    element("input", {
      type: "radio",
      name: group,
      value,
      onchange: () => pick(value),
      onkeydown(event) {
        if (event.key !== "Home" && event.key !== "End") return;
        event.preventDefault();
        const target = inputs.at(event.key === "Home" ? 0 : -1);
        target.focus();
        pick(Number(target.value));
      },
    }),
  );
  const marks = inputs.map(() => element("small", { class: "plainnet-marks" }));
  function show(value) {
    inputs[value].checked = true;
    if (!control.marks) return;
    marks.forEach((node, i) => node.replaceChildren(...marksOf(control.marks, i, state.frame)));
  }
  show(control.start);
  const options = inputs.map((input, i) => {
    const more = control.marks ? [marks[i]] : [];
    return element("label", {}, input, element("span", {}, control.labels[i], ...more));
  });
  const name = element("span", { class: "plainnet-name", "aria-hidden": "true" }, control.label);
  const attributes = { role: "radiogroup", "aria-label": control.label };
  const kind = {
    class: `plainnet-control plainnet-choice${control.marks ? " plainnet-cards" : ""}`,
  };
  return { node: element("div", { ...kind, ...attributes }, name, ...options), show };
}

// What the frame says of one value of a choice: short texts, each in its colour.
function marksOf(key, place, frame) {
  return frame[key][place].map(([text, role], i) => {
    const says = { "data-says": `${key}.${place}.${i}.0` };
    return element("b", { class: `plainnet-mark plainnet-is-${role}`, ...says }, text);
  });
}

// Chips above the picture: each sets some controls. `goTo` takes their indices by name.
export function createTasks(spec, goTo) {
  const chips = spec.tasks.map(({ label, state }) =>
    element("button", { type: "button", onclick: () => goTo(state) }, label),
  );
  const attributes = { class: "plainnet-tasks", role: "group", "aria-label": spec.common.tasks };
  return {
    nodes: chips.length ? [element("div", attributes, ...chips)] : [],
    // Those are pressed whose state this is.
    show(placeOf) {
      chips.forEach((chip, i) => {
        const isHere = Object.entries(spec.tasks[i].state).every(([n, to]) => placeOf(n) === to);
        chip.setAttribute("aria-pressed", isHere);
      });
    },
  };
}
