// F lets an explorer or an answer box fill the screen, as a button of the playground does; F again
// or Escape leaves. It lies above the page, laid out in a shape of its own, and scaled.
const BOX = ".plainnet-explorer[data-view]";
const CHOSEN = [":has(:focus-visible)", ":hover", ":focus-within"].map((state) => BOX + state);
const WRITING =
  'textarea, select, [contenteditable], input:not([type="range"], [type="radio"], [type="checkbox"])';
const MARGIN = 16; // px around it
const STAGES = [400, 440, 520, 560, 600, 640, 780]; // px, the width of a drawing
const SIDES = [640, 520, 440, 352, 312, 272]; // px, the width of all that is beside it
const ZOOMS = Array.from({ length: 13 }, (_, i) => 1 + i / 10); // of the drawing alone
const GAP = 8; // px between the drawing and its clock
const LARGEST = 4;
const ROOM = [1100, 688]; // px; text is at least as large as on a page where there is no more
let shown; // what fills the screen
let before; // where the page was, and what had the focus
let hasScreen; // whether the browser granted the screen; otherwise it fills the window

function take({ side, stage, tall, zoom, scale }) {
  const sizes = `--side: ${side}px; --stage: ${stage}px; --tall: ${tall}px; --zoom: ${zoom}`;
  shown.style.cssText = `${sizes}; scale: ${scale}`;
}

// The shapes with a drawing and a side of these widths, and what each is worth: the area of the
// drawing on the screen times that of a letter beside it.
function shapesOf(stage, side, [width, height]) {
  take({ side, stage, tall: 0, zoom: 1, scale: 1 });
  const { offsetWidth, offsetHeight } = shown;
  const partOf = (name) => shown.querySelector(`.plainnet-${name}`)?.offsetHeight ?? 0;
  const [tall, clock] = ["stage", "time"].map(partOf);
  const canZoom = tall && matchMedia("(min-aspect-ratio: 1)").matches;
  return (canZoom ? ZOOMS : [1]).map((zoom) => {
    const across = offsetWidth + (zoom - 1) * stage;
    const down = Math.max(offsetHeight, zoom * tall + GAP + clock);
    const scale = Math.min(width / across, height / down, LARGEST);
    return { side, stage, tall, zoom, scale, worth: (stage * tall * zoom ** 2 || 1) * scale ** 4 };
  });
}

// Takes the shape that is worth most; of several, the one with the widest drawing.
function fit() {
  const room = [innerWidth - 2 * MARGIN, innerHeight - 2 * MARGIN];
  const least = Math.min(...ROOM.map((size, i) => room[i] / size));
  const shapes = STAGES.flatMap((stage) => SIDES.flatMap((side) => shapesOf(stage, side, room)));
  const large = shapes.filter(({ scale }) => scale >= least);
  const some = large.length ? large : shapes;
  take(some.reduce((best, shape) => (shape.worth >= best.worth ? shape : best)));
}

// Whatever the page has besides it: no key reaches what nobody sees.
function* others(node) {
  for (let one = node; one !== document.body; one = one.parentElement) {
    yield* [...one.parentElement.children].filter((each) => each !== one);
  }
}

// Puts it above all else.
function raise() {
  shown.popover = null;
  shown.popover = "manual";
  shown.showPopover();
}

function enter(root) {
  before = { top: scrollY, focus: document.activeElement };
  shown = root;
  raise();
  for (const other of others(root)) other.inert = true;
  fit();
  hasScreen = false;
  document.documentElement.requestFullscreen?.().catch(() => {});
}

function leave() {
  const root = shown;
  shown = undefined;
  for (const other of others(root)) other.inert = false;
  root.removeAttribute("popover");
  root.removeAttribute("style");
  if (document.fullscreenElement) document.exitFullscreen();
  if (document.activeElement === document.body) before.focus.focus({ preventScroll: true });
  goBack();
}

const goBack = () => scrollTo({ top: before.top });

addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (["repeat", "altKey", "ctrlKey", "metaKey", "shiftKey"].some((name) => event[name])) return;
  if (shown && key === "Escape") leave();
  if (key.toLowerCase() !== "f" || target.closest?.(WRITING)) return;
  const root = CHOSEN.map((each) => document.querySelector(each)).find(Boolean);
  if (shown) leave();
  else if (root?.showPopover) enter(root);
});
addEventListener("plainnet:full", ({ target }) => (shown ? leave() : enter(target)));
// The browser may grant the screen late, and leaves at Escape by itself.
addEventListener("fullscreenchange", () => {
  const isGranted = Boolean(document.fullscreenElement);
  if (isGranted && shown) raise(); // WebKit has put the page above it
  else if (isGranted) document.exitFullscreen();
  else if (shown && hasScreen) leave();
  else if (!shown) goBack(); // the window has its old size only now
  hasScreen = isGranted;
});
addEventListener("resize", () => shown && fit());
const refit = ({ target }) => target.matches?.("details") && shown?.contains(target) && fit();
addEventListener("toggle", (event) => requestAnimationFrame(() => refit(event)), true);
for (const node of document.querySelectorAll(`${BOX} :is(svg[role], canvas[tabindex])`)) {
  node.setAttribute("aria-keyshortcuts", "F");
}
