// The playground. Python trains, and sends frames: texts, losses, and bytes that are drawn here.
import { element } from "../core/drawing.js";
import { isStill } from "../core/moving.js";
import { drawAnswers } from "./answers.js";
import { createChoices, filled, showUnits } from "./controls.js";
import { drawLosses } from "./losses.js";
import { drawNetwork } from "./network.js";
import { CELLS, FINE, inks, lines, sizeOf } from "./paint.js";
import { createPoints } from "./points.js";

const GHOSTS = 3; // runs before, whose losses stay
const SPOKEN_MS = 5000; // between two sentences for screen readers
const STILL_MS = 1000; // between two pictures, with less motion on request
const ROWS = 50; // of the table of losses
const STARTS = 100;
const CHANGES = new Set(["begin", "point", "rate"]); // messages that change the state
const QUESTIONS = ["same", "gradient", "many"]; // messages about the run that is shown
const MAPS = 32; // hidden units with a map, at most

const bytesOf = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

// The bytes of a frame, part by part.
function cut(bytes, lengths) {
  let at = 0;
  const parts = Object.entries(lengths).map(([name, length]) => [
    name,
    bytes.subarray(at, (at += length)),
  ]);
  return Object.fromEntries(parts);
}

// The text of Python in colours: words, texts and numbers.
function painted(code) {
  const kinds = /(\b(?:import|from)\b)|("[^"]*")|(\b\d[\d.e-]*)/;
  return code.split(kinds).flatMap((part, i) => {
    if (!part) return [];
    const kind = [undefined, "kn", "s2", "mf"][i % 4];
    return kind ? [element("span", { class: kind }, part)] : [part];
  });
}

// What a reader may do to a canvas or a text without Python.
function copyText(text, button, { words }) {
  const before = button.textContent;
  const done = () => {
    button.textContent = words.copied;
    setTimeout(() => {
      button.textContent = before;
    }, 1500);
  };
  navigator.clipboard?.writeText(text).then(done, () => {});
}

function save(canvas) {
  const link = element("a", { href: canvas.toDataURL(), download: "playground.png" });
  link.click();
}

class Desk {
  constructor(root, spec, { onPage, where }) {
    Object.assign(this, { root, spec, onPage, where });
    this.part = (name) => root.querySelector(`.plainnet-${name}`);
    this.canvas = {
      network: root.querySelector(".plainnet-board canvas"),
      answers: root.querySelector(".plainnet-plane canvas"),
      losses: this.part("fall"),
    };
    this.told = root.querySelector(":scope > .plainnet-told");
    this.ghosts = [];
    this.starts = [];
    this.awaited = 0; // changes of the state that Python was asked for
    this.wish = undefined; // the last run that Python was asked to begin, until it is made
    this.speed = 1;
    this.label = 0;
    this.showChoices = createChoices(root, spec, (...chosen) => this.choose(...chosen));
    for (const still of root.querySelectorAll(".plainnet-still")) still.remove(); // light and dark
    this.listen();
    this.begun(spec.first);
    this.isFinished = onPage; // a run that was trained before
    this.isReady = !onPage; // in Jupyter, Python is there
    this.showFrame(spec.first.frame, bytesOf(spec.first.data));
    this.drawNow();
  }

  // --- Python

  // Sends a message; Python starts with the first.
  async ask(message) {
    this.way ??= this.where().connect(this.spec.view, {
      message: (reply, bytes) => this.hear(reply, bytes),
      lost: (text) => this.lose(text),
    });
    if (!this.isReady) {
      this.isReady = true;
      this.root.classList.add("plainnet-waiting");
      this.where().start((text) => this.say(text || this.spec.words.starting));
      // A question is about the finished run, which Python trains again, as it is shown.
      const isAbout = this.isFinished && !this.wish && QUESTIONS.includes(message.do);
      const epochs = isAbout ? this.losses.length - 1 : 0;
      if (message.do === "begin") this.stale();
      else this.send({ do: "begin", state: this.state, epochs, ...this.wish });
    }
    if (message.do === "begin") this.wish = message;
    this.send(message);
  }

  send(message) {
    if (CHANGES.has(message.do)) this.awaited += 1;
    this.way.send(message);
  }

  lose(text) {
    this.isReady = !this.onPage;
    this.end(text);
  }

  // Nothing is awaited any more, for a reason.
  end(text) {
    this.root.classList.remove("plainnet-waiting");
    this.awaited = 0;
    this.isGoing = false;
    this.unstale();
    this.clearAnswers();
    this.say(text);
    this.showButtons();
  }

  hear({ made, changed, frame, answer, text, starts, error, failed }, bytes) {
    this.root.classList.remove("plainnet-waiting");
    if (made ?? changed) this.awaited = Math.max(0, this.awaited - 1);
    if (made) {
      this.isFinished = false;
      if (!this.awaited) this.wish = undefined;
      this.say(this.note ?? made.note);
      this.note = undefined;
      if (!made.epoch) this.begun({ made }); // otherwise it is shown already
    } else if (changed) {
      Object.assign(this.made, changed);
      this.take();
      this.showState();
    } else if (frame) {
      this.showFrame(frame, bytes);
    } else if (starts) {
      this.starts = starts;
      this.showStarts();
    } else if (answer) {
      this.root.querySelector(`[data-answer="${answer}"]`).firstChild.textContent = text;
      this.showButtons();
    } else if (error) {
      this.end(error);
      this.wish = undefined;
      const onclick = () => this.begin({ data: this.state.data }, {});
      const button = element("button", { type: "button", onclick }, this.spec.words.start_over);
      if (failed) this.part("coming").append(" ", button);
    }
  }

  clearAnswers() {
    for (const box of this.root.querySelectorAll("[data-answer]")) box.replaceChildren("\u00a0");
  }

  say(text) {
    this.part("coming").textContent = text;
  }

  // --- a run

  begun({ made }) {
    if (made.state?.data !== this.made?.state?.data) this.speed = made.speed;
    this.clearAnswers();
    const data = ({ state }) => state && JSON.stringify([state.data, state.noise, state.seed]);
    const isComparable = this.made && data(this.made) === data(made);
    if (!isComparable) this.ghosts = []; // losses on other data are no comparison
    else if (this.losses.length > 5) {
      this.ghosts = [this.losses, ...this.ghosts].slice(0, GHOSTS);
    }
    this.made = made;
    this.shown = this.pending = undefined; // pictures of another network
    this.take();
    Object.assign(this, { losses: [], newLosses: [], unit: undefined, starts: [], look: {} });
    this.root.querySelector(".plainnet-of-answers h2 span").textContent = this.spec.words.shows;
    this.part("count").textContent = made.count;
    this.part("desk").dataset.shows = made.kind;
    this.showStarts();
    this.showState();
    this.unstale();
  }

  // What was chosen since then counts more than the answer to an earlier choice.
  take() {
    const { state, rate } = this.made;
    if (!this.awaited) this.state = state ? { ...state } : { hidden: [], rate };
  }

  showState() {
    const { state, speed, label } = this;
    this.showChoices({ ...state, speed, adds: label });
    if (!this.made.state) return;
    for (const name of ["noise", "points", "loss", "seed"]) {
      const box = this.root.querySelector(`[data-choice="${name}"], [data-do="${name}"]`);
      box.style.visibility = this.made.fits.includes(name) ? "" : "hidden"; // so that nothing jumps
    }
    this.part("layers").querySelector("b").textContent = state.hidden.length;
    this.root.querySelector("[data-do=undo]").disabled = !(state.added.length + state.moved.length);
    for (const [name, end] of [
      ["less", 0],
      ["more", this.spec.layers],
    ]) {
      this.root.querySelector(`[data-do=${name}]`).disabled = state.hidden.length === end;
    }
    const link = this.part("link");
    if (link) link.href = `#${this.spec.view}&${this.made.link}`;
    for (const input of this.root.querySelectorAll("[data-choice=adds] input")) {
      input.parentElement.hidden = Number(input.value) >= this.made.labels;
    }
    for (const chip of this.root.querySelectorAll("[data-challenge]")) {
      chip.setAttribute("aria-pressed", chip.dataset.challenge === this.challenge);
    }
  }

  showFrame(frame, bytes) {
    this.losses.push(...frame.losses);
    this.newLosses.push(...frame.new_losses);
    this.isGoing = frame.going && !frame.ended;
    const isFirst = !this.pending;
    this.pending = { frame, parts: cut(bytes, frame.parts) };
    if (isFirst) requestAnimationFrame(() => this.drawNow());
  }

  drawNow() {
    if (!this.pending) return;
    const { frame, parts } = this.pending;
    this.pending = undefined;
    this.shown = { frame, parts };
    this.draw();
    const { words } = this.spec;
    const said = this.isFinished ? words.finished + frame.said : frame.said;
    this.part("sentence").textContent = said;
    this.part("epoch").querySelector("b").textContent = frame.epoch.toLocaleString("en");
    this.part("legend").textContent = frame.legend;
    this.showCode(frame.code);
    this.showVerdict(frame.verdict);
    this.showButtons();
    const now = performance.now();
    if (!this.isGoing || now - (this.spokenAt ?? 0) > SPOKEN_MS) {
      this.told.textContent = said;
      this.spokenAt = now;
    }
    this.fillTable();
    if (!this.way || this.isFinished) return;
    if (isStill()) setTimeout(() => this.way.send({ do: "drawn" }), STILL_MS);
    else this.way.send({ do: "drawn" });
  }

  draw() {
    const { made, shown, spec, canvas, unit, ghosts, losses, newLosses, look } = this;
    if (!shown) return;
    const colours = (this.colours ??= inks(this.root));
    const more = { spec, colours, words: spec.words };
    const places = drawNetwork(canvas.network, made, shown.parts, more);
    drawAnswers(canvas.answers, made, shown.parts, { ...more, unit, ...look });
    if (look.cross) this.drawCross(look.cross);
    drawLosses(canvas.losses, { losses, newLosses, ghosts }, more);
    const maps =
      made.kind === "digits" ? 0 : Math.min(MAPS, (shown.parts.units?.length ?? 0) / CELLS ** 2);
    const { silent } = shown.frame;
    const key = JSON.stringify([made.sizes, maps, unit, places[0], silent]);
    if (key === this.unitsKey) return;
    this.unitsKey = key;
    showUnits(
      this.part("on-board"),
      { made, spec, places, maps, unit, silent },
      { resize: (...by) => this.resize(...by), pick: (...which) => this.pick(...which) },
    );
  }

  drawCross({ x, y }) {
    const { answers } = this.canvas;
    const context = answers.getContext("2d");
    const [width, height] = sizeOf(answers);
    Object.assign(context, { strokeStyle: "#222222", lineWidth: 1.5 });
    lines(context, [x, 0, x, FINE, 0, y, FINE, y], [2, 2], width, height);
  }

  showCode(code) {
    const pre = this.root.querySelector("pre");
    if (pre.textContent !== code) pre.replaceChildren(...painted(code));
  }

  showVerdict(verdict) {
    const box = this.part("verdict-of-task");
    if (!box) return;
    const task = this.challenge ? this.spec.words.challenge[this.challenge].task : "";
    const reached = verdict && this.challenge ? `${verdict.done ? "✓ " : ""}${verdict.text}` : "";
    const both = { task, reached };
    const words = reached ? filled(this.spec.words.task_reached, both) : task;
    if (box.textContent !== words) {
      box.textContent = words || " ";
      box.tabIndex = box.scrollHeight > box.clientHeight ? 0 : -1; // so that keys can scroll it
    }
    box.dataset.done = Boolean(verdict?.done);
    if (verdict?.done && this.challenge) {
      this.root.querySelector(`[data-challenge="${this.challenge}"]`).dataset.done = "";
    }
  }

  showButtons() {
    const { words } = this.spec;
    this.part("go").textContent = this.isGoing ? words.stop : words.train;
    this.root.classList.toggle("plainnet-going", Boolean(this.isGoing));
  }

  // The lines are those of another state, until Python writes them anew.
  stale() {
    this.part("desk").dataset.stale = this.spec.words.stale;
  }

  isStale() {
    return this.part("desk").hasAttribute("data-stale");
  }

  unstale() {
    delete this.part("desk").dataset.stale;
  }

  showStarts() {
    const box = this.root.querySelector('[data-answer="many"]');
    if (!box) return;
    const sorted = this.starts.toSorted((a, b) => b - a);
    const squares = sorted.map((isGood) =>
      element("i", { class: isGood ? "plainnet-is-good" : "" }),
    );
    const strip = element("span", { class: "plainnet-strip", "aria-hidden": "true" }, ...squares);
    const words = this.starts.length && this.starts.length < STARTS ? this.spec.words.asking : " ";
    box.replaceChildren(words, ...(squares.length ? [strip] : []));
  }

  fillTable() {
    const details = this.root.querySelector(":scope > details");
    if (!details.open) return;
    const { words } = this.spec;
    const { losses, newLosses } = this;
    const step = Math.max(1, Math.ceil(losses.length / ROWS));
    const rows = losses.flatMap((loss, epoch) =>
      epoch % step && epoch < losses.length - 1 ? [] : [[epoch, loss, newLosses[epoch] ?? ""]],
    );
    const cells = (tag, values) => values.map((value) => element(tag, {}, String(value ?? "–")));
    const head = [words.epoch, words.trained, ...(newLosses.length ? [words.new] : [])];
    details
      .querySelector("table")
      .replaceChildren(
        element("caption", {}, words.table),
        element("thead", {}, element("tr", {}, ...cells("th", head))),
        element(
          "tbody",
          {},
          ...rows.map((row) => element("tr", {}, ...cells("td", row.slice(0, head.length)))),
        ),
      );
  }

  // --- what a reader does

  choose(name, value) {
    if (name === "speed") {
      this.speed = Number(value);
      if (this.isGoing) this.go();
      return;
    }
    if (name === "adds") {
      this.label = Number(value);
      return;
    }
    const isNumber = typeof this.spec.choices[name][0] === "number";
    const chosen = isNumber ? Number(value) : value;
    if (name === "rate" && this.isReady && (this.losses.length > 1 || !this.made.state)) {
      this.state.rate = chosen;
      this.ask({ do: "rate", value: chosen });
      this.showState();
    } else if (name === "data") {
      this.begin({ data: chosen }, {}); // with what fits it
    } else {
      this.begin(this.fitting(name, chosen));
    }
  }

  // Weight decay goes with plain descent: the last choice counts.
  fitting(name, value) {
    if (name === "decay" && value) {
      if (this.state.rule !== "descent") this.note = this.spec.words.decay_descent;
      return { decay: value, rule: "descent" };
    }
    if (name === "rule" && value !== "descent") {
      if (this.state.decay) this.note = this.spec.words.no_decay;
      return { rule: value, decay: 0 };
    }
    return { [name]: value };
  }

  resize(layer, by) {
    const hidden = [...this.state.hidden];
    const sizes = this.spec.units[this.made.kind === "digits" ? "digits" : "other"];
    if (layer === undefined && by > 0 && hidden.length < this.spec.layers) {
      hidden.push(hidden.at(-1) ?? sizes[3] ?? sizes.at(-1));
    } else if (layer === undefined && by < 0) {
      hidden.pop();
    } else if (layer !== undefined) {
      const at = sizes.indexOf(hidden[layer]) + by;
      hidden[layer] = sizes[Math.max(0, Math.min(sizes.length - 1, at))];
    }
    this.begin({ hidden });
  }

  pick(unit, values) {
    this.unit = this.unit === unit ? undefined : unit;
    const { shows, unit_shows: of } = this.spec.words;
    const title = this.root.querySelector(".plainnet-of-answers h2 span");
    title.textContent = this.unit === undefined ? shows : filled(of, values);
    this.draw();
    if (this.way && !this.isFinished) this.ask({ do: "unit", unit: this.unit ?? null });
  }

  // Begins with a change of the last state, which Python may not have made yet: that of a link, or
  // of a challenge. What is shown is that of the last one, until Python comes.
  begin(change, last = this.wish ?? { state: this.state }) {
    this.isGoing = false;
    this.state = { ...this.state, ...change };
    this.showState();
    this.ask({ ...last, do: "begin", state: { ...last.state, ...change } });
    this.showButtons();
  }

  go() {
    this.isGoing = true;
    this.ask({ do: "go", epochs: isStill() ? 0 : this.speed }); // few pictures do not wait
    this.showButtons();
  }

  stop() {
    this.isGoing = false;
    this.ask({ do: "stop" });
    this.showButtons();
  }

  // What the buttons do, by their names.
  get deeds() {
    return {
      go: () => (this.isGoing ? this.stop() : this.go()),
      step: () => {
        this.isGoing = false;
        this.ask({ do: "step" });
      },
      reset: () => this.begin({}),
      start: () => this.begin({ start: this.state.start + 1 }),
      seed: () => this.begin({ seed: this.state.seed + 1 }),
      less: () => this.resize(undefined, -1),
      more: () => this.resize(undefined, 1),
      undo: () => this.begin({ added: [], moved: [] }),
      save: () => save(this.canvas.answers),
      full: () => this.fill(),
      rare: (button) => {
        const rare = button.nextElementSibling;
        rare.hidden = !rare.hidden;
        button.setAttribute("aria-expanded", !rare.hidden);
      },
      copy: (button) => copyText(this.root.querySelector("pre").textContent, button, this.spec),
      open: () => {
        const { textContent } = this.root.querySelector("pre");
        const detail = `${textContent}print(f"loss {history.loss[-1]:.4g}")`;
        document.dispatchEvent(new CustomEvent("plainnet:open", { detail }));
      },
      ...Object.fromEntries(QUESTIONS.map((name) => [name, () => this.query(name)])),
    };
  }

  // Fills the screen, or leaves it; a page does that for all explorers.
  fill() {
    if (this.onPage) this.root.dispatchEvent(new CustomEvent("plainnet:full", { bubbles: true }));
    else if (document.fullscreenElement) document.exitFullscreen();
    else this.root.requestFullscreen();
  }

  query(name) {
    this.isGoing = false;
    const box = this.root.querySelector(`[data-answer="${name}"]`);
    box.replaceChildren(this.spec.words.asking);
    this.ask({ do: name });
  }

  // A challenge; where Python can't run, a run that solves it.
  challengeWith(name) {
    this.challenge = this.challenge === name ? undefined : name;
    if (!this.challenge) {
      if (this.isReady) this.ask({ do: "begin", state: this.state, challenge: "" });
      else this.showState();
      return;
    }
    if (this.canRun()) {
      this.isGoing = false;
      this.showState(); // the choice is seen before Python comes
      this.ask({ do: "begin", challenge: name });
      this.showButtons();
      return;
    }
    this.showBaked(name);
  }

  async showBaked(name) {
    const { later, laterScript: src } = this.root.dataset;
    if (!window.plainnetData[later]) {
      await new Promise((onload, onerror) =>
        document.head.append(element("script", { src, onload, onerror })),
      );
    }
    const run = window.plainnetData[later][name];
    this.begun(run);
    this.isFinished = true;
    this.showFrame(run.frame, bytesOf(run.data));
  }

  canRun() {
    return !this.onPage || Boolean(this.where()?.canRun());
  }

  listen() {
    for (const button of this.root.querySelectorAll("[data-do]")) {
      button.addEventListener("click", () => this.deeds[button.dataset.do](button));
    }
    // The address names the state, without a jump that would begin anew.
    const link = this.part("link");
    link?.addEventListener("click", (event) => {
      event.preventDefault();
      event.stopPropagation(); // the page would go to the state
      history.replaceState(null, "", link.hash);
      copyText(link.href, link, this.spec);
    });
    for (const chip of this.root.querySelectorAll("[data-challenge]")) {
      chip.addEventListener("click", () => this.challengeWith(chip.dataset.challenge));
    }
    createPoints(this.canvas.answers, {
      points: () => {
        if (!this.made.state) return [];
        return this.isStale() ? undefined : this.made.points;
      },
      send: (point) => {
        this.isGoing = false;
        this.ask({ do: "point", ...point, label: Math.min(this.label, this.made.labels - 1) });
      },
      redraw: (look) => {
        this.look = look;
        this.draw();
      },
    });
    this.root.addEventListener("plainnet:goto", ({ detail }) => {
      this.challenge = undefined;
      if (this.canRun()) this.ask({ do: "begin", state: detail, challenge: "" });
    });
    const full = this.root.querySelector('[data-do="full"]');
    full.hidden = !(this.onPage || document.fullscreenEnabled);
    const isFull = () => this.root.matches(":popover-open, :fullscreen");
    for (const change of ["toggle", "fullscreenchange"]) {
      this.root.addEventListener(change, () => {
        full.textContent = this.spec.words[isFull() ? "small" : "full"];
      });
    }
    this.root.querySelector(":scope > details").addEventListener("toggle", () => this.fillTable());
    const again = () => {
      this.colours = undefined;
      this.unitsKey = undefined;
      this.draw();
    };
    this.watches = [new ResizeObserver(again), new MutationObserver(again)];
    this.watches[0].observe(this.part("board"));
    this.watches[1].observe(document.body, { attributes: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
    if (this.onPage && !this.canRun()) {
      const { words } = this.spec;
      const why = this.where() ? words.too_old : words.no_python;
      this.say(words.without.replace("{why}", why));
      this.root.classList.add("plainnet-without");
    }
  }

  leave() {
    for (const watch of this.watches) watch.disconnect();
    this.way?.send({ do: "stop" }); // nobody sees it any more
    this.way?.leave();
  }
}

export default {
  mount(root, spec, place) {
    const desk = new Desk(root, spec, place);
    return () => desk.leave();
  },
};
