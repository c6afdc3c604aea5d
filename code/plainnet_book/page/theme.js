// The button for light and dark, in place of the theme's own, which does nothing where the browser
// refuses to keep the choice.
const system = matchMedia("(prefers-color-scheme: dark)");

function next() {
  const others = system.matches ? ["light", "dark"] : ["dark", "light"];
  const themes = ["auto", ...others];
  const { dataset } = document.body;
  dataset.theme = themes[(themes.indexOf(dataset.theme) + 1) % themes.length];
  try {
    localStorage.setItem("theme", dataset.theme);
  } catch {
    // then it lasts until the page is left
  }
}

addEventListener(
  "click",
  (event) => {
    if (!event.target.closest?.(".theme-toggle")) return;
    event.stopPropagation();
    next();
  },
  true,
);
