// Scrolls the menu to the current page, and closes menu and contents, which are drawers on a phone,
// after a choice or by Escape.
function showCurrent() {
  const bar = document.querySelector(".sidebar-scroll");
  const link = bar?.querySelector("[aria-current]");
  if (!link) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = bar.getBoundingClientRect();
  if (top < box.top || bottom > Math.min(box.bottom, innerHeight)) {
    // Scrolls only the menu; scrollIntoView would also scroll the window.
    bar.scrollBy({ top: (top + bottom - box.top - box.bottom) / 2, behavior: "instant" });
  }
}

function closeDrawers() {
  for (const drawer of document.querySelectorAll(".sidebar-toggle")) drawer.checked = false;
}

addEventListener("load", showCurrent);
addEventListener("keydown", ({ key }) => key === "Escape" && closeDrawers());
for (const links of document.querySelectorAll(".toc-tree, .plainnet-search ol")) {
  links.addEventListener("click", closeDrawers);
}
