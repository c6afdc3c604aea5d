// Mounts an explorer, or an answer box, when its reader comes near; an explorer is a picture until
// then. Its element names the scripts that it needs, and what they call its data; or, as that of an
// answer box does, it holds the data itself.
const MARGIN = "600px 0px"; // around what is seen, once the reader moves
const loading = {}; // a promise for each file, by its address

function loadScript(src) {
  loading[src] ??= new Promise((resolve, reject) => {
    const node = document.createElement("script");
    // Not `async`: they run in this order, whichever comes first.
    Object.assign(node, { src, async: false, onload: resolve, onerror: reject });
    document.head.append(node);
  });
  return loading[src];
}

function contentOf(root) {
  const inline = root.querySelector("script");
  return inline ? JSON.parse(inline.textContent) : window.plainnetData[root.dataset.content];
}

const mounting = new Map(); // a promise for each that is there, or is coming

function mounted(root) {
  if (!mounting.has(root)) mounting.set(root, mount(root));
  return mounting.get(root);
}

async function mount(root) {
  const scripts = root.dataset.scripts?.split(" ") ?? [];
  await Promise.all(scripts.map(loadScript));
  const { spec, ...place } = contentOf(root);
  window.plainnet.mount(root, spec, place);
  root.dispatchEvent(new CustomEvent("plainnet:mounted", { bubbles: true }));
}

const roots = document.querySelectorAll(".plainnet-explorer[data-view]");
function mountWhatIsWithin(rootMargin) {
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target } of entries.filter(({ isIntersecting }) => isIntersecting)) {
        observer.unobserve(target);
        mounted(target);
      }
    },
    { rootMargin },
  );
  for (const root of roots) observer.observe(root);
}
mountWhatIsWithin("0px");
addEventListener("scroll", () => mountWhatIsWithin(MARGIN), { once: true, passive: true });
// The tab key goes to the next control, and would pass by all that are not there yet.
addEventListener("keydown", ({ key }) => key === "Tab" && roots.forEach(mounted));

// An address may name an explorer and a state, as its own link and those of the text do.
async function goTo(hash) {
  const [view, ...parts] = hash.slice(1).split("&");
  const root = document.querySelector(`.plainnet-explorer[data-view="${CSS.escape(view)}"]`);
  if (!(root && parts.length)) return;
  const { top } = root.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) root.scrollIntoView({ behavior: "instant" });
  await mounted(root);
  const state = Object.fromEntries(parts.map((part) => part.split("=").map(decodeURIComponent)));
  root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: state }));
}

addEventListener("hashchange", () => goTo(location.hash));
// A second click changes no address.
addEventListener("click", ({ target }) => {
  const link = target.closest?.('a[href^="#"]');
  if (link?.hash === location.hash) goTo(link.hash);
});
goTo(location.hash);
