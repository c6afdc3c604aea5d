// Leads on from an address whose page or section has moved. The build puts this into the head of
// the page at that address and calls it with `moves`, the new addresses by their old anchors, and
// `others`, where a page that is gone leads with any other anchor.
globalThis.leadOn = (moves, others) => {
  const [anchor] = location.hash.split("&"); // the state of an explorer may follow
  const kept = others?.includes("#") ? "" : location.hash;
  if (moves[anchor]) location.replace(moves[anchor] + location.hash.slice(anchor.length));
  else if (others) location.replace(others + kept);
};
