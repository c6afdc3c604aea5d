// Before printing, opens all folds and moves solutions to the end of the page. Without scripts,
// solutions stay where they are, and the style sheet opens them.
const inPlace = new Map(); // the placeholder of each solution that was moved
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
