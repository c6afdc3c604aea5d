// The search, in the menu and on its own page: hits while one types. Its index is scripts, because
// pages opened from a folder may not fetch files: first the titles, then the texts. They are loaded
// when someone types (`plainnet_book.search`).
const NAMES = ["index", `texts-${document.documentElement.lang}`];
const FILES = NAMES.map((name) => `_static/plainnet/search-${name}.js`);
const ROOT = new URL(document.documentElement.dataset.content_root, location.href);
const MOST = { menu: 10, page: 50 }; // hits that are shown
// Words that count, in which a slip of typing is looked for only if they and their letters are few.
const LIMIT = { words: 16, mistyped: 8, letters: 40 };
const ENOUGH = 4; // letters, from which on the beginning of a word stands for the word
const LETTER = "[\\p{L}\\p{N}_]";
// What is worth more than a word in a text: one in a title, a whole title, and a link to the entry
// of the glossary. The top of a page is worth more, the beginning of a word and an appendix less.
const WORTH = { title: 3, whole: 2, link: 1, top: 1.1, beginning: 0.5, behind: 0.5 };
// Words that are left out beside others.
const SMALL =
  "a an and are can define do does for how i in is it my of on or the this to what when";
const small = new Set(`${SMALL} why with you your`.split(" "));

// American spelling is British here, and no letter moves.
const fold = (text) => text.toLowerCase().replaceAll("z", "s");
const wordsOf = (text) => fold(text).match(new RegExp(`${LETTER}+`, "gu")) ?? [];

const HAN = /\p{Script=Han}/u;
// What Chinese readers type around a term: what is, why, how, and the like.
const ASKED = /什么是|是什么|什么叫|为什么|怎么样?|怎样|如何|哪些|[的了吗呢]/gu;

let current = null; // the place where someone types
let folded = []; // of each section its title, and the title of its page with its own text

function stem(word) {
  return word.replace(/(?<=^.{4,})(ations?|ing|ed|es|e|(?<!s)s)$/, "");
}

// What to look for: words that begin like this one, except for short words amid others. Chinese has
// no spaces, so there a match may also be inside of a word.
function pattern(word, isLast, begun = stem(word)) {
  if (HAN.test(word)) return word;
  const rest = isLast || word.length >= ENOUGH ? `${LETTER}*` : `(?!${LETTER})`;
  return `(?:${begun})(?<!${LETTER}(?:${begun}))${rest}`;
}

// Chinese that occurs nowhere as it was typed is looked for in pairs of characters.
function cut(word) {
  const occurs = folded.some((parts) => parts.some((part) => part.includes(word)));
  if (!HAN.test(word) || occurs) return [word];
  const runs = word.replace(ASKED, " ").match(/\p{Script=Han}+|[^\p{Script=Han}\s]+/gu) ?? [];
  const pairs = (run) => [...run].slice(1).map((_, k) => run.slice(k, k + 2));
  return runs.flatMap((run) => (HAN.test(run) && run.length > 2 ? pairs(run) : [run]));
}

// The beginning of a word with one letter wrong, missing or too many, or two exchanged.
function mistyped(word) {
  const ways = [...word].flatMap((letter, k) => {
    const [before, after] = [word.slice(0, k), word.slice(k + 1)];
    const exchanged = after && before + after[0] + letter + after.slice(1);
    return [`${before}${LETTER}?${after}`, `${before}${LETTER}${letter}${after}`, exchanged];
  });
  return ways.filter(Boolean).join("|");
}

const every = (source) => new RegExp(source, "gu");
const isOwn = ({ pages, sections }, number) =>
  pages[sections[number][0]][3] === document.documentElement.lang;

function patternsOf(words) {
  return words.map((word, k) => {
    const usual = pattern(word, k === words.length - 1);
    const find = every(usual);
    const occurs = folded.some((parts) => parts.some((part) => part.match(find)));
    const isLong = words.length > LIMIT.mistyped || word.length > LIMIT.letters;
    if (occurs || isLong || word.length < ENOUGH) return usual;
    return pattern(word, true, mistyped(stem(word)));
  });
}

const joined = (patterns) => patterns.join("[^\\p{L}\\p{N}]+");

// How much of a title was found: of its words or, in Chinese, of its letters.
const partOf = (title, found) =>
  HAN.test(title)
    ? found.join("").length / wordsOf(title).join("").length
    : found.length / wordsOf(title).length;

// The numbers of the sections that have most of the words, those in the reader's language first, and
// the best, otherwise in the order of the book. Rare words weigh more. In the text, it also counts how often a word occurs.
function rank(words, patterns, linking, index) {
  const { sections } = index;
  const value = (found, word) => found && (found.includes(word) ? 1 : WORTH.beginning);
  const values = words.map((word, k) => {
    const find = every(patterns[k]);
    return folded.map(([title, text]) => {
      const inText = text.match(find);
      const often = 1 - 1 / (1 + (inText?.length ?? 0));
      return WORTH.title * value(title.match(find), word) + often * value(inText, word);
    });
  });
  const weights = values.map((each) =>
    Math.log(1 + sections.length / (each.filter(Boolean).length || Infinity)),
  );
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const any = every(patterns.join("|"));
  const pairs = patterns.slice(1).map((next, k) => every(joined([patterns[k], next])));
  const adjacent = (text) => pairs.filter((pair) => text.match(pair)).length / (pairs.length || 1);
  const scores = sections.map(([, anchor, , isBehind], number) => {
    if (2 * values.filter((each) => each[number]).length <= words.length) return 0;
    const [title, text] = folded[number];
    const share = partOf(title, title.match(any) ?? []);
    let score = WORTH.title * adjacent(title) + adjacent(text);
    score += WORTH.whole * share ** 2 + WORTH.link * linking.includes(number);
    score = weights.reduce((sum, weight, k) => sum + weight * values[k][number], all * score);
    return score * (anchor ? 1 : WORTH.top) * (isBehind ? WORTH.behind : 1);
  });
  const found = [...sections.keys()].filter((number) => scores[number]);
  const isBefore = (one, other) => isOwn(index, other) - isOwn(index, one);
  return found.toSorted((one, other) => isBefore(one, other) || scores[other] - scores[one]);
}

// The entry of the glossary that has these words as a name, and whether it is just this name.
function entryOf(words, patterns, index) {
  const [ours, others] = [true, false].map((is) =>
    index.terms.filter(([number]) => isOwn(index, number) === is),
  );
  const known = [...ours, ...others];
  const named = (test) =>
    known.find(([, , , ...names]) =>
      names.map(wordsOf).some((own) => own.length === words.length && own.every(test)),
    );
  const exact = named((word, k) => word === words[k]);
  if (exact || words.join("").length < ENOUGH) return [exact, true];
  return [named((word, k) => new RegExp(`^${patterns[k]}$`, "u").test(word)), false];
}

// The numbers of the sections to show. If the query is a term, its entry in the glossary and the
// section that explains it come first; `card` counts them.
function search(query, index) {
  const typed = wordsOf(query).slice(0, LIMIT.words).flatMap(cut).slice(0, LIMIT.words);
  const large = typed.filter((word) => !small.has(word));
  let words = large.length ? large : typed;
  let patterns = patternsOf(words);
  const [entry, isExact] = entryOf(words, patterns, index);
  if (entry && isExact) {
    words = wordsOf(entry[3]);
    patterns = patternsOf(words);
  }
  const found = words.length ? rank(words, patterns, entry?.[2] ?? [], index) : [];
  if (!entry) return { numbers: found, card: 0, patterns };
  const explains = ([page, anchor, , isBehind]) =>
    entry[1] === null ? !isBehind : page === entry[1] && !anchor.startsWith("ex-");
  const place = found.filter((number) => explains(index.sections[number])).slice(0, 1);
  const numbers = [...new Set([entry[0], ...place, ...found])];
  return { numbers, card: 1 + place.length, patterns };
}

function element(name, ...content) {
  const made = document.createElement(name);
  made.append(...content);
  return made;
}

function marked(text, patterns) {
  const parts = [];
  let end = 0;
  for (const { 0: found, index } of fold(text).matchAll(every(patterns.join("|")))) {
    parts.push(text.slice(end, index), element("mark", text.slice(index, index + found.length)));
    end = index + found.length;
  }
  return [...parts, text.slice(end)];
}

// The piece of a text around the phrase, or where most of its words are close together.
function context(text, patterns) {
  const near = [...fold(text).matchAll(every(patterns.join("|")))];
  const count = ({ index }) =>
    new Set(near.filter((one) => one.index >= index && one.index < index + 120).map(String)).size;
  const most = near.toSorted((one, other) => count(other) - count(one))[0]?.index ?? 0;
  const phrase = fold(text).search(new RegExp(joined(patterns), "u"));
  const at = phrase < 0 ? most : phrase;
  const start = at < 60 ? 0 : text.indexOf(" ", at - 40) + 1;
  const end = text.length > start + 240 ? text.lastIndexOf(" ", start + 240) : text.length;
  return (start ? "… " : "") + text.slice(start, end) + (end < text.length ? " …" : "");
}

function link(number, patterns, { pages, sections, texts }, isWhole) {
  const [page, anchor, heading] = sections[number];
  const [address, place, title] = pages[page];
  const text = texts?.[number] ?? "";
  const where = [place, anchor && title].filter(Boolean).join(" · ");
  const line = element("span", ...marked(isWhole ? text : context(text, patterns), patterns));
  const made = element("a", element("strong", heading), " ", element("small", where), " ", line);
  made.href = new URL(anchor ? `${address}#${anchor}` : address, ROOT);
  return made;
}

function reveal(place, isOpen) {
  const list = place.querySelector("ol");
  if (list.popover) list.togglePopover(isOpen);
  const below = place.getBoundingClientRect();
  list.style.setProperty("--left", `${below.left}px`);
  list.style.setProperty("--top", `${below.bottom}px`);
}

function show(place) {
  const [index, query] = [globalThis.plainnetSearch, place.querySelector("input").value.trim()];
  const [status, list] = place.querySelectorAll("[role=status], ol");
  const { numbers, card, patterns } = index && query ? search(query, index) : { numbers: [] };
  const links = numbers
    .slice(0, list.popover ? MOST.menu : MOST.page)
    .map((number, k) => link(number, patterns, index, k === 0 && card));
  const entry = element("li", ...links.splice(0, card));
  entry.className = "plainnet-term";
  list.replaceChildren(...(card ? [entry] : []), ...links.map((each) => element("li", each)));
  const { none, one, many } = place.dataset;
  const words = { 0: none, 1: one }[numbers.length] ?? `${numbers.length} ${many}`;
  status.textContent = index && query ? words : "";
  reveal(place, numbers.length > 0 && place.contains(document.activeElement));
}

function loaded() {
  const { pages, sections, texts } = globalThis.plainnetSearch;
  folded = sections.map(([page, , title], k) =>
    [title, `${pages[page][2]}. ${texts?.[k] ?? ""}`].map(fold),
  );
  show(current);
}

function ask(place) {
  if (!current) {
    for (const file of FILES) {
      const script = element("script");
      script.async = false; // the texts belong to the titles
      script.src = new URL(file, ROOT);
      script.addEventListener("load", loaded);
      document.head.append(script);
    }
  }
  current = place;
  show(place);
}

// The address of the search page for what is typed: Enter leads there and, on that page itself, it
// brings the hits back.
function addressOf({ action }, query) {
  const asked = query ? `?${new URLSearchParams({ q: query })}` : "";
  return new URL(new URL(action).pathname + asked, action);
}

function press(event, place) {
  const stops = [place.querySelector("input"), ...place.querySelectorAll("li a")];
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const isOpen = place.querySelector("ol:popover-open");
  if (!step && !(event.key === "Escape" && isOpen)) return;
  event.preventDefault();
  event.stopPropagation(); // Escape would also close the menu
  if (step) stops[stops.indexOf(document.activeElement) + step]?.focus();
  else {
    stops[0].focus();
    reveal(place, false);
  }
}

for (const place of document.querySelectorAll(".plainnet-search")) {
  const field = place.querySelector("input");
  const isOutside = ({ relatedTarget }) => !place.contains(relatedTarget);
  place.addEventListener("input", () => {
    ask(place);
    const { form, value } = field;
    if (place.closest("article")) history.replaceState(null, "", addressOf(form, value.trim()));
  });
  // By script, because the policy of pages sends no form anywhere.
  place.addEventListener("submit", (event) => {
    event.preventDefault();
    location.assign(addressOf(field.form, field.value));
  });
  place.addEventListener("keydown", (event) => press(event, place));
  place.addEventListener("focusout", (event) => isOutside(event) && reveal(place, false));
  field.addEventListener("focus", (event) => isOutside(event) && field.value && ask(place));
}

addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
  const fields = [...document.querySelectorAll(".sidebar-search")];
  const field = fields.find((one) => one.checkVisibility());
  if (!field) return;
  event.preventDefault();
  field.focus();
});

const field = document.querySelector("article .plainnet-search input");
if (field) {
  field.value = new URLSearchParams(location.search).get("q")?.trim() ?? "";
  field.focus();
  if (field.value) ask(field.closest(".plainnet-search"));
}
