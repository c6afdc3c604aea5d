// Reading the definition of a term.
const CARD = ".plainnet-definition";

export function shown() {
  const card = document.querySelector(CARD);
  if (!card?.checkVisibility()) return null;
  const { left, right, top, bottom } = card.getBoundingClientRect();
  const fits = left >= 0 && right <= document.documentElement.clientWidth;
  const described = document.querySelector(`[aria-describedby="${card.id}"]`);
  const [line] = described.getClientRects();
  const far = Math.max(top - line.bottom, line.top - bottom); // up or down
  const isAbove = bottom <= line.top;
  const of = described.dataset.term;
  return { text: card.textContent, fits: fits && bottom > top, far, isAbove, of };
}

export function isOf(term) {
  return shown()?.of === term;
}

export function terms() {
  return [...document.querySelectorAll("a[data-term]:not(details *)")].map(
    (link) => link.dataset.term,
  );
}

// The centre of the first line of a link, or of a part of the definition; with `end`, the link is
// just above the lower edge of the window.
export async function place(selector, number = 0, block = "center") {
  const node = document.querySelectorAll(selector)[number];
  node.scrollIntoView({ block, behavior: "instant" });
  if (block === "end") window.scrollBy({ top: 10, behavior: "instant" });
  await new Promise(requestAnimationFrame);
  const [{ x, y, width, height }] = node.getClientRects();
  return [x + width / 2, y + height / 2];
}

export function focusBefore(number) {
  const link = document.querySelectorAll("a[data-term]")[number];
  link.scrollIntoView({ block: "center", behavior: "instant" });
  const before = document.createElement("button");
  link.before(before);
  before.focus();
}

export function focused() {
  const node = document.activeElement;
  return node.closest(".plainnet-definition")
    ? "definition"
    : (node.dataset.term ?? node.localName);
}
