// What tests read of the pad for digits, and how they use it.
const part = (name) => document.querySelector(`[data-view=hand] .plainnet-${name}`);
const numbers = (nodes, name) =>
  [...nodes].map((node) => Number(node.style.getPropertyValue(name)));

export function shown() {
  const bars = [...part("bars").children];
  const kind = (place) => bars.filter((_, i) => i % 3 === place);
  return {
    strokes: [...part("pad").querySelectorAll("polyline")].map(({ points }) =>
      [...points].map(({ x, y }) => [x, y]),
    ),
    pixels: numbers(part("sees").querySelectorAll("rect"), "--level"),
    levels: numbers(part("hidden")?.querySelectorAll("rect") ?? [], "--level"),
    shares: numbers(kind(1), "--share"),
    percents: kind(2).map(({ textContent }) => textContent),
    digit: Number(part("read-as").textContent),
    says: part("sentence").textContent,
  };
}

// How much wider or narrower than its share a bar is at most, in pixels.
export function offBars() {
  const bars = [...part("bars").querySelectorAll("i")];
  const [full] = getComputedStyle(part("bars")).gridTemplateColumns.split(" ").slice(1);
  const off = bars.map((bar) => {
    const share = Number(bar.style.getPropertyValue("--share"));
    return Math.abs(bar.getBoundingClientRect().width - (share / 1000) * parseFloat(full));
  });
  return Math.max(...off);
}

// The digits of which a part is marked as the most probable.
export function marked() {
  return [...part("bars").children].flatMap((node, i) =>
    "top" in node.dataset ? [Math.floor(i / 3)] : [],
  );
}

export function proof() {
  const { textContent, dataset } = part("proof");
  return dataset.proof && [dataset.proof, textContent];
}

export function placeOf(selector) {
  const node = document.querySelector(`[data-view=hand] ${selector}`);
  // WebKit scrolls too far for an svg with a view box.
  part("hand").scrollIntoView({ block: "center", behavior: "instant" });
  const { left, top, width, height } = node.getBoundingClientRect();
  return [left, top, width, height];
}

export function focus(selector) {
  document.querySelector(`[data-view=hand] ${selector}`).focus();
}

export function pick(digit) {
  const select = document.querySelector("[data-view=hand] select");
  select.value = digit;
  select.dispatchEvent(new Event("change"));
}

export function goes() {
  return document.querySelector("[data-view=hand] .plainnet-go").textContent;
}

export function told() {
  return document.querySelector("[data-view=hand] > .plainnet-told").textContent;
}

// What each network makes of images and random ones, and the digest of random drawings.
export function readMore({ spec, given }) {
  const { digestOf, imagesOf, randomStrokes, readAll, unpacked } = window.plainnet.views.hand.proof;
  const images = imagesOf(given);
  const known = { table: spec.table, labels: given.labels };
  const results = unpacked(spec).map((layers) => readAll(layers, images, known));
  return [results, digestOf(randomStrokes(given.drawings))];
}
