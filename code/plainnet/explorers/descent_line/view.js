// The parabola with the path on it, the loss step by step, and where the learning rate lies.
import { curve, element, panel, path, scale } from "../core/drawing.js";

// The boxes of the two plots; on a phone, the second stands below the first.
function boxes(width) {
  if (width < 560) {
    return {
      valley: { left: 52, right: width - 16, top: 24, bottom: 220 },
      fall: { left: 52, right: width - 12, top: 304, bottom: 500 },
    };
  }
  const half = width / 2;
  return {
    valley: { left: 52, right: half - 16, top: 24, bottom: 260 },
    fall: { left: half + 52, right: width - 12, top: 24, bottom: 260 },
  };
}

function drawDescent(valley, fall, kind, spec, frame) {
  const xs = frame.path.map(valley.xScale);
  path(valley.inside, kind, "loss", xs, frame.loss.map(valley.yScale));
  curve(fall.inside, kind, "loss", spec.step.map(fall.xScale), frame.loss.map(fall.yScale));
}

// The line of learning rates with its marks, and where the chosen one lies.
function drawRates(svg, spec, frame, width, y) {
  const rateScale = scale(spec.rates, 52, width - 16);
  const strip = element("g", { class: "plainnet-strip" });
  const [x1, x2] = [rateScale(spec.rates.from), rateScale(spec.rates.to)];
  strip.append(element("line", { x1, x2, y1: y, y2: y }));
  for (const { at, label } of spec.marks) {
    const x = rateScale(at);
    strip.append(
      element("line", { x1: x, x2: x, y1: y - 7, y2: y + 7 }),
      element("text", { x, y: y + 24, "text-anchor": "middle" }, label),
    );
  }
  const x = rateScale(frame.rate);
  const beside =
    x > width / 2 ? { x: x + 7, "text-anchor": "end" } : { x: x - 7, "text-anchor": "start" };
  strip.append(
    element("text", { x: 2, y: y + 4 }, "α"),
    element("circle", { class: "plainnet-dot plainnet-series-dot", cx: x, cy: y, r: 7 }),
    element("text", { class: "plainnet-outcome", y: y - 13, ...beside }, frame.regime),
  );
  svg.append(strip);
}

export default {
  height: (width) => (width < 560 ? 620 : 380),
  draw(svg, { spec, frame, pinned, width, height }) {
    const { words } = spec;
    const box = boxes(width);
    svg.replaceChildren();
    const inValley = { x: spec.x, y: spec.y, xLabel: words.path, yLabel: words.loss };
    const valley = panel(svg, { ...inValley, box: box.valley });
    const parabola = spec.parabola.map(valley.yScale);
    curve(valley.inside, "ground", "parabola", spec.w.map(valley.xScale), parabola);
    const inFall = { x: spec.steps, y: spec.losses, xLabel: words.step, yLabel: words.loss };
    const fall = panel(svg, { ...inFall, log: true, box: box.fall });
    if (pinned) drawDescent(valley, fall, "pinned", spec, pinned);
    drawDescent(valley, fall, "series", spec, frame);
    drawRates(svg, spec, frame, width, height - 34);
  },
};
