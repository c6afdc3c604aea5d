// The foot of the page: the reader's changes as a notebook, and back to the book's.
import { button, download, edited, element, listings } from "./listing.js";

const foot = document.querySelector(".plainnet-own");
const own = element("span", "");
const resetAll = button("reset_all", () => {
  for (const listing of listings) if (listing.row) listing.reset();
  said.textContent = WORDS.reset_done;
});
const said = element("span", "", { role: "status" });
own.append(
  button("download", () => download()),
  " ",
  resetAll,
);
foot?.append(" ", own, said);

function show() {
  own.hidden = listings.length === 0 || edited().length === 0;
}
for (const link of document.querySelectorAll("a[download][href$='.ipynb']")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    download([]).catch(() => location.assign(link.href)); // as it lies on the site
  });
}
document.addEventListener("plainnet:edited", show);
show();
