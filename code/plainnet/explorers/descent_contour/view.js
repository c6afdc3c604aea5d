// A valley seen from above with a ball in it, the fractions of the start left along and across it,
// and a map of the steps that each learning rate and momentum need, with a handle at the chosen ones.
// Beside a ball with momentum, a grey one has none.

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
      steps: { left: 34, right: width - 16, top: 436, bottom: 564, margin: 34 },
    };
  }
  const middle = Math.round(width * 0.56);
  const beside = { left: middle + 36, right: width - 14, margin: 36 };
  return {
    map: { left: 34, right: middle - 16, top: 44, bottom: 214, margin: 34 },
    along: { ...beside, top: 44, bottom: 108 },
    across: { ...beside, top: 150, bottom: 214 },
    steps: { left: 34, right: width - 14, top: 282, bottom: 392, margin: 34 },
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
    const { map, along, across, steps } = boxes(width);
    drawMap(stage, spec, frame, time, map);
    drawShare(stage, frame, time, along, ["same_steps", "shares_x"], ["along", "plain_along"]);
    drawShare(stage, frame, time, across, ["steps", "shares_y"], ["across", "plain_across"]);
    stage.text("needs", { x: width, y: 14, "text-anchor": "end", class: "plainnet-outcome" });
    stage.text("plain_needs", { x: width, y: 32, "text-anchor": "end" });
    drawSteps(stage, spec, frame, steps);
  },
};

// The map of the steps needed, the limits between its zones, its best cell, and the handle.
function drawSteps(stage, spec, frame, box) {
  const at = frame.at_condition;
  stage.panel(box, "alphas", "betas").map(`counts.${at}`, "counts", "shades");
  const plot = stage.panel(box, "alphas", "betas"); // one with a map has colours that never darken
  for (const limit of ["swings", "diverges"]) {
    plot.curve(`${limit}_y`, { xs: `${limit}_x`, kind: "ground", usual: "limit" });
  }
  spec.zone_x.forEach((_, i) =>
    plot.text(
      `words.zones.${i}`,
      { xs: "zone_x", ys: "zone_y", at: i },
      { "text-anchor": "middle" },
    ),
  );
  const [x, y] = plot.dot("beta", { xs: "alpha", r: 11, kind: "ball" });
  const [best] = plot.dot("best_y", { xs: "best_x", at, r: 6, kind: "ring" });
  const isLeft = best < (box.left + box.right) / 2; // with a zone and its name on either side
  const place = isLeft
    ? { dy: -16, "text-anchor": "middle" }
    : { dx: -16, dy: 4, "text-anchor": "end" };
  plot.text(`fewest.${at}`, { xs: "best_x", ys: "best_y", at }, place);
  stage.text("words.shades", { x: box.right, y: box.top - 10, "text-anchor": "end" });
  stage.text("chosen", { x: box.left, y: box.bottom + 36, class: "plainnet-outcome" });
  stage.track("learning_rate momentum", box);
  const [xs, ys] = [spec.rates.map(plot.xScale), spec.momenta.map(plot.yScale)];
  stage.handle(x, y, { control: "learning_rate", xs }, { control: "momentum", ys });
}
