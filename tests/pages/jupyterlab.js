// Reading notebooks in JupyterLab.

// Whether all Markdown cells are rendered.
export function areRendered(count) {
  const cells = [...document.querySelectorAll(".jp-MarkdownCell")];
  return cells.length === count && cells.every((cell) => cell.querySelector(".myst > *"));
}

// Directives that are shown as source because they were not rendered.
export function unrendered() {
  return [...document.querySelectorAll(".jp-MarkdownCell .myst")].flatMap((cell) => {
    const copy = cell.cloneNode(true);
    for (const code of copy.querySelectorAll("pre, p code, li code, td code")) code.remove();
    const { textContent } = copy;
    return /:::|```|\{[a-z-]+\}`|Unknown Directive/.test(textContent) ? [textContent] : [];
  });
}

// The kind and the source of each cell.
export function notebookCells() {
  return [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map((cell) => [
    cell.className.match(/jp-(Code|Markdown|Raw)Cell/)[0],
    cell.querySelector(".cm-content")?.textContent,
  ]);
}

// Moves a slider there and back before Python can answer.
export function moveHastily() {
  const slider = document.querySelector(".plainnet-explorer input[type=range]");
  for (const value of [3, 4, 3]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
  }
}

export function hasReached(index, value) {
  const root = document.querySelectorAll(".plainnet-explorer")[index];
  return Number(root.querySelector(".plainnet-clock input").value) >= value;
}
