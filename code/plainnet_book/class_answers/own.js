// The fold below a page with questions that shows a reader's answers as a text, and copies it.
import { copied } from "./copy.js";
import { questions, recordOf } from "./tries.js";
import { written } from "./write.js";

const NAME = "plainnet name";
const PROBE = "plainnet probe";
const fold = document.querySelector(".plainnet-copy");
if (fold && questions.length) begin();

function begin() {
  const [field, name, button, status] = ["textarea", "input", "button", "[role=status]"].map(
    (part) => fold.querySelector(part),
  );

  function show() {
    const { page, title } = fold.dataset;
    const answers = questions.map((question) => ({ ...question, record: recordOf(question) }));
    const date = new Date().toLocaleDateString("sv"); // the day here, as 2026-11-30
    field.value = written(WORDS, { name: name.value, page, title, date, answers });
    status.textContent = "";
  }

  try {
    localStorage.setItem(PROBE, "");
    localStorage.removeItem(PROBE);
    name.value = localStorage.getItem(NAME) ?? "";
  } catch {
    fold.dataset.isUnkept = ""; // nothing is kept here, so there is nothing to copy
  }
  name.addEventListener("input", () => {
    localStorage.setItem(NAME, name.value);
    show();
  });
  button.addEventListener("click", async () => {
    show();
    status.textContent = (await copied(field)) ? WORDS.copied : WORDS.selected;
  });
  fold.addEventListener("toggle", show);
  for (const event of ["tried", "cleared", "judged"]) {
    document.addEventListener(`plainnet:${event}`, show);
  }
  fold.hidden = false;
}
