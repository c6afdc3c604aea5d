// On paper, folds are open, and solutions stand at the end of the page. (Where no script runs, they
// stay in their place; browsers open them by the style sheet.)
const inPlace = new Map(); // of each solution that was moved, what marks its place
let opened = [];

addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("article details:not(.plainnet-explorer *, [open])")];
  for (const fold of opened) fold.open = true;
  const end = document.querySelector(".plainnet-solutions");
  for (const solution of document.querySelectorAll("article details[data-fold=solution]")) {
    const mark = document.createComment("");
    solution.replaceWith(mark);
    inPlace.set(solution, mark);
    end.append(solution);
  }
});

addEventListener("afterprint", () => {
  for (const [solution, mark] of inPlace) mark.replaceWith(solution);
  for (const fold of opened) fold.open = false;
  inPlace.clear();
});
