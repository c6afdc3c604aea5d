// What moves glides: a node with `data-move` is drawn at its new place at once, and seen to come from
// where that name, or the name in `data-from`, was before. Nothing is computed on the way.
export const MOVE_MS = 120;
const SLOW_MS = 600; // of what is followed with the eyes

export function isStill() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

function placeOf(node) {
  return ["cx", "cy"].map((name) => Number(node.getAttribute(name) ?? node.getAttribute(name[1])));
}

export function placesOf(svg) {
  const nodes = [...svg.querySelectorAll("[data-move]")];
  return new Map(nodes.map((node) => [node.dataset.move, placeOf(node)]));
}

// `before` is what `placesOf` returned before the new drawing.
export function glide(svg, before) {
  if (isStill()) return;
  for (const node of svg.querySelectorAll("[data-move]")) {
    const from = before.get(node.dataset.from ?? node.dataset.move);
    const [x, y] = placeOf(node);
    if (!from || (from[0] === x && from[1] === y)) continue;
    const start = `translate(${from[0] - x}px, ${from[1] - y}px)`;
    const duration = "slow" in node.dataset ? SLOW_MS : MOVE_MS;
    node.animate({ transform: [start, "none"] }, { duration, easing: "ease-out" });
  }
}

// A mark that stands for no number runs once from a place to another, after `waves` others, and is
// gone. `node` is drawn where it ends.
export function travel(node, [x1, y1], [x2, y2], waves = 0) {
  const start = `translate(${x1 - x2}px, ${y1 - y2}px)`;
  const frames = { transform: [start, "none"], opacity: [1, 1] };
  const time = { duration: SLOW_MS, delay: waves * SLOW_MS, easing: "ease-in-out" };
  node.setAttribute("opacity", 0);
  node.animate(frames, time).onfinish = () => node.remove();
}
