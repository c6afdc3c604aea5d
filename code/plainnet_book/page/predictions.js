// Who has committed to a prediction sees at once what came out, with their own words beside it.
const BOX = ".plainnet-explorer";
const RESULT = "details[data-said]"; // the fold that answers a prediction, as Python marks it

// The result that stands next after a box.
function resultOf(box) {
  const all = [...document.querySelectorAll(`${BOX}, ${RESULT}`)];
  const next = all[all.indexOf(box) + 1];
  return next?.matches(RESULT) ? next : null;
}

function sentence(result, box) {
  const said = document.createElement("p");
  said.className = "plainnet-said";
  const words = box.querySelector("input:checked + span, .plainnet-at").cloneNode(true);
  said.append(`${result.dataset.said} `, words);
  return said;
}

function unsay(result) {
  result.querySelector(".plainnet-said")?.remove();
}

document.addEventListener("plainnet:answered", ({ target, detail }) => {
  const box = target.closest(BOX);
  const result = detail.prediction && resultOf(box);
  if (!result) return;
  unsay(result);
  result.querySelector("summary").after(sentence(result, box));
  result.open = true;
  const isStill = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = isStill ? "instant" : "smooth";
  if (!detail.restored) result.scrollIntoView({ block: "nearest", behavior });
});

document.addEventListener("plainnet:cleared", ({ target }) => {
  const result = resultOf(target.closest(BOX));
  if (!result) return;
  unsay(result);
  result.open = false;
});
