// The two sources of frames. `first` is the frame to start with; `ask(position, answer)` calls
// `answer(frame)`, at once or later.

// The static page: Python computed every position at build time. Each entry has its values `by` the
// controls that change it, the last fastest.
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

// Jupyter: Python computes the frame when asked. While it does, only the newest question waits, so
// that a dragged slider does not queue up work.
export function live(model) {
  let busy = false;
  let newest = null;
  function next() {
    busy = String(newest.position) !== String(model.get("position")); // the same brings no answer
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
