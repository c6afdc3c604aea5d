// Points of the reader's own: a click adds one, and those that are trained on can be dragged. With
// the keyboard, the arrow keys move a cross, and Enter adds a point there.
import { FINE } from "./paint.js";

const NEAR = 12; // pixels
const STEP = 2048;
const WAYS = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, STEP],
  ArrowDown: [0, -STEP],
};

// `points()` are those that are drawn, or none, and undefined while others are awaited; `send` takes
// a place and perhaps a row; `redraw` draws the point that is held, and the cross.
export function createPoints(canvas, { points, send, redraw }) {
  let held; // the point that is dragged, where it came from, and whether it moved
  let cross;
  const clip = (value) => Math.max(0, Math.min(FINE, Math.round(value)));
  function placeOf({ clientX, clientY }) {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const x = clip((FINE * (clientX - left)) / width);
    return { x, y: clip(FINE - (FINE * (clientY - top)) / height) };
  }
  function nearest({ x, y }) {
    const { width } = canvas.getBoundingClientRect();
    const reach = (NEAR * FINE) / width;
    const distance = ([px, py]) => Math.hypot(px - x, py - y);
    const own = (points() ?? []).filter((point) => !point[3] && distance(point) < reach);
    return own.toSorted((a, b) => distance(a) - distance(b))[0];
  }
  canvas.addEventListener("pointerdown", (event) => {
    if (points()?.length === 0 || event.button) return;
    const place = placeOf(event);
    const point = nearest(place);
    held = { point, from: point?.slice(0, 2), moved: false };
    if (!point) return;
    canvas.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!held?.point) return;
    const { x, y } = placeOf(event);
    held.moved = true;
    [held.point[0], held.point[1]] = [x, y];
    redraw({ held: held.point[4] });
  });
  canvas.addEventListener("pointerup", (event) => {
    const { point, moved } = held ?? {};
    if (held && point && moved) send({ ...placeOf(event), row: point[4] });
    else if (held && !point) send(placeOf(event));
    held = undefined;
  });
  // A finger that goes up or down scrolls the page, and leaves all points where they were.
  canvas.addEventListener("pointercancel", () => {
    if (held?.point) [held.point[0], held.point[1]] = held.from;
    held = undefined;
    redraw({});
  });
  canvas.addEventListener("keydown", (event) => {
    if (points()?.length === 0) return;
    if (event.key in WAYS) {
      const [x, y] = WAYS[event.key];
      cross = cross ? { x: clip(cross.x + x), y: clip(cross.y + y) } : { x: FINE / 2, y: FINE / 2 };
      cross = { x: clip(cross.x), y: clip(cross.y) };
    } else if (event.key === "Enter" && cross) {
      send(cross);
    } else {
      return;
    }
    event.preventDefault();
    redraw({ cross });
  });
  canvas.addEventListener("blur", () => {
    cross = undefined;
    redraw({});
  });
}
