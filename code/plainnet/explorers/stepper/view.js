// The network with all numbers so far, and next to it the code; below both the equation of the
// step, typeset, and its arithmetic. Numbers that the step computes are blue, those it uses bold.
import { element } from "../core/drawing.js";
import { italic, typeset } from "../core/mathematics.js";
import { isStill, travel } from "../core/moving.js";
import { drawWires } from "../core/networks.js";

const ROW = 18; // height of a number in a box
const HALF = 37; // of the width of the numbers at a wire
const WIDEST = 400;
const NUMBER = "plainnet-number plainnet-small";
const SHINE = [NUMBER, `${NUMBER} plainnet-strong`, `${NUMBER} plainnet-strong`];

// The places of everything: `boxes` of units; `labels`, the centres of the numbers at wires, which
// stand beside them. The network runs from top to bottom, and slopes are beside the values.
function layoutOf(width) {
  const [first, second, third] = [16, 187, 366];
  const w = Math.min(width, WIDEST);
  const sides = (x) => [(width - w) / 2 + x, (width + w) / 2 - x];
  const small = { y: first, w: 56, h: 32 };
  const large = { y: second, w: Math.min(168, w / 2 - 3), h: 3 * ROW + 14 };
  const [[x1, x2], [h1, h2]] = [sides(29), sides(large.w / 2)];
  const [[w11, w22], [w12, w21]] = [sides(w * 0.3), sides(w * 0.34)];
  const [out1, out2] = sides(w / 2 - 95);
  return {
    boxes: {
      x1: { ...small, x: x1 },
      x2: { ...small, x: x2 },
      h1: { ...large, x: h1 },
      h2: { ...large, x: h2 },
      y: { x: width / 2, y: third, w: large.w + 6, h: 4 * ROW + 14 },
    },
    labels: {
      "x1 h1": [w11, 115],
      "x2 h2": [w22, 115],
      "x1 h2": [w12, 34],
      "x2 h1": [w21, 34],
      "h1 y": [out1, 271],
      "h2 y": [out2, 271],
    },
  };
}

function middles({ boxes }) {
  return Object.fromEntries(Object.entries(boxes).map(([unit, { x, y }]) => [unit, [x, y]]));
}

// The ends and the height of a number in a box: of the only one, or of one in its row and column.
function cell({ x, y, w, h }, [row, column], isOnly) {
  const left = x - w / 2 + 7 + (column * w) / 2;
  return [left, left + (isOnly ? w : w / 2) - 13, y - h / 2 + 20 + ROW * row];
}

// The slots for numbers at a place, which is a unit such as "h1" or a wire such as "x1 h1".
function slotsOf(spec, place) {
  return spec.places.flatMap((own, slot) => (own === place ? [slot] : []));
}

function drawNumber(stage, { spec, frame }, slot, [left, right, y], more = "") {
  const kind = `${SHINE[frame.lit[slot]]} ${more}`;
  stage.text(`slots.${slot}`, { class: `${kind} plainnet-variable`, x: left, y });
  if (!frame.value[slot]) return;
  const [move, from] = [slot, frame.lit[slot] === 2 ? spec.origins[slot] : -1];
  const glides = from < 0 ? { "data-move": move } : { "data-move": move, "data-from": from };
  const slow = from < 0 ? {} : { "data-slow": "" };
  const place = { x: right, y, "text-anchor": "end", "data-slot": slot };
  stage.text(`value.${slot}`, { class: kind, ...place, ...glides, ...slow });
}

function drawLabels(stage, given, { labels }) {
  const { spec, frame } = given;
  for (const [place, [x, middle]] of Object.entries(labels)) {
    const known = slotsOf(spec, place).filter((slot) => frame.value[slot]);
    const top = middle + 14 - (ROW * known.length) / 2;
    known.forEach((slot, i) =>
      drawNumber(stage, given, slot, [x - HALF, x + HALF, top + ROW * i], "plainnet-on-line"),
    );
  }
}

function drawUnits(stage, given, { boxes }) {
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
    slots.forEach((slot) =>
      drawNumber(stage, given, slot, cell(boxes[unit], spec.cells[slot], !slots[1])),
    );
    if (!slots[1]) return; // an input: its number has the name of the unit
    const [at, anchor] = unit === "h1" ? [-w / 2 + 3, "start"] : [w / 2 - 3, "end"];
    const end = { x: x + at, y: box.y - 6, "text-anchor": anchor };
    stage.text(`unit_names.${i}`, { class: "plainnet-unit-name", ...end });
  });
}

// Along wires, a filled dot runs forward and a ring backward; boxes cover their ends. Where it
// stops at a weight, it is beside the number.
function drawWaves(stage, { spec, frame }, layout) {
  if (isStill()) return;
  const places = middles(layout);
  const forward = new Set(spec.wires.map(String));
  frame.waves.forEach((wave, i) => {
    for (const [from, to, stops] of wave) {
      const isForward = forward.has(`${from},${to}`);
      const [start, end] = [places[from], places[to]];
      const height = layout.labels[isForward ? `${from} ${to}` : `${to} ${from}`][1];
      const way = stops ? (height - start[1]) / (end[1] - start[1]) : 1;
      const [cx, cy] = [0, 1].map((k) => start[k] + way * (end[k] - start[k]));
      const kind = isForward ? "plainnet-pulse" : "plainnet-pulse plainnet-pulse-back";
      travel(stage.plain("circle", { class: kind, cx, cy, r: 7 }), start, [cx, cy], i);
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
  draw(stage, { spec, frame, width, notes, more, goTo }) {
    const layout = layoutOf(width);
    const given = { spec, frame, goTo };
    stage.svg.dataset.uses = "lit waves";
    drawWires(stage, middles(layout));
    drawWaves(stage, given, layout);
    drawLabels(stage, given, layout); // first, because the numbers of units glide over them
    drawUnits(stage, given, layout);
    explainStep(stage, notes, given);
    showCode(stage, more, given);
  },
};
