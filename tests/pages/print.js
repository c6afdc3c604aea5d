// Errors of the layout on paper.
import { excerpt } from "./page.js";

// Parts of the article that are cut off on paper: wider than the sheet, or in a box that scrolls.
export function cut() {
  const kinds =
    "p:not(.plainnet-told), li, pre, table, td, img, figure, svg, h1, h2, h3, .plainnet-formula";
  const isWide = (node) => node.getBoundingClientRect().right > innerWidth + 1;
  const scrolls = (node) =>
    node.matches("pre, p, td, .plainnet-formula") && node.scrollWidth > node.clientWidth + 1;
  const boxes = [...document.querySelector("article").querySelectorAll(kinds)].filter(
    (node) => node.getClientRects().length,
  );
  const errors = boxes.filter((node) => isWide(node) || scrolls(node));
  return boxes.length > 5 ? errors.map(excerpt) : ["too little to look at"];
}

// The contrast of a colour with white.
function contrast(colour) {
  const light = (value) => (value <= 10 ? value / 3295 : ((value / 255 + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = colour
    .match(/[\d.]+/g)
    .map(Number)
    .map(light);
  return 1.05 / (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05);
}

function isSeen(node) {
  return node.getClientRects().length && getComputedStyle(node).visibility === "visible";
}

function isPale(node) {
  const colour = getComputedStyle(node)[node instanceof SVGElement ? "fill" : "color"];
  return contrast(colour) < 4.5;
}

// Text too pale for white paper, and elements that only a pointer can use.
export function pale() {
  const hasWords = (node) =>
    [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const worded = [...document.querySelectorAll("body :not(rect + text, .plainnet-on-ball)")].filter(
    (node) => isSeen(node) && hasWords(node),
  );
  const tools =
    "button, nav, .headerlink, .sidebar-drawer, .mobile-header, .related-pages *, .plainnet-link, .plainnet-control *";
  const errors = [
    ...worded.filter(isPale),
    ...[...document.querySelectorAll(tools)].filter(isSeen),
  ];
  return worded.length > 5 ? errors.map(excerpt) : ["too little to look at"];
}

// For each explorer that is not mounted: the kind of its placeholder, the height of that, of the
// explorer and of its title, and false if a picture has not been loaded.
export function unmounted() {
  const parts = document.querySelectorAll(
    ".plainnet-explorer :is(.plainnet-still:not(.only-dark), .plainnet-prompt)",
  );
  const titleOf = (explorer) => explorer.querySelector(".plainnet-title")?.offsetHeight ?? 0;
  return [...parts].map((part) => [
    part.localName === "img" ? "picture" : "question",
    part.offsetHeight,
    part.closest(".plainnet-explorer").offsetHeight,
    titleOf(part.closest(".plainnet-explorer")),
    part.complete !== false && part.naturalWidth !== 0,
  ]);
}

// Where the table of symptoms ends, how many rows it has, the rows with more than one line, and the
// rows without exactly one link to a place further down.
export function symptoms() {
  const table = document.querySelector(".plainnet-symptoms table");
  const { bottom, right } = table.getBoundingClientRect();
  const rows = [...table.querySelectorAll("tbody tr")];
  const tall = (row) => row.offsetHeight > 1.9 * parseFloat(getComputedStyle(row).lineHeight);
  const leads = (link) => {
    const place = link.hash && document.getElementById(link.hash.slice(1));
    return place && place.getBoundingClientRect().top > bottom;
  };
  const hasOneLink = (row) => {
    const links = [...row.querySelectorAll("a")];
    return links.length === 1 && leads(links[0]);
  };
  return {
    bottom,
    right: right - table.closest("article").getBoundingClientRect().right,
    count: rows.length,
    broken: rows.filter(tall).map((row) => row.textContent),
    astray: rows.filter((row) => !hasOneLink(row)).map((row) => row.textContent),
  };
}

// Opens every other fold, as a reader might.
export function openSome() {
  const all = document.querySelectorAll("article .plainnet-fold");
  for (let at = 0; at < all.length; at += 2) all[at].open = true;
}

// Which folds are open or closed, how many solutions are at the end and which of them are not seen,
// and how many exercises there are.
export function folds() {
  const names = (found) => [...found].map((fold) => fold.querySelector("summary").textContent);
  const solutions = [...document.querySelectorAll(".plainnet-solutions > details")];
  return {
    open: names(document.querySelectorAll("article .plainnet-fold[open]")),
    closed: names(document.querySelectorAll("article .plainnet-fold:not([open])")),
    hidden: names(solutions.filter((fold) => !fold.lastElementChild.checkVisibility())),
    solutions: solutions.length,
    whose: solutions.map((fold) => fold.querySelector(".plainnet-whose").textContent.trim()),
    exercises: document.querySelectorAll(".exercise").length,
  };
}

export function watchPrint() {
  addEventListener("beforeprint", () => {
    window.onPaper = folds();
  });
}

export function printed() {
  return window.onPaper;
}
