// Keeps in its place what an address or a link led to, while what lies above it grows, such as
// answers that come back, explorers and pictures: until the reader goes on.
const LEAVING = ["wheel", "pointerdown", "keydown"];
const type = performance.getEntriesByType("navigation")[0]?.type;
const named = () => document.querySelector(":target");
const nothing = () => null;
// A page that is loaded again, or gone back to, shows what the reader saw there.
let landed = type === "navigate" ? named : nothing;
let seen; // where that was, once it was in place: in the window, and of the page

const placeOf = (node) => {
  const { top } = node.getBoundingClientRect();
  return [top, top + scrollY];
};

function land() {
  const node = landed();
  if (!node) return;
  node.scrollIntoView();
  seen = placeOf(node);
}

function begin(where) {
  landed = where;
  seen = undefined;
}

// Ends where the page was scrolled by what no event tells, such as the browser's own search: then
// the node is elsewhere in the window, though nothing grew.
function notice() {
  const node = seen && landed();
  if (!node) return;
  const [inWindow, ofPage] = placeOf(node).map((top, index) => Math.abs(top - seen[index]) > 1);
  if (inWindow && !ofPage) landed = nothing;
}

for (const event of LEAVING) {
  addEventListener(event, () => begin(nothing), { capture: true, passive: true });
}
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href*='#']");
  if (link?.pathname === location.pathname && !event.defaultPrevented) begin(named);
});
addEventListener("plainnet:landed", ({ target }) => begin(() => target));
addEventListener("scroll", notice, { passive: true });
new ResizeObserver(land).observe(document.querySelector("article"));
