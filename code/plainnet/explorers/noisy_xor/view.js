// The samples with the answers everywhere, and the losses on the training set and on the test set.

const LINE = 16; // pixels from a line of text to the next

function boxes(width) {
  const isNarrow = width < 560;
  const size = isNarrow ? Math.min(300, width - 60) : Math.min(300, Math.floor(width / 2) - 64);
  const map = { left: 34, right: 34 + size, top: 48, bottom: 48 + size, margin: 34 };
  const sides = { left: isNarrow ? 46 : map.right + 66, right: width - 80, margin: 46 };
  const [top, bottom] = isNarrow ? [map.bottom + 74, map.bottom + 274] : [map.top, map.bottom];
  return { map, fall: { ...sides, top, bottom } };
}

function drawSamples(stage, { frame, time }, box) {
  const plot = stage.panel(box, "across", "up");
  plot.map(`maps.${time}`, "map");
  plot.outline(`half_x2.${time}`, { xs: `half_x1.${time}` });
  const r = frame.samples > 100 ? 3 : 5;
  const samples = stage.keep(`samples ${frame.samples}`, () => {
    const first = plot.inside.childNodes.length;
    for (let at = 0; at < frame.samples; at++) {
      plot.pattern("x2", { xs: "x1", at, target: "target", r });
    }
    return [...plot.inside.childNodes].slice(first);
  });
  plot.inside.append(...samples);
}

// The heights of two labels of two lines each, as near to these as they fit.
function apart([train, test], { top, bottom }) {
  const [middle, away] = [(train + test) / 2, Math.max(Math.abs(train - test), 2 * LINE + 4) / 2];
  const down = Math.max(0, top - middle + away) - Math.max(0, middle + away + LINE - bottom);
  const up = test > train ? -away : away;
  return [middle + down + up, middle + down - up];
}

function drawLosses(stage, { frame, ghosts, row }, box) {
  const plot = stage.panel(box, "x", "y");
  ghosts.forEach((_, i) => plot.ghost(i).curve("test", { xs: "epoch", kind: "thin" }));
  if (frame.best <= row) plot.dot("best_test", { xs: "best_epoch", r: 7, kind: "ring" });
  else stage.plain("g", { "data-uses": "best_test best_epoch" }); // it has not come so far
  const names = ["train", "test"];
  const ends = names.map((name) => {
    plot.curve(name, { xs: "epoch", until: row });
    return plot.dot(name, { xs: "epoch", at: row, r: 4, move: name });
  });
  const heights = apart(
    ends.map(([, y]) => y),
    box,
  );
  names.forEach((name, i) => {
    const x = ends[i][0] + 9;
    stage.text(`words.ends.${name}`, { x, y: heights[i], class: "plainnet-strong" });
    stage.text(`${name}.${row}`, { x, y: heights[i] + LINE, class: "plainnet-number" });
  });
  return { plot, end: ends[1] };
}

export default {
  reads: true,
  height: (width) => boxes(width).fall.bottom + 44,
  draw(stage, { spec, frame, ghosts, time, width }) {
    const { map, fall } = boxes(width);
    drawSamples(stage, { frame, time }, map);
    const row = spec.rows[time];
    const { plot, end } = drawLosses(stage, { frame, ghosts, row }, fall);
    stage.text(["words.epoch", `epoch.${row}`], { x: 0, y: 16, class: "plainnet-outcome" });
    stage.handle(...end, {
      control: "epoch",
      xs: spec.rows.map((at) => plot.xScale(spec.epoch[at])),
    });
  },
};
