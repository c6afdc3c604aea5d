// Listings that run: ▶ beside the code, an editor over it, and what it prints and draws below.
import { forget, keep, keeping, kept, PREFIX } from "./kept.js";
import { painted } from "./paint.js";
import { canRun, page, PAGE, progress, progressText, run, SITE_HERE, stop } from "./python.js";
import { filled } from "./texts.js";

const LONG = 3; // seconds that a reader would wait without asking how long
const SAID = 400; // characters of an output that a screen reader is told
const LINE = 20; // characters, from which on a line without columns wraps beside columns, too
const columns = new RegExp(COLUMNS, "m"); // what is printed in columns does not wrap
const MISTAKE = new RegExp(`^${WORDS.wrong}[:：.。 ]*([^:：.。\\s].*)`);

export function element(name, className, more = {}) {
  return Object.assign(document.createElement(name), { className, ...more });
}

export const button = (word, onclick) =>
  element("button", "", { type: "button", textContent: WORDS[word], onclick });

const tenths = (since) => {
  const seconds = (performance.now() - since) / 1000;
  return seconds < 0.1 ? WORDS.short : seconds.toFixed(1);
};

const lineOf = (text) =>
  text.length > LINE && !text.includes("  ")
    ? element("span", "plainnet-message", { textContent: text })
    : text;

// The places of cells, from the text that Python wrote.
const places = (text) => new Set(text.split(" ").filter(Boolean).map(Number));

// An editor that closes moves what is below it: while a mouse or a finger presses, that would take
// away what is pressed, so it closes after the click.
let isPressed = false;
addEventListener("mousedown", () => (isPressed = true), true);
addEventListener("mouseup", () => (isPressed = false), true);
function afterPress(act) {
  if (isPressed) addEventListener("mouseup", () => setTimeout(act), { once: true });
  else act();
}

// Says of an output that its code is another one by now.
function label(output, words) {
  if (words) output.dataset.stale = words;
  else delete output.dataset.stale;
}

class Listing {
  constructor(box) {
    this.box = box;
    this.cell = Number(box.dataset.cell);
    this.pre = box.querySelector("pre");
    this.original = this.text = this.pre.textContent.replace(/\n$/, "");
    this.book = [...this.pre.childNodes];
    this.name = `${this.cell} ${this.original}`;
    this.needs = this.built = places(box.dataset.needs ?? "");
    this.isExercise = Boolean(box.closest(".tag_exercise"));
    this.checks = this.original.match(/\bcheck\w*\(/g)?.length ?? 0;
    this.word = this.isExercise && this.checks ? WORDS.check : WORDS.run;
    this.begin = element("span", "plainnet-begin");
    const { takes } = box.dataset;
    this.begin.append(this.chip(takes ? "run_long" : "run", () => this.run(), { seconds: takes }));
    this.begin.append(this.chip("edit", () => this.edit()));
    box.append(this.begin);
    this.pre.addEventListener("click", (event) => this.editAt(event));
  }

  // Shows what the reader wrote earlier.
  restore() {
    const own = kept(this.name);
    if (this.mine.length) this.show();
    if (own === undefined || own === null) return;
    this.write(own, false);
    this.box.closest("details")?.setAttribute("open", ""); // what was written is seen again
  }

  // A button beside the code; a screen reader is told whose it is.
  chip(word, onclick, values = {}) {
    const chip = button(word, onclick);
    chip.textContent = filled(WORDS[word], values);
    chip.append(element("span", "visually-hidden", { textContent: ` ${this.about()}` }));
    return chip;
  }

  // What a screen reader is told about a listing: how it begins.
  about() {
    return this.original.trim().split("\n")[0];
  }

  get isEdited() {
    return this.text !== this.original;
  }

  // The listings that this one needs, as far as is known: an edit may add some, a run tells.
  get above() {
    return listings.filter(({ cell, isExercise }) => this.needs.has(cell) && !isExercise);
  }

  // The texts on which the output depends, with these edits: its own, and those that are edited.
  texts(own = edits()) {
    const others = this.above
      .filter(({ cell }) => cell in own)
      .map(({ cell }) => [cell, own[cell]]);
    return JSON.stringify([own[this.cell] ?? this.original, ...others]);
  }

  // The row below the code; it is there once a reader did something with the listing.
  addRow() {
    this.row = element("div", "plainnet-bar");
    this.runs = button("run", ({ detail }) => {
      if (detail > 1) return; // a double click would run it and stop it
      this.area?.blur();
      this.runs.focus();
      this.runOrStop();
    });
    this.edits = button("edit", () => this.edit());
    this.resets = button("reset", () => {
      this.reset();
      this.runs.focus();
    });
    this.undoes = button("undo", () => this.undo());
    this.books = button("book", () => this.showBook(this.outputs().some((each) => each.hidden)));
    this.saves = button("download", () => download());
    this.status = element("span", "plainnet-status");
    this.meter = element("progress", "", { hidden: true, max: 1, ariaLabel: WORDS.loading });
    this.said = element("span", "visually-hidden");
    this.said.setAttribute("role", "status");
    const { runs, meter, status, edits, books, resets, undoes, saves, said } = this;
    const more = element("span", "plainnet-more");
    more.append(edits, books, resets, undoes, saves);
    this.row.append(runs, meter, status, more, said);
    this.box.append(this.row);
  }

  show() {
    if (!this.row) this.addRow();
    this.box.classList.add("plainnet-active");
    const word = this.isRunning ? WORDS.stop : this.word;
    // WebKit forgets a click on a text that is replaced meanwhile, as when the editor closes.
    if (this.runs.textContent !== word) this.runs.textContent = word;
    this.runs.dataset.does = this.isRunning ? "stop" : "run";
    this.edits.hidden = Boolean(this.area);
    const outputs = this.outputs();
    this.resets.hidden = !(this.isEdited || this.output);
    this.undoes.hidden = this.mine.length === 0;
    this.books.hidden = !(this.output && outputs.length > 0);
    this.saves.hidden = !this.isEdited;
    this.judge();
  }

  // Labels outputs of other code than that which is there now.
  judge() {
    const isOther = this.above.some(({ isEdited }) => isEdited) && WORDS.stale_above;
    for (const each of this.outputs()) label(each, this.isEdited ? WORDS.stale : isOther);
    if (this.output) label(this.output, this.ran !== this.texts() && WORDS.old);
  }

  tell(words) {
    this.status.textContent = words;
  }

  // The editor is a text field over the coloured text: phones know what to do with one.
  edit() {
    if (!this.area) {
      this.area = element("textarea", "", {
        value: this.text,
        rows: 1,
        spellcheck: false,
        autocapitalize: "off",
        autocomplete: "off",
        wrap: "off",
        ariaLabel: filled(WORDS.code, { begin: this.about() }),
      });
      this.area.setAttribute("autocorrect", "off");
      this.area.addEventListener("input", () => this.write(this.area.value));
      this.area.addEventListener("keydown", (event) => this.press(event));
      this.area.addEventListener("blur", () => afterPress(() => this.leave()));
      this.pre.after(this.area);
      this.pre.replaceChildren(...painted(this.text));
    }
    this.area.focus({ preventScroll: true });
    this.show();
  }

  editAt({ clientX, clientY }) {
    if (!getSelection().isCollapsed) return; // a reader who marks text wants to copy it
    const at = document.caretPositionFromPoint?.(clientX, clientY);
    const range = at ? null : document.caretRangeFromPoint?.(clientX, clientY);
    const node = at?.offsetNode ?? range?.startContainer;
    let place = this.text.length;
    if (node && this.pre.contains(node)) {
      const before = document.createRange();
      before.setStart(this.pre, 0);
      before.setEnd(node, at?.offset ?? range.startOffset);
      place = before.toString().length;
    }
    this.edit();
    this.area.setSelectionRange(place, place);
  }

  press(event) {
    if (event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      this.run();
    } else if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      const line = this.area.value.slice(0, this.area.selectionStart).split("\n").pop();
      const indent = line.match(/^ */)[0] + (line.trimEnd().endsWith(":") ? "    " : "");
      document.execCommand("insertText", false, `\n${indent}`); // which can be undone
    } else if (event.key === "Escape") {
      event.stopPropagation();
      this.runs.focus();
    }
  }

  leave() {
    if (!this.area || document.activeElement === this.area) return;
    this.area.remove();
    this.area = undefined;
    this.paint();
    this.show();
  }

  paint() {
    if (this.isEdited) this.pre.replaceChildren(...painted(this.text));
    else this.pre.replaceChildren(...this.book);
  }

  // What the reader wrote here and what gave way to other texts, the newest last.
  get mine() {
    try {
      return JSON.parse(kept(`mine ${this.name}`)).filter((each) => typeof each === "string");
    } catch {
      return []; // there is none, or what is there is no list
    }
  }

  set mine(texts) {
    keep(`mine ${this.name}`, JSON.stringify(texts));
  }

  // Puts a text of the reader's, which gives way to another one, where *My version* finds it.
  save(text = this.text, put = "push") {
    if (!text || text === this.original || text === kept(`given ${this.name}`)) return;
    const texts = this.mine.filter((each) => each !== text);
    texts[put](text);
    this.mine = texts;
  }

  // Brings the newest text that gave way; another press the one before it, and so round.
  undo() {
    const older = this.mine;
    const text = older.pop();
    this.mine = older;
    this.save(this.text, "unshift");
    this.write(text);
  }

  // Takes a text, and keeps it; but not one that came from what is kept.
  write(text, isNew = true) {
    const there = kept(this.name);
    if (isNew && there !== this.text) this.save(there); // another tab wrote it, unseen here
    this.text = text;
    if (this.area && this.area.value !== text) this.area.value = text;
    if (!this.isEdited) this.needs = this.built;
    if (isNew && this.isEdited) keep(this.name, text);
    else if (isNew) forget(this.name);
    if (this.area) this.pre.replaceChildren(...painted(text));
    else this.paint();
    this.show();
    const words = keeping.works ? WORDS.edited : WORDS.not_kept;
    this.tell(this.output && this.ran === this.texts() ? this.ended : this.isEdited ? words : "");
    for (const each of listings) if (each.above.includes(this)) each.judge();
    document.dispatchEvent(new Event("plainnet:edited"));
  }

  reset() {
    this.save();
    if (this.isRunning) stop(this.on);
    this.endExplorers();
    this.output?.remove();
    this.output = undefined;
    this.showBook(true);
    this.write(this.original);
    this.mark(false);
  }

  showBook(isShown) {
    for (const each of this.outputs()) each.hidden = !isShown;
  }

  // What the book shows below this listing, unless that is folded.
  outputs() {
    const all = document.querySelectorAll(`[data-output="${this.cell}"]`);
    return [...all].filter((each) => !each.closest("details:not([open])"));
  }

  runOrStop() {
    if (this.isRunning) stop(this.on);
    else this.run();
  }

  async run() {
    if (this.isRunning) return;
    const atBegin = this.begin.contains(document.activeElement);
    this.isRunning = true;
    this.verdicts = []; // what checks say in this run
    this.show();
    if (atBegin) this.runs.focus();
    if (!canRun()) return this.end(WORDS.too_old);
    const clock = { since: performance.now(), words: WORDS.waiting };
    const tick = () => {
      const seconds = Math.round((performance.now() - clock.since) / 1000);
      this.tell(filled(clock.words, { seconds }));
    };
    const ticking = setInterval(tick, 1000);
    tick();
    let sent; // the edits with which it runs; the reader may go on writing
    this.on = {
      progress: () => {
        this.meter.hidden = progress.came >= progress.all;
        this.meter.value = progress.came / progress.all;
        clock.words = progressText();
        tick();
      },
      begun: ({ seconds, needs }) => {
        this.needs = places(needs);
        this.ran = this.texts(sent);
        this.meter.hidden = true;
        clock.words = seconds > LONG ? WORDS.running_long : WORDS.running;
        clock.words = clock.words.replace("{all}", Math.round(seconds));
        this.fresh();
        clock.since = performance.now();
        tick();
      },
      text: ({ text }) => this.print(text, ""),
      verdict: ({ text }) => this.verdicts.push(text),
      hint: ({ text }) => this.output.append(element("p", "", { textContent: text })),
      error: ({ text }) => this.printError(text),
      above: ({ text }) => this.printError(`${WORDS.above}\n\n${text}`),
      figure: ({ text }) => this.draw(text),
      explorer: ({ text }) => this.showExplorer(text),
    };
    try {
      const good = await run(this.cell, () => (sent = edits()), this.on);
      const seconds = tenths(clock.since);
      const isOther = this.above.some(({ isEdited }) => isEdited);
      const done = isOther ? WORDS.done_edited : WORDS.done;
      const words = { true: done, false: WORDS.failed, stopped: WORDS.stopped }[good];
      this.end(filled(words, { seconds }), good === true);
    } catch (error) {
      this.end(filled(error.isLate ? WORDS.broken : WORDS.not_loaded, { error: error.message }));
    } finally {
      clearInterval(ticking);
    }
  }

  end(words, isWhole = false) {
    this.isRunning = false;
    this.ended = words;
    this.meter.hidden = true;
    this.show();
    this.tell(words);
    for (const pre of this.output?.querySelectorAll("pre") ?? []) {
      const scrolls = pre.scrollHeight > pre.clientHeight || pre.scrollWidth > pre.clientWidth;
      if (scrolls) pre.tabIndex = 0; // so that keys can scroll it
    }
    const printed = [...(this.output?.querySelectorAll(":scope > :is(p, pre)") ?? [])];
    const text = printed.map((each) => each.textContent).join("\n");
    this.said.textContent = `${words} ${text.slice(0, SAID)}`;
    const verdicts = this.isExercise ? this.verdicts : [];
    const isOpen = (verdict) => verdict.startsWith(WORDS.open);
    if (verdicts.some(isOpen)) this.tell(WORDS.unanswered);
    if (verdicts.every(isOpen)) return;
    const isRight = verdicts.every((verdict) => verdict.startsWith(WORDS.right));
    // One check of two proves nothing, nor do those before an error.
    if (isRight && !(isWhole && verdicts.length >= this.checks)) return;
    this.tellTry(isRight);
    if (isRight) this.mark(true);
    else forget(`answered ${this.name}`);
  }

  // Tells of a try, unless it is the last one again or the book's own code, and of what the check
  // said.
  tellTry(isRight) {
    const [own] = JSON.parse(this.ran);
    if (this.tried === this.ran || (own === this.original && !isRight)) return;
    this.tried = this.ran;
    const told = this.verdicts.map((verdict) => verdict.match(MISTAKE)).filter(Boolean);
    const mistakes = told.map(([, words]) => [0, words]); // 0: they have no numbers
    const detail = { verdict: isRight ? "right" : "wrong", answer: "", mistakes };
    this.box.dispatchEvent(new CustomEvent("plainnet:tried", { bubbles: true, detail }));
  }

  // Remembers that an exercise is answered right, or takes that back.
  mark(isAnswered) {
    if (!this.isExercise) return;
    if (isAnswered) keep(`answered ${this.name}`, this.ran);
    else forget(`answered ${this.name}`);
    if (isAnswered) this.output.dataset.verdict = "right";
    const detail = { isAnswered };
    this.box.dispatchEvent(new CustomEvent("plainnet:judged", { bubbles: true, detail }));
  }

  // Puts an empty output in the place of the book's or of the last one.
  fresh() {
    const output = element("div", "plainnet-output");
    output.dataset.of = this.cell;
    this.showBook(false);
    const [book] = this.outputs();
    this.endExplorers();
    if (this.output) this.output.replaceWith(output);
    else if (book) book.before(output);
    else this.box.after(output);
    this.output = output;
    this.show();
  }

  print(text, className) {
    let last = this.output.lastElementChild;
    if (!last?.matches("pre") || last.className !== className) {
      last = element("pre", className);
      this.output.append(last);
    }
    last.append(...(className ? [text] : text.split(/(?<=\n)/).map(lineOf)));
    if (columns.test(text)) last.dataset.columns = "";
  }

  printError(text) {
    const end = text.lastIndexOf("\n") + 1;
    this.print(text.slice(0, end), "plainnet-error");
    this.print(
      element("span", "plainnet-message", { textContent: text.slice(end) }),
      "plainnet-error",
    );
  }

  showExplorer(html) {
    this.output.insertAdjacentHTML("beforeend", html);
    const shown = new CustomEvent("plainnet:shown", { bubbles: true });
    this.output.lastElementChild.dispatchEvent(shown);
  }

  // What the last run showed goes on with nothing.
  endExplorers() {
    for (const root of this.output?.querySelectorAll("[data-view]") ?? []) {
      root.dispatchEvent(new CustomEvent("plainnet:removed", { bubbles: true }));
    }
  }

  draw(svgs) {
    const [light, dark] = svgs.split(" ").map((svg) => svg && `data:image/svg+xml;base64,${svg}`);
    const show = (src, className) =>
      this.output.append(element("img", className, { src, alt: WORDS.figure }));
    show(light, dark ? "only-light" : "plainnet-card");
    if (dark) show(dark, "only-dark");
  }
}

export const listings = [...document.querySelectorAll("[data-cell]")].map(
  (box) => new Listing(box),
);
export const edited = () => listings.filter((listing) => listing.isEdited);
const edits = () => Object.fromEntries(edited().map(({ cell, text }) => [cell, text]));
for (const listing of listings) {
  listing.restore();
  if (!listing.isExercise) continue;
  listing.show();
  if (kept(`answered ${listing.name}`) === listing.texts()) listing.tell(WORDS.right);
}

// Another tab with this page: what is written there appears here, too.
addEventListener("storage", ({ key, newValue }) => {
  for (const listing of listings) {
    if (key === PREFIX + listing.name) listing.write(newValue ?? listing.original, false);
  }
});

// The playground's lines, in the first listing of its page, which runs them.
document.addEventListener("plainnet:open", ({ detail }) => {
  const [listing] = listings;
  if (!listing) return;
  listing.save();
  keep(`given ${listing.name}`, detail);
  listing.write(detail);
  listing.box.scrollIntoView({ block: "center" });
  listing.run();
});

// The notebook of this page, with what the reader changed, and with the address of this site.
export async function download(changes = edited()) {
  const { notebook } = structuredClone(await page());
  for (const { cell, text } of changes) {
    Object.assign(notebook.cells[cell], { source: text, outputs: [], execution_count: null });
  }
  const text = JSON.stringify(notebook, null, 1).replaceAll(SITE, SITE_HERE);
  const blob = new Blob([text], { type: "application/x-ipynb+json" });
  const href = URL.createObjectURL(blob);
  element("a", "", { href, download: `${PAGE}.ipynb` }).click();
}
