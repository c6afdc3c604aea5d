// The loss, and below it the sharpness with the line 2/α, over the same epochs with one cursor.

const LOSS = { top: 54, bottom: 164 };
const SHARPNESS = { top: 206, bottom: 386 };

// One panel: the previous run, the whole curve faintly, the part up to the cursor, and the cursor.
function drawPanel(stage, { ghosts, time }, box, [x, y], name) {
  const plot = stage.panel(box, x, y);
  ghosts.forEach((_, i) => plot.ghost(i).curve(name, { xs: "epoch" }));
  plot.level({ xs: `epoch.${time}`, kind: "cursor" });
  plot.curve(name, { xs: "epoch", kind: "thin" });
  plot.curve(name, { xs: "epoch", until: time });
  return plot;
}

export default {
  draw(stage, { spec, frame, ghosts, time, width }) {
    const sides = { left: 52, right: width - 18, margin: 52 };
    const loss = drawPanel(stage, { ghosts, time }, { ...sides, ...LOSS }, ["upper", "y"], "loss");
    loss.dot("loss", { xs: "epoch", at: time, move: "loss" });
    const box = { ...sides, ...SHARPNESS };
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
