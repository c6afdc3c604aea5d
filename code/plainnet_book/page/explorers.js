// Mounts an explorer, or an answer box, when its reader comes near; an explorer is a picture until
// then. Its element names the scripts that it needs, and what they call its data; or, as that of an
// answer box does, it holds the data itself.
const MARGIN = "600px 0px"; // around what is seen
const loading = {}; // a promise for each script

function load(src) {
  loading[src] ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    // Not `async`: they run in this order, whichever comes first.
    Object.assign(script, { src, async: false, onload: resolve, onerror: reject });
    document.head.append(script);
  });
  return loading[src];
}

function contentOf(root) {
  const inline = root.querySelector("script");
  return inline ? JSON.parse(inline.textContent) : window.plainnetData[root.dataset.content];
}

async function mount(root) {
  if (!waiting.delete(root)) return;
  near.unobserve(root);
  await Promise.all((root.dataset.scripts?.split(" ") ?? []).map(load));
  const { spec, ...place } = contentOf(root);
  const isBelow = root.getBoundingClientRect().top >= innerHeight;
  window.plainnet.mount(root, spec, place);
  if (isBelow) root.style.minHeight = 0; // else what the reader sees would move
  root.dispatchEvent(new CustomEvent("plainnet:mounted", { bubbles: true }));
}

const waiting = new Set(document.querySelectorAll(".plainnet-explorer[data-view]"));
const near = new IntersectionObserver(
  (entries) =>
    entries.filter((entry) => entry.isIntersecting).forEach(({ target }) => mount(target)),
  { rootMargin: MARGIN },
);
for (const root of waiting) near.observe(root);
// The tab key goes to the next control, and would pass by all that are not there yet.
addEventListener("keydown", ({ key }) => key === "Tab" && [...waiting].forEach(mount));
