// The tool for a teacher: the texts of a class go in, and tables come out. All that a text says is
// shown as text, never as HTML.
import { copied } from "./copy.js";
import { read } from "./read.js";
import { isCounted, pages, tableOf } from "./table.js";
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
const headingOf = (question) =>
  question.asked
    ? filled(WORDS.line, { question: nameOf(question), said: question.asked })
    : nameOf(question);
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
  const title = headingOf(question);
  return element("th", { scope: "col", title }, short, hidden(nameOf(question)));
}

function drawn({ title, questions, rows, right }) {
  const most = questions.filter(isCounted).length;
  const sums = rows.map((row) => element("td", {}, `${row.right}/${most}`));
  const body = rows.map(({ name, answers }, index) =>
    element("tr", {}, headOf("row", named(name)), ...answers.map(cellOf), sums[index]),
  );
  const head = [headOf("col", WORDS.who), ...questions.map(headOfQuestion)];
  const foot = questions.map((question, index) =>
    element("td", {}, isCounted(question) ? `${right[index]}/${rows.length}` : ""),
  );
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
    [WORDS.who, ...questions.map(headingOf), WORDS.sum],
    ...rows.map((row) => [named(row.name), ...row.answers.map(given), `${row.right}`]),
    [WORDS.sum, ...right.map((count, at) => (isCounted(questions[at]) ? `${count}` : "")), ""],
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

// The table of a page, and the mistakes in it.
function shown(table, show) {
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

// A page: its questions, each with a box that leaves out its column, and what is shown of them.
// `left` has those that are left out, also after the next text came.
function section(page, show, left) {
  const content = element("div", {});
  const keyOf = ({ place }) => `${page.page} ${place}`;
  function fill() {
    const questions = page.questions.filter((question) => !left.has(keyOf(question)));
    content.replaceChildren(...shown(tableOf(page, questions, LANGUAGE), show));
  }
  function choice(question) {
    const key = keyOf(question);
    const onchange = ({ target }) => {
      if (target.checked) left.delete(key);
      else left.add(key);
      fill();
    };
    const box = element("input", { type: "checkbox", checked: !left.has(key), onchange });
    return element("label", { dir: "auto" }, box, headingOf(question));
  }
  fill();
  const legend = element("legend", { dir: "auto" }, filled(WORDS.columns, page));
  const same = page.namesakes.map((each) =>
    element("p", { dir: "auto" }, filled(WORDS.namesakes, each)),
  );
  return [element("fieldset", {}, legend, ...page.questions.map(choice)), ...same, content];
}

// What is missing from a text, in words.
function lackOf({ line, name, page, isEnded, answers, count }) {
  const isWhole = isEnded && count === answers.size;
  const words = !page ? WORDS.no_page : !isEnded ? WORDS.no_end : !isWhole && WORDS.not_all;
  return words && filled(words, { line, name: named(name), page, found: answers.size, count });
}

// What could not be read, line by line, and the texts of which something is missing.
function unread({ texts, strange }) {
  const lines = strange.map((each) => [each.line, filled(WORDS.strange, each)]);
  const lacking = texts.map((text) => [text.line, lackOf(text)]).filter(([, words]) => words);
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
  const files = element("input", { type: "file", multiple: true, accept: ".txt", onchange: open });
  const left = new Set();

  async function open() {
    const texts = await Promise.all([...files.files].map((file) => file.text()));
    files.value = ""; // so that the same file can be opened again
    field.value = [field.value.trimEnd(), ...texts].filter(Boolean).join("\n");
    update();
  }
  function update() {
    const found = read(field.value, ALL_WORDS);
    const incomplete = found.texts.filter(lackOf).length;
    const { pages: all, replaced } = pages(found.texts, LANGUAGE);
    const words = unread(found).map((line) => element("li", { dir: "auto" }, line));
    status.textContent = field.value.trim()
      ? filled(WORDS.status, { texts: found.texts.length, incomplete, replaced })
      : "";
    problems.replaceChildren(
      ...(words.length
        ? [element("p", { className: "rubric" }, WORDS.unread), element("ul", {}, ...words)]
        : []),
    );
    results.replaceChildren(...all.flatMap((page) => section(page, show, left)));
  }

  field.addEventListener("input", update);
  addEventListener("pageshow", update); // a browser may fill the field again
  root.append(
    element("label", {}, WORDS.paste, field),
    element("label", { className: "plainnet-show" }, WORDS.open_files, files),
    element("p", { className: "plainnet-note" }, WORDS.private),
    status,
    problems,
    element("label", { className: "plainnet-show" }, show, WORDS.show),
    element("p", { className: "plainnet-note" }, WORDS.legend),
    results,
  );
}

document.querySelectorAll(".plainnet-class").forEach(begin);
