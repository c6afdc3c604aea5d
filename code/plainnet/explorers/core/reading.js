// The readout below curves: the table row under the pointer or, without one, at the current time.
import { element, pointIn } from "./drawing.js";
import { columnsOf, isTime } from "./states.js";

const isIn = ({ left, right, top, bottom }, x, y) =>
  left - 8 <= x && x <= right + 8 && top - 8 <= y && y <= bottom + 8;

export function rowInWords(spec, state, row) {
  const cells = columnsOf(spec, { ...state, ghosts: [] }).map(([label, values]) => [
    label,
    values[row] ?? null,
  ]);
  const known = cells.filter(([, value]) => value !== null);
  return known
    .map(([label, value]) => `${label} ${String(value).replaceAll("-", "−")}`)
    .join(" · ");
}

// `now` returns the readings of the last drawing. With the keyboard, Tab reaches the panel and the
// arrow keys move along its curves. A press moves time there, or reads on after it; on a
// previous run, it brings that back.
export function makeReadable(svg, line, { spec, state, visit, now }) {
  // The row for the current time; `rows` maps positions of the cursor to rows where they differ.
  const rowNow = () => spec?.rows?.[state.time] ?? state.time;
  let at = null; // the panel and the row that are being read

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
  function nearest(places, place) {
    const distances = places.map((each) => Math.abs(each - place));
    return distances.indexOf(Math.min(...distances));
  }
  function rowUnder(event) {
    const [x, y] = pointIn(svg, event);
    const reading = now().find(({ box }) => isIn(box, x, y));
    return { reading, row: reading && nearest(reading.pixels, x) };
  }
  const clock = spec.controls.find(isTime);
  svg.addEventListener("pointermove", (event) => {
    const { reading, row } = rowUnder(event);
    if (reading) show(reading, row);
    else if (at) rest();
  });
  svg.addEventListener("click", (event) => {
    const { back } = event.target.dataset;
    if (back) return void state.goBack(back);
    const { reading, row } = rowUnder(event);
    if (!reading || event.target.closest("[data-handle], [data-drags]")) return;
    if (!clock) return void show(reading, row);
    const rows = spec?.rows;
    visit({ [clock.name]: rows ? nearest(rows, row) : row });
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
