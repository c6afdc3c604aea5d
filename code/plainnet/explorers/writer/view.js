// The text that a network wrote, up to the chosen letter; below it the likeliest letters there.

const [WIDTH, LINE] = [9, 26]; // of a letter
const NAME = 70; // space for the names of letters, left of the bars
const TOP = 46;

const isEnd = (letter) => letter === " " || letter === "¶"; // of a word

// The place of each letter; a word that does not fit begins a new row, and so does a paragraph.
function placesOf(letters, columns) {
  let [column, row] = [0, 0];
  return letters.map((_, i) => {
    const before = letters[i - 1];
    const word = letters.slice(i);
    const length = isEnd(before) ? word.findIndex(isEnd) : 0;
    const needs = length < 0 ? word.length : length;
    const isFull = !isEnd(letters[i]) && column + Math.max(needs, 1) > columns;
    if (before === "¶" || isFull) [column, row] = [0, row + 1];
    column += 1;
    return [(column - 1) * WIDTH, TOP + row * LINE];
  });
}

function drawLetter(stage, path, [x, y], look) {
  stage.text(path, { x: x + WIDTH / 2, y, "text-anchor": "middle", class: look });
}

function drawText(stage, { spec, frame, time, goTo }, width) {
  const all = [...spec.start, ...frame.letters];
  const places = placesOf(all, Math.floor(width / WIDTH) - 1); // one for a last space
  const begin = spec.start.length;
  spec.start.forEach((letter, i) => {
    if (letter !== " ") drawLetter(stage, `start.${i}`, places[i], "plainnet-written");
  });
  frame.letters.slice(0, time + 1).forEach((letter, i) => {
    const [x, y] = places[begin + i];
    stage.filled("rect", `sure.${i}`, { x, y: y + 5, width: WIDTH - 1, height: 3 });
    if (letter !== " ") drawLetter(stage, `letters.${i}`, [x, y], "plainnet-written");
  });
  frame.letters.forEach((_, i) => {
    const [x, y] = places[begin + i];
    const size = { x, y: y - 17, width: WIDTH, height: LINE };
    const press = { class: "plainnet-pick", onclick: () => goTo({ letter: i }) };
    stage.plain("rect", { ...size, ...press });
  });
  const [x, y] = places[begin + time];
  stage.plain("rect", { class: "plainnet-framed", x, y: y - 15, width: WIDTH, height: 20 });
}

function drawBars(stage, { spec, time }, box) {
  stage.text("words.next", { x: 0, y: box.top - 12 });
  const plot = stage.panel(box, "across", "down");
  for (const at of spec.chosen[time]) {
    plot.bar(`chosen.${time}`, { xs: `shares.${time}`, at });
    const y = plot.yScale(at) + 5;
    const name = { x: box.left - 8, y, "text-anchor": "end", class: "plainnet-strong" };
    stage.text(`likely.${time}.${at}`, name);
  }
}

export default {
  draw(stage, { spec, frame, time, width, height, goTo }) {
    stage.text("perplexity", { x: 0, y: 16, class: "plainnet-outcome" });
    drawText(stage, { spec, frame, time, goTo }, width);
    const bars = { left: NAME, right: width - 22, top: height - 148, bottom: height - 44 };
    drawBars(stage, { spec, time }, bars);
  },
};
