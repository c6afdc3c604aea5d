// The left matrix is at the bottom left, the right one at the top right, and the result where rows
// and columns meet. To the right of them, on a phone below, is the sum up to the current term.
const ROW = 32; // the height of a cell
const [WIDTH, SHORT] = [48, 28]; // the width of a cell, and of one with a single digit on a phone
const START = 32; // space for row names, left of the grids
const TOP = 40; // space for column names
const GAP = 12; // space between the grids
const MOST = 7; // the most rows or columns that two grids have together
const MIDDLE = { "text-anchor": "middle" };
const STRONG = { class: "plainnet-strong" };

// The place of the sum and the distance between its terms.
function layout(width) {
  const bottom = TOP + MOST * ROW + GAP;
  const below = { x: 0, y: bottom + 74, line: 24, isNarrow: true };
  const beside = { x: START + MOST * WIDTH + GAP + 48, y: TOP + 12, line: 27 };
  return width < 600 ? below : beside;
}

// The widths of cells: in the left matrix, and in the two to the right of it.
function widths({ left, right }, width) {
  if (width >= 600) return [WIDTH, WIDTH];
  const [own, others] = [left[0].length, right[0].length];
  const available = width - START - GAP - 2;
  const isShort = left.flat().every((text) => text.length === 1);
  const cell = isShort ? (available - own * SHORT) / others : available / (own + others);
  const most = Math.min(WIDTH, Math.floor(cell));
  return [isShort ? SHORT : most, most];
}

function boxOf(matrix, left, top, cell) {
  const [right, bottom] = [left + cell * matrix[0].length, top + ROW * matrix.length];
  return { left, right, top, bottom, cell };
}

// Rows of the left matrix and of the result are aligned, as are columns of the right one.
function boxesOf({ left, right, result }, width) {
  const [own, others] = widths({ left, right }, width);
  const x = START + own * left[0].length + GAP;
  const y = TOP + ROW * right.length + GAP;
  return {
    left: boxOf(left, START, y, own),
    right: boxOf(right, x, TOP, others),
    result: boxOf(result, x, y, others),
  };
}

function cellAt({ left, top, cell }, i, j) {
  return { x: left + j * cell, y: top + i * ROW, width: cell, height: ROW };
}

// An empty grid; returns its plot.
function drawGrid(stage, matrix, box) {
  matrix.forEach((texts, i) =>
    texts.forEach((_, j) => {
      stage.plain("rect", { class: "plainnet-unit", ...cellAt(box, i, j) });
    }),
  );
  return stage.panel(box, `across.${matrix[0].length}`, `down.${matrix.length}`);
}

// The numbers of a grid; the one at `[y, x]` also gets the class `look`.
function drawNumbers(plot, name, matrix, [y, x], look) {
  matrix.forEach((texts, i) =>
    texts.forEach((text, j) => {
      if (!text) return;
      const kind = -i === y && j === x ? `plainnet-number ${look}` : "plainnet-number";
      const place = { xs: "index", ys: `line.${i}`, at: j };
      plot.text(`${name}.${i}.${j}`, place, { dy: 5, class: kind, ...MIDDLE });
    }),
  );
}

function drawGrids(stage, frame, boxes) {
  const left = drawGrid(stage, frame.left, boxes.left);
  left.region("row_y", { xs: "row_x" });
  left.cell("left_y", { xs: "left_x", kind: "dot", usual: "curve" });
  drawNumbers(left, "left", frame.left, [frame.left_y, frame.left_x], "plainnet-on-ball");
  const right = drawGrid(stage, frame.right, boxes.right);
  right.region("column_y", { xs: "column_x" });
  right.cell("right_y", { xs: "right_x", kind: "dot", usual: "curve" });
  drawNumbers(right, "right", frame.right, [frame.right_y, frame.right_x], "plainnet-on-ball");
  const result = drawGrid(stage, frame.result, boxes.result);
  result.cell("result_y", { xs: "result_x", kind: "ring", usual: "curve" });
  drawNumbers(result, "result", frame.result, [frame.result_y, frame.result_x], "plainnet-strong");
}

// The names of the matrices, of their rows and columns, and the indices.
function drawNames(stage, frame, { left, right, result }) {
  const [across, own] = [(result.left + result.right) / 2, (left.left + left.right) / 2];
  const [level, above] = [(left.top + left.bottom) / 2, (right.top + right.bottom) / 2];
  const [below, small] = [left.bottom + 19, { class: "plainnet-small" }];
  stage.text("titles.0", { x: 0, y: left.top - 10, ...STRONG });
  stage.text("titles.1", { x: right.left, y: 12, ...STRONG });
  stage.text("titles.2", { x: result.left, y: below + 20, ...STRONG });
  stage.text("summed.0", { x: own, y: below, ...MIDDLE, ...STRONG });
  stage.text("summed.1", { x: right.left - 8, y: above + 5, "text-anchor": "end", ...STRONG });
  stage.text("column_axis", { x: across, y: below, ...MIDDLE });
  stage.text("row_axis", { transform: `translate(11 ${level}) rotate(-90)`, ...MIDDLE });
  frame.left.forEach((_, i) => {
    const { y } = cellAt(left, i, 0);
    stage.text(`index.${i}`, { x: START - 5, y: y + 20, "text-anchor": "end", ...small });
  });
  frame.right[0].forEach((_, j) => {
    const { x } = cellAt(right, 0, j + 0.5);
    stage.text(`index.${j}`, { x, y: TOP - 7, ...MIDDLE, ...small });
  });
}

// The terms up to the current one and their sum below a rule; on a phone two terms per line.
function drawSum(stage, frame, { x, y, line, isNarrow }) {
  const last = frame.terms.length - 1;
  const slot = (k) =>
    isNarrow
      ? { x: x + (k % 2) * 144, y: y + (Math.floor(k / 2) + 1) * line }
      : { x, y: y + (k + 2) * line + (k > last ? 3 : 0) };
  stage.text("here", { x, y, ...STRONG });
  stage.text("place", isNarrow ? { x: x + 144, y } : { x, y: y + 20 });
  frame.terms.forEach((_, k) => {
    const kind = k === last ? "plainnet-sum plainnet-strong" : "plainnet-sum";
    stage.text(`terms.${k}`, { ...slot(k), class: kind });
  });
  const end = slot(last + 1);
  stage.text("total", { ...end, class: "plainnet-sum plainnet-strong" });
  if (isNarrow) return;
  const rule = { x1: x, x2: x + 130, y1: end.y - 18, y2: end.y - 18, "stroke-width": 1 };
  stage.plain("line", { class: "plainnet-wire", ...rule });
}

// Pressing a cell of the result shows its whole sum.
function drawPicks(stage, frame, box, goTo) {
  const columns = frame.right[0].length;
  frame.ends.forEach((step, k) => {
    const place = cellAt(box, Math.floor(k / columns), k % columns);
    const onclick = () => goTo({ step });
    stage.plain("rect", { class: "plainnet-pick", ...place, onclick });
  });
}

export default {
  draw(stage, { frame, width, goTo }) {
    const boxes = boxesOf(frame, width);
    drawGrids(stage, frame, boxes);
    drawNames(stage, frame, boxes);
    drawSum(stage, frame, layout(width));
    drawPicks(stage, frame, boxes.result, goTo);
  },
};
