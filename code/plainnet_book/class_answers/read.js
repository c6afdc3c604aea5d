// Reads the texts that `write.js` writes, in any of its languages, whatever a mail or a messenger
// did to their spaces, line ends, quotes and punctuation.
import { filled } from "./write.js";

const PARTS = {
  place: "[\\dA-Z]+(?:\\.\\d+)?[a-z]?",
  page: "[\\w-]+",
  date: "[\\d-]+",
  count: "\\d+",
  number: "\\d+",
  tried: ".*?", // so that an answer may contain anything
};
const PUNCTUATION = {
  ":": "[:：]",
  "：": "[:：]",
  ",": "[,，]",
  "，": "[,，]",
  ".": "[.。]",
  "。": "[.。]",
};
const UNSEEN = /[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const QUOTE = /^(?:[>＞] ?)+/; // of a mail that is answered or forwarded
const NARROWEST = 60; // columns after which a mail may break a line

const tidy = (line) =>
  line.replace(UNSEEN, "").replace(/\s+/g, " ").trim().replace(QUOTE, "").trim();

// What a line by this template looks like; each name in braces becomes a group.
function pattern(template) {
  const parts = template.split(/(\{\w+\}|\s+)/).map((part) => {
    const name = part.match(/^\{(\w+)\}$/)?.[1];
    if (name) return `(?<${name}>${PARTS[name] ?? ".*"})`;
    if (!part.trim()) return part && "\\s*";
    return [...part].map((each) => PUNCTUATION[each] ?? each).join("");
  });
  return parts.join("");
}

const wholeLine = (template) => new RegExp(`^${pattern(template)}$`);

function grammarOf([language, words]) {
  const question = (kind) =>
    wholeLine(filled(words.line, { question: words[kind], said: "{said}" }));
  return {
    language,
    title: pattern(words.title),
    verdicts: ["right", "wrong", "near", "surprise", "open"].map((kind) => [words[kind], kind]),
    answer: wholeLine(words.answer),
    lines: {
      question: question("question"),
      exercise: question("exercise"),
      prediction: question("prediction"),
      ...Object.fromEntries(
        ["name", "page", "date", "asked", "known", "mistake", "end"].map((kind) => [
          kind,
          wholeLine(words[kind]),
        ]),
      ),
    },
  };
}

// A line as [kind, its parts, its grammar]; nothing if it is none that `write.js` writes.
function understood(line, grammars) {
  for (const grammar of grammars) {
    for (const [kind, form] of Object.entries(grammar.lines)) {
      const parts = line.match(form)?.groups;
      if (parts) return [kind, parts, grammar];
    }
  }
  return [];
}

// What is said of a question; nothing if it has no verdict.
function answered(said, { answer, verdicts }) {
  const parts = said.match(answer)?.groups ?? { tried: said, answer: "" };
  const [words, verdict] = verdicts.find(([each]) => parts.tried.startsWith(each)) ?? [];
  if (!verdict) return undefined;
  const tries = Number(parts.tried.slice(words.length).match(/\d+/)?.[0] ?? 0);
  return { verdict, tries, answer: parts.answer, mistakes: [] };
}

const isWide = (character) => character >= "\u2e80";
const widthOf = (text) => [...text].reduce((width, each) => width + (isWide(each) ? 2 : 1), 0);

// A long line that was broken, with its next part.
function joined(line, next) {
  return isWide(line.at(-1)) && isWide(next[0]) ? line + next : `${line} ${next}`;
}

// The lines, each with its number, and cut before a title, wherever that stands.
function linesOf(text, titles) {
  const title = new RegExp(`(?=${titles.join("|")})`);
  return text
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(tidy)
    .flatMap((line, index) =>
      line
        .split(title)
        .filter((part) => part.trim())
        .map((part) => ({ line: index + 1, text: part.trim() })),
    );
}

// Whether a mail may have broken a line here: the next word had no room.
function isFull(line, next) {
  const [word] = next.split(" ");
  return widthOf(line) > NARROWEST / 2 && widthOf(`${line} ${word}`) > NARROWEST;
}

// The lines, with those put together again that a mail broke.
function unbroken(lines, isOurs) {
  const found = [];
  for (const { line, text } of lines) {
    const last = found.at(-1);
    const isRest = last && !isOurs(text) && isOurs(last.text) && isFull(last.end, text);
    const whole = isRest ? joined(last.text, text) : "";
    if (whole && isOurs(whole)) Object.assign(last, { text: whole, end: text });
    else found.push({ line, text, end: text });
  }
  return found;
}

// What to do with the parts of a line, by its kind; false if it makes no sense here.
const TAKE = {
  name: (to, { name }) => Object.assign(to, { name }),
  page: (to, { page, title }, { language }) => Object.assign(to, { page, title, language }),
  date: (to, { date }) => Object.assign(to, { date }),
  question: (to, parts, grammar) => ask(to, "question", parts, grammar),
  exercise: (to, parts, grammar) => ask(to, "exercise", parts, grammar),
  prediction: (to, parts, grammar) => ask(to, "prediction", parts, grammar),
  asked: (to, { asked }) => to.last && Object.assign(to.last, { asked }),
  known: (to, { number, mistake }) => to.last?.mistakes.push({ number, text: mistake }),
  mistake: (to, { mistake }) => to.last?.mistakes.push({ text: mistake }),
  end: (to, { count }) => Object.assign(to, { count: Number(count), isEnded: true }),
};

function ask(to, kind, { place, said }, grammar) {
  const answer = answered(said, grammar);
  if (!answer) return false;
  to.last = { kind, place, ...answer };
  to.answers.set(place, to.last);
  return true;
}

// The texts, in their order, and the lines that could not be read. `words` are those of
// `write.js`, by language. What a text lacks is undefined: `page`, `count`.
export function read(text, words) {
  const grammars = Object.entries(words).map(grammarOf);
  const titles = grammars.map(({ title }) => title);
  const isTitle = (line) => titles.some((title) => new RegExp(`^${title}$`).test(line));
  const isOurs = (line) => understood(line, grammars).length > 0;
  const [texts, strange] = [[], []];
  for (const { line, text: own } of unbroken(linesOf(text, titles), isOurs)) {
    const now = texts.at(-1);
    if (isTitle(own)) {
      texts.push({ line, name: "", answers: new Map(), lines: [] });
      continue;
    }
    const [kind, ...parts] = understood(own, grammars);
    const isTaken = kind && now && !now.isEnded && TAKE[kind](now, ...parts);
    if (isTaken) {
      now.lines.push(own);
      continue;
    }
    strange.push({ line, text: own });
    if (now) now.last = undefined; // a mistake below it would be somebody else's
  }
  return { texts, strange };
}
