// What an explorer shows, the position of its controls and the frame there; and what is said of it.
import { element } from "./drawing.js";

const SETTLED_MS = 300; // without a move, after which the table and a screen reader follow

// `source` gives the frames. `onChange` is called when there is something else to draw, `onSettled`
// when the controls rest.
export function createState(spec, source, { onChange, onSettled }) {
  let timer = 0;
  const state = {
    position: spec.controls.map((control) => control.start),
    frame: source.first,
    pinned: null,
    isAwaiting: false, // a frame that was asked for
    clock: 0, // runs while a slider plays
    move() {
      state.isAwaiting = true;
      source.ask([...state.position], (frame) => {
        state.isAwaiting = false;
        state.frame = frame;
        onChange();
        state.settle();
      });
    },
    togglePin() {
      state.pinned = state.pinned ? null : state.frame;
      onChange();
      state.settle();
    },
    settle() {
      clearTimeout(timer);
      if (!state.clock) timer = setTimeout(onSettled, SETTLED_MS);
    },
    stop() {
      clearTimeout(timer);
      clearInterval(state.clock);
    },
  };
  return state;
}

export function sentenceOf({ frame, pinned }, common) {
  return pinned ? `${frame.sentence} ${common.pinned}: ${pinned.sentence}` : frame.sentence;
}

// The heading and the values of each column, those of the pinned frame last.
function columnsOf(spec, { frame, pinned }) {
  const { common, words } = spec;
  const columns = spec.table.map((key) => [words[key], frame[key] ?? spec[key]]);
  const again = pinned ? spec.table.filter((key) => key in pinned) : [];
  return [...columns, ...again.map((key) => [`${words[key]} (${common.pinned})`, pinned[key]])];
}

export function fillTable(table, spec, state) {
  const columns = columnsOf(spec, state);
  const head = columns.map(([label]) => element("th", { scope: "col" }, label));
  const rows = columns[0][1].map((_, row) =>
    element("tr", {}, ...columns.map(([, values]) => element("td", {}, String(values[row] ?? "")))),
  );
  table.replaceChildren(
    element("caption", {}, spec.words.table),
    element("thead", {}, element("tr", {}, ...head)),
    element("tbody", {}, ...rows),
  );
}
