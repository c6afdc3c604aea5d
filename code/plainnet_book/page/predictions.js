// After a prediction, opens the result and shows the reader's prediction next to it.
const BOX = ".plainnet-explorer";
const RESULT = "details[data-said]"; // the fold of the result, marked by `folds.py`

// The result that directly follows a box.
function resultOf(box) {
  const all = [...document.querySelectorAll(`${BOX}, ${RESULT}`)];
  const next = all[all.indexOf(box) + 1];
  return next?.matches(RESULT) ? next : null;
}

function answerOf(result, box) {
  const answer = document.createElement("p");
  answer.className = "plainnet-said";
  const words = box.querySelector("input:checked + span, .plainnet-at").cloneNode(true);
  answer.append(result.dataset.said, words);
  return answer;
}

function removeAnswer(result) {
  result.querySelector(".plainnet-said")?.remove();
}

document.addEventListener("plainnet:answered", ({ target, detail }) => {
  const box = target.closest(BOX);
  const result = detail.prediction && resultOf(box);
  if (!result) return;
  removeAnswer(result);
  result.querySelector("summary").after(answerOf(result, box));
  result.open = true;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = isStill ? "instant" : "smooth";
  if (!detail.restored) result.scrollIntoView({ block: "nearest", behavior });
});

document.addEventListener("plainnet:cleared", ({ target }) => {
  const result = resultOf(target.closest(BOX));
  if (!result) return;
  removeAnswer(result);
  result.open = false;
});
