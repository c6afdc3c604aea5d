// Records what moves on a page without a reader's action.
import { excerpt, explorerAt, rest } from "./page.js";

const STEP = 300; // pixels per scroll
const STEP_MS = 40;

function isContents(node) {
  const part = node?.closest ? node : node?.parentElement;
  return Boolean(part?.closest(".toc-drawer"));
}

// From now on, records layout shifts.
export function watch() {
  window.shifts = [];
  const observer = new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) {
      // The table of contents next to the text follows the reader; it may move.
      const moved = sources.map(({ node }) => node).filter((node) => !isContents(node));
      if (moved.length) window.shifts.push([value, ...moved.map((node) => node && excerpt(node))]);
    }
  });
  observer.observe({ type: "layout-shift" });
}

export async function scrollDown() {
  const { scrollHeight } = document.documentElement;
  for (let top = 0; top < scrollHeight; top += STEP) {
    scrollTo({ top, behavior: "instant" });
    await rest(STEP_MS);
  }
}

export function height(index) {
  return explorerAt(index).offsetHeight;
}
