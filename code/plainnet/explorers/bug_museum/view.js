// From top to bottom: the lines of code that differ, the share of solved starts in each of twelve
// settings, a run of the exhibit and of the correct code, and the verdicts of the checks.
import { element } from "../core/drawing.js";
import { fold } from "../core/folds.js";

const LINE = 16; // the smallest distance between two labels, in pixels

// On a phone, the runs are below the settings.
function boxes(width) {
  const isNarrow = width < 600;
  const middle = isNarrow ? width : Math.round(width * 0.48);
  const [start, end] = isNarrow ? [20, width] : [26, middle + 4]; // finger-wide columns
  const settings = {
    left: start,
    right: end,
    top: 76,
    bottom: isNarrow ? 186 : 214,
    margin: start,
  };
  const left = isNarrow ? 52 : middle + 58;
  const [top, bottom] = isNarrow ? [300, 372] : [76, 214];
  return { settings, runs: { left, right: width - 74, top, bottom } };
}

// A dot for the exhibit and a ring for the correct code per setting; intervals for the chosen one.
function drawSettings(stage, spec, frame, box, goTo) {
  const plot = stage.panel(box, "setting", "percent");
  const xs = spec.middles.map(plot.xScale);
  const across = xs[1] - xs[0];
  const column = { y: box.top - 6, width: across, height: box.bottom - box.top + 30, rx: 4 };
  const chosen = { ...column, x: xs[frame.at] - across / 2, class: "plainnet-chosen" };
  plot.inside.parentNode.prepend(stage.plain("rect", chosen));
  plot.span("interval_right", { xs: "beside_right" });
  plot.span("interval", { xs: "beside" });
  plot.dots("shares_right", { xs: "places_right", r: 4, kind: "hollow" });
  plot.dots("shares", { xs: "places", r: 4.5 });
  plot.dot("shares", { xs: "places", at: frame.at, r: 8, kind: "around-dot" });
  spec.words.activations.forEach((_, i) => {
    const [first, last] = [xs[4 * i], xs[4 * i + 3]];
    const place = { x: (first + last) / 2, y: box.bottom + 40, "text-anchor": "middle" };
    stage.text(`words.activations.${i}`, place);
  });
  const below = { x: box.right, y: box.bottom + 60, "text-anchor": "end" };
  stage.text("words.learning_rate", below);
  spec.settings.forEach(([activation, rate], i) => {
    const press = {
      class: "plainnet-pick",
      onclick: () => goTo({ activation, learning_rate: rate }),
    };
    stage.plain("rect", { ...column, ...press, x: xs[i] - across / 2, "data-setting": i });
  });
}

// The counts, each with the marker of its code.
function drawCounts(stage, frame) {
  frame.rows.forEach((_, i) => {
    const y = 16 + 22 * i;
    const sign = i ? "plainnet-hollow plainnet-is-pinned" : "plainnet-dot plainnet-is-curve";
    stage.plain("circle", { class: sign, cx: 6, cy: y - 4, r: 4.5 });
    stage.text(`rows.${i}`, { x: 18, y });
  });
}

// Labels at the ends of both curves, pushed apart if they would overlap.
function nameEnds(stage, { right, top, bottom }, ends) {
  const ys = ends.map((end) => Math.min(bottom, Math.max(top, end?.[1] ?? top)) + 4);
  const distance = ys[1] - ys[0];
  const push = Math.max(0, LINE - Math.abs(distance)) / 2;
  const way = distance < 0 ? -1 : 1;
  ends.forEach((end, i) => {
    if (!end) return;
    const y = ys[i] + (i ? way : -way) * push;
    stage.text(`words.ends.${i ? "loss_right" : "loss"}`, { x: right + 6, y });
  });
}

function drawRuns(stage, box) {
  const plot = stage.panel(box, "x", "y");
  const y = plot.level({ ys: "limit" });
  stage.text("words.solved_below", { x: box.right - 4, y: y - 6, "text-anchor": "end" });
  const theirs = plot.curve("loss_right", { xs: "epoch" });
  const ours = plot.curve("loss", { xs: "epoch" });
  nameEnds(stage, box, [ours, theirs]);
  const place = { x: box.right + 74, y: box.top - 38, "text-anchor": "end" };
  stage.text("run", { class: "plainnet-outcome", ...place });
}

// The two codes, one above the other, line by line, with their differences marked.
function codeOf(stage, frame) {
  return ["plainnet-exhibit", "plainnet-right"].map((kind, i) => {
    const lines = [element("div")];
    frame.code[i].forEach(([text, differs], piece) => {
      lines.at(-1).append(stage.htmlText(differs ? "mark" : "span", `code.${i}.${piece}.0`));
      if (text.endsWith("\n")) lines.push(element("div"));
    });
    const head = stage.htmlText("p", `words.lines.${i}`, { class: "plainnet-head" });
    return element("div", { class: kind }, head, element("pre", {}, ...lines));
  });
}

function verdictsOf(stage, frame) {
  return frame.verdicts.map((_, i) => {
    const head = stage.htmlText("p", `words.verdicts.${i}`, { class: "plainnet-head" });
    return element("div", { class: "plainnet-found" }, head, stage.htmlText("p", `verdicts.${i}`));
  });
}

export default {
  draw(stage, { spec, frame, width, notes, more, goTo }) {
    const { settings, runs } = boxes(width);
    drawCounts(stage, frame);
    drawSettings(stage, spec, frame, settings, goTo);
    drawRuns(stage, runs);
    notes.replaceChildren(...codeOf(stage, frame));
    fold(more, stage.htmlText("summary", "words.judge"), ...verdictsOf(stage, frame));
  },
};
