// A part of `notes` or `more` that its reader folds out. It stays as it was left when a view is drawn
// anew.
import { element } from "./drawing.js";

export function fold(place, summary, ...content) {
  const there = place.querySelector("details");
  if (there) there.replaceChildren(there.firstElementChild, ...content);
  else place.append(element("details", {}, summary, ...content));
}
