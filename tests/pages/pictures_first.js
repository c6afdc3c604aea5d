// How far a reader scrolls from one picture to the next.

const SCREEN = 900;
const EXERCISES = /^(Exercises|What you learned|Further reading)\b/;
const PICTURES = "figure, img, .plainnet-explorer:not([data-view=answer_box])";

// The upper and lower edges of nodes, in screens from the top of the window.
function edges(nodes) {
  const boxes = nodes.map((node) => node.getBoundingClientRect());
  return boxes.filter(({ height }) => height > 60).map((box) => [box.top, box.bottom]);
}

// Ranges in the order of the page, those that overlap made one.
function joined(ranges) {
  const found = [];
  for (const [top, bottom] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && top <= last[1]) last[1] = Math.max(last[1], bottom);
    else found.push([top, bottom]);
  }
  return found;
}

// Each stretch without a picture: where it begins, the heading there, and its length, in screens.
// What an exercise takes up does not count.
export function stretches() {
  const article = document.querySelector("article");
  const all = (selector) => [...article.querySelectorAll(selector)];
  const isExercises = (section) => EXERCISES.test(section.querySelector("h1, h2, h3")?.textContent);
  const solved = all(".exercise, .plainnet-solutions, .tag_exercise");
  const set = joined(edges([...all("section").filter(isExercises), ...solved]));
  const within = (top, bottom) =>
    set.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(b, bottom) - Math.max(a, top)), 0);
  const page = article.getBoundingClientRect();
  const pictures = joined(edges(all(PICTURES)));
  const heading = (place) =>
    all("h1, h2, h3").findLast((node) => node.getBoundingClientRect().top <= place + 1);
  return [[page.top, page.top], ...pictures].map(([, start], place) => {
    const end = pictures[place]?.[0] ?? page.bottom;
    return {
      begins: (start - page.top) / SCREEN,
      after: heading(start)?.firstChild.textContent ?? "the title",
      screens: (end - start - within(start, end)) / SCREEN,
    };
  });
}

// For each explorer: its view, and where it begins, in screens from the top of the page.
export function explorers() {
  const top = document.querySelector("article").getBoundingClientRect().top;
  return [...document.querySelectorAll("article .plainnet-explorer")].map((node) => [
    node.dataset.view,
    (node.getBoundingClientRect().top - top) / SCREEN,
  ]);
}
