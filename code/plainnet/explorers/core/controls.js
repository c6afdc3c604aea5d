// The controls of an explorer: sliders, choices and tasks (`clock.js` has the time control). Their
// HTML was written by `shell.py`.
import { element } from "./drawing.js";
import { clock } from "./clock.js";
import { slider } from "./sliders.js";

// Returns `show`, which updates all controls after the position has changed.
export function createControls(root, spec, state) {
  const made = spec.controls.map((control, index) => {
    const node = root.querySelector(`[data-control="${control.name}"]`);
    if (!node) return () => {}; // the control is a handle on the drawing
    return { slider, choice, time: clock, cursor: clock }[control.kind](
      node,
      control,
      index,
      state,
      spec,
    );
  });
  return () => made.forEach((show, i) => show(state.position[i]));
}

// Radio buttons; the browser itself moves between them with the arrow keys.
function choice(node, control, index, state) {
  const group = `${control.name}-${Math.random()}`; // Jupyter may show the same HTML twice
  const pick = (value) => state.set({ [index]: value });
  const inputs = [...node.querySelectorAll("input")];
  inputs.forEach((input, value) => {
    input.name = group;
    input.addEventListener("change", () => pick(value));
    input.addEventListener("keydown", (event) => {
      if (event.key !== "Home" && event.key !== "End") return;
      event.preventDefault();
      const target = inputs.at(event.key === "Home" ? 0 : -1);
      target.focus();
      pick(Number(target.value));
    });
  });
  const marks = [...node.querySelectorAll(".plainnet-marks")];
  function show(value) {
    inputs.forEach((input, i) => {
      input.checked = i === value && !(control.name in state.own);
    });
    marks.forEach((mark, i) => mark.replaceChildren(...marksOf(control.marks, i, state.frame)));
  }
  show(control.start);
  return show;
}

// The marks that the frame gives one value of a choice: short texts, each with its colour.
function marksOf(key, place, frame) {
  return frame[key][place].map(([text, role], i) => {
    const says = { "data-says": `${key}.${place}.${i}.0` };
    return element("b", { class: `plainnet-mark plainnet-is-${role}`, ...says }, text);
  });
}

// Buttons above the drawing, each of which sets some controls: `goTo` takes their indices by name.
// Returns a function that marks the buttons whose state is the current one.
export function createTasks(root, spec, goTo) {
  const chips = [...root.querySelectorAll(".plainnet-tasks button")];
  chips.forEach((chip, i) => chip.addEventListener("click", () => goTo(spec.tasks[i].state)));
  return (placeOf) => {
    chips.forEach((chip, i) => {
      const isHere = Object.entries(spec.tasks[i].state).every(([n, to]) => placeOf(n) === to);
      chip.setAttribute("aria-pressed", isHere);
    });
  };
}
