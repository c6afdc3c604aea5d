// The drawing of an explorer: drawn anew with each frame and each width, dragged, read.
import { makeDraggable } from "./dragging.js";
import { createStage } from "./drawing.js";
import { sweepMaps } from "./maps.js";
import { glide, placesOf } from "./moving.js";
import { makeReadable } from "./reading.js";

export function createPicture(view, { spec, state, parts, goTo, indexOf }) {
  const { svg, maps, notes, more } = parts;
  const handles = new Map();
  const place = (name) => state.position[indexOf(name)];
  const labels = (name) => spec.controls[indexOf(name)].labels;
  let readings = [];
  let width = 0;

  function draw() {
    if (!width) return;
    const held = svg.contains(document.activeElement) && document.activeElement.dataset.handle;
    const before = placesOf(svg);
    const height = view.height?.(width) ?? Math.round(Math.min(360, Math.max(240, width * 0.5)));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    svg.replaceChildren();
    handles.clear();
    const { frame, ghosts, time } = state;
    svg.dataset.ghosts = JSON.stringify(ghosts.map(({ position }) => position));
    const stage = createStage({ svg, maps, spec, frame, ghosts, handles });
    view.draw(stage, { spec, frame, ghosts, time, width, height, notes, more, goTo });
    ({ readings } = stage);
    sweepMaps(maps);
    glide(svg, before);
    for (const [name, { node, axes }] of handles) {
      const told = axes.map(({ control }) => labels(control)[place(control)]);
      node.setAttribute("aria-valuenow", place(name));
      node.setAttribute("aria-valuetext", told.join(", "));
    }
    if (held) handles.get(held)?.node.focus({ preventScroll: true });
    reader.rest();
  }
  // Draws at once, and whenever the width changes, after `onWidth`. Returns what ends that.
  function watch(onWidth) {
    width = Math.round(svg.clientWidth);
    onWidth();
    const observer = new ResizeObserver(() => {
      const newWidth = Math.round(svg.clientWidth);
      if (newWidth === width) return;
      width = newWidth;
      requestAnimationFrame(() => {
        onWidth();
        draw(); // sets the height: not inside the observer
      });
    });
    observer.observe(svg);
    return () => observer.disconnect();
  }

  const reader = makeReadable(svg, parts.reading, { spec, state, now: () => readings });
  const lengthOf = (name) => labels(name).length;
  makeDraggable(svg, handles, { goTo, indexOf: place, lengthOf });
  if (view?.reads) svg.setAttribute("tabindex", 0);
  return { draw, watch };
}
