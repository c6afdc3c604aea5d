// Which pictures of a page are there to be seen.

// Of each picture: its kind, whether it is seen, whether it is loaded, its ground, its width.
export function pictures() {
  return [...document.querySelectorAll("article figure img")].map((node) => ({
    kind: node.className.match(/plainnet-(\w+)/)[1],
    isSeen: node.checkVisibility(),
    isLoaded: node.naturalWidth > 0,
    ground: getComputedStyle(node).backgroundColor,
    width: node.getBoundingClientRect().width,
  }));
}

// Scrolls to the first that is not loaded yet; true where there is none.
export function haveAllLoaded() {
  const nodes = document.querySelectorAll("article figure img");
  const waiting = pictures().findIndex(({ isSeen, isLoaded }) => isSeen && !isLoaded);
  nodes[waiting]?.scrollIntoView({ block: "center", behavior: "instant" });
  return waiting < 0;
}
