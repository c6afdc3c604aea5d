// Equation, line of code and arithmetic of the step; the diagram of the network with every number so
// far; and the whole code. What the step computes is lit strongly, what it uses weakly.

const SIZES = { x: [56, 30], h: [104, 108], y: [104, 124] }; // of the boxes of a layer
const SHINE = ["", " plainnet-used", " plainnet-lit"];

// A place is a unit such as "h1", or a wire such as "x1 h1": these are its slots for numbers.
function slotsByPlace(spec) {
  const slots = new Map();
  spec.places.forEach((place, slot) => slots.set(place, [...(slots.get(place) ?? []), slot]));
  return [...slots];
}

// The middle of a unit; on a phone, which is narrow, the network runs from top to bottom.
function middle(unit, width, height) {
  const across = width >= 560;
  const levels = across ? { x: 0.09, h: 0.47, y: 0.9 } : { x: 0.045, h: 0.42, y: 0.84 };
  const sides = across ? { 1: 0.22, 2: 0.78 } : { 1: 0.2, 2: 0.8 };
  const [level, side] = [levels[unit[0]], sides[unit[1]] ?? 0.5];
  return across ? [level * width, side * height] : [side * width, level * height];
}

function shine(frame, slots) {
  return SHINE[Math.max(...slots.map((slot) => frame.lit[slot]))];
}

function numberAt(spec, frame, slot, x, y) {
  const kind = `plainnet-number${SHINE[frame.lit[slot]]}`;
  const place = { x, y, "text-anchor": "middle", "data-slot": slot };
  return element("text", { class: kind, ...place }, `${spec.slots[slot]} ${frame.value[slot]}`);
}

function drawWires(svg, spec, frame, width, height) {
  const labels = []; // on top of all wires
  for (const [place, slots] of slotsByPlace(spec)) {
    const [from, to] = place.split(" ");
    if (!to) continue;
    const [[x1, y1], [x2, y2]] = [middle(from, width, height), middle(to, width, height)];
    svg.append(element("line", { class: `plainnet-wire${shine(frame, slots)}`, x1, y1, x2, y2 }));
    const part = labelPart(from, to, width);
    const [x, y] = [x1 + part * (x2 - x1), y1 + part * (y2 - y1)];
    slots
      .filter((slot) => frame.value[slot])
      .forEach((slot, i) => {
        const back = { x: x - 32, y: y - 15 + 15 * i, width: 64, height: 15 };
        labels.push(element("rect", { class: "plainnet-back", ...back }));
        labels.push(numberAt(spec, frame, slot, x, y - 3 + 15 * i));
      });
  }
  svg.append(...labels);
}

// How far along a wire its numbers stand, so that those of wires that cross keep apart.
function labelPart(from, to, width) {
  if (from[0] === "h") return 0.5;
  if (from[1] !== to[1]) return 0.25;
  return width >= 560 ? 0.42 : 0.53;
}

function drawUnits(svg, spec, frame, width, height) {
  for (const [place, slots] of slotsByPlace(spec)) {
    if (place.includes(" ")) continue;
    const [[x, y], [w, h]] = [middle(place, width, height), SIZES[place[0]]];
    const box = { x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 8 };
    svg.append(element("rect", { class: `plainnet-unit${shine(frame, slots)}`, ...box }));
    slots.forEach((slot, i) => {
      const line = y + 5 + 16.5 * (i - (slots.length - 1) / 2);
      if (frame.value[slot]) svg.append(numberAt(spec, frame, slot, x, line));
    });
  }
}

function head(label) {
  return element("p", { class: "plainnet-head" }, label);
}

function code(line) {
  return element("code", {}, line);
}

function explainStep(notes, { words }, frame) {
  const running = frame.code.filter((_, i) => frame.active[i]);
  const lines = running.map((line) => element("p", { class: "plainnet-line" }, code(line)));
  const sums = frame.numbers.map((line) => element("li", {}, line));
  notes.replaceChildren(
    element(
      "div",
      {},
      head(words.equation),
      element("p", { class: "plainnet-equation" }, frame.equation),
      head(words.line),
      ...lines,
    ),
    element("div", {}, head(words.numbers), element("ul", { class: "plainnet-sums" }, ...sums)),
  );
}

function showCode(more, { words }, frame) {
  const lines = frame.code.map((line, i) =>
    element("li", frame.active[i] ? { "aria-current": "step" } : {}, code(line)),
  );
  more.replaceChildren(
    element(
      "p",
      { class: "plainnet-legend" },
      element("span", { class: "plainnet-now" }, words.now),
      " · ",
      element("span", { class: "plainnet-use" }, words.used),
      " · ",
      words.slope,
    ),
    head(words.code),
    element("ol", { class: "plainnet-code" }, ...lines),
  );
}

export default {
  notes: true,
  height: (width) => (width < 560 ? 424 : 300),
  draw(svg, { spec, frame, width, height, notes, more }) {
    svg.replaceChildren();
    drawWires(svg, spec, frame, width, height);
    drawUnits(svg, spec, frame, width, height);
    explainStep(notes, spec, frame);
    showCode(more, spec, frame);
  },
};
