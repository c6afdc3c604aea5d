// The tool for a teacher: the texts of a class go in, and tables come out. All that a text says is
// shown as text, never as HTML.
import { copied } from "./copy.js";
import { read } from "./read.js";
import { tables } from "./table.js";
import { filled } from "./write.js";

const MARKS = { right: "✓", wrong: "✗", near: "…", surprise: "!", open: "–" };
const LANGUAGE = document.documentElement.lang;

// An element with properties, and with children: elements and texts.
function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}
const hidden = (text) => element("span", { className: "visually-hidden" }, text);
const named = (name) => name || WORDS.nameless;
const nameOf = ({ kind, place }) => filled(WORDS[kind], { place });
const shortOf = ({ verdict, tries }) => [MARKS[verdict], tries || ""].join(" ").trim();

function longOf({ verdict, tries }) {
  const template = { 0: "{verdict}", 1: WORDS.one_try }[tries] ?? WORDS.tries;
  return filled(template, { verdict: WORDS[verdict], count: tries });
}

function cellOf(answer) {
  if (!answer) return element("td", {});
  const short = element("span", { ariaHidden: "true" }, shortOf(answer));
  const own = element("span", { className: "plainnet-given", dir: "auto" }, answer.answer);
  const cell = element("td", { title: answer.answer }, short, hidden(longOf(answer)), own);
  cell.dataset.verdict = answer.verdict;
  return cell;
}

const headOf = (scope, text, ...more) =>
  element("th", { scope, dir: "auto", title: text }, text, ...more);

function headOfQuestion(question) {
  const short = element("span", { ariaHidden: "true" }, question.place);
  return element("th", { scope: "col", title: nameOf(question) }, short, hidden(nameOf(question)));
}

function drawn({ title, questions, rows, right }) {
  const sums = rows.map((row) => element("td", {}, `${row.right}/${questions.length}`));
  const body = rows.map(({ name, answers }, index) =>
    element("tr", {}, headOf("row", named(name)), ...answers.map(cellOf), sums[index]),
  );
  const head = [headOf("col", WORDS.who), ...questions.map(headOfQuestion)];
  const foot = right.map((count) => element("td", {}, `${count}/${rows.length}`));
  return element(
    "table",
    { className: "docutils" },
    element("caption", { dir: "auto" }, title),
    element("thead", {}, element("tr", {}, ...head, headOf("col", WORDS.sum))),
    element("tbody", {}, ...body),
    element("tfoot", {}, element("tr", {}, headOf("row", WORDS.sum), ...foot, element("td", {}))),
  );
}

// A text for a cell of a spreadsheet, which would take one with such a beginning for a formula.
function forCell(text) {
  const line = text.replace(/\s+/g, " ").trim();
  return /^[=+\-@]/.test(line) ? `'${line}` : line;
}

// A table as text, with tabs between its columns.
function asText({ questions, rows, right }, hasAnswers) {
  const given = (answer) => (answer ? `${shortOf(answer)} ${hasAnswers ? answer.answer : ""}` : "");
  const lines = [
    [WORDS.who, ...questions.map(nameOf), WORDS.sum],
    ...rows.map((row) => [named(row.name), ...row.answers.map(given), `${row.right}`]),
    [WORDS.sum, ...right.map(String), ""],
  ];
  return lines.map((line) => line.map(forCell).join("\t")).join("\n");
}

function mistakeLine({ question, words, who }) {
  const names = who.map((name) => element("bdi", {}, named(name)));
  return element(
    "li",
    {},
    element("strong", {}, `${who.length} × `),
    element(
      "span",
      { dir: "auto" },
      filled(WORDS.line, { question: nameOf(question), said: words }),
    ),
    element("span", { className: "plainnet-who" }, ...names),
  );
}

// The button that copies a table, with what it copied.
function copying(table, show) {
  const field = element("textarea", { readOnly: true, ariaLabel: WORDS.table, hidden: true });
  const status = element("span", {});
  status.setAttribute("role", "status");
  const onclick = async () => {
    field.value = asText(table, show.checked);
    field.hidden = false;
    status.textContent = (await copied(field)) ? WORDS.copied : WORDS.selected;
  };
  const button = element("button", { type: "button", onclick }, WORDS.copy);
  return element("div", { className: "plainnet-copying" }, button, status, field);
}

function section(table, show) {
  const scrolling = element("div", { className: "plainnet-scroll", tabIndex: 0 }, drawn(table));
  scrolling.setAttribute("role", "region");
  scrolling.ariaLabel = table.title;
  const parts = [scrolling, copying(table, show)];
  if (table.mistakes.length) {
    parts.push(element("p", { className: "rubric" }, WORDS.mistakes));
    parts.push(element("ul", {}, ...table.mistakes.map(mistakeLine)));
  }
  return parts;
}

// What could not be read, line by line, and the texts of which something is missing.
function unread({ texts, strange }) {
  const about = ({ line, name, answers, count }) => ({
    line,
    name: named(name),
    found: answers.size,
    count,
  });
  const lacking = texts.flatMap((text) => {
    const lacks = [
      !text.page && WORDS.no_page,
      !text.isEnded && WORDS.no_end,
      text.isEnded && text.count !== text.answers.size && WORDS.not_all,
    ];
    return lacks.filter(Boolean).map((words) => [text.line, filled(words, about(text))]);
  });
  const lines = strange.map((each) => [each.line, filled(WORDS.strange, each)]);
  return [...lines, ...lacking].toSorted(([one], [other]) => one - other).map(([, words]) => words);
}

function begin(root) {
  const field = element("textarea", { rows: 8, spellcheck: false });
  const status = element("p", {});
  status.setAttribute("role", "status");
  const problems = element("div", {});
  const results = element("div", {});
  const onchange = () => results.toggleAttribute("data-answers", show.checked);
  const show = element("input", { type: "checkbox", onchange });

  function update() {
    const found = read(field.value, ALL_WORDS);
    const { tables: all, replaced } = tables(found.texts, LANGUAGE);
    const words = unread(found).map((line) => element("li", { dir: "auto" }, line));
    status.textContent = field.value.trim()
      ? filled(WORDS.status, { texts: found.texts.length, replaced })
      : "";
    problems.replaceChildren(
      ...(words.length
        ? [element("p", { className: "rubric" }, WORDS.unread), element("ul", {}, ...words)]
        : []),
    );
    results.replaceChildren(...all.flatMap((table) => section(table, show)));
  }

  field.addEventListener("input", update);
  addEventListener("pageshow", update); // a browser may fill the field again
  root.append(
    element("label", {}, WORDS.paste, field),
    element("p", { className: "plainnet-note" }, WORDS.private),
    status,
    problems,
    element("label", { className: "plainnet-show" }, show, WORDS.show),
    element("p", { className: "plainnet-note" }, WORDS.legend),
    results,
  );
}

document.querySelectorAll(".plainnet-class").forEach(begin);
