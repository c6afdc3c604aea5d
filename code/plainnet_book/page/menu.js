// Scrolls the menu to the current page; the theme would restore the last scroll position.
function showCurrent() {
  const bar = document.querySelector(".bd-sidebar-primary:has([aria-current])");
  const link = bar?.querySelector("[aria-current]");
  if (!link) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = bar.getBoundingClientRect();
  if (top < box.top || bottom > box.bottom) {
    // Scrolls only the menu; scrollIntoView would also scroll the window.
    bar.scrollTop += (top + bottom - box.top - box.bottom) / 2;
  }
}

addEventListener("load", showCurrent);
