// Reading the search: the one in the menu, or the one in the text of its own page.
function place(isMenu) {
  return document.querySelector(`${isMenu ? ".sidebar-drawer" : "article"} .plainnet-search`);
}

// Whether a hit of the menu is in the window, with all of its height.
export function isSeen(number) {
  const { top, bottom } = place(true).querySelectorAll("li a")[number].getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}

// The hits that are seen. The address begins at the root of the site.
export function hits(isMenu = false) {
  const root = place(isMenu)
    .querySelector("form")
    .action.replace(/(chapters\/zh\/)?[^/]*$/, "");
  const links = [...place(isMenu).querySelectorAll("li a")].filter((link) =>
    link.checkVisibility(),
  );
  return links.map((link) => ({
    title: link.querySelector("strong").textContent,
    where: link.querySelector("small").textContent,
    line: link.querySelector("span").textContent,
    marks: [...link.querySelectorAll("mark")].map((mark) => mark.textContent),
    address: link.href.replace(root, ""),
    isTerm: Boolean(link.closest(".plainnet-term")),
    height: link.getBoundingClientRect().height,
  }));
}

export function status(isMenu = false) {
  return place(isMenu).querySelector("[role=status]").textContent;
}

// Put a query into the field of the page; the hits follow at once if the index is there.
export function ask(query) {
  const field = place(false).querySelector("input");
  field.value = query;
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return hits();
}

export function isComplete() {
  return Boolean(globalThis.plainnetSearch?.texts);
}

export function isAsked() {
  return document.head.querySelectorAll("script[src*=search-]").length;
}

// The title of the hit that has the focus, or the text in the field.
export function focused() {
  const found = document.activeElement;
  return found.value ?? found.querySelector("strong")?.textContent;
}

export function focusMenu() {
  place(true).querySelector("input").focus();
}

// The magnifier, and where the text of the field next to it begins.
export function magnifier() {
  const form = place(false).querySelector("form");
  const field = form.querySelector("input");
  const icon = getComputedStyle(form, "::before");
  const begin =
    field.getBoundingClientRect().left + parseFloat(getComputedStyle(field).paddingLeft);
  const right = form.getBoundingClientRect().left + parseFloat(icon.left) + parseFloat(icon.width);
  return { right, begin };
}

export function seesTop(anchor) {
  const target = document.getElementById(anchor);
  if (!target) return false;
  const { top } = target.getBoundingClientRect();
  return top >= 0 && top < innerHeight / 2;
}
