// What tests do and see on any page.

export function explorerAt(index) {
  return document.querySelectorAll(".plainnet-explorer")[index];
}

export function all(root, selector, read) {
  return [...root.querySelectorAll(selector)].map(read);
}

export function count(selector) {
  return document.querySelectorAll(selector).length;
}

export function rest(time) {
  return new Promise((done) => {
    setTimeout(done, time);
  });
}

export function excerpt(node) {
  return node.outerHTML.slice(0, 200);
}

// The bytes that were loaded so far, compressed.
export function weight() {
  const entries = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
}

export async function load() {
  scrollTo({ top: 1e6, behavior: "instant" }); // for pictures that load late
  await Promise.all([document.fonts.ready, rest(100)]);
  scrollTo({ top: 0, behavior: "instant" });
}

// Opens a page in the frame of `narrow.html`.
export function openInFrame(address) {
  const frame = document.querySelector("iframe");
  return new Promise((done) => {
    frame.addEventListener("load", () => done(), { once: true });
    frame.src = address;
  });
}

// What the page asked for, and how that was answered.
export function requests() {
  return performance
    .getEntriesByType("resource")
    .map(({ name, responseStatus }) => [name, responseStatus ?? 0]);
}

// Scrolls to a node. Pages scroll smoothly; here they must jump, or a click lands where the node no
// longer is. A smooth scroll that began before, at a focus, say, may go on: then again.
export async function scrollToNode(node) {
  for (let tries = 0; tries < 30; tries += 1) {
    node.scrollIntoView({ block: "center", behavior: "instant" });
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const { top, bottom } = node.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
  }
}

export function isMounted(index) {
  return Boolean(explorerAt(index)?.querySelector(".plainnet-stage > svg > *, form"));
}

// Scrolls to an explorer that is not there yet; whether it is now.
export function mountsWhenNear(index) {
  if (isMounted(index)) return true;
  explorerAt(index)?.scrollIntoView({ block: "center", behavior: "instant" });
  return false;
}

// Scrolls through the page, as a reader does; returns those that do not come.
export async function scrollThrough() {
  const missing = [];
  const roots = document.querySelectorAll(".plainnet-explorer");
  for (let index = 0; index < roots.length; index += 1) {
    let tries = 0;
    while (!mountsWhenNear(index) && tries < 250) {
      tries += 1;
      await rest(20);
    }
    if (!isMounted(index)) missing.push(`not mounted: ${excerpt(roots[index])}`);
  }
  scrollTo({ top: 0, behavior: "instant" });
  return missing;
}

export function focusNode(node) {
  node.scrollIntoView({ block: "center", behavior: "instant" });
  node.focus({ preventScroll: true });
}

export function focus(index, selector, number = 0) {
  focusNode(explorerAt(index).querySelectorAll(selector)[number]);
}

// The first colour that is opaque behind a node.
export function background(node) {
  const colour = getComputedStyle(node).backgroundColor;
  return colour === "rgba(0, 0, 0, 0)" ? background(node.parentNode) : colour;
}

// From now on, counts what a screen reader is told.
export function countTold(index) {
  window.told = 0;
  window.listener?.disconnect();
  window.listener = new MutationObserver(() => {
    window.told += 1;
  });
  const changes = { childList: true, characterData: true, subtree: true };
  window.listener.observe(explorerAt(index).querySelector("[role=status]"), changes);
}

// From now on, notes when keys are pressed.
export function timeKeys() {
  if (!window.keys) addEventListener("keydown", () => window.keys.push(performance.now()));
  window.keys = [];
}

// The longest time between two of them, in milliseconds.
export function longestPause() {
  return Math.max(...window.keys.slice(1).map((time, i) => time - window.keys[i]));
}

export function searchHasFound() {
  return document.querySelector("#search-results li a")?.href.includes("chapters/");
}

export function wideOnPhone() {
  const over = document.documentElement.scrollWidth - innerWidth;
  const isCut = (node) => node.getBoundingClientRect().right > innerWidth;
  const cut = all(document, "span.math, .eqno, .plainnet-formula", (node) => node).filter(isCut);
  return [
    ...(innerWidth === 360 ? [] : ["not a phone"]),
    ...(over > 0 ? [`${over} px too wide`] : []),
    ...cut.map((node) => `cut: ${node.closest(".math").dataset.tex}`),
    ...smallFormulas(),
  ];
}

// The em of a formula has 1000 units.
function smallFormulas() {
  const isSmall = (picture) => {
    const size = (1000 * picture.getBoundingClientRect().width) / picture.viewBox.baseVal.width;
    return size > 0 && size < parseFloat(getComputedStyle(picture).fontSize);
  };
  const pictures = all(document, ".math svg[aria-hidden]", (picture) => picture);
  return pictures
    .filter(isSmall)
    .map((picture) => `small: ${picture.closest(".math").dataset.tex}`);
}

export function idsTwice() {
  const ids = all(document, "[id]", (node) => node.id);
  return ids.filter((id, i) => ids.indexOf(id) !== i).map((id) => `id ${id} twice`);
}
