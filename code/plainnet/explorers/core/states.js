// The state of an explorer: the positions of its controls, the current frame, time, previous runs.
import { element, lookUp } from "./drawing.js";

// How long controls rest before the table and the status for screen readers are updated.
const SETTLED_MS = 300;
export const PARTS = 20; // from one value to the next, where a control can be dragged in between

// Time runs over frames (kind `time`) or over the lists within a frame (kind `cursor`).
export const isTime = ({ kind }) => kind === "time" || kind === "cursor";

// In place of the last runs, stores the run with the smallest entry `best`, one for each choice.
function createBest(spec) {
  const bests = new Map();
  return (state) => {
    const { frame, position, time, own } = state;
    const chosen = String(position.filter((_, i) => spec.controls[i].kind === "choice"));
    const best = bests.get(chosen);
    if (!best || frame[spec.best] < best.frame[spec.best]) {
      bests.set(chosen, { frame, position: [...position], time, own });
    }
    state.ghosts = [bests.get(chosen)];
  };
}

// The previous runs without duplicates, the newest first.
function withLast(ghosts, last, run) {
  return [last, ...ghosts.filter((ghost) => run(ghost) !== run(last))];
}

// Reports when the controls have come to rest, and stops all timers at the end.
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
      clearTimeout(state.playing);
    },
  };
}

// Puts what a control is set to into the position and the reader's own numbers: an index, a text
// that was typed, or how many parts of the way between values it was dragged.
function put({ position, own }, index, name, value) {
  delete own[name];
  if (typeof value === "number") position[index] = value;
  else if (typeof value === "string") own[name] = value;
  else if (value.parts % PARTS) own[name] = value.parts;
  else position[index] = value.parts / PARTS;
}

// `source` supplies frames. `onChange` is called after each change of the frame, `onSettled` when
// the controls have come to rest.
export function createState(spec, source, { onChange, onSettled }) {
  const clock = spec.controls.findIndex(isTime);
  const run = ({ position, own }) => JSON.stringify([position.filter((_, i) => i !== clock), own]);
  const keepBest = spec.best ? createBest(spec) : () => {};
  const state = {
    position: spec.controls.map((control) => control.start),
    own: {}, // numbers of the reader's own, by the names of controls, and how they are written
    labels: {},
    frame: source.first,
    ghosts: [], // previous runs as they were left: {frame, position, time}
    isAwaiting: false, // whether a requested frame has not arrived yet
    isMoving: false, // whether a control has moved since they last rested
    playing: 0,
    pause() {}, // until there is a clock
    get time() {
      return clock < 0 ? undefined : state.position[clock];
    },
    // Sets some controls, by their indices, to values as `put` takes them.
    set(values) {
      const before = now();
      state.own = { ...state.own };
      for (const [index, value] of Object.entries(values)) {
        put(state, index, spec.controls[index].name, value);
      }
      const isOther = run(before) !== run(state);
      if (!isOther && before.time === state.time) return;
      if (isOther && !state.isMoving) leave(before);
      if (isOther) state.isMoving = true;
      ask();
    },
    // Sets all controls but time as they were in a previous run.
    goBack(index) {
      const { position, own } = state.ghosts[index];
      const values = {};
      spec.controls.forEach((control, i) => {
        const value = own[control.name] ?? PARTS * position[i];
        if (!isTime(control)) values[i] = typeof value === "string" ? value : { parts: value };
      });
      state.pause();
      state.set(values);
    },
    // Moves time back to its start.
    reset() {
      leave(now());
      state.position[clock] = 0;
      ask();
    },
  };
  function now() {
    const { frame, position, time, own } = state;
    return { frame, position: [...position], time, own };
  }
  function leave(last) {
    const isNothing = last.time === 0 && spec.controls[clock].kind === "time";
    if (spec.best || isNothing) return;
    state.ghosts = withLast(state.ghosts, last, run).slice(0, spec.ghosts);
  }
  let shown = now(); // what the frame belongs to
  function ask() {
    const isSame = run(shown) === run(state) && spec.controls[clock]?.kind === "cursor";
    if (isSame) return answer({ frame: state.frame, labels: state.labels, ...now() });
    state.isAwaiting = true;
    return source.ask({ position: [...state.position], own: state.own }, answer);
  }
  function answer(reply) {
    state.isAwaiting = false;
    if (!reply) {
      // Python refused a number, or was stopped: what is shown stays, and can be played on.
      Object.assign(state, { position: [...shown.position], own: shown.own });
    } else {
      state.frame = reply.frame;
      state.labels = reply.labels ?? {};
      for (const name of Object.keys(state.own)) {
        const index = spec.controls.findIndex((control) => control.name === name);
        state.position[index] = reply.position[index];
      }
      shown = now();
      keepBest(state);
      onChange();
    }
    state.settle();
  }
  keepBest(state);
  return Object.assign(state, createRest(state, onSettled));
}

// The heading and values of each table column that has values, followed by those of the previous
// run. The frame's `columns` gives the paths of columns that are parts of constants.
export function columnsOf(spec, { frame, ghosts }) {
  const { common, words } = spec;
  const path = (run, key) => run?.columns?.[key] ?? key;
  const columns = spec.table
    .map((key) => [words[key], lookUp([frame, spec], path(frame, key))])
    .filter(([, values]) => values.length);
  if (!ghosts.length || spec.best) return columns;
  const [{ frame: run }] = ghosts;
  const again = spec.table.filter((key) => key in run || path(run, key) !== key);
  const before = again.map((key) => [
    `${words[key]}${common.before}`,
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
