// The text of a page's answers: for people, and for `read.js`.
const LONGEST = 200; // characters of an answer or of a mistake

export const filled = (template, values) =>
  template.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// One line of plain text.
function plain(text) {
  const line = [...text.replaceAll("`", "").replace(/\s+/g, " ").trim()];
  return line.length > LONGEST ? `${line.slice(0, LONGEST).join("")}…` : line.join("");
}

function said(words, { verdict = "open", answer = "", tries = 0 }) {
  const template = { 0: "{verdict}", 1: words.one_try }[tries] ?? words.tries;
  const tried = filled(template, { verdict: words[verdict], count: tries });
  return answer ? filled(words.answer, { tried, answer: plain(answer) }) : tried;
}

function answerLines(words, { kind, place, record }) {
  const question = filled(words[kind], { place });
  const mistakes = (record.mistakes ?? []).map(([number, text]) =>
    filled(number ? words.known : words.mistake, { number, mistake: plain(text) }),
  );
  const line = filled(words.line, { question, said: said(words, record) });
  return [line, ...mistakes.map((mistake) => `   ${mistake}`)];
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
