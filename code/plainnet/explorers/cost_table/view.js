// A row per network, with a dot and a number per quantity, and the sum for the chosen network.
import { element } from "../core/drawing.js";

const TOP = 26;

// The columns. On a phone, the numbers are above the dots, otherwise to their left.
function layout(spec, width) {
  const isNarrow = width < 560;
  const row = isNarrow ? 36 : 29;
  const names = isNarrow ? 122 : 156;
  const column = (width - names) / spec.quantities.length;
  const bottom = TOP + row * spec.row.length;
  const rowAt = (i) => TOP + row * (i + 0.5);
  const boxAt = (i) => {
    const left = names + i * column;
    const box = { right: left + column - 12, top: TOP, bottom };
    return isNarrow
      ? { ...box, left: left + 4, top: TOP + 9, bottom: bottom + 9 }
      : { ...box, left: left + 74 };
  };
  return { isNarrow, bottom, row, rowAt, boxes: spec.quantities.map((_, i) => boxAt(i)) };
}

function drawChosen(stage, width, bottom) {
  const plot = stage.panel({ left: 0, right: width, top: TOP, bottom }, "flat", "rows");
  plot.span("chosen_row", { xs: "whole", kind: "row" });
  return plot.dot("chosen_row", { xs: "edge", r: 7, kind: "ball", move: "knob" });
}

function drawQuantity(stage, spec, frame, i, box, { isNarrow, rowAt }) {
  const name = spec.quantities[i];
  const plot = stage.panel(box, isNarrow ? "few" : "x", "y");
  plot.dots("row", { xs: `amount.${name}`, r: 5 });
  const x = isNarrow ? box.left - 2 : box.left - 14;
  const anchor = isNarrow ? "start" : "end";
  const kind = isNarrow ? "plainnet-small" : undefined;
  // On a phone, headings are wider than their columns, so they are moved to the left.
  const aside = isNarrow ? 10 * (spec.quantities.length - 1 - i) : 0;
  stage.text(`words.heads.${name}`, { x: x - aside, y: 14, "text-anchor": anchor, class: kind });
  spec.row.forEach((_, at) => {
    const y = rowAt(at) + (isNarrow ? -3 : 5);
    stage.text(`labels.${name}.${at}`, { x, y, "text-anchor": anchor, class: look(frame, at) });
  });
}

function look(frame, i) {
  return i === frame.chosen ? "plainnet-number plainnet-strong" : "plainnet-number";
}

// Keeps the focus where it is; otherwise a press would move it to the svg.
function keepFocus(event) {
  event.preventDefault();
}

// The names of the networks; rows can be clicked, and the handle dragged along them.
function drawNames(stage, spec, { width, isNarrow, row, rowAt, goTo }, knob) {
  spec.row.forEach((_, i) => {
    stage.text(`names.${i}`, { x: isNarrow ? 18 : 30, y: rowAt(i) + 5 });
    const pick = () => {
      goTo({ network: i });
      // With the focus on the handle, the arrow keys keep working.
      stage.svg.querySelector("[data-handle]").focus({ preventScroll: true });
    };
    const size = { x: 0, y: rowAt(i) - row / 2, width, height: row };
    stage.plain("rect", { ...size, class: "plainnet-pick", onclick: pick, onmousedown: keepFocus });
  });
  stage.handle(...knob, {
    control: "network",
    ys: spec.row.map((_, i) => rowAt(i)),
    reversed: true,
  });
}

export default {
  draw(stage, { spec, frame, width, more, goTo }) {
    const { boxes, bottom, ...rows } = layout(spec, width);
    const knob = drawChosen(stage, width, bottom);
    boxes.forEach((box, i) => drawQuantity(stage, spec, frame, i, box, rows));
    drawNames(stage, spec, { ...rows, width, goTo }, knob);
    const sums = frame.numbers.map((_, i) => stage.htmlText("li", `numbers.${i}`));
    more.replaceChildren(
      stage.htmlText("p", "equation", { class: "plainnet-equation" }),
      element("ul", { class: "plainnet-sums plainnet-parts" }, ...sums),
    );
  },
};
