// Says how many questions are answered right: in the menu of each page, from what that stored in
// this browser, and at the end of a page with those that are open. Before the first try, nothing.
import { questions, recordOf } from "./tries.js";
import { filled } from "./write.js";

const marks = [...document.querySelectorAll(".plainnet-answered")];
const line = document.querySelector(".plainnet-left");
const isTried = ({ tries, kind }) => tries && kind && kind !== "prediction";
const isRight = ({ verdict }) => verdict === "right";

function recordsOf(pathname) {
  try {
    const keys = Object.keys(localStorage);
    const own = keys.filter((key) => key.startsWith(`plainnet ${pathname} tries `));
    return own.map((key) => recordOf({ key })).filter(isTried);
  } catch {
    return []; // a private window, or a page from `file://` in some browsers
  }
}

function showInMenu(mark) {
  const count = Number(mark.dataset.questions);
  const records = recordsOf(new URL(mark.closest("a").href).pathname);
  // Answers to questions that a page no longer asks may still be stored.
  const right = Math.min(records.filter(isRight).length, count);
  const words = filled(WORDS.right_of, { right, count });
  const short = Object.assign(document.createElement("span"), { ariaHidden: "true" });
  short.textContent = `${right}/${count}`;
  const long = Object.assign(document.createElement("span"), { className: "visually-hidden" });
  long.textContent = words;
  mark.replaceChildren(short, long);
  mark.title = words;
  mark.hidden = records.length === 0;
}

function linkTo({ node, kind, place }) {
  node.id ||= `question-${place}`;
  const textContent = filled(WORDS[kind], { place });
  return Object.assign(document.createElement("a"), { href: `#${node.id}`, textContent });
}

function showAtEnd() {
  const counted = questions.filter(({ kind }) => kind !== "prediction");
  const open = counted.filter((question) => !isRight(recordOf(question)));
  const [count, right] = [counted.length, counted.length - open.length];
  const words = open.length ? WORDS.left : WORDS.right_of;
  line.replaceChildren(filled(words, { right, count }));
  for (const question of open) line.append(" ", linkTo(question));
  line.hidden = !counted.some((question) => isTried(recordOf(question)));
}

function show() {
  marks.forEach(showInMenu);
  if (line) showAtEnd();
}

for (const event of ["tried", "cleared", "judged"]) {
  document.addEventListener(`plainnet:${event}`, show);
}
addEventListener("storage", show); // a change in another window
addEventListener("pageshow", show); // also after going back to the page
