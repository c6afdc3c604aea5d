// A pad on which a reader draws a digit, and what a network makes of it. Here JavaScript computes,
// in whole numbers only, and proves that they are Python's.
import { createControls } from "../core/controls.js";
import { element } from "../core/drawing.js";
import { createState } from "../core/states.js";
import { centred, moved, PAD, PIXEL, pixelsOf } from "./pen.js";
import { digestOf, imagesOf, randomStrokes, readAll } from "./proof.js";
import { read, sharesOf, unpacked } from "./reading.js";

const NEAR = 12; // a pen that moved less far draws no new point
const WAYS = {
  left: [-PIXEL, 0],
  up: [0, -PIXEL],
  down: [0, PIXEL],
  right: [PIXEL, 0],
};
const KEYS = { ArrowLeft: "left", ArrowUp: "up", ArrowDown: "down", ArrowRight: "right" };

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

class Hand {
  constructor(root, spec) {
    Object.assign(this, { root, spec, networks: unpacked(spec), strokes: spec.stored[spec.first] });
    this.part = (name) => root.querySelector(`.plainnet-${name}`);
    this.pad = this.part("pad");
    this.select = root.querySelector("select");
    this.isStored = true;
    const source = { first: {}, ask: (_, answer) => answer({ frame: {} }) };
    const change = { onChange: () => this.show(), onSettled: () => this.tell() };
    this.state = createState(spec, source, change);
    this.showControls = createControls(root, spec, this.state);
    this.select.value = spec.first;
    this.listen();
    this.show();
    this.tell();
  }

  // --- What the reader does

  listen() {
    const { pad, select } = this;
    pad.addEventListener("pointerdown", (event) => this.press(event));
    pad.addEventListener("pointermove", (event) => this.move(event));
    for (const end of ["pointerup", "pointercancel"]) {
      pad.addEventListener(end, () => this.lift());
    }
    // Otherwise, a finger would scroll in some browsers.
    pad.addEventListener("touchstart", (event) => event.preventDefault(), { passive: false });
    pad.addEventListener("keydown", (event) => {
      if (!(event.key in KEYS)) return;
      event.preventDefault();
      this.shift(KEYS[event.key]);
    });
    select.addEventListener("change", () => this.take(this.spec.stored[select.value] ?? [], true));
    const clear = this.root.querySelector("[data-do=clear]");
    clear.addEventListener("click", () => this.take([], false));
    for (const button of this.root.querySelectorAll("[data-way]")) {
      button.addEventListener("click", () => this.shift(button.dataset.way));
    }
  }

  pointOf({ clientX, clientY }) {
    const { left, top, width, height } = this.pad.getBoundingClientRect();
    const x = Math.floor((PAD * (clientX - left)) / width);
    const y = Math.floor((PAD * (clientY - top)) / height);
    return [x, y].map((value) => Math.max(0, Math.min(PAD - 1, value)));
  }

  press(event) {
    if (event.button) return;
    event.preventDefault();
    this.pad.setPointerCapture(event.pointerId);
    this.pad.focus({ preventScroll: true });
    this.pen = event.pointerId;
    this.take([...(this.isStored ? [] : this.strokes), [this.pointOf(event)]], false);
  }

  move(event) {
    if (this.pen !== event.pointerId) return;
    const passed = event.getCoalescedEvents?.() ?? [];
    const stroke = this.strokes.at(-1);
    for (const each of passed.length ? passed : [event]) {
      const [x, y] = this.pointOf(each);
      const [lastX, lastY] = stroke.at(-1);
      if (Math.max(Math.abs(x - lastX), Math.abs(y - lastY)) >= NEAR) stroke.push([x, y]);
    }
    this.show();
  }

  lift() {
    this.pen = undefined;
    this.state.settle();
  }

  shift(way) {
    this.strokes = moved(this.strokes, ...WAYS[way]);
    this.show();
    this.state.settle();
  }

  take(strokes, isStored) {
    Object.assign(this, { strokes, isStored });
    if (!isStored) this.select.value = "";
    this.show();
    this.state.settle();
  }

  // --- What it sees

  get step() {
    return this.state.time ?? 0;
  }

  get isCentred() {
    const at = this.spec.controls.findIndex(({ name }) => name === "lies");
    return this.state.position[at] === 0;
  }

  show() {
    const { spec, strokes, part } = this;
    this.showControls();
    const lines = strokes.map((stroke) => element("polyline", { points: stroke.join(" ") }));
    this.pad.lastElementChild.replaceChildren(...lines);
    const isEmpty = !strokes.length;
    part("hand").toggleAttribute("data-empty", isEmpty);
    const pixels = pixelsOf(this.isCentred && !isEmpty ? centred(strokes) : strokes);
    const { hidden, logits } = read(this.networks[this.step], pixels);
    const none = logits.map(() => 0);
    const [shares, percents] = [1000, 100].map((parts) =>
      isEmpty ? none : sharesOf(logits, spec.table, parts),
    );
    const digit = isEmpty ? -1 : logits.indexOf(Math.max(...logits));
    const bars = [...part("bars").children];
    shares.forEach((share, i) => {
      const [name, bar, percent] = bars.slice(3 * i, 3 * i + 3);
      bar.style.setProperty("--share", share);
      percent.textContent = isEmpty ? "" : fill(spec.words.percent, { percent: percents[i] });
      for (const node of [name, bar, percent]) node.toggleAttribute("data-top", i === digit);
    });
    part("read-as").textContent = isEmpty ? spec.words.unknown : digit;
    shade(part("sees"), pixels);
    const largest = Math.max(1, ...hidden);
    const levels = hidden.map((sum) => Math.floor((spec.levels * sum + largest - 1) / largest));
    if (part("hidden")) shade(part("hidden"), isEmpty ? hidden.map(() => 0) : levels);
    part("sentence").textContent = this.sentence(digit, percents[digit]);
  }

  sentence(digit, percent) {
    const { says, empty, others } = this.spec.words;
    const [{ labels }] = this.spec.controls;
    const isFilm = this.networks.length > 1;
    const kind = isFilm ? ["first", "after"][Math.min(1, this.step)] : "own";
    const first = digit < 0 ? empty : says[kind];
    const text = fill(first, { step: labels[this.step], digit, percent });
    return text + others[this.step];
  }

  tell() {
    this.root.querySelector(":scope > .plainnet-told").textContent =
      this.part("sentence").textContent;
  }

  // --- The proof

  // Reads all images with one network after the other; in between, the page can do other things.
  async prove() {
    const { networks, spec, part } = this;
    const { proof, table, words } = spec;
    const wrong = new Set();
    const images = imagesOf(proof);
    if (digestOf([...spec.stored, ...randomStrokes(proof.drawings)]) !== proof.pen)
      wrong.add("pen");
    for (const [i, layers] of networks.entries()) {
      await new Promise((go) => setTimeout(go));
      const found = readAll(layers, images, { table, labels: proof.labels });
      ["sums", "shares", "right"].forEach((name, place) => {
        if (found[place] !== proof.results[i][place]) wrong.add(name);
      });
    }
    const what = [...wrong].map((name) => words.parts[name]).join(words.comma);
    const line = part("proof");
    line.textContent = what ? fill(words.refuted, { what }) : words.proved;
    line.dataset.proof = what ? "wrong" : "right";
  }
}

function shade(picture, levels) {
  const squares = picture.querySelectorAll("rect");
  levels.forEach((level, i) => squares[i].style.setProperty("--level", level));
}

export default {
  proof: { digestOf, imagesOf, randomStrokes, readAll, unpacked }, // for tests
  mount(root, spec) {
    const hand = new Hand(root, spec);
    hand.prove();
    return () => hand.state.stop();
  },
};
