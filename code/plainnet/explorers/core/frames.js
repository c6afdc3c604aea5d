// The two sources of frames. `first` is the initial frame; `ask(place, answer)` calls `answer` with
// a reply, immediately or later: its `frame` and, if the place has numbers of the reader's own, the
// `position` nearest to them and their `labels`.

// The static page holds the frames of all positions. Each entry has `values` only for the controls
// that change it, whose indices are in `by`; the last control varies fastest. What a reader typed
// or dragged to is asked of Python.
export function baked(spec, frames, python) {
  const indexAt = (by, position) =>
    by.reduce((index, i) => index * spec.controls[i].labels.length + position[i], 0);
  const frameAt = (position) =>
    Object.fromEntries(
      Object.entries(frames).map(([key, { by, values }]) => [key, values[indexAt(by, position)]]),
    );
  return {
    first: frameAt(spec.controls.map((control) => control.start)),
    ask(place, answer) {
      if (Object.keys(place.own).length) return python.ask(place, answer);
      python.leave();
      return answer({ frame: frameAt(place.position) });
    },
  };
}

// In Jupyter, Python computes each frame on request.
export const live = (first, python) => ({ first, ask: python.ask });
