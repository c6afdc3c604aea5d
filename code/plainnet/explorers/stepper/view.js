// The network with all numbers so far, and next to it the code; below both the equation of the
// step, typeset, and its arithmetic. Numbers that the step computes are blue, those it uses bold.
import { element } from "../core/drawing.js";
import { italic, typeset } from "../core/mathematics.js";
import { isStill, travel } from "../core/moving.js";
import { drawWires } from "../core/networks.js";

const ROW = 18; // height of a number in a box
const GREY = 52; // width of a number of the previous run, where it fits
const NUMBER = "plainnet-number plainnet-small";
const SHINE = [NUMBER, `${NUMBER} plainnet-strong`, `${NUMBER} plainnet-strong`];

// The places of everything: `boxes` of units; `labels`, the centres of the numbers at wires, which
// extend by `half` to each side; `cell`, the ends and the row of a number in a box. To the right of
// each number, `grey` pixels are reserved for its value in the previous run.
function flat(width) {
  const [above, below, height] = [96, 356, 452];
  const grey = width < 600 ? 0 : GREY;
  const [w, h] = [100 + grey, 7 * ROW + 14];
  const out = { x: width - w / 2 - 1, y: height / 2, w, h };
  const hidden = width * 0.43;
  const small = { x: 26 + grey / 4, w: 50 + grey / 2, h: 32 };
  const large = { x: hidden, w, h: h - ROW };
  const gap = (small.x + small.w / 2 + hidden - large.w / 2 - grey) / 2;
  const behind = (hidden + out.x - grey) / 2 + 4;
  return {
    height,
    grey,
    half: 37,
    boxes: {
      x1: { ...small, y: above },
      x2: { ...small, y: below },
      h1: { ...large, y: above },
      h2: { ...large, y: below },
      y: out,
    },
    labels: {
      "x1 h1": [gap, above - 22],
      "x2 h2": [gap, below + 22],
      "x1 h2": [gap, above + 100],
      "x2 h1": [gap, below - 100],
      "h1 y": [behind, above + 20],
      "h2 y": [behind, below - 20],
    },
    cell(box, place, _, isOnly) {
      const end = box.x + box.w / 2 - 8;
      const own = end - (isOnly ? grey / 2 : grey);
      return [box.x - box.w / 2 + 8, own, box.y - box.h / 2 + 20 + ROW * place, end];
    },
  };
}

// On a phone, the network runs from top to bottom, and slopes are beside the values in each box.
function tall(width) {
  const [first, second, third] = [16, 142, 290];
  const small = { y: first, w: 66, h: 32 };
  const large = { y: second, w: Math.min(168, width / 2 - 3), h: 3 * ROW + 14 };
  const sides = (x) => [x, width - x];
  const [[x1, x2], [h1, h2]] = [sides(44), sides(large.w / 2)];
  const [[a, d], [b, c], [e, f]] = [sides(40), sides(width * 0.36), sides(width / 2 - 96)];
  return {
    height: 342,
    grey: 0,
    half: 33,
    left: "h1", // the unit whose name is to its left, away from the wires
    boxes: {
      x1: { ...small, x: x1 },
      x2: { ...small, x: x2 },
      h1: { ...large, x: h1 },
      h2: { ...large, x: h2 },
      y: { x: width / 2, y: third, w: large.w + 6, h: 4 * ROW + 14 },
    },
    labels: {
      "x1 h1": [a, 64],
      "x2 h2": [d, 64],
      "x1 h2": [b, 64],
      "x2 h1": [c, 64],
      "h1 y": [e, 212],
      "h2 y": [f, 212],
    },
    cell({ x, y, w, h }, place, [row, column], isOnly) {
      const left = x - w / 2 + 7 + (column * w) / 2;
      return [left, left + (isOnly ? w : w / 2) - 13, y - h / 2 + 20 + ROW * row];
    },
  };
}

function layoutOf(width) {
  return width < 400 ? tall(width) : flat(width);
}

function middles({ boxes }) {
  return Object.fromEntries(Object.entries(boxes).map(([unit, { x, y }]) => [unit, [x, y]]));
}

// The slots for numbers at a place, which is a unit such as "h1" or a wire such as "x1 h1".
function slotsOf(spec, place) {
  return spec.places.flatMap((own, slot) => (own === place ? [slot] : []));
}

// Writes a number from `left` to `right`, and its value in the previous run up to `end`.
function drawNumber(stage, { spec, frame, before }, slot, [left, right, y, end]) {
  const kind = SHINE[frame.lit[slot]];
  stage.text(`slots.${slot}`, { class: `${kind} plainnet-variable`, x: left, y });
  if (!frame.value[slot]) return;
  const [move, from] = [slot, frame.lit[slot] === 2 ? spec.origins[slot] : -1];
  const glides = from < 0 ? { "data-move": move } : { "data-move": move, "data-from": from };
  const slow = from < 0 ? {} : { "data-slow": "" };
  const place = { x: right, y, "text-anchor": "end", "data-slot": slot };
  stage.text(`value.${slot}`, { class: kind, ...place, ...glides, ...slow });
  if (!isOther(frame, before, slot)) return;
  stage.textBefore(0, `value.${slot}`, { class: NUMBER, x: end, y, "text-anchor": "end" });
}

function isOther(frame, before, slot) {
  return Boolean(before?.value[slot]) && before.value[slot] !== frame.value[slot];
}

function drawLabels(stage, given, { labels, half, grey }) {
  const { spec, frame, before } = given;
  for (const [place, [x, middle]] of Object.entries(labels)) {
    const known = slotsOf(spec, place).filter((slot) => frame.value[slot]);
    const isWide = known.some((slot) => isOther(frame, before, slot));
    const [width, height] = [2 * half + 4 + (isWide ? grey : 0), ROW * known.length];
    const back = { x: x - half - 2, y: middle - height / 2, width, height, rx: 4 };
    stage.plain("rect", { class: "plainnet-back", ...back });
    known.forEach((slot, i) => {
      const y = back.y + 14 + ROW * i;
      drawNumber(stage, given, slot, [x - half, x + half, y, x + half + grey]);
    });
  }
}

function drawUnits(stage, given, { boxes, cell, left }) {
  const { spec } = given;
  spec.units.forEach((unit, i) => {
    const { x, y, w, h } = boxes[unit];
    const colour = stage.colour("units", i, "muted");
    const middle = { cx: x, cy: y }; // where its wires end
    const box = { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 8 };
    stage.svg.append(
      element("rect", { class: `plainnet-unit ${colour}`, "data-unit": unit, ...middle, ...box }),
    );
    const slots = slotsOf(spec, unit);
    slots.forEach((slot, place) =>
      drawNumber(stage, given, slot, cell(boxes[unit], place, spec.cells[slot], !slots[1])),
    );
    if (!slots[1]) return; // an input: its number has the name of the unit
    const [at, anchor] = left === unit ? [-w / 2 + 3, "start"] : [w / 2 - 3, "end"];
    const end = { x: x + at, y: box.y - 6, "text-anchor": anchor };
    stage.text(`unit_names.${i}`, { class: "plainnet-unit-name", ...end });
  });
}

// Along wires, a filled dot runs forward and a ring backward; boxes cover their ends.
function drawWaves(stage, { spec, frame }, layout) {
  if (isStill()) return;
  const { labels } = layout;
  const places = middles(layout);
  const forward = new Set(spec.wires.map(String));
  frame.waves.forEach((wave, i) => {
    for (const [from, to, stops] of wave) {
      const isForward = forward.has(`${from},${to}`);
      const wire = isForward ? `${from} ${to}` : `${to} ${from}`;
      const end = stops ? labels[wire] : places[to];
      const kind = isForward ? "plainnet-pulse" : "plainnet-pulse plainnet-pulse-back";
      const pulse = stage.plain("circle", { class: kind, cx: end[0], cy: end[1], r: 7 });
      travel(pulse, places[from], end, i);
    }
  });
}

function explainStep(stage, notes, { frame }) {
  const sums = frame.numbers.map((_, i) => {
    const [name, sum, result] = [0, 1, 2].map((part) => `numbers.${i}.${part}`);
    return element(
      "li",
      {},
      stage.htmlText("span", name, { class: "plainnet-at" }),
      element("span", {}, italic(stage.htmlText("span", sum)), " ", stage.htmlText("b", result)),
    );
  });
  const kind = frame.numbers.length > 3 ? "plainnet-sums plainnet-many" : "plainnet-sums";
  const line = stage.htmlText("span", "equation", { class: "plainnet-told" });
  const equation = element("p", { class: "plainnet-equation" }, line);
  equation.append(...stage.value("equation_set").map(typeset));
  equation.dataset.uses = "equation_set";
  notes.replaceChildren(equation, element("ul", { class: kind }, ...sums));
}

// Reuses the lines of code while they stay the same, and moves the highlight only.
function showCode(stage, more, { spec, frame, goTo }) {
  const text = frame.code.join("\n");
  if (more.dataset.code !== text) {
    more.dataset.code = text;
    const lines = spec.line_steps.map((step, i) =>
      element("li", { onclick: () => goTo({ step }) }, stage.htmlText("code", `code.${i}`)),
    );
    const list = element("ol", { class: "plainnet-code", "data-uses": "active" }, ...lines);
    more.replaceChildren(stage.htmlText("p", "words.code", { class: "plainnet-head" }), list);
  }
  more.querySelectorAll("li").forEach((line, i) => {
    if (frame.active[i]) line.setAttribute("aria-current", "step");
    else line.removeAttribute("aria-current");
  });
}

export default {
  draw(stage, { spec, frame, ghosts, width, notes, more, goTo }) {
    const layout = layoutOf(width);
    const isGrey = layout.grey && ghosts[0] && String(ghosts[0].frame.code) !== String(frame.code);
    const given = { spec, frame, goTo, before: isGrey ? ghosts[0].frame : null };
    stage.svg.dataset.uses = "lit waves";
    drawWires(stage, middles(layout));
    drawWaves(stage, given, layout);
    drawLabels(stage, given, layout); // first, because the numbers of units glide over them
    drawUnits(stage, given, layout);
    if (isGrey) stage.text("words.grey", { x: 0, y: layout.height - 12 });
    explainStep(stage, notes, given);
    showCode(stage, more, given);
  },
};
