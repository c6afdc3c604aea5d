// Two loss curves up to the current epoch, with names and values at their ends, a ring at the
// minimum of the second one, and its curve in the previous run in grey.
const LINE = 16; // pixels from a line of text to the next

// Moves two labels of two lines each apart vertically, as little as possible.
function separated([first, second], { top, bottom }) {
  const [middle, away] = [
    (first + second) / 2,
    Math.max(Math.abs(first - second), 2 * LINE + 4) / 2,
  ];
  const down = Math.max(0, top - middle + away) - Math.max(0, middle + away + LINE - bottom);
  const up = second > first ? -away : away;
  return [middle + down + up, middle + down - up];
}

// Returns the plot and the end of the second curve. `labels` is the path of the curves' names;
// `best` has the paths of the ring's coordinates and whether time has reached it.
export function drawLossCurves(stage, box, { names, labels, row, ghosts, best }) {
  const plot = stage.panel(box, "x", "y");
  ghosts.forEach((_, i) => plot.ghost(i).curve(names[1], { xs: "epoch", kind: "thin" }));
  if (best.isReached) plot.dot(best.ys, { xs: best.xs, r: 7, kind: "ring" });
  else stage.plain("g", { "data-uses": `${best.ys} ${best.xs}` });
  const ends = names.map((name) => {
    plot.curve(name, { xs: "epoch", until: row });
    return plot.dot(name, { xs: "epoch", at: row, r: 4, move: name });
  });
  const heights = separated(
    ends.map(([, y]) => y),
    box,
  );
  names.forEach((name, i) => {
    const x = ends[i][0] + 9;
    stage.text(`${labels}.${name}`, { x, y: heights[i], class: "plainnet-strong" });
    stage.text(`${name}.${row}`, { x, y: heights[i] + LINE, class: "plainnet-number" });
  });
  return { plot, end: ends[1] };
}
