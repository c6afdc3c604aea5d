// The definition of a term appears when the pointer rests on its link, on focus, or on a tap. It
// stays while the pointer or the focus is on the link or the definition; Escape closes it.
const LINK = "a[data-term]";
// Within this time, a pointer can pass over a link without effect, or move to its definition.
const DELAY_MS = 200;
const GAP = 4; // pixels between a term and its definition

const definitions = document.querySelector(".plainnet-definitions")?.content;
const card = document.createElement("div");
let current = null; // the link whose definition is open
let timer = 0;
let touched = null; // the link under a finger, if its definition is not open yet

function place(link) {
  const [line] = link.getClientRects();
  const { width, height } = card.getBoundingClientRect();
  const free = document.documentElement.clientWidth - width - 2 * GAP;
  const below = line.bottom + GAP + height < innerHeight || line.top < height + GAP;
  const top = below ? line.bottom + GAP : line.top - GAP - height;
  card.style.left = `${scrollX + Math.max(GAP, Math.min(line.left, free + GAP))}px`;
  card.style.top = `${scrollY + top}px`;
}

function open(link) {
  clearTimeout(timer);
  if (current === link) return;
  close();
  const entry = definitions.getElementById(link.dataset.term);
  card.replaceChildren(...entry.cloneNode(true).childNodes);
  link.after(card); // so that Tab moves on to the definition
  link.setAttribute("aria-describedby", card.id);
  card.showPopover();
  window.MathJax?.typesetPromise?.([card]);
  place(link);
  current = link;
}

function close() {
  clearTimeout(timer);
  if (!current) return;
  current.removeAttribute("aria-describedby");
  card.remove();
  current = null;
}

function holds(node) {
  return card.contains(node) || current?.contains(node);
}

function later(action) {
  clearTimeout(timer);
  timer = setTimeout(action, DELAY_MS);
}

const listeners = {
  pointerover({ target, pointerType }) {
    const link = target.closest?.(LINK);
    if (pointerType !== "mouse") return;
    if (link && link !== current) later(() => open(link));
    else if (holds(target)) clearTimeout(timer);
    else later(() => holds(document.activeElement) || close());
  },
  pointerdown({ target, pointerType }) {
    const link = target.closest?.(LINK);
    touched = pointerType === "mouse" || link === current ? null : link;
    if (!holds(target) && !link) close();
  },
  click(event) {
    const link = event.target.closest?.(LINK);
    if (!link || link !== touched) return;
    event.preventDefault(); // the first tap opens the definition, a second one follows the link
    open(link);
    touched = null;
  },
  focusin({ target }) {
    const link = target.closest?.(LINK);
    if (link) open(link);
    else if (!holds(target)) close();
  },
  keydown({ key }) {
    if (key !== "Escape" || !current) return;
    if (card.contains(document.activeElement)) current.focus();
    close();
  },
};

if (definitions && card.showPopover) {
  Object.assign(card, { id: "plainnet-definition", className: "plainnet-definition" });
  card.popover = "manual";
  for (const [name, listener] of Object.entries(listeners)) {
    document.addEventListener(name, listener);
  }
}
