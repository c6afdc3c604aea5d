// Reading notebooks in JupyterLab.

// Whether all Markdown cells are rendered, and their formulas typeset.
export function areRendered() {
  const cells = [...document.querySelectorAll(".jp-MarkdownCell .jp-RenderedMarkdown")];
  const texts = cells.map((cell) => {
    const copy = cell.cloneNode(true);
    for (const part of copy.querySelectorAll("pre, code, mjx-container")) part.remove();
    return copy.textContent;
  });
  return texts.length > 5 && !texts.some((text) => /\$\$|:::|```|\{[a-z-]+\}`|<details/.test(text));
}

// The kind and the source of each cell.
export function notebookCells() {
  return [...document.querySelectorAll(".jp-Notebook .jp-Cell")].map((cell) => [
    cell.className.match(/jp-(Code|Markdown|Raw)Cell/)[0],
    cell.querySelector(".cm-content")?.textContent,
  ]);
}

// Moves a slider there and back before Python can answer.
export function moveHastily(index) {
  const root = document.querySelectorAll(".plainnet-explorer")[index];
  const slider = root.querySelector("input[type=range]");
  for (const value of [3, 4, 3]) {
    slider.value = value;
    slider.dispatchEvent(new Event("input"));
  }
}

export function hasReached(index, value) {
  const root = document.querySelectorAll(".plainnet-explorer")[index];
  return Number(root.querySelector(".plainnet-clock input").value) >= value;
}
