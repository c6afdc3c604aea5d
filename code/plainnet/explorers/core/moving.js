// What moves glides: a node with `data-move` is drawn at its new place at once, and seen to come from
// where that name, or the name in `data-from`, was before. Nothing is computed on the way.
export const MOVE_MS = 120;

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
    node.animate({ transform: [start, "none"] }, { duration: MOVE_MS, easing: "ease-out" });
  }
}
