// Reading the search page.
export function results() {
  return [...document.querySelectorAll("#search-results li")].map((item) => ({
    title: item.querySelector("a").textContent,
    page: item.querySelector("span")?.textContent ?? null,
    address: item.querySelector("a").getAttribute("href"),
  }));
}

export function status() {
  return document.querySelector(".plainnet-search [role=status]").textContent;
}

export function highlighted() {
  const field = document.querySelector(".plainnet-search input");
  return [field.value, document.activeElement === field];
}

// The magnifier, and where the text of the field next to it begins.
export function magnifier() {
  const form = document.querySelector(".plainnet-search form");
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
