// The losses against the epoch, in powers of ten, with those of the runs before.
import { sheet } from "./paint.js";

const SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const DOTS = 400; // points of a curve
const LEFT = 38;
const RIGHT = 54;

// The name of 10 to the power of minus `exponent`.
function power(exponent) {
  if (exponent > 3) return `10⁻${SUPERSCRIPTS[exponent]}`;
  if (exponent < -3) return `10${SUPERSCRIPTS[-exponent]}`;
  return String(Number((10 ** -exponent).toPrecision(1)));
}

function drawCurve(context, points, { x, y }, colour, width) {
  Object.assign(context, { strokeStyle: colour, lineWidth: width, lineJoin: "round" });
  context.beginPath();
  for (const [epoch, loss] of points) context.lineTo(x(epoch), y(loss));
  context.stroke();
}

// The names of both curves at their ends, apart from each other.
function drawNames(context, names, x) {
  if (names.length === 2 && Math.abs(names[0].at - names[1].at) < 14) {
    const middle = (names[0].at + names[1].at) / 2;
    const [upper, lower] = names[0].at <= names[1].at ? names : [names[1], names[0]];
    upper.at = Math.max(8, middle - 7);
    lower.at = upper.at + 14;
  }
  Object.assign(context, { textAlign: "left", font: "600 12px system-ui" });
  for (const { at, words, colour } of names) {
    context.fillStyle = colour;
    context.fillText(words, x + 6, at);
  }
}

// The points of a curve that are drawn: each with its epoch.
function pointsOf(losses) {
  const [points, last] = [[], losses.length - 1];
  const step = Math.max(1, Math.floor(losses.length / DOTS));
  for (let i = 0; i <= last; i += step) if (losses[i] > 0) points.push([i, losses[i]]);
  if (losses[last] > 0) points.push([last, losses[last]]);
  return points;
}

export function drawLosses(canvas, { losses, newLosses, ghosts }, { words, colours }) {
  const [context, width, height] = sheet(canvas);
  const [wide, high] = [width - LEFT - RIGHT, height - 32];
  const last = losses.length - 1;
  let end = 50;
  while (end < last) end *= 2;
  const before = ghosts.map((ghost) => pointsOf(ghost.slice(0, end + 1)));
  const [trained, fresh] = [losses, newLosses].map(pointsOf);
  const all = [...before, trained, fresh].flat().map(([, loss]) => loss);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  let [lowest, highest] = [3, 0];
  while (lowest < 9 && least < 10 ** -lowest) lowest += 1;
  while (highest < 9 && most > 3 * 10 ** highest) highest += 1;
  const top = highest + 0.5;
  const part = (loss) => (top - Math.log10(loss)) / (lowest + top);
  const x = (epoch) => LEFT + (wide * epoch) / end;
  const y = (loss) => 8 + high * Math.min(1, Math.max(0, part(loss)));
  Object.assign(context, { font: "11px system-ui", lineWidth: 1, textBaseline: "middle" });
  Object.assign(context, { fillStyle: colours.muted, strokeStyle: colours.grid });
  context.textAlign = "right";
  for (let exponent = -highest; exponent <= lowest; exponent += lowest + highest > 4 ? 2 : 1) {
    const at = y(10 ** -exponent);
    context.beginPath();
    context.moveTo(LEFT, at);
    context.lineTo(LEFT + wide, at);
    context.stroke();
    context.fillText(power(exponent), LEFT - 5, at);
  }
  context.textAlign = "center";
  const marks = wide < 120 ? [0, end] : [0, end / 2, end];
  for (const epoch of marks) context.fillText(epoch, x(epoch), high + 21);
  for (const ghost of before) drawCurve(context, ghost, { x, y }, colours.grid, 1.4);
  drawCurve(context, trained, { x, y }, colours.pinned, 1.6);
  drawCurve(context, fresh, { x, y }, colours.curve, 2.4);
  const names = [
    { loss: newLosses.at(-1), words: words.new, colour: colours.curve },
    { loss: losses.at(-1), words: words.trained, colour: colours.muted },
  ].filter(({ loss }) => typeof loss === "number");
  drawNames(
    context,
    names.map((name) => ({ ...name, at: y(name.loss) })),
    x(last),
  );
}
