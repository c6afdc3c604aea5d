// What a class answered, by page: tables of counts, and the mistakes by name.

// Texts of the same person about the same page are the same; without a name, the same lines are.
const keyOf = ({ name, page, lines }) =>
  JSON.stringify([page, name ? name.normalize("NFC").toLowerCase() : lines]);

// The latest text of each person about each page, and how many they replaced.
function latest(texts) {
  const kept = new Map(texts.map((text) => [keyOf(text), text]));
  return { kept: [...kept.values()], replaced: texts.length - kept.size };
}

const countRight = (answers) => answers.filter((answer) => answer?.verdict === "right").length;

// The questions that any of the texts has; the longest text says in which order.
function questionsOf(texts) {
  const longest = texts.toSorted((one, other) => other.answers.size - one.answers.size);
  const all = longest.flatMap(({ answers }) => [...answers.values()]);
  return [...new Map(all.map((each) => [each.place, each])).values()];
}

// The mistakes, the most frequent first, and who made them. Those with numbers are the same in all
// languages; their words are those of this `language` where there are some.
function mistakesOf(texts, questions, language) {
  const found = new Map();
  for (const text of texts) {
    for (const question of questions) {
      for (const { number, text: words } of text.answers.get(question.place)?.mistakes ?? []) {
        const key = JSON.stringify([question.place, number ?? words]);
        const mistake = found.get(key) ?? { question, words, who: new Set() };
        if (text.language === language) mistake.words = words;
        found.set(key, { ...mistake, who: mistake.who.add(text) });
      }
    }
  }
  const all = [...found.values()].map((each) => ({
    ...each,
    who: [...each.who].map(({ name }) => name),
  }));
  return all.toSorted((one, other) => other.who.length - one.who.length);
}

function tableOf(texts, language) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const sorted = texts.toSorted(
    (one, other) => !one.name - !other.name || compare(one.name, other.name),
  );
  const questions = questionsOf(texts);
  const rows = sorted.map(({ name, answers }) => {
    const own = questions.map(({ place }) => answers.get(place));
    return { name, answers: own, right: countRight(own) };
  });
  const { title } = texts.find((text) => text.language === language) ?? texts[0];
  const right = questions.map((_, index) => countRight(rows.map(({ answers }) => answers[index])));
  return { title, questions, rows, right, mistakes: mistakesOf(sorted, questions, language) };
}

// A table for each page, in the order in which pages come first, and how many texts were replaced
// by a later one.
export function tables(texts, language) {
  const { kept, replaced } = latest(texts.filter(({ page }) => page));
  const pages = [...new Set(kept.map(({ page }) => page))];
  const textsOf = (own) => kept.filter(({ page }) => page === own);
  return { replaced, tables: pages.map((page) => tableOf(textsOf(page), language)) };
}
