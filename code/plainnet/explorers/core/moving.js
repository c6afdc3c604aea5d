// Animates changes of place: a node with `data-move` is drawn at its new place and glides there
// from the last place of that name, or of the name in `data-from`. Nothing is computed in between.
export const MOVE_MS = 120;
const SLOW_MS = 600; // for movements that a reader should follow

let wish; // asked for with the first move, and then kept up to date by the browser
export function isStill() {
  wish ??= matchMedia("(prefers-reduced-motion: reduce)");
  return wish.matches;
}

function placeOf(node) {
  return ["cx", "cy"].map((name) => Number(node.getAttribute(name) ?? node.getAttribute(name[1])));
}

export function placesOf(svg) {
  const nodes = [...svg.querySelectorAll("[data-move]")];
  return new Map(nodes.map((node) => [node.dataset.move, placeOf(node)]));
}

// Lets nodes glide from their old places, `before`: what `placesOf` returned before the redraw.
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

// Moves a mark once from one place to another, after a delay of so many `waves`, and removes it.
// `node` is drawn at its destination.
export function travel(node, [x1, y1], [x2, y2], waves = 0) {
  const start = `translate(${x1 - x2}px, ${y1 - y2}px)`;
  const frames = { transform: [start, "none"], opacity: [1, 1] };
  const time = { duration: SLOW_MS, delay: waves * SLOW_MS, easing: "ease-in-out" };
  node.setAttribute("opacity", 0);
  node.animate(frames, time).onfinish = () => node.remove();
}
