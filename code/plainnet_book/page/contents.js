// The contents next to the text mark the current section and show its subsections: those that cross
// a line near the top of the window.
const LINE = "-15% 0px -85% 0px";
const links = new Map();
for (const link of document.querySelectorAll(".bd-sidebar-secondary .page-toc a[href^='#']")) {
  const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (section) links.set(section, link);
}

const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const link = links.get(target);
      for (const node of [link, link.parentNode]) node.classList.toggle("active", isIntersecting);
    }
  },
  { rootMargin: LINE },
);
for (const section of links.keys()) observer.observe(section);
