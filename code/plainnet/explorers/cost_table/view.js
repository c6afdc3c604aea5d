// A dot for each network on a logarithmic axis, the chosen one in colour; and its sum.

function dot(isChosen, cx, cy) {
  return isChosen
    ? element("circle", { class: "plainnet-series-dot", cx, cy, r: 8 })
    : element("circle", { class: "plainnet-other-dot", cx, cy, r: 5 });
}

export default {
  above: true,
  height: () => 400,
  draw(svg, { spec, frame, width, more }) {
    const box = { left: 112, right: width - 12, top: 36, bottom: 356, margin: 112 };
    svg.replaceChildren();
    const labels = { xLabel: frame.unit, yLabel: "" };
    const plot = panel(svg, { x: spec.x, y: spec.y, box, xLog: true, ...labels });
    const [xs, ys] = [frame.amount.map(plot.xScale), spec.row.map(plot.yScale)];
    curve(plot.inside, "ground", "row", xs, ys);
    plot.inside.append(...xs.map((x, i) => dot(i === frame.chosen, x, ys[i])));
    const place = { x: box.right, y: 16, "text-anchor": "end" };
    const outcome = `${spec.names[frame.chosen]}: ${frame.short}`;
    svg.append(element("text", { class: "plainnet-outcome", ...place }, outcome));
    const sums = frame.numbers.map((line) => element("li", {}, line));
    more.replaceChildren(
      element("p", { class: "plainnet-equation" }, frame.equation),
      element("ul", { class: "plainnet-sums" }, ...sums),
    );
  },
};
