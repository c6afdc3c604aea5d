// The choices of the playground: radio buttons, sliders, and − and + for layers and units.
import { element } from "../core/drawing.js";

export const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Makes all choices. `choose(name, value)` is called with a value of the table of choices. Returns
// `show`, which sets them to a state.
export function createChoices(root, spec, choose) {
  const boxes = [...root.querySelectorAll("[data-choice]")];
  const valuesOf = (name) => spec.choices[name];
  for (const box of boxes) {
    const name = box.dataset.choice;
    const group = `${name}-${Math.random()}`; // Jupyter may show the same HTML twice
    for (const input of box.querySelectorAll("input")) {
      if (input.type === "radio") input.name = group;
      const value = () => (input.type === "radio" ? input.value : valuesOf(name)[input.value]);
      input.addEventListener(input.type === "radio" ? "change" : "input", () =>
        choose(name, value()),
      );
    }
  }
  return (state) => {
    for (const box of boxes) {
      const name = box.dataset.choice;
      if (!(name in state)) continue;
      const value = state[name];
      const slider = box.querySelector("[type=range]");
      if (slider) {
        slider.value = valuesOf(name).indexOf(value);
        slider.setAttribute("aria-valuetext", value);
        box.querySelector("output").textContent = value;
      } else {
        for (const input of box.querySelectorAll("input")) {
          input.checked = input.value === String(value);
        }
      }
    }
  };
}

// The buttons above each hidden layer, and one on each unit that has a map.
export function showUnits(box, { made, spec, places, maps, unit, silent }, { resize, pick }) {
  const { words } = spec;
  const button = (label, words_, onclick, more = {}) =>
    element("button", { type: "button", "aria-label": label, onclick, ...more }, words_);
  const hidden = made.state?.hidden ?? []; // a network of a reader's own keeps its layers
  const layers = hidden.map((count, i) => {
    const column = places[i + 1].map(([x]) => x);
    const middle = (Math.min(...column) + Math.max(...column)) / 2;
    const values = { layer: i + 1 };
    const sizes = spec.units[made.kind === "digits" ? "digits" : "other"];
    const [less, more] = [
      button(filled(words.less, values), "−", () => resize(i, -1)),
      button(filled(words.more, values), "+", () => resize(i, 1)),
    ];
    less.disabled = count === sizes[0];
    more.disabled = count === sizes.at(-1);
    const number = element("b", {}, String(count));
    const node = element("span", { class: "plainnet-units" }, less, number, more);
    node.style.left = `${middle}px`;
    return node;
  });
  const units = places
    .slice(1, -1)
    .flatMap((column, i) =>
      column.map((place, k) => ({ place, values: { layer: i + 1, unit: k + 1 } })),
    );
  const covers = units.slice(0, maps).map(({ place: [x, y, size], values }, i) => {
    const isSilent = silent.some(([layer, k]) => layer === values.layer && k === values.unit);
    const name = filled(words.unit_shows, values);
    const said = { unit: name, silent: words.silent };
    const label = isSilent ? filled(words.unit_silent, said) : name;
    const node = button(label, isSilent ? "0" : "", () => pick(i, values), {
      class: "plainnet-unit-map",
      "aria-pressed": unit === i,
      title: isSilent ? words.silent : "",
    });
    const at = { left: x - size / 2, top: y - size / 2, width: size, height: size };
    for (const [key, value] of Object.entries(at)) node.style[key] = `${value}px`;
    return node;
  });
  const focused = [...box.children].indexOf(
    document.activeElement?.closest(".plainnet-on-board > *"),
  );
  const which = [...(box.children[focused]?.querySelectorAll("button") ?? [])].indexOf(
    document.activeElement,
  );
  box.replaceChildren(...layers, ...covers);
  const again = box.children[focused];
  (again?.querySelectorAll("button")[which] ?? again)?.focus?.({ preventScroll: true });
}
