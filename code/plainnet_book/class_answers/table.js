// What a class answered, by page: tables of counts, and the mistakes by name.
import { unnumbered } from "./write.js";

// Texts of the same name about the same page; without a name, the same lines.
const keyOf = ({ name, page, lines }) =>
  JSON.stringify([page, name ? name.normalize("NFC").toLowerCase() : lines]);

// Whether a text may be the other one, copied later or whole: what was right is as it was, and
// elsewhere tries only become more. Where a text breaks off, its last answer may, too.
function continues(text, other) {
  const answers = [...other.answers.values()].slice(0, other.isEnded ? undefined : -1);
  return answers.every(({ place, tries, verdict, answer }) => {
    const now = text.answers.get(place);
    const isSame = now?.tries === tries && now.verdict === verdict && now.answer === answer;
    return isSame || (verdict !== "right" && now?.tries > tries);
  });
}

// The texts without those that another one of the same name continues.
function unreplaced(texts) {
  const keys = texts.map(keyOf);
  const isReplaced = (text, index) =>
    texts.some((other, at) => {
      const mayBe = at !== index && keys[at] === keys[index] && continues(other, text);
      return mayBe && (at > index || !continues(text, other));
    });
  return texts.filter((text, index) => !isReplaced(text, index));
}

// A prediction is neither right nor wrong.
export const isCounted = ({ kind }) => kind !== "prediction";
const isRight = (answer) => answer?.verdict === "right" && isCounted(answer);
const countRight = (answers) => answers.filter(isRight).length;

// The questions that any of the texts has, in the words of this `language` where there are some;
// the longest text says in which order.
function questionsOf(texts, language) {
  const isOwn = (text) => text.language === language;
  const longest = texts.toSorted(
    (one, other) => isOwn(other) - isOwn(one) || other.answers.size - one.answers.size,
  );
  const all = longest.flatMap(({ answers }) => [...answers.values()]);
  const isFirst = ({ place }, index) => all.findIndex((each) => each.place === place) === index;
  return all.filter(isFirst);
}

// The mistakes, the most frequent first, and who made them. Those with numbers are the same in all
// languages; their words are those of this `language` where there are some. Others are the same if
// their words are, whatever the losses in them.
function mistakesOf(texts, questions, language) {
  const found = new Map();
  for (const text of texts) {
    for (const question of questions) {
      for (const { number, text: words } of text.answers.get(question.place)?.mistakes ?? []) {
        const key = JSON.stringify([question.place, number ?? unnumbered(words)]);
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

// What a page's texts say of some of its questions.
export function tableOf({ title, texts }, questions, language) {
  const rows = texts.map(({ name, answers }) => {
    const own = questions.map(({ place }) => answers.get(place));
    return { name, answers: own, right: countRight(own) };
  });
  const right = questions.map((_, index) => countRight(rows.map(({ answers }) => answers[index])));
  return { title, questions, rows, right, mistakes: mistakesOf(texts, questions, language) };
}

// Names that several texts of a page have, each with their number.
function namesakesOf(texts) {
  const found = new Map();
  for (const text of texts.filter(({ name }) => name)) {
    const { count } = found.get(keyOf(text)) ?? { count: 0 };
    found.set(keyOf(text), { name: text.name, count: count + 1 });
  }
  return [...found.values()].filter(({ count }) => count > 1);
}

function pageOf(texts, language) {
  const { compare } = new Intl.Collator(language, { numeric: true });
  const { page, title } = texts.find((text) => text.language === language) ?? texts[0];
  return {
    page,
    title,
    texts: texts.toSorted((one, other) => !one.name - !other.name || compare(one.name, other.name)),
    questions: questionsOf(texts, language),
    namesakes: namesakesOf(texts),
  };
}

// The texts and questions of each page, in the order in which pages come first, and how many texts
// were left out because another one continues them.
export function pages(texts, language) {
  const usable = texts.filter(({ page }) => page);
  const kept = unreplaced(usable);
  const names = [...new Set(kept.map(({ page }) => page))];
  const textsOf = (own) => kept.filter(({ page }) => page === own);
  const all = names.map((name) => pageOf(textsOf(name), language));
  return { replaced: usable.length - kept.length, pages: all };
}
