// F lets an explorer or an answer box fill the screen, as a button of the playground does; F again
// or Escape leaves. It lies above the page, laid out in a shape of its own, and scaled.
const BOX = ".plainnet-explorer[data-view]";
const CHOSEN = [":has(:focus-visible)", ":hover", ":focus-within"].map((state) => BOX + state);
const WRITING =
  'textarea, select, [contenteditable], input:not([type="range"], [type="radio"], [type="checkbox"])';
const MARGIN = 16; // px around it
const STAGES = [440, 500, 560, 600, 640, 700, 780, 880]; // px, the width of a drawing
const SIDES = [640, 480, 352, 272]; // px, the width of all that is beside it
const LARGEST = 4;
let shown; // what fills the screen
let before; // where the page was, and what had the focus
let hasScreen; // whether the browser granted the screen; otherwise it fills the window

// Takes the shape in which it becomes the largest; of several, the one with the widest drawing.
function fit() {
  const [width, height] = [innerWidth - 2 * MARGIN, innerHeight - 2 * MARGIN];
  const take = ({ side, stage, scale }) => {
    shown.style.cssText = `--side: ${side}px; --stage: ${stage}px; scale: ${scale}`;
  };
  const shapes = STAGES.flatMap((stage) => SIDES.map((side) => ({ side, stage, scale: 1 })));
  for (const shape of shapes) {
    take(shape);
    const { offsetWidth, offsetHeight } = shown;
    shape.scale = Math.min(width / offsetWidth, height / offsetHeight, LARGEST);
  }
  take(shapes.reduce((best, shape) => (shape.scale >= best.scale ? shape : best)));
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

const goBack = () => scrollTo({ top: before.top, behavior: "instant" });

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
