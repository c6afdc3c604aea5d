// A dot for each network on a logarithmic axis, the chosen one in colour; and its sum.
plainnet.views.cost_table = {
  above: true, // the sentence
  height: () => 400,
  draw(svg, { spec, frame, width, more }) {
    const { element, panel, curve } = plainnet;
    const box = { left: 112, right: width - 12, top: 36, bottom: 356, margin: 112 };
    svg.replaceChildren();
    const plot = panel(svg, { ...spec, box, xLog: true, xLabel: frame.unit, yLabel: "" });
    const [xs, ys] = [frame.amount.map(plot.xScale), spec.row.map(plot.yScale)];
    curve(plot.inside, "ground", "row", xs, ys);
    xs.forEach((cx, i) => plot.inside.append(element("circle", {
      class: i === frame.chosen ? "plainnet-series-dot" : "plainnet-other-dot",
      cx, cy: ys[i], r: i === frame.chosen ? 8 : 5,
    })));
    svg.append(element("text", {
      class: "plainnet-outcome", x: box.right, y: 16, "text-anchor": "end",
    }, `${spec.names[frame.chosen]}: ${frame.short}`));
    more.replaceChildren(
      element("p", { class: "plainnet-equation" }, frame.equation),
      element("ul", { class: "plainnet-sums" },
        ...frame.numbers.map((line) => element("li", {}, line))),
    );
  },
};
