// The two sources of frames. `first` is the initial frame; `ask(position, answer)` calls
// `answer(frame)`, immediately or later.

// The static page holds the frames of all positions. Each entry has `values` only for the controls
// that change it, whose indices are in `by`; the last control varies fastest.
export function baked(spec, frames) {
  const indexAt = (by, position) =>
    by.reduce((index, i) => index * spec.controls[i].labels.length + position[i], 0);
  const frameAt = (position) =>
    Object.fromEntries(
      Object.entries(frames).map(([key, { by, values }]) => [key, values[indexAt(by, position)]]),
    );
  return {
    first: frameAt(spec.controls.map((control) => control.start)),
    ask: (position, answer) => answer(frameAt(position)),
  };
}

// In Jupyter, Python computes each frame on request. Only the newest request waits, so that
// dragging a slider does not queue up work.
export function live(model) {
  let busy = false;
  let newest = null;
  function next() {
    busy = String(newest.position) !== String(model.get("position")); // no answer if they are equal
    if (busy) {
      model.set("position", newest.position);
      model.save_changes();
    } else {
      newest.answer(model.get("frame"));
    }
  }
  model.on("change:answered", () => {
    if (busy) next();
  });
  return {
    first: model.get("frame"),
    ask(position, answer) {
      newest = { position, answer };
      if (!busy) next();
    },
  };
}
