// Mounts an explorer or answer box when its reader comes near; until then, an explorer is a
// picture. The element of an explorer names the scripts to load and the variable with its data;
// that of an answer box contains its data.
const MARGIN = "600px 0px"; // around the window, once the reader scrolls
const loading = {}; // a promise for each file, by address

function loadScript(src) {
  loading[src] ??= new Promise((resolve, reject) => {
    const node = document.createElement("script");
    // Without `async`, scripts run in this order, whichever is loaded first.
    Object.assign(node, { src, async: false, onload: resolve, onerror: reject });
    document.head.append(node);
  });
  return loading[src];
}

function contentOf(root) {
  const inline = root.querySelector("script");
  return inline ? JSON.parse(inline.textContent) : window.plainnetData[root.dataset.content];
}

const mounting = new Map(); // a promise for each block that is mounted or being mounted

function mounted(root) {
  if (!mounting.has(root)) mounting.set(root, mount(root));
  return mounting.get(root);
}

async function mount(root) {
  const scripts = root.dataset.scripts?.split(" ") ?? [];
  await Promise.all(scripts.map(loadScript));
  const { spec, ...place } = contentOf(root);
  return window.plainnet.mount(root, spec, place);
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
// Tab moves to the next control, and would skip blocks that are not mounted.
addEventListener("keydown", ({ key }) => key === "Tab" && roots.forEach(mounted));

// An address may name an explorer and a state, as do links in the text.
async function goTo(hash) {
  const [view, ...parts] = hash.slice(1).split("&");
  const root = document.querySelector(`.plainnet-explorer[data-view="${CSS.escape(view)}"]`);
  if (!(root && parts.length)) return;
  const { top } = root.getBoundingClientRect();
  const isAway = top < 0 || top > innerHeight / 2;
  if (isAway) root.scrollIntoView();
  await mounted(root);
  if (isAway) root.dispatchEvent(new CustomEvent("plainnet:landed", { bubbles: true }));
  const detail = Object.fromEntries(new URLSearchParams(parts.join("&")));
  root.dispatchEvent(new CustomEvent("plainnet:goto", { detail }));
}

// A cell that ran in the page shows one, and takes it away when it runs again.
addEventListener("plainnet:shown", ({ target }) => mounted(target));
addEventListener("plainnet:removed", async ({ target }) => {
  const remove = await mounting.get(target);
  mounting.delete(target);
  remove?.();
});

addEventListener("hashchange", () => goTo(location.hash));
// Clicking the same link again does not change the address.
addEventListener("click", ({ target }) => {
  const link = target.closest?.('a[href^="#"]');
  if (link?.hash === location.hash) goTo(link.hash);
});
goTo(location.hash);
