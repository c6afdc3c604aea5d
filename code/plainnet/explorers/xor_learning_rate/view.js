// The loss curve of the chosen start among those of all starts at this rate, the loss below which a
// run counts as solved, and the outcome.

export default {
  draw(stage, { spec, frame, ghosts, width, height }) {
    const box = { left: 52, right: width - 18, top: 56, bottom: height - 44, margin: 52 };
    const plot = stage.panel(box, "x", "y");
    const level = plot.level({ ys: "limit" });
    spec.end.forEach((_, seed) => {
      const name = `losses.${frame.rate}.${seed}`;
      if (seed !== frame.seed) plot.curve(name, { xs: "epoch", kind: "thin" });
    });
    ghosts.forEach(({ frame: before }, i) =>
      plot.ghost(i).curve(before.columns.loss, { xs: "epoch" }),
    );
    plot.curve(frame.columns.loss, { xs: "epoch" });
    plot.dots(`ends.${frame.rate}`, { xs: "end", r: 3 });
    plot.dot(frame.columns.loss, { xs: "epoch", at: spec.epoch.length - 1, move: "end", r: 6 });
    stage.text("words.solved_below", { x: box.left + 6, y: level + 16 });
    stage.text(["start", "outcome"], { x: 0, y: 16, class: "plainnet-outcome" });
    stage.text("share", { x: width, y: 16, "text-anchor": "end" });
  },
};
