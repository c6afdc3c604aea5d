// Dragging the handles that a view created with `stage.handle`, by mouse, finger or keyboard. The
// svg captures the pointer, because every move draws a new handle.
import { pointIn } from "./drawing.js";
import { PARTS } from "./states.js";

const KEYS = {
  ArrowRight: ["x", 1],
  ArrowLeft: ["x", -1],
  Home: ["x", -Infinity],
  End: ["x", Infinity],
  ArrowUp: ["y", 1],
  ArrowDown: ["y", -1],
  PageDown: ["y", -Infinity],
  PageUp: ["y", Infinity],
};

// The handle that is dragged when this node is pressed.
const heldBy = ({ dataset }) => dataset.handle ?? dataset.drags;

function nearest(distances) {
  return distances.indexOf(Math.min(...distances));
}

// The index of the value nearest to the pointer or, where Python answers for any number, the parts
// of the way between values.
function indexAt({ xs, ys, points }, x, y, isFine) {
  if (points) return nearest(points.map(([px, py]) => Math.hypot(px - x, py - y)));
  const [places, at] = xs ? [xs, x] : [ys, y];
  const index = nearest(places.map((value) => Math.abs(value - at)));
  if (!isFine) return index;
  const next = index + (at > places[index] === places.at(-1) > places[0] ? 1 : -1);
  if (!(next in places)) return index;
  const part = Math.round((PARTS * (at - places[index])) / (places[next] - places[index]));
  return { parts: PARTS * index + (next - index) * part };
}

// `handles` holds the drawn handles by name; `indexOf` gives a control's current index.
export function makeDraggable(svg, handles, { goTo, indexOf, lengthOf, isFine }) {
  let held = null;

  function follow(event) {
    const [x, y] = pointIn(svg, event);
    const { axes } = handles.get(held);
    const placeAt = (axis) => indexAt(axis, x, y, isFine(axis.control));
    goTo(Object.fromEntries(axes.map((axis) => [axis.control, placeAt(axis)])));
  }
  svg.addEventListener("pointerdown", (event) => {
    held = heldBy(event.target);
    if (!held) return;
    svg.setPointerCapture(event.pointerId);
    handles.get(held).node.focus({ preventScroll: true });
    if ("drags" in event.target.dataset) follow(event);
    event.preventDefault(); // otherwise, text would be selected
  });
  // Otherwise, a finger would scroll: some browsers ignore `touch-action` on circles.
  svg.addEventListener("touchstart", (event) => heldBy(event.target) && event.preventDefault(), {
    passive: false,
  });
  svg.addEventListener("pointermove", (event) => held && follow(event));
  for (const end of ["pointerup", "pointercancel"]) {
    svg.addEventListener(end, () => {
      held = null;
    });
  }
  svg.addEventListener("keydown", (event) => {
    const { handle } = event.target.dataset;
    if (!(handle && event.key in KEYS)) return;
    event.preventDefault();
    const { axes } = handles.get(handle);
    const [way, by] = KEYS[event.key];
    const { control, reversed } = axes.find(({ ys }) => (ys ? "y" : "x") === way) ?? axes[0];
    const isStepDown = reversed && way === "y" && Number.isFinite(by); // first value at the top
    const index = indexOf(control) + (isStepDown ? -by : by);
    goTo({ [control]: Math.max(0, Math.min(lengthOf(control) - 1, index)) });
  });
}
