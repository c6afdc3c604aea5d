// What is wider than its box, such as code, tables and formulas, can be scrolled by keyboard.
const sizes = new ResizeObserver((entries) => {
  const boxes = entries.map(({ target }) => target);
  const areWide = boxes.map((box) => box.scrollWidth > box.clientWidth);
  for (const [index, box] of boxes.entries()) {
    if (areWide[index]) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll("article :is(pre, .plainnet-formula, .table-wrapper)"))
  sizes.observe(box);
