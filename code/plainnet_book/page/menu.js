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

// On a phone the bar says which page this is, once its heading is out of sight.
function nameInBar() {
  const link = document.querySelector(".header-center a");
  const [heading, current] = ["article h1", ".plainnet-menu [aria-current]"].map((at) =>
    document.querySelector(at),
  );
  if (!heading || !current) return;
  const [brand, home] = [link.firstElementChild, link.href];
  const names = [".plainnet-number", ".plainnet-title"].map(
    (part) => current.querySelector(part)?.textContent.trim() ?? "",
  );
  const [book, page] = [brand.textContent, names.join(" ").trim()];
  new IntersectionObserver(([{ isIntersecting, boundingClientRect }]) => {
    const isPast = !isIntersecting && boundingClientRect.top < 0;
    brand.textContent = isPast ? page : book;
    link.href = isPast ? "#" : home;
  }).observe(heading);
}

addEventListener("load", showCurrent);
nameInBar();
addEventListener("keydown", ({ key }) => key === "Escape" && closeDrawers());
for (const links of document.querySelectorAll(".toc-tree, .plainnet-search ol")) {
  links.addEventListener("click", closeDrawers);
}
