// How many of a page's questions are answered, from what its answer boxes keep in this browser; the
// menu shows it. Where nothing is kept, nothing is shown.
const marks = [...document.querySelectorAll(".plainnet-answered")];

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return []; // a private window, or a page from `file://` in some browsers
  }
}

function show() {
  const kept = keys();
  for (const mark of marks) {
    const { boxes, title } = mark.dataset;
    const { pathname } = new URL(mark.closest("a").href);
    const begin = `plainnet ${pathname} answer_box `;
    // A question that was asked in an older edition of the page may be kept, too.
    const count = Math.min(kept.filter((key) => key.startsWith(begin)).length, boxes);
    const words = title.replace("{n}", count);
    const short = Object.assign(document.createElement("span"), { ariaHidden: "true" });
    short.textContent = `${count}/${boxes}`;
    const long = Object.assign(document.createElement("span"), { className: "visually-hidden" });
    long.textContent = words;
    mark.replaceChildren(short, long);
    mark.title = words;
    mark.hidden = count === 0;
  }
}

for (const event of ["plainnet:answered", "plainnet:cleared"]) {
  document.addEventListener(event, show);
}
addEventListener("storage", show); // another window
addEventListener("pageshow", show); // also when one comes back to the page
