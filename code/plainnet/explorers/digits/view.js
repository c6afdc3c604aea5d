// The losses on the training and validation sets; below them an image, the hidden units and the ten
// probabilities, from left to right as in a forward pass.
import { drawLossCurves } from "../core/loss_curves.js";

// On a phone the squares are smaller, and the probabilities get the remaining width.
function boxes(width) {
  const isNarrow = width < 560;
  const loss = { left: 46, right: width - 86, top: 48, bottom: isNarrow ? 148 : 188, margin: 46 };
  const [side, gap] = isNarrow ? [88, 18] : [132, 44];
  const baseline = loss.bottom + (isNarrow ? 56 : 62);
  const top = baseline + 16;
  const left = side + gap;
  return {
    loss,
    baseline,
    image: { left: 1, right: side + 1, top, bottom: top + side },
    units: { left, right: left + side, top, bottom: top + side },
    answers: { left: 2 * left + 12, right: width - 22, top, bottom: top + 132 },
    arrows: [left - gap / 2, 2 * left - gap / 2 - 4].map((x) => ({ x, y: top + side / 2 + 5 })),
  };
}

function drawLosses(stage, { spec, frame, ghosts, time }, box) {
  const row = spec.rows[time];
  stage.text(["words.epoch", `epoch.${row}`], { x: 0, y: 16, class: "plainnet-outcome" });
  const isReached = frame.best_epoch <= spec.epoch[row];
  const best = { ys: "best", xs: "best_epoch", isReached };
  const names = ["train", "validation"];
  const { plot, end } = drawLossCurves(stage, box, {
    names,
    labels: "words.ends",
    row,
    ghosts,
    best,
  });
  const xs = spec.rows.map((at) => plot.xScale(spec.epoch[at]));
  return () => stage.handle(...end, { control: "epoch", xs });
}

function drawPass(stage, { spec, time }, { baseline, image, units, answers, arrows }) {
  stage.text(`answer.${time}`, { x: 0, y: baseline });
  stage.text(`verdict.${time}`, { x: 124, y: baseline, class: "plainnet-strong" });
  stage.panel(image, "square", "square").map("pixels", "pixels", "paper");
  stage.panel(units, "square", "square").map(`units.${time}`, "units", "loudness");
  const kind = { class: "plainnet-outcome", "text-anchor": "middle" };
  for (const place of arrows) stage.text("words.arrow", { ...place, ...kind });
  const below = image.bottom + 18;
  stage.text("words.pixels", { x: image.left, y: below });
  stage.text(`active.${time}`, { x: units.left, y: below });
  const bars = stage.panel(answers, "thousandths", "digits");
  for (const at of spec.digit) bars.bar("digit", { xs: `answers.${time}`, at });
}

export default {
  draw(stage, { spec, frame, ghosts, time, width }) {
    const { loss, ...pass } = boxes(width);
    const layHandle = drawLosses(stage, { spec, frame, ghosts, time }, loss);
    drawPass(stage, { spec, time }, pass);
    layHandle();
  },
};
