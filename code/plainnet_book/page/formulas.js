// Copying formulas gives their TeX.

function texOf(formula) {
  if (formula.localName === "span") return `$${formula.dataset.tex}$`;
  const line = document.createElement("div");
  line.textContent = `$$${formula.dataset.tex}$$`;
  return line;
}

// A copy of the selection with TeX in place of formulas.
function selected() {
  const copy = document.createElement("div");
  const selection = getSelection();
  for (let index = 0; index < selection.rangeCount; index += 1) {
    const range = selection.getRangeAt(index).cloneRange();
    const formulas = [range.startContainer, range.endContainer].map((node) =>
      (node.closest ? node : node.parentElement).closest("[data-tex]"),
    );
    if (formulas[0]) range.setStartBefore(formulas[0]);
    if (formulas[1]) range.setEndAfter(formulas[1]);
    copy.append(range.cloneContents());
  }
  const formulas = copy.querySelectorAll("[data-tex]");
  for (const formula of formulas) formula.replaceWith(texOf(formula));
  return formulas.length && copy;
}

document.addEventListener("copy", (event) => {
  const copy = selected();
  if (!copy) return;
  copy.style.cssText = "left: -200vw; position: fixed";
  document.body.append(copy); // rendered, so that its text has the line breaks of the page
  event.clipboardData.setData("text/plain", copy.innerText);
  copy.remove();
  event.clipboardData.setData("text/html", copy.innerHTML);
  event.preventDefault();
});
