// What mounts a view, on the page or in Jupyter. It holds no sentence: all words are Python's.
// One text serves twice: as a plain script on the static page, whose `explorers.js` calls `mount`, and
// inside anywidget's module, which calls `render`.
import { createControls } from "./controls.js";
import { element } from "./drawing.js";
import { baked, live } from "./frames.js";
import { createState, fillTable, sentenceOf } from "./states.js";

export const views = {}; // by name; `javascript.py` puts them here

// The parts of an explorer beside its controls. What is seen follows each move at once; a screen
// reader is told when the sliders rest.
function createParts(spec, onToggle) {
  const { common, words } = spec;
  const table = element("table");
  const around = {
    class: "plainnet-table",
    role: "region",
    tabindex: 0,
    "aria-label": words.table,
  };
  return {
    table,
    svg: element("svg", { role: "img", "aria-label": words.title }),
    notes: element("div", { class: "plainnet-notes" }),
    more: element("div", { class: "plainnet-more" }),
    legend: words?.legend ? [element("p", { class: "plainnet-legend" }, words?.legend)] : [],
    sentence: element("p", { class: "plainnet-sentence", "aria-hidden": "true" }),
    status: element("p", { class: "plainnet-told", role: "status" }),
    numbers: element(
      "details",
      { ontoggle: onToggle },
      element("summary", {}, common.numbers),
      element("div", around, table),
    ),
  };
}

function inOrder(view, { svg, notes, more, legend, sentence }) {
  if (view.above) return [sentence, svg, ...legend, more];
  if (view.notes) return [sentence, notes, svg, more];
  return [svg, ...legend, sentence];
}

// Builds one explorer in `root`. Returns a function that takes it away.
function explore(root, spec, source, view) {
  const parts = createParts(spec, fillOpenTable);
  const { svg, sentence, status, notes, more } = parts;
  const state = createState(spec, source, { onChange: draw, onSettled: report });
  const { node, goTo } = createControls(spec, state);
  let width = 0;

  function draw() {
    sentence.textContent = sentenceOf(state, spec.common);
    if (!width) return;
    const height = view.height?.(width) ?? Math.round(Math.min(360, Math.max(240, width * 0.5)));
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("height", height);
    const { frame, pinned } = state;
    view.draw(svg, { spec, frame, pinned, width, height, notes, more, goTo });
  }
  function report() {
    status.textContent = sentenceOf(state, spec.common);
    fillOpenTable();
  }
  function fillOpenTable() {
    if (parts.numbers.open) fillTable(parts.table, spec, state);
  }

  if (view.above) sentence.classList.add("plainnet-above");
  root.replaceChildren(node, ...inOrder(view, parts), status, parts.numbers);
  width = Math.round(svg.clientWidth); // at once: what is drawn later would push down what is below
  draw();
  report();
  const observer = new ResizeObserver(() => {
    const newWidth = Math.round(svg.clientWidth);
    if (newWidth === width) return;
    width = newWidth;
    requestAnimationFrame(draw); // drawing sets the height: not inside the observer
  });
  observer.observe(svg);
  return () => {
    state.stop();
    observer.disconnect();
  };
}

// A view has sliders and draws frames, which are baked or come from the model; or it mounts
// itself, and is told whether it stands on a static page.
function build(root, spec, { frames, model }) {
  const view = views[spec.view];
  if (view.mount) return view.mount(root, spec, !model);
  if (!model) return explore(root, spec, baked(spec, frames), view);
  const start = model.get("position");
  const controls = spec.controls.map((control, i) => ({ ...control, start: start[i] }));
  return explore(root, { ...spec, controls }, live(model), view);
}

export function mount(root, spec, place) {
  const remove = build(root, spec, place);
  for (const focusable of root.querySelectorAll("input, button, summary, [tabindex]")) {
    focusable.setAttribute("data-lm-suppress-shortcuts", ""); // JupyterLab takes its keys, else
  }
  return remove;
}

// What anywidget calls.
export function render({ model, el }) {
  const root = element("div", { class: "plainnet-explorer" });
  el.append(root);
  const remove = mount(root, model.get("spec"), { model });
  return () => {
    model.off("change:answered");
    remove?.();
  };
}
