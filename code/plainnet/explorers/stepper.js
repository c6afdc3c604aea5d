// The diagram of the network with every number so far; equation and code of the step below it.
// What the step computes is lit strongly, what it uses weakly.
plainnet.views.stepper = {
  notes: true,
  height: (width) => (width < 560 ? 500 : 330),
  draw(svg, { spec, frame, width, height, notes }) {
    const { element } = plainnet;
    const across = width >= 560; // else from top to bottom: a phone is narrow
    const size = { x: [56, 30], h: [104, 104], y: [104, 122] };
    const middle = across ? 0.5 : 0.5;
    const level = { x: 0.09, h: across ? 0.47 : 0.46, y: across ? 0.9 : 0.87 };
    const side = { 1: across ? 0.22 : 0.2, 2: across ? 0.78 : 0.8 };
    const place = (name) => {
      const [u, v] = [level[name[0]], side[name[1]] ?? middle];
      return across ? [u * width, v * height] : [v * width, u * height];
    };
    const shine = ["", " plainnet-used", " plainnet-lit"];
    const rows = new Map();
    spec.places.forEach((name, slot) => rows.set(name, [...(rows.get(name) ?? []), slot]));
    const brightest = (slots) => Math.max(...slots.map((slot) => frame.lit[slot]));
    const text = (slot, x, y) => element("text", {
      x, y, "text-anchor": "middle", "data-slot": slot,
      class: `plainnet-number${shine[frame.value[slot] ? frame.lit[slot] : 0]}`,
    }, frame.value[slot] ? `${spec.slots[slot]} ${frame.value[slot]}` : "");

    svg.replaceChildren();
    const labels = [];
    for (const [name, slots] of rows) {
      const [from, to] = name.split(" ");
      if (!to) continue;
      const [[x1, y1], [x2, y2]] = [place(from), place(to)];
      svg.append(element("line", {
        class: `plainnet-wire${shine[brightest(slots)]}`, x1, y1, x2, y2,
      }));
      const straight = from[0] === "h" ? 0.5 : across ? 0.42 : 0.64;
      const part = from[0] === "h" || from[1] === to[1] ? straight : 0.27; // labels keep apart
      const [x, y] = [x1 + part * (x2 - x1), y1 + part * (y2 - y1)];
      slots.filter((slot) => frame.value[slot]).forEach((slot, i) => labels.push(
        element("rect", { class: "plainnet-back", x: x - 32, y: y - 15 + 15 * i, width: 64, height: 15 }),
        text(slot, x, y - 3 + 15 * i),
      ));
    }
    svg.append(...labels);
    for (const [name, slots] of rows) {
      if (name.includes(" ")) continue;
      const [[x, y], [w, h]] = [place(name), size[name[0]]];
      svg.append(
        element("rect", {
          class: `plainnet-unit${shine[brightest(slots)]}`,
          x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 8,
        }),
        ...slots.map((slot, i) => text(slot, x, y + 5 + 18 * (i - (slots.length - 1) / 2))),
      );
    }

    const { words } = spec;
    notes.replaceChildren(
      element("div", {},
        element("p", { class: "plainnet-head" }, words.equation),
        element("p", { class: "plainnet-equation" }, frame.equation),
        element("p", { class: "plainnet-head" }, words.numbers),
        element("ul", { class: "plainnet-sums" },
          ...frame.numbers.map((line) => element("li", {}, line)))),
      element("div", {},
        element("p", { class: "plainnet-head" }, words.code),
        element("ol", { class: "plainnet-code" }, ...frame.code.map((line, i) =>
          element("li", frame.active[i] ? { "aria-current": "step" } : {},
            element("code", {}, line))))),
    );
  },
};
