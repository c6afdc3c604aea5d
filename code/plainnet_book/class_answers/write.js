// The text of a page's answers: for people, and for `read.js`.
const LONGEST = 200; // characters of an answer or of a mistake
const SHORT = 60; // of a question

export const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// The words of a mistake without its numbers: the same mistake may lead to many a loss. The digit
// of a name, such as W1, stays.
export const unnumbered = (words) =>
  words.replace(/(?<![\wα-ω])[-−+]?\d+(?:[.,]\d+)*(?:e[-+]?\d+)?/gi, "#");

// One line of plain text.
function plain(text, most = LONGEST) {
  const line = [...text.replaceAll("`", "").replace(/\s+/g, " ").trim()];
  return line.length > most ? `${line.slice(0, most).join("")}…` : line.join("");
}

function said(words, { verdict = "open", answer = "", tries = 0 }) {
  const template = { 0: "{verdict}", 1: words.one_try }[tries] ?? words.tries;
  const tried = filled(template, { verdict: words[verdict], count: tries });
  return answer ? filled(words.answer, { tried, answer: plain(answer) }) : tried;
}

function answerLines(words, { kind, place, asked, record }) {
  const question = filled(words[kind], { place });
  const mistakes = (record.mistakes ?? []).map(([number, text]) =>
    filled(number ? words.known : words.mistake, { number, mistake: plain(text) }),
  );
  const line = filled(words.line, { question, said: said(words, record) });
  const about = asked ? [filled(words.asked, { asked: plain(asked, SHORT) })] : [];
  return [line, ...[...about, ...mistakes].map((each) => `   ${each}`)];
}

export function written(words, { name, page, title, date, answers }) {
  return [
    words.title,
    ...(plain(name) ? [filled(words.name, { name: plain(name) })] : []),
    filled(words.page, { page, title }),
    filled(words.date, { date }),
    ...answers.flatMap((answer) => answerLines(words, answer)),
    filled(words.end, { count: answers.length }),
    "",
  ].join("\n");
}
