// Equation, line of code and arithmetic of the step; the diagram of the network with every number so
// far; and the whole code. What the step computes is lit strongly, what it uses weakly.
plainnet.views.stepper = {
  notes: true,
  height: (width) => (width < 560 ? 424 : 300),
  draw(svg, { spec, frame, width, height, notes, more }) {
    const { element } = plainnet;
    const { words } = spec;
    const across = width >= 560; // else from top to bottom: a phone is narrow
    const size = { x: [56, 30], h: [104, 108], y: [104, 124] };
    const level = across ? { x: 0.09, h: 0.47, y: 0.9 } : { x: 0.045, h: 0.42, y: 0.84 };
    const place = (name) => {
      const side = { 1: across ? 0.22 : 0.2, 2: across ? 0.78 : 0.8 }[name[1]] ?? 0.5;
      return across
        ? [level[name[0]] * width, side * height]
        : [side * width, level[name[0]] * height];
    };
    const shine = ["", " plainnet-used", " plainnet-lit"];
    const rows = new Map();
    spec.places.forEach((name, slot) => rows.set(name, [...(rows.get(name) ?? []), slot]));
    const brightest = (slots) => Math.max(...slots.map((slot) => frame.lit[slot]));
    const text = (slot, x, y) => element("text", {
      x, y, "text-anchor": "middle", "data-slot": slot,
      class: `plainnet-number${shine[frame.lit[slot]]}`,
    }, `${spec.slots[slot]} ${frame.value[slot]}`);
    const known = (slots) => slots.filter((slot) => frame.value[slot]);

    svg.replaceChildren();
    const labels = [];
    for (const [name, slots] of rows) {
      const [from, to] = name.split(" ");
      if (!to) continue;
      const [[x1, y1], [x2, y2]] = [place(from), place(to)];
      svg.append(element("line", {
        class: `plainnet-wire${shine[brightest(slots)]}`, x1, y1, x2, y2,
      }));
      const straight = from[0] === "h" ? 0.5 : across ? 0.42 : 0.53;
      const part = from[0] === "h" || from[1] === to[1] ? straight : 0.25; // labels keep apart
      const [x, y] = [x1 + part * (x2 - x1), y1 + part * (y2 - y1)];
      known(slots).forEach((slot, i) => labels.push(
        element("rect", {
          class: "plainnet-back", x: x - 32, y: y - 15 + 15 * i, width: 64, height: 15,
        }),
        text(slot, x, y - 3 + 15 * i),
      ));
    }
    svg.append(...labels);
    for (const [name, slots] of rows) {
      if (name.includes(" ")) continue;
      const [[x, y], [w, h]] = [place(name), size[name[0]]];
      svg.append(element("rect", {
        class: `plainnet-unit${shine[brightest(slots)]}`,
        x: x - w / 2, y: y - h / 2, width: w, height: h, rx: 8,
      }));
      slots.forEach((slot, i) => {
        if (frame.value[slot]) svg.append(text(slot, x, y + 5 + 16.5 * (i - (slots.length - 1) / 2)));
      });
    }

    const head = (label) => element("p", { class: "plainnet-head" }, label);
    const code = (line) => element("code", {}, line);
    const running = frame.code.filter((_, i) => frame.active[i]);
    notes.replaceChildren(
      element("div", {},
        head(words.equation),
        element("p", { class: "plainnet-equation" }, frame.equation),
        head(words.line),
        ...running.map((line) => element("p", { class: "plainnet-line" }, code(line)))),
      element("div", {},
        head(words.numbers),
        element("ul", { class: "plainnet-sums" },
          ...frame.numbers.map((line) => element("li", {}, line)))),
    );
    more.replaceChildren(
      element("p", { class: "plainnet-legend" },
        element("span", { class: "plainnet-now" }, words.now), " · ",
        element("span", { class: "plainnet-use" }, words.used), " · ", words.slope),
      head(words.code),
      element("ol", { class: "plainnet-code" }, ...frame.code.map((line, i) =>
        element("li", frame.active[i] ? { "aria-current": "step" } : {}, code(line)))),
    );
  },
};
