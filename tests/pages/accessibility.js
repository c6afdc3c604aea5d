// Prepares pages for axe: makes them fast to check, and tells when they are ready.

// Formulas and code have thousands of similar nodes. Of a formula, only its box is checked, and of
// code one word of each kind per kind of block.
export function lighten() {
  for (const part of document.querySelectorAll(".math > *, .plainnet-formula > *")) {
    if (!part.matches(".plainnet-formula, .eqno")) part.replaceChildren();
  }
  const kinds = new Set();
  for (const word of document.querySelectorAll("pre span")) {
    const around = [word, word.closest("pre"), word.closest("div, article")?.parentNode];
    const kind = around.map((node) => node?.className).join(" in ");
    if (kinds.has(kind)) word.replaceWith(...word.childNodes);
    kinds.add(kind);
  }
}

export function hasTheme(theme) {
  return matchMedia(`(prefers-color-scheme: ${theme})`).matches;
}

// Whether all scrollable elements can have the focus; after a change, it takes some time.
export function scrollersHaveFocus() {
  const boxes = document.querySelectorAll("article :is(pre, .plainnet-formula, .table-wrapper)");
  return [...boxes].every((node) => {
    const wide = node.scrollWidth > node.clientWidth;
    return wide === (node.tabIndex === 0);
  });
}

function hasWords(node) {
  return [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
}

// Marks one text of each kind; texts are of the same kind if no CSS rule can distinguish them. Of
// kinds known from other pages, it marks the heading only; returns all kinds on this page.
export function markKinds(known) {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const text = rules.map((rule) => rule.cssText).join(",");
  const named = new Set(text.match(/[.#][\w-]+/g));
  const kinds = new Set();
  const unmarked = new Set(known);
  for (const node of [...document.querySelectorAll("body *")].filter(hasWords)) {
    const kind = kindOf(node, named);
    if (!unmarked.has(kind) || node.localName === "h1") node.dataset.kind = kinds.size;
    unmarked.add(kind);
    kinds.add(kind);
  }
  return [...kinds];
}

function kindOf(node, named) {
  let kind = "";
  for (let up = node; up !== document.body; up = up.parentNode) {
    const even = up.localName === "tr" && [...up.parentNode.children].indexOf(up) % 2;
    const classes = [...up.classList].filter((name) => named.has(`.${name}`));
    const attributes = ["style", "role", "open", "disabled"].map((name) => up.getAttribute(name));
    const id = named.has(`#${up.id}`) && up.id;
    kind += [up.localName, ...classes, id, even, "<", ...attributes].join(",");
  }
  return kind;
}

export function look() {
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  return `${innerWidth} px, ${isDark ? "dark" : "light"}`;
}

// The result of axe: the rules that passed, and a text for each element that violates one.
export async function judge(context, options) {
  scrollTo(0, 0); // here, because a change of size may scroll, and the header would cover things
  const { passes, violations } = await window.axe.run(context ?? document, {
    ...options,
    resultTypes: ["violations"],
  });
  const message = ({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`;
  return {
    passed: passes.map(({ id }) => id),
    violations: violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${message(node)}`),
    ),
  };
}
