// The page that is read is in view in the menu; the theme keeps where the menu was scrolled to.
function showCurrent() {
  const bar = document.querySelector(".bd-sidebar-primary:has([aria-current])");
  const link = bar?.querySelector("[aria-current]");
  if (!link) return;
  const { top, bottom } = link.getBoundingClientRect();
  const box = bar.getBoundingClientRect();
  if (top < box.top || bottom > box.bottom) {
    bar.scrollTop += (top + bottom - box.top - box.bottom) / 2; // not the window
  }
}

addEventListener("load", showCurrent);
