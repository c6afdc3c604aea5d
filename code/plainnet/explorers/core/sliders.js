import { PARTS } from "./states.js";

// A range input with its value, as sliders and the time control have it.
export function range(node, control, index, state) {
  const input = node.querySelector("input");
  const output = node.querySelector(".plainnet-value");
  // Where Python runs, dragging stops in between, but the arrow keys go from value to value.
  input.addEventListener("pointerdown", () => {
    if (control.fine && state.isFine()) input.step = 1 / PARTS;
  });
  input.addEventListener("keydown", () => {
    input.step = 1;
  });
  input.addEventListener("input", () =>
    state.set({ [index]: { parts: Math.round(PARTS * input.value) } }),
  );
  function show(value) {
    const parts = state.own[control.name];
    if (typeof parts !== "number") input.value = value;
    if (control.origin !== undefined) fillFrom(input, control.origin, value);
    const label = state.labels[control.name] ?? control.labels[value];
    output.textContent = label;
    input.setAttribute("aria-valuetext", label);
  }
  show(control.start);
  return { input, show };
}

// Fills the track between the origin, such as 0, and the value.
function fillFrom(input, origin, value) {
  input.classList.add("plainnet-signed");
  input.style.setProperty("--low", Math.min(origin, value) / input.max);
  input.style.setProperty("--high", Math.max(origin, value) / input.max);
}

export const slider = (...given) => range(...given).show;
