// The loss, and below it the sharpness with the line 2/α, over the same epochs with one cursor; and
// the parabola along the largest curvature, with two steps on it.

// On a phone, the parabola is below the others.
function boxes(width) {
  const isNarrow = width < 560;
  const sides = { left: 52, right: isNarrow ? width - 18 : width - 258, margin: 52 };
  const heights = isNarrow ? [50, 130, 166, 286, 362, 462] : [54, 164, 206, 386, 62, 386];
  const [loss, sharpness, valley] = [0, 2, 4].map((i) => {
    return { ...sides, top: heights[i], bottom: heights[i + 1] };
  });
  if (!isNarrow) Object.assign(valley, { left: width - 190, right: width - 10, margin: 22 });
  return { isNarrow, loss, sharpness, valley };
}

// One panel: the previous run, the whole curve faintly, the part up to the cursor, and the cursor.
function drawPanel(stage, { ghosts, time }, box, [x, y], name) {
  const plot = stage.panel(box, x, y);
  ghosts.forEach((_, i) => plot.ghost(i).curve(name, { xs: "epoch" }));
  plot.level({ xs: `epoch.${time}`, kind: "cursor" });
  plot.curve(name, { xs: "epoch", kind: "thin" });
  plot.curve(name, { xs: "epoch", until: time });
  return plot;
}

// The ball, where the next step puts it, and the one after that.
function drawValley(stage, { time, width }, { isNarrow, valley }) {
  const plot = stage.panel(valley, "distance", "height");
  plot.curve("ground", { xs: "ground_u", kind: "ground" });
  const [xs, ys] = [`hops.${time}`, `heights.${time}`];
  plot.curve(ys, { xs, kind: "hops" });
  plot.dots(ys, { xs, since: 1, until: stage.value(`landed.${time}`), r: 4 });
  stage.plain("g", { "data-uses": "landed" });
  plot.dot("here", { xs: "here", r: 8, kind: "ball" });
  const [x, y] = [valley.left - valley.margin, valley.top - 18];
  stage.text("words.parabola", { x, y });
  const place = isNarrow ? { x: width, y, "text-anchor": "end" } : { x, y: 16 };
  stage.text(["words.step", `factor.${time}`], { ...place, class: "plainnet-outcome" });
}

export default {
  draw(stage, { spec, frame, ghosts, time, width }) {
    const places = boxes(width);
    const loss = drawPanel(stage, { ghosts, time }, places.loss, ["upper", "y"], "loss");
    loss.dot("loss", { xs: "epoch", at: time, move: "loss" });
    drawValley(stage, { time, width }, places);
    const box = places.sharpness;
    const plot = drawPanel(stage, { ghosts, time }, box, ["x", "curvature"], "sharpness");
    plot.dots("above", { xs: "above_epoch", r: 4 });
    const limit = frame.limit_seen ? plot.level({ ys: "limit" }) : box.top + 18;
    const place = { x: box.right, "text-anchor": "end" };
    stage.text("limit_label", { ...place, y: limit - 6, class: "plainnet-strong" });
    const at = plot.dot("sharpness", {
      xs: "epoch",
      at: time,
      r: 8,
      kind: "ball",
      move: "sharpness",
    });
    stage.text(["start", "outcome"], { x: 0, y: 16, class: "plainnet-outcome" });
    stage.handle(...at, { control: "epoch", xs: spec.epoch.map(plot.xScale) });
  },
};
