// The drawing of an explorer: it is redrawn for each frame and width, and can be dragged and read.
import { makeDraggable } from "./dragging.js";
import { createStage } from "./stage.js";
import { sweepMaps } from "./maps.js";
import { glide, placesOf } from "./moving.js";
import { makeReadable } from "./reading.js";

// Describes a handle to screen readers as a slider; with two axes it moves two controls.
function describe({ node, axes }, spec, state) {
  const controls = axes.map(({ control }) => spec.controls.find(({ name }) => name === control));
  const places = controls.map((control) => state.position[spec.controls.indexOf(control)]);
  const attributes = {
    "aria-label": controls.map(({ label }) => label).join(spec.common.comma),
    "aria-valuemin": 0,
    "aria-valuemax": controls[0].labels.length - 1,
    "aria-valuenow": places[0],
    "aria-valuetext": controls
      .map(({ name, labels }, i) => state.labels[name] ?? labels[places[i]])
      .join(spec.common.comma),
    "data-places": places.join(" "),
  };
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
}

export function createPicture(view, { spec, state, parts, goTo, visit, indexOf }) {
  const { svg, maps, notes, more } = parts;
  const handles = new Map();
  const cache = new Map(); // nodes that are reused while the width stays the same
  const place = (name) => state.position[indexOf(name)];
  let readings = [];
  let [width, height] = [0, 0];
  let drawnWidth = 0;

  function draw() {
    if (!width) return;
    const held = svg.contains(document.activeElement) && document.activeElement.dataset.handle;
    const before = width === drawnWidth ? placesOf(svg) : new Map(); // no gliding to new widths
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.replaceChildren();
    handles.clear();
    if (width !== drawnWidth) cache.clear();
    const { frame, ghosts, time } = state;
    svg.dataset.ghosts = JSON.stringify(ghosts.map(({ position }) => position));
    const stage = createStage({ svg, maps, spec, frame, ghosts, handles, cache });
    view.draw(stage, { spec, frame, ghosts, time, width, height, notes, more, goTo });
    ({ readings } = stage);
    drawnWidth = width;
    svg.dataset.readable = readings.length ? readings[0].panel : "";
    sweepMaps(maps);
    glide(svg, before);
    for (const handle of handles.values()) describe(handle, spec, state);
    if (held) handles.get(held)?.node.focus({ preventScroll: true });
    reader.rest();
  }
  // Redraws when the style sheet changes the width. Returns a function that stops that.
  function watch() {
    const measure = () => {
      [width, height] = [Math.round(svg.clientWidth), Math.round(svg.clientHeight)];
    };
    measure();
    const observer = new ResizeObserver(() => {
      const before = width;
      measure();
      if (width !== before) requestAnimationFrame(draw);
    });
    observer.observe(svg);
    return () => observer.disconnect();
  }

  const reader = makeReadable(svg, parts.reading, { spec, state, visit, now: () => readings });
  const lengthOf = (name) => spec.controls[indexOf(name)].labels.length;
  const isFine = (name) => spec.controls[indexOf(name)].fine && state.isFine();
  makeDraggable(svg, handles, { goTo, indexOf: place, lengthOf, isFine });
  if (parts.reading.parentNode) svg.setAttribute("tabindex", 0);
  return { draw, watch };
}
