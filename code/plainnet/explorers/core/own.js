// Numbers of the reader's own: folded fields; Python starts when they are unfolded first.
import { ofPage } from "./asking.js";

// Makes the fields of an explorer. Returns `show`, which writes what the numbers are now, `tell`,
// which says what Python does, and `isOpen`, whether numbers can be asked for.
export function createOwn(root, spec, { indexOf, goTo, isLive }) {
  const fold = root.querySelector(".plainnet-typed");
  if (!fold) {
    // Nothing is typed: why Python has no answer stands in place of the sentence.
    const tell = (_, text) => text && (root.querySelector(".plainnet-sentence").textContent = text);
    return { show() {}, tell, isOpen: () => false };
  }
  const { own: words } = spec.common;
  const says = fold.querySelector(".plainnet-computed");
  const fields = [...fold.querySelectorAll("input")];
  let isAsked = isLive;
  fold.open = isLive;

  function take(field) {
    if (field.value.trim() !== field.dataset.now) goTo({ [field.name]: field.value });
  }
  fold.querySelector("summary").addEventListener("click", (event) => {
    if (isAsked) return;
    isAsked = true;
    event.preventDefault();
    fold.open = true; // so the first field can have the focus
    fields[0].focus();
    fields[0].select();
    ofPage().start((text) => {
      says.textContent = text;
    });
  });
  fold.addEventListener("submit", (event) => {
    event.preventDefault();
    take(document.activeElement);
  });
  for (const field of fields) {
    field.addEventListener("change", () => take(field));
    // JupyterLab stops Enter from submitting a form in a cell.
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      take(field);
    });
  }
  return {
    isOpen: () => isAsked,
    // A text that is not one of the words says why Python refused a number.
    tell(word, text) {
      says.textContent = word ? words[word] : text;
      says.toggleAttribute("data-refuses", Boolean(!word && text));
    },
    show({ position, own, labels }) {
      for (const field of fields) {
        const index = indexOf(field.name);
        const { kind, labels: usual } = spec.controls[index];
        const isOwn = field.name in own;
        if (kind === "choice" && !isOwn) field.dataset.now = "";
        else field.dataset.now = labels[field.name] ?? usual[position[index]];
        if (field !== document.activeElement || isOwn) field.value = field.dataset.now;
      }
    },
  };
}
