// The parabola with the ball on it, the loss after each step, and a line of learning rates that
// works as their slider.

// On a phone, the second plot is below the first, and the line below both.
function boxes(width) {
  const isNarrow = width < 560;
  const middle = isNarrow ? width : Math.round(width * 0.58);
  const valley = {
    left: 34,
    right: middle - 16,
    top: 50,
    bottom: isNarrow ? 240 : 300,
    margin: 34,
  };
  const left = isNarrow ? 52 : middle + 46;
  const [top, bottom] = isNarrow ? [326, 476] : [50, 300];
  const fall = { left, right: width - 12, top, bottom, margin: isNarrow ? 52 : 46 };
  return {
    valley,
    fall,
    strip: { left: 26, right: width - 26, top: bottom + 76, bottom: bottom + 88 },
  };
}

function drawValley(stage, spec, time, ghosts, box) {
  const plot = stage.panel(box, "x", "y");
  plot.curve("parabola", { xs: "parabola_w", kind: "ground" });
  for (const run of [...ghosts.map((_, i) => plot.ghost(i)), plot]) {
    run.curve("loss", { xs: "path", until: time, kind: "hops" });
    run.dots("loss", { xs: "path", until: time });
  }
  const start = plot.dot("loss", { xs: "path", at: 0, r: 8, kind: "ring" });
  plot.dot("loss", { xs: "path", at: time, r: 11, kind: "ball", move: "ball" });
  stage.handle(...start, { control: "start", xs: spec.starts.map(plot.xScale) });
}

export default {
  draw(stage, { spec, ghosts, time, width }) {
    const { valley, fall, strip } = boxes(width);
    drawValley(stage, spec, time, ghosts, valley);
    const plot = stage.panel(fall, "steps", "losses");
    for (const run of [...ghosts.map((_, i) => plot.ghost(i)), plot]) {
      run.curve("loss", { xs: "step", until: time });
    }
    plot.dot("loss", { xs: "step", at: time, move: "loss" });
    stage.text("words.drag", { x: 0, y: 16 });
    stage.text("factor", { x: width, y: 16, "text-anchor": "end", class: "plainnet-outcome" });
    drawRates(stage, spec, strip);
  },
};

// The zones of the learning rate, the marks between them, and the handle at the chosen rate.
function drawRates(stage, spec, box) {
  const plot = stage.panel(box, "strip", "flat");
  const middle = { "text-anchor": "middle" };
  spec.middles.forEach((_, at) => plot.zone("limits", { at }));
  spec.middles.forEach((_, at) =>
    plot.text(`words.zones.${at}`, { xs: "middles", at }, { dy: -8, ...middle }),
  );
  const [x, y] = plot.dot("middle", { xs: "rate", r: 11, kind: "ball" });
  // Near the ends of the line, a centred label would stick out.
  const near = [box.left, box.right].findIndex((end) => Math.abs(end - x) < 70);
  const anchor = { "text-anchor": ["start", "end"][near] ?? "middle" };
  plot.text("rate_label", { xs: "rate" }, { dy: 56, class: "plainnet-outcome", ...anchor });
  stage.track("learning_rate", box);
  stage.handle(x, y, { control: "learning_rate", xs: spec.rates.map(plot.xScale) });
}
