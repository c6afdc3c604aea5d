// What an explorer shows: the position of its controls, the frame there, time, and the last runs.
import { element, lookUp } from "./drawing.js";

const SETTLED_MS = 300; // without a move, after which the table and a screen reader follow

// Time runs through the frames (`time`), or through the lists of each frame (`cursor`).
const isTime = ({ kind }) => kind === "time" || kind === "cursor";

// The run so far with the smallest entry `best`, for each choice, instead of the last ones.
function createBest(spec) {
  const bests = new Map();
  return (state) => {
    const { frame, position, time } = state;
    const chosen = String(position.filter((_, i) => spec.controls[i].kind === "choice"));
    const best = bests.get(chosen);
    if (!best || frame[spec.best] < best.frame[spec.best]) {
      bests.set(chosen, { frame, position: [...position], time });
    }
    state.ghosts = [bests.get(chosen)];
  };
}

// The last runs, the newest first, each once.
function withLast(ghosts, last, run) {
  return [last, ...ghosts.filter(({ position }) => run(position) !== run(last.position))];
}

// What tells that the controls rest, and what ends it all.
function createRest(state, onSettled) {
  let timer = 0;
  return {
    settle() {
      clearTimeout(timer);
      if (state.playing) return;
      timer = setTimeout(() => {
        state.isMoving = false;
        onSettled();
      }, SETTLED_MS);
    },
    stop() {
      clearTimeout(timer);
      clearInterval(state.playing);
    },
  };
}

// `source` gives the frames. `onChange` is called when there is something else to draw, `onSettled`
// when the controls rest.
export function createState(spec, source, { onChange, onSettled }) {
  const clock = spec.controls.findIndex(isTime);
  const run = (position) => String(position.filter((_, i) => i !== clock));
  const keepBest = spec.best ? createBest(spec) : () => {};
  const state = {
    position: spec.controls.map((control) => control.start),
    frame: source.first,
    ghosts: [], // the last runs, as they were left: {frame, position, time}
    isAwaiting: false, // a frame that was asked for
    isMoving: false, // since it last rested
    playing: 0,
    get time() {
      return clock < 0 ? undefined : state.position[clock];
    },
    // Moves some controls, by their indices.
    set(indices) {
      const rewinds = Object.keys(indices).some((index) => spec.controls[index].rewinds);
      const before = { frame: state.frame, position: [...state.position], time: state.time };
      for (const [index, value] of Object.entries(indices)) state.position[index] = value;
      if (String(before.position) === String(state.position)) return;
      const isOther = run(before.position) !== run(state.position);
      if (isOther && rewinds) state.position[clock] = 0;
      if (isOther && !state.isMoving) leave(before);
      if (isOther) state.isMoving = true;
      ask();
    },
    // Back to the beginning of time.
    reset() {
      leave({ frame: state.frame, position: [...state.position], time: state.time });
      state.position[clock] = 0;
      ask();
    },
  };
  function leave(last) {
    const isNothing = last.time === 0 && spec.controls[clock].kind === "time";
    if (spec.best || isNothing) return;
    state.ghosts = withLast(state.ghosts, last, run).slice(0, spec.ghosts);
  }
  function ask() {
    state.isAwaiting = true;
    source.ask([...state.position], (frame) => {
      state.isAwaiting = false;
      state.frame = frame;
      keepBest(state);
      onChange();
      state.settle();
    });
  }
  keepBest(state);
  return Object.assign(state, createRest(state, onSettled));
}

// The heading and the values of each column, those of the last run last. `columns` of a frame has the
// paths of those that are parts of constants.
export function columnsOf(spec, { frame, ghosts }) {
  const { common, words } = spec;
  const path = (run, key) => run?.columns?.[key] ?? key;
  const columns = spec.table.map((key) => [words[key], lookUp([frame, spec], path(frame, key))]);
  if (!ghosts.length || spec.best) return columns;
  const [{ frame: run }] = ghosts;
  const again = spec.table.filter((key) => key in run || path(run, key) !== key);
  const before = again.map((key) => [
    `${words[key]} (${common.before})`,
    lookUp([run, spec], path(run, key)),
  ]);
  return [...columns, ...before];
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
