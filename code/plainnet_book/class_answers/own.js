// The fold below a page with questions that shows a reader's answers as a text, copies and saves it.
import { copied } from "./copy.js";
import { keep, questions, recordOf } from "./tries.js";
import { written } from "./write.js";

const NAME = "plainnet name";
const PROBE = "plainnet probe";
const fold = document.querySelector(".plainnet-copy");
if (fold && questions.length) begin();

function begin() {
  const [field, name, status] = ["textarea", "input", "[role=status]"].map((part) =>
    fold.querySelector(part),
  );
  const [copy, save] = fold.querySelectorAll("button");

  function show() {
    const { page, title } = fold.dataset;
    const answers = questions.map((question) => ({ ...question, record: recordOf(question) }));
    const date = new Date().toLocaleDateString("sv"); // the day here, as 2026-11-30
    field.value = written(WORDS, { name: name.value, page, title, date, answers });
    status.textContent = "";
  }

  if (keep(PROBE, "")) {
    localStorage.removeItem(PROBE);
    name.value = localStorage.getItem(NAME) ?? "";
  } else {
    fold.dataset.isUnkept = ""; // nothing is kept here, so there is nothing to copy
  }
  name.addEventListener("input", () => {
    keep(NAME, name.value);
    show();
  });
  copy.addEventListener("click", async () => {
    show();
    status.textContent = (await copied(field)) ? WORDS.copied : WORDS.selected;
  });
  save.addEventListener("click", () => {
    show();
    const parts = [fold.dataset.page, ...(name.value.match(/[\p{L}\p{M}\d]+/gu) ?? [])];
    const href = URL.createObjectURL(new Blob([field.value], { type: "text/plain" }));
    Object.assign(document.createElement("a"), {
      href,
      download: `${parts.join("-")}.txt`,
    }).click();
  });
  fold.addEventListener("toggle", show);
  for (const event of ["tried", "cleared", "judged"]) {
    document.addEventListener(`plainnet:${event}`, show);
  }
  fold.hidden = false;
}
