// Remembers in this browser how a page's questions were answered, and how many tries it took. A
// question is an answer box, or a cell whose code is checked.
import { unnumbered } from "./write.js";

const MOST = 5; // mistakes that are remembered of a question, the latest
const QUESTIONS = "[data-view=answer_box], .tag_exercise [data-cell]";

const titleOf = (node) => node.closest(".exercise")?.querySelector(".admonition-title");

// The number of the exercise around a node, such as 7.2: its title begins with it.
const exerciseOf = (node) => titleOf(node)?.textContent.match(/[\dA-Z]+\.\d+/)?.[0];

const askedIn = (node) => node.querySelector(".plainnet-prompt") ?? node.querySelector("pre");

// What a teacher reads of a question: the prompt of a box, or the name of an exercise, which its
// title has in brackets.
function aboutOf(node) {
  if (node.matches("[data-view]")) return askedIn(node).textContent;
  return titleOf(node)?.textContent.match(/[(（](.*)[)）]/s)?.[1];
}

// Before the box is mounted, what Python told it is still there.
function isPrediction(node) {
  const data = node.querySelector(":scope > script")?.textContent;
  return ["prediction", "guess"].includes(data && JSON.parse(data).spec.kind);
}

// The questions of this page, each with its place: the number of its exercise, with a letter if
// that has several; otherwise its own number. Twins in two languages have the same places.
function found() {
  const nodes = [...document.querySelectorAll(QUESTIONS)].filter(
    (node) => node.matches("[data-view]") || askedIn(node).textContent.includes("check"),
  );
  const [exercises, asked] = [
    nodes.map(exerciseOf),
    nodes.map((node) => askedIn(node).textContent),
  ];
  const before = (all, index) => all.slice(0, index).filter((each) => each === all[index]).length;
  return nodes.map((node, index) => {
    const [exercise, text, nth] = [exercises[index], asked[index], before(exercises, index)];
    const isOne = exercises.filter((each) => each === exercise).length === 1;
    const letter = isOne ? "" : String.fromCharCode(97 + nth);
    return {
      node,
      kind: isPrediction(node) ? "prediction" : exercise ? "exercise" : "question",
      asked: aboutOf(node),
      place: exercise ? exercise + letter : String(nth + 1),
      mark: exercise ? letter : String(nth + 1), // what a box shows
      key: `plainnet ${location.pathname} tries ${text.trim()} ${before(asked, index)}`,
    };
  });
}

export const questions = found();
for (const { node, mark } of questions) {
  if (mark) node.style.setProperty("--question", JSON.stringify(mark));
}

// Whether a record is as `change` writes it, and not as somebody else did.
function isRecord({ tries, verdict = "open", answer = "", mistakes }) {
  const isMistake = ([number, words]) => Number.isInteger(number) && typeof words === "string";
  const isTold = typeof WORDS[verdict] === "string" && typeof answer === "string";
  return isTold && tries > 0 && mistakes.every(isMistake);
}

// What is kept of a question: its `kind`, `tries`, the `mistakes` so far, and `verdict` and `answer`
// unless the answer was cleared.
export function recordOf({ key }) {
  try {
    const record = JSON.parse(localStorage.getItem(key));
    return isRecord(record) ? record : {};
  } catch {
    return {}; // there is none, or what is there is no record
  }
}

// Keeps a text, and tells whether this browser does that.
export function keep(key, text) {
  try {
    localStorage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

function change({ target }, changed) {
  const question = questions.find(({ node }) => node === target);
  if (!question) return; // such as a box that a run showed
  const record = changed(recordOf(question));
  if (record.tries) keep(question.key, JSON.stringify({ kind: question.kind, ...record }));
}

document.addEventListener("plainnet:tried", (event) => {
  const { verdict, answer, mistakes } = event.detail;
  change(event, (record) => {
    const all = [...(record.mistakes ?? []), ...mistakes];
    const now = new Map(all.map((each) => [each[0] || unnumbered(each[1]), each]));
    const tries = (record.tries ?? 0) + 1;
    return { tries, verdict, answer, mistakes: [...now.values()].slice(-MOST) };
  });
});
const withoutAnswer = ({ tries, mistakes }) => ({ tries, mistakes });
document.addEventListener("plainnet:cleared", (event) => change(event, withoutAnswer));
document.addEventListener("plainnet:judged", (event) => {
  if (!event.detail.isAnswered) change(event, withoutAnswer);
});
