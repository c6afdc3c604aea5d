// Which pictures of a page are there to be seen.

export function setTheme(theme) {
  Object.assign(document.documentElement.dataset, { mode: theme, theme });
}

// Of each picture: its kind, whether it is seen, loaded, and on which ground.
export function pictures() {
  return [...document.querySelectorAll("article figure img")].map((node) => ({
    kind: node.className.match(/plainnet-(\w+)/)[1],
    isSeen: node.checkVisibility(),
    isLoaded: node.naturalWidth > 0,
    ground: getComputedStyle(node).backgroundColor,
    width: Math.round(node.getBoundingClientRect().width),
  }));
}

export async function seeAll() {
  for (const node of document.querySelectorAll("article figure")) {
    node.scrollIntoView({ block: "center", behavior: "instant" });
    await new Promise((done) => {
      setTimeout(done, 150);
    });
  }
}
