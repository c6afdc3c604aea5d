// The line that reads the curves: the row of the table under the pointer, or where time is.
import { element } from "./drawing.js";
import { columnsOf } from "./states.js";

const isIn = ({ left, right, top, bottom }, x, y) =>
  left - 8 <= x && x <= right + 8 && top - 8 <= y && y <= bottom + 8;

export function rowInWords(spec, state, row) {
  const cells = columnsOf(spec, { ...state, ghosts: [] }).map(([label, values]) => [
    label,
    values[row] ?? null,
  ]);
  const told = cells.filter(([, value]) => value !== null);
  return told.map(([label, value]) => `${label} ${String(value).replaceAll("-", "−")}`).join(" · ");
}

// `now` returns the readings of the last drawing. A panel can be reached with the tab key, and the
// arrow keys go along its curves.
export function makeReadable(svg, line, { spec, state, now }) {
  // The row where time is: `rows` has it where not every row is a place of the cursor.
  const rowNow = () => spec?.rows?.[state.time] ?? state.time;
  let at = null; // the row, and the panel's reading

  function show(reading, row) {
    at = { box: reading.box, row };
    line.textContent = rowInWords(spec, state, row);
    const x = reading.pixels[row];
    const { top, bottom } = reading.box;
    svg.querySelector(".plainnet-hair")?.remove();
    const ends = { x1: x, x2: x, y1: top, y2: bottom };
    svg.append(element("line", { class: "plainnet-hair", ...ends, "data-row": row }));
  }
  function rest() {
    at = null;
    svg.querySelector(".plainnet-hair")?.remove();
    line.textContent =
      rowNow() === undefined ? spec.common.read : rowInWords(spec, state, rowNow());
  }
  function nearestRow({ pixels }, x) {
    const apart = pixels.map((pixel) => Math.abs(pixel - x));
    return apart.indexOf(Math.min(...apart));
  }
  svg.addEventListener("pointermove", (event) => {
    const { left, top } = svg.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    const reading = now().find(({ box }) => isIn(box, x, y));
    if (reading) show(reading, nearestRow(reading, x));
    else if (at) rest();
  });
  svg.addEventListener("pointerleave", rest);
  svg.addEventListener("focusout", rest);
  svg.addEventListener("keydown", (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (by === undefined || event.target !== svg || !now().length) return;
    event.preventDefault();
    const [reading] = now();
    const last = reading.pixels.length - 1;
    const row = (at?.row ?? rowNow() ?? 0) + by;
    show(reading, Math.max(0, Math.min(last, row)));
  });
  return { rest };
}
