// Shows in the menu how many of a page's questions are answered, from what its answer boxes and its
// exercises stored in this browser. Without any, it shows nothing.
const marks = [...document.querySelectorAll(".plainnet-answered")];

function keys() {
  try {
    return Object.keys(localStorage);
  } catch {
    return []; // a private window, or a page from `file://` in some browsers
  }
}

function show() {
  const stored = keys();
  for (const mark of marks) {
    const { questions, title } = mark.dataset;
    const { pathname } = new URL(mark.closest("a").href);
    const begins = ["answer_box ", "listing answered "].map(
      (kind) => `plainnet ${pathname} ${kind}`,
    );
    const isAnswer = (key) => begins.some((begin) => key.startsWith(begin));
    // Answers to questions that a page no longer asks may still be stored.
    const count = Math.min(stored.filter(isAnswer).length, questions);
    const words = title.replace("{n}", count);
    const short = Object.assign(document.createElement("span"), { ariaHidden: "true" });
    short.textContent = `${count}/${questions}`;
    const long = Object.assign(document.createElement("span"), { className: "visually-hidden" });
    long.textContent = words;
    mark.replaceChildren(short, long);
    mark.title = words;
    mark.hidden = count === 0;
  }
}

for (const event of ["plainnet:answered", "plainnet:cleared", "plainnet:judged"]) {
  document.addEventListener(event, show);
}
addEventListener("storage", show); // a change in another window
addEventListener("pageshow", show); // also after going back to the page
