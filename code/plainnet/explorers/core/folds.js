// A part of `notes` or `more` that a reader can unfold. Redrawing keeps it open or closed.
import { element } from "./drawing.js";

export function fold(place, summary, ...content) {
  const there = place.querySelector("details");
  if (there) there.replaceChildren(there.firstElementChild, ...content);
  else place.append(element("details", {}, summary, ...content));
}
