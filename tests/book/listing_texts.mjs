// Lets a reader write in `listing.js` in Node, in one tab or two; prints what became of the texts.
import { Element, asked, end, page, rest, stored } from "./page_in_node.mjs";

const WORDS = JSON.parse(process.argv[3]);
Object.assign(globalThis, { WORDS, COLUMNS: "  ", KEYWORDS: [], BUILTINS: [] });
process.on("uncaughtException", ({ message }) => (lost = message));
let lost = "";
let tabs = 0;

// A page that opens, with one listing, or with an exercise and the one of which that has need.
async function opened(isExercise = false, code = "check(...)") {
  page.boxes = (isExercise ? ["batch = 1", code] : [code]).map((text, cell) => {
    const [box, pre] = [new Element(), new Element()];
    const dataset = { cell: `${cell}`, needs: cell ? "0" : "" };
    pre.append(`${text}\n`);
    return Object.assign(box, { dataset, isExercise: isExercise && cell, querySelector: () => pre });
  });
  let hear;
  globalThis.addEventListener = (kind, listener) => kind === "storage" && (hear = listener);
  const script = `../../code/plainnet_book/page_python/page/listing.js?${(tabs += 1)}`;
  const { listings } = await import(script);
  const [above, listing] = [listings[0], listings.at(-1)];
  return {
    above,
    listing,
    write(text) {
      listing.edit();
      listing.area.value = text(listing.area.value);
      listing.area.dispatchEvent(new Event("input"));
    },
    // What another tab wrote comes here.
    hear() {
      for (const [key, newValue] of stored) hear({ key, newValue });
    },
    // What *My version* brings, as often as it is there, up to three times.
    mine() {
      const texts = [];
      while (texts.length < 3 && listing.row && !listing.undoes.hidden) {
        listing.undoes.onclick();
        texts.push(listing.text);
      }
      return texts;
    },
  };
}
const { forget, PREFIX } = await import("../../code/plainnet_book/page_python/page/kept.js");
const open = (detail) => document.dispatchEvent(new CustomEvent("plainnet:open", { detail }));
const [LONG, LINES] = ["# an hour of work", "# of the playground"];
// Runs the text to its end.
async function judged(listing, number, ...says) {
  const done = listing.run();
  const made = await asked(number);
  made.say({ kind: "begun", seconds: 1, needs: "0" });
  for (const text of says) made.say({ kind: "verdict", text });
  return [made, done];
}

const TRIALS = {
  async "the playground's lines come, and come again"() {
    const { listing, write } = await opened();
    write(() => LONG);
    listing.area = undefined;
    open(LINES);
    open(`${LINES}, later`);
    const again = await opened();
    again.listing.reset();
    return (await opened()).mine();
  },
  async "an editor is open in another tab"() {
    const [one, other] = [await opened(), await opened()];
    other.listing.edit();
    one.write(() => LONG);
    other.hear();
    other.write((text) => `${text}!`);
    one.hear();
    return [one.listing.text, other.listing.text, one.mine()];
  },
  async "another tab wrote, unheard"() {
    const [one, other] = [await opened(), await opened()];
    one.write(() => LONG);
    other.write(() => "mine");
    one.hear();
    one.listing.reset();
    one.write(() => "third");
    return one.mine();
  },
  async "an answer was right, and is another one by now"() {
    const one = await opened(true);
    one.write(() => "check(1)");
    const [made, done] = await judged(one.listing, 0, WORDS.right);
    one.write(() => "check(7)"); // while it runs
    made.say({ kind: "done", good: true });
    await done;
    const said = [(await opened(true)).listing.status.textContent];
    one.write(() => "check(1)");
    return [...said, (await opened(true)).listing.status.textContent];
  },
  async "an answer was right, with what is above it"() {
    const one = await opened(true);
    one.above.write("batch = 2");
    const [made, done] = await judged(one.listing, 0, WORDS.right);
    made.say({ kind: "done", good: true });
    await done;
    const said = [(await opened(true)).listing.status.textContent];
    one.above.reset();
    return [...said, (await opened(true)).listing.status.textContent];
  },
  async "a check of two is missing, or the run fails after one"() {
    const said = [];
    for (const [good, ...says] of [[true], [false], [true, WORDS.right], [false, WORDS.right]]) {
      const { listing } = await opened(true, "check_one(1)\ncheck_two(2)");
      const [made, done] = await judged(listing, 0, WORDS.right, ...says);
      made.say({ kind: "done", good });
      await done;
      made.asked.pop();
      said.push((await opened(true, listing.original)).listing.status.textContent === WORDS.right);
      forget(`answered ${listing.name}`);
    }
    return said;
  },
  async "any sign is in a text, and the button is pressed twice"() {
    const { listing, write } = await opened();
    write(() => `${LONG}\x1e`);
    listing.reset();
    for (const wrong of ["no list", "[1, null]", "3"]) {
      stored.set(`${PREFIX}mine 1 check(...)`, wrong); // of the exercise on the next page
      const { mine } = (await opened(true)).listing;
      if (mine.length) return mine;
    }
    listing.area = undefined;
    listing.runs.onclick({ detail: 1 });
    listing.runs.onclick({ detail: 2 });
    return [(await opened()).mine(), listing.isRunning];
  },
  async "the original comes while it runs"() {
    const { listing, write } = await opened();
    write(() => LONG);
    const [made, done] = await judged(listing, 0, "early");
    listing.reset();
    made.say({ kind: "verdict", text: WORDS.right });
    made.say({ kind: "done", good: true });
    await done;
    await rest();
    return [listing.status.textContent, lost];
  },
};
await end(TRIALS);
