// A range input with its value, as sliders and the time control have it.
export function range(node, control, index, state) {
  const input = node.querySelector("input");
  const output = node.querySelector(".plainnet-value");
  input.addEventListener("input", () => state.set({ [index]: Number(input.value) }));
  function show(value) {
    input.value = value;
    if (control.origin !== undefined) fillFrom(input, control.origin, value);
    output.textContent = control.labels[value];
    input.setAttribute("aria-valuetext", control.labels[value]);
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
