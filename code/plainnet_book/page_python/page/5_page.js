// The foot of the page: the reader's changes as a notebook, and back to the book's.
const foot = document.querySelector(".plainnet-own");
const own = element("span", "");
const saveAll = element("button", "", { type: "button", textContent: WORDS.download });
const resetAll = element("button", "", { type: "button", textContent: WORDS.reset_all });
saveAll.onclick = download;
resetAll.onclick = () => {
  for (const listing of listings) if (listing.row) listing.reset();
};
own.append(saveAll, " ", resetAll);
foot?.append(" ", own);

function showPage() {
  own.hidden = listings.length === 0 || edited().length === 0;
}
showPage();
