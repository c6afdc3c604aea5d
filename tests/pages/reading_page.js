// Reading the menu, the contents, the text and the progress line.

function box(node) {
  const { top, bottom, left, right, height } = node.getBoundingClientRect();
  return { top, bottom, left, right, height };
}

// The lines of the menu that are cut off, wrapped or overlapping.
export function brokenLines() {
  return [...document.querySelectorAll(".plainnet-menu a")]
    .filter((link) => {
      const parts = [...link.children].filter((part) => part.getClientRects().length);
      const seen = parts.filter((part) => !part.matches(".visually-hidden"));
      const runsOver = seen.some((part, i) => i && box(part).left < box(seen[i - 1]).right);
      const title = link.querySelector(".plainnet-title");
      const isBroken = box(title).height > 1.5 * parseFloat(getComputedStyle(title).lineHeight);
      return isBroken || runsOver || box(seen.at(-1)).right > box(link).right;
    })
    .map((link) => link.innerText);
}

export function menu() {
  const bar = document.querySelector(".sidebar-scroll");
  const lines = [...bar.querySelectorAll("a")];
  return {
    bar: { ...box(bar), scrollable: bar.scrollHeight > bar.clientHeight },
    last: box(lines.at(-1)).bottom,
    current: lines.filter((line) => line.ariaCurrent === "page").map(box),
    lowest: Math.min(...lines.map((line) => box(line).height)),
  };
}

export function answered() {
  const marks = [...document.querySelectorAll(".plainnet-answered:not([hidden])")];
  return marks.map((mark) => [
    mark.closest("a").querySelector(".plainnet-title").textContent,
    mark.textContent,
    mark.title,
  ]);
}

// The sections (h2) and subsections (h3) that the table of contents shows.
export function contents() {
  const links = [...document.querySelectorAll(".toc-tree ul ul a")];
  const seen = links.filter((link) => link.getClientRects().length);
  const name = (link) => link.hash;
  return {
    sections: seen.filter((link) => !link.matches("ul ul ul a")).map(name),
    below: seen.filter((link) => link.matches("ul ul ul a")).map(name),
  };
}

// Whether the contents mark one section and show its subsections only.
export function showsWhatIsBelow(hash) {
  const parts = [...document.querySelectorAll(`${hash} > section:has(> h3)`)];
  const marked = [...document.querySelectorAll(".toc-tree .scroll-current > a")];
  const expected = parts.map((part) => `#${part.id}`).join(" ");
  const isMarked = marked.length === 1 && marked[0].hash === hash;
  return isMarked && contents().below.join(" ") === expected;
}

// Sends an event as an answer box does when it is answered or cleared.
export function dispatch(kind) {
  const asked = document.querySelector(".plainnet-explorer");
  asked.dispatchEvent(new Event(kind, { bubbles: true }));
}

// Scrolls to a section; returns whether it is at the top, where sections near the end cannot be: at
// the end of the page, the contents mark the last one.
export function scrollToTop(hash) {
  const section = document.getElementById(hash.slice(1));
  section.scrollIntoView({ behavior: "instant" });
  const { scrollHeight } = document.documentElement;
  return box(section).top < 100 && scrollY + innerHeight < scrollHeight - 1;
}

// The length of the progress line, as a fraction of the window's width.
export function progress() {
  const { transform } = getComputedStyle(document.body, "::after");
  return new DOMMatrix(transform).a;
}

// For each long paragraph of plain text: the mean number of characters in its full lines.
export function charactersALine() {
  const range = document.createRange();
  const counts = [];
  for (const paragraph of document.querySelectorAll("article section > p:not(h1 + p)")) {
    const [text] = paragraph.childNodes;
    if (paragraph.childNodes.length !== 1 || text.nodeType !== 3) continue;
    range.selectNodeContents(paragraph);
    const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    if (lines < 4) continue;
    let full = 0;
    for (let i = 0; i < text.length; i += 1) {
      range.setStart(text, i);
      range.setEnd(text, i + 1);
      const { bottom } = range.getBoundingClientRect();
      if (bottom < paragraph.getBoundingClientRect().bottom - 16) full += 1;
    }
    counts.push(full / (lines - 1));
  }
  return counts;
}

// The width of the widest paragraph, in characters as wide as they are high.
export function widestInCharacters() {
  const paragraphs = [...document.querySelectorAll("article section > p")];
  const sizes = paragraphs.map((one) => [one, parseFloat(getComputedStyle(one).fontSize)]);
  return Math.max(...sizes.map(([one, size]) => one.getBoundingClientRect().width / size));
}

// Whether code with this many characters fits into the column.
export function codeFits(characters) {
  const pre = document.querySelector("article section > .cell > .cell_input pre");
  pre.textContent = "x".repeat(characters);
  return pre.scrollWidth <= pre.clientWidth;
}
