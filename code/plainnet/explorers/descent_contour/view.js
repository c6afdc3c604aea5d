// A valley seen from above with a ball in it, the fractions of the start left along and across it,
// and a line of learning rates, their slider. Beside a ball with momentum, a grey one has none.

const CROWDED = 2; // the number of inner contours too close together to be labelled
const FADES = [3, 7, 12]; // numbers of steps behind the ball after which its tail fades

// On a phone, the two small plots are next to each other below the map.
function boxes(width) {
  if (width < 560) {
    const half = Math.round(width / 2);
    const low = { top: 278, bottom: 360, margin: 28 };
    return {
      map: { left: 28, right: width - 16, top: 56, bottom: 216, margin: 28 },
      along: { ...low, left: 28, right: half - 12 },
      across: { ...low, left: half + 28, right: width - 12 },
      strip: { left: 26, right: width - 26, top: 446, bottom: 458 },
    };
  }
  const middle = Math.round(width * 0.56);
  const beside = { left: middle + 36, right: width - 14, margin: 36 };
  return {
    map: { left: 34, right: middle - 16, top: 56, bottom: 276, margin: 34 },
    along: { ...beside, top: 56, bottom: 140 },
    across: { ...beside, top: 192, bottom: 276 },
    strip: { left: 26, right: width - 26, top: 364, bottom: 376 },
  };
}

function drawContours(stage, spec, condition, plot) {
  spec.levels.forEach((_, i) => {
    const [xs, ys] = [`contour_x.${condition}.${i}`, `contour_y.${condition}.${i}`];
    plot.outline(ys, { xs, kind: "contour" });
  });
}

// The loss of each contour, written where the contour crosses x = 0.
function drawLevels(stage, spec, plot, parent) {
  spec.heights.forEach((height, i) => {
    if (i < CROWDED) return;
    const place = { x: plot.xScale(0), y: plot.yScale(height) + 4, "text-anchor": "middle" };
    stage.text(`levels.${i}`, { ...place, class: "plainnet-on-line" }, parent);
  });
}

// The last steps are drawn strongly, earlier ones ever fainter.
function drawTail(plot, ys, xs, time) {
  const ends = [time, ...FADES.map((behind) => time - behind).filter((at) => at > 0), 0];
  ends.slice(1).forEach((since, i) => {
    const [until, fade] = [ends[i], `plainnet-fade-${i}`];
    plot.curve(ys, { xs, since, until, kind: `hops ${fade}` });
    plot.dots(ys, { xs, since, until: until - (i ? 1 : 0), kind: `dot ${fade}` });
  });
}

function drawMap(stage, spec, frame, time, box) {
  const ground = stage.panel(box, "x", "y");
  drawContours(stage, spec, frame.at_condition, ground);
  const plot = stage.panel(box, `from_x.${frame.at_x}`, `from_y.${frame.at_y}`);
  drawLevels(stage, spec, ground, plot.inside);
  if (frame.race) {
    drawTail(plot, "plain_across", "plain_along", time);
    plot.dot("plain_across", { xs: "plain_along", at: time, r: 9, kind: "ball", move: "plain" });
  }
  drawTail(plot, "across", "along", time);
  plot.dot("across", { xs: "along", at: time, r: 11, kind: "ball", move: "ball" });
  const [x, y] = plot.dot("one", { xs: "one", at: 0, r: 8, kind: "ring" });
  stage.text("start", { x: box.left, y: box.bottom + 36 });
  const [xs, ys] = [spec.starts_x.map(ground.xScale), spec.starts_y.map(ground.yScale)];
  stage.handle(x, y, { control: "start_x", xs }, { control: "start_y", ys });
}

function drawShare(stage, frame, time, box, [x, y], [ys, plain]) {
  const plot = stage.panel(box, x, y);
  for (const path of frame.race ? [plain, ys] : [ys]) {
    plot.curve(path, { xs: "step", until: time });
    plot.dot(path, { xs: "step", at: time, move: path });
  }
}

export default {
  draw(stage, { spec, frame, time, width }) {
    const { map, along, across, strip } = boxes(width);
    drawMap(stage, spec, frame, time, map);
    drawShare(stage, frame, time, along, ["same_steps", "shares_x"], ["along", "plain_along"]);
    drawShare(stage, frame, time, across, ["steps", "shares_y"], ["across", "plain_across"]);
    stage.text("needs", { x: width, y: 16, "text-anchor": "end", class: "plainnet-outcome" });
    stage.text("plain_needs", { x: width, y: 34, "text-anchor": "end" });
    drawRates(stage, spec, frame, strip);
  },
};

// The zones of the learning rate, the marks between them, and the handle at the chosen rate.
function drawRates(stage, spec, frame, box) {
  const plot = stage.panel(box, `strips.${frame.at_momentum}`, "flat");
  const y = (box.top + box.bottom) / 2;
  spec.middles[frame.at_momentum].forEach((middle, i) => {
    plot.zone(`limits.${frame.at_momentum}`, { at: i });
    const place = { x: plot.xScale(middle), y: box.top - 8, "text-anchor": "middle" };
    stage.text(`strip_words.${frame.at_momentum}.${i}`, place);
  });
  if (!frame.race) {
    const at = plot.level({ xs: "best" });
    stage.text("best_label", { x: at, y: box.top - 26, "text-anchor": "middle" });
  }
  const x = plot.xScale(stage.value("rate"));
  plot.dot("middle", { xs: "rate", r: 11, kind: "ball" });
  stage.text("rate_label", { x, y: y + 46, "text-anchor": "middle", class: "plainnet-outcome" });
  stage.track("learning_rate", box);
  stage.handle(x, y, { control: "learning_rate", xs: spec.rates.map(plot.xScale) });
}
