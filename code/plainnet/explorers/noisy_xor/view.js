// The samples on a map of predictions, and the losses on the training set and on the test set.

import { drawLossCurves } from "../core/loss_curves.js";

function boxes(width) {
  const isNarrow = width < 560;
  const size = isNarrow ? 200 : Math.min(300, Math.floor(width / 2) - 64);
  const left = isNarrow ? Math.round((width - size) / 2) : 34;
  const map = { left, right: left + size, top: 48, bottom: 48 + size, margin: 34, r: size / 75 };
  const sides = { left: isNarrow ? 46 : map.right + 66, right: width - 80, margin: 46 };
  const [top, bottom] = isNarrow ? [map.bottom + 66, map.bottom + 176] : [map.top, map.bottom];
  return { map, fall: { ...sides, top, bottom } };
}

function drawSamples(stage, { frame, time }, { r, ...box }) {
  const plot = stage.panel(box, "across", "up");
  plot.map(`maps.${time}`, "map");
  plot.outline(`half_x2.${time}`, { xs: `half_x1.${time}` });
  const samples = stage.cached("samples", () => []);
  for (let at = samples.length; at < frame.samples; at++) {
    plot.pattern("x2", { xs: "x1", at, target: "target", r });
    samples.push(plot.inside.lastChild);
  }
  plot.inside.append(...samples.slice(0, frame.samples));
}

export default {
  draw(stage, { spec, frame, ghosts, time, width }) {
    const { map, fall } = boxes(width);
    drawSamples(stage, { frame, time }, map);
    const row = spec.rows[time];
    const best = { ys: "best_test", xs: "best_epoch", isReached: frame.best <= row };
    const names = ["train", "test"];
    const { plot, end } = drawLossCurves(stage, fall, {
      names,
      labels: "words.ends",
      row,
      ghosts,
      best,
    });
    stage.text(["words.epoch", `epoch.${row}`], { x: 0, y: 16, class: "plainnet-outcome" });
    stage.handle(...end, {
      control: "epoch",
      xs: spec.rows.map((at) => plot.xScale(spec.epoch[at])),
    });
  },
};
