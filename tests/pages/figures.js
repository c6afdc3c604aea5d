// Which pictures of a page are visible.

// For each picture: its kind, whether it is visible and loaded, its background, its width.
export function pictures() {
  return [...document.querySelectorAll("article figure img")].map((node) => ({
    kind: node.className.match(/(?:only|plainnet)-(\w+)/)[1],
    isSeen: node.checkVisibility(),
    isLoaded: node.naturalWidth > 0,
    isForPhones: node.currentSrc.endsWith(".phone.svg"),
    ground: getComputedStyle(node).backgroundColor,
    width: node.getBoundingClientRect().width,
  }));
}

// Scrolls to the first picture that is not loaded; returns true if there is none.
export function haveAllLoaded() {
  const nodes = document.querySelectorAll("article figure img");
  const waiting = pictures().findIndex(({ isSeen, isLoaded }) => isSeen && !isLoaded);
  nodes[waiting]?.scrollIntoView({ block: "center", behavior: "instant" });
  return waiting < 0;
}

// The background of a picture that has no dark version.
export function groundOfACard() {
  const node = document.createElement("img");
  node.className = "plainnet-card";
  document.querySelector("article").append(node);
  return getComputedStyle(node).backgroundColor;
}
