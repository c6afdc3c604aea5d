// The search page. Its index is a script, because pages opened from a folder may not fetch files;
// it lists for each word the sections that contain it (`plainnet_book.search`).
const MOST = 50; // the largest number of results shown
const WHOLE = { title: 8, text: 2 };
const BEGINNING = { title: 4, text: 1 };

const place = document.querySelector(".plainnet-search");

function wordsOf(text) {
  const words = text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
  // Digits after a decimal point are not in the index.
  return words.filter((word) => !/^0\d*$/.test(word));
}

// How well a word of the index matches a search term: exactly, by its beginning, or not at all.
// Because Chinese has no spaces, a match may also be inside of a word.
function worth(word, other) {
  if (other === word) return WHOLE;
  const meets = /\p{Script=Han}/u.test(word) ? other.includes(word) : other.startsWith(word);
  return meets ? BEGINNING : null;
}

// For each section that contains a match of the term, how good the match is.
function found(word, { sections, words }) {
  const scores = new Map();
  for (const [other, ...gaps] of words.split(";").map((line) => line.split(" "))) {
    const score = worth(word, other)?.text;
    if (!score) continue;
    let number = 0;
    for (const gap of gaps) {
      number += Number(gap);
      const inTitle = wordsOf(sections[number][2]).map((part) => worth(word, part)?.title ?? 0);
      scores.set(number, Math.max(scores.get(number) ?? 0, score, ...inTitle));
    }
  }
  return scores;
}

// The sections that match all terms of a query, the best first, otherwise in the order of the book.
function search(query, index) {
  const scores = wordsOf(query).map((word) => found(word, index));
  if (!scores.length) return [];
  const common = [...scores[0].keys()].filter((number) => scores.every((one) => one.has(number)));
  const sum = (number) => scores.reduce((total, one) => total + one.get(number), 0);
  return common.toSorted((one, other) => sum(other) - sum(one) || one - other);
}

function result(number, { pages, sections }) {
  const [page, anchor, heading] = sections[number];
  const [address, title] = pages[page];
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = anchor ? `${address}#${anchor}` : address;
  link.textContent = heading;
  item.append(link);
  if (heading !== title) {
    const where = document.createElement("span");
    where.textContent = title;
    item.append(" ", where);
  }
  return item;
}

function show(query, index) {
  const { none, one, many } = place.dataset;
  const numbers = search(query, index);
  const words = { 0: none, 1: one }[numbers.length] ?? `${numbers.length} ${many}`;
  place.querySelector("[role=status]").textContent = words;
  const items = numbers.slice(0, MOST).map((number) => result(number, index));
  place.querySelector("#search-results").replaceChildren(...items);
}

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  const fields = [...document.querySelectorAll(".sidebar-search")];
  const field = fields.find((one) => one.checkVisibility());
  if (!field) return;
  event.preventDefault();
  field.focus();
});

if (place) {
  const query = new URLSearchParams(location.search).get("q")?.trim();
  const field = place.querySelector("input");
  field.value = query ?? "";
  field.focus();
  if (query) {
    const script = document.createElement("script");
    script.src = place.dataset.index;
    script.addEventListener("load", () => show(query, globalThis.plainnetSearch));
    document.head.append(script);
  }
}
