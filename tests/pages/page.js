// Functions that tests of all pages use.

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

// The number of bytes loaded so far, compressed.
export function weight() {
  const entries = ["navigation", "resource"].flatMap((kind) => performance.getEntriesByType(kind));
  return entries.reduce((total, { encodedBodySize }) => total + encodedBodySize, 0);
}

export async function load() {
  scrollTo({ top: 1e6, behavior: "instant" }); // for pictures that load lazily
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

// The requests of the page and their status.
export function requests() {
  return performance
    .getEntriesByType("resource")
    .map(({ name, responseStatus }) => [name, responseStatus ?? 0]);
}

// Scrolls to a node. A prediction may still be gliding to its answer: then it repeats, or a click
// would hit the wrong place.
export async function scrollToNode(node) {
  for (let tries = 0; tries < 30; tries += 1) {
    node.scrollIntoView({ block: "center", behavior: "instant" });
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    const { top, bottom } = node.getBoundingClientRect();
    if (top >= 0 && bottom <= innerHeight) return;
  }
}

// The middle of a node that has been scrolled to, and its size.
export async function centre(node) {
  await scrollToNode(node);
  const { x, y, width, height } = node.getBoundingClientRect();
  return [x + width / 2, y + height / 2, width, height];
}

// The same of a part of an explorer.
export function middleOf(index, selector, number = 0) {
  return centre([...explorerAt(index).querySelectorAll(selector)].at(number));
}

export function heightOf(index) {
  return explorerAt(index).getBoundingClientRect().height;
}

// Those of some nodes that are seen, and too small for a pointer.
export function tooSmall(nodes) {
  return nodes.filter((node) => {
    const sides = node.getBoundingClientRect();
    return node.checkVisibility() && (sides.width < 24 || sides.height < 24);
  });
}

// From now on, this browser stores nothing: these methods of its storage fail.
export function keepNothing(names = ["getItem", "setItem", "removeItem"]) {
  for (const name of names) {
    Storage.prototype[name] = () => {
      throw new DOMException("none here", "QuotaExceededError");
    };
  }
}

// Forgets all that the book has stored; returns how much that was.
export function forget() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith("plainnet "));
  for (const key of keys) localStorage.removeItem(key);
  return keys.length;
}

export function unfold() {
  for (const fold of document.querySelectorAll("article details")) fold.open = true;
}

export function isMounted(index) {
  return Boolean(
    explorerAt(index)?.querySelector(
      ".plainnet-stage > svg > *, form.plainnet-question, .plainnet-on-board > *, [data-proof]",
    ),
  );
}

// Whether an explorer is mounted; if not, scrolls to it, so that it will be.
export function mountsWhenNear(index) {
  if (isMounted(index)) return true;
  explorerAt(index)?.scrollIntoView({ block: "center", behavior: "instant" });
  return false;
}

// Scrolls through the page like a reader; returns the explorers that are still not mounted.
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

// The colour of the nearest opaque background behind a node.
export function background(node) {
  const colour = getComputedStyle(node).backgroundColor;
  return colour === "rgba(0, 0, 0, 0)" ? background(node.parentNode) : colour;
}

// From now on, counts the announcements to screen readers.
export function countAnnouncements(index) {
  window.announced = 0;
  window.listener?.disconnect();
  window.listener = new MutationObserver(() => {
    window.announced += 1;
  });
  const changes = { childList: true, characterData: true, subtree: true };
  window.listener.observe(explorerAt(index).querySelector("[role=status]"), changes);
}

// From now on, records the times of key presses.
export function timeKeys() {
  if (!window.keys) addEventListener("keydown", () => window.keys.push(performance.now()));
  window.keys = [];
}

// The longest time between two key presses, in milliseconds.
export function longestPause() {
  return Math.max(...window.keys.slice(1).map((time, i) => time - window.keys[i]));
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
    ...cutListings(),
  ];
}

// The cells of tables that are shown without their head: the head of each, and its own label.
export function labelledCells() {
  const tables = all(document, "article table:has(thead)", (table) => table);
  const bare = tables.filter(({ tHead }) => !tHead.checkVisibility());
  return bare.flatMap((table) => {
    const shown = all(table, "td", (cell) => cell).filter((cell) => cell.checkVisibility());
    return shown.map((cell) => [
      table.tHead.rows[0].cells[cell.cellIndex].textContent,
      getComputedStyle(cell, "::before")
        .content.replace(/^(none|normal)$|"/g, "")
        .trim(),
    ]);
  });
}

// Listings that one would have to scroll; what readers write themselves may be longer.
function cutListings() {
  const listings = all(document, ".highlight-python pre", (node) => node);
  return listings
    .filter((pre) => pre.checkVisibility() && !pre.closest(".tag_exercise"))
    .filter((pre) => pre.scrollWidth > pre.clientWidth)
    .map((pre) => `cut: ${pre.textContent.slice(0, 40)}`);
}

// Formulas drawn smaller than their font size. An em in a formula has 1000 units.
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
