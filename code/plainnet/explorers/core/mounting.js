// What mounts a view, on the page or in Jupyter. It holds no sentence: all words are Python's.
// One text serves twice: as a plain script on the static page, whose `explorers.js` calls `mount`, and
// inside anywidget's module, which calls `render`.
import { createControls, createTasks } from "./controls.js";
import { element } from "./drawing.js";
import { baked, live } from "./frames.js";
import { hashOf, indicesOf } from "./links.js";
import { createPicture } from "./picture.js";
import { createState, fillTable } from "./states.js";

export const views = {}; // by name; `javascript.py` puts them here

// The parts of an explorer beside its controls. What is seen follows each move at once; a screen
// reader is told when the controls rest.
function createParts(spec, onToggle) {
  const { common, words } = spec;
  const table = element("table");
  const around = { class: "plainnet-table", role: "region", tabindex: 0 };
  const svg = element("svg", { role: "group", "aria-label": words.title });
  const maps = element("div", { class: "plainnet-maps", "aria-hidden": "true" });
  return {
    table,
    svg,
    maps,
    stage: element("div", { class: "plainnet-stage" }, maps, svg),
    reading: element("p", { class: "plainnet-reading", "aria-live": "off" }),
    notes: element("div", { class: "plainnet-notes" }),
    more: element("div", { class: "plainnet-more" }),
    legend: words?.legend ? [element("p", { class: "plainnet-legend" }, words?.legend)] : [],
    sentence: element("p", { class: "plainnet-sentence", "aria-hidden": "true" }),
    status: element("p", { class: "plainnet-told", role: "status" }),
    numbers: element(
      "details",
      { ontoggle: onToggle },
      element("summary", {}, common.numbers),
      element("div", { ...around, "aria-label": words.table }, table),
    ),
  };
}

// The number and the title; on a static page, a link to the state, too.
function createHead(spec, number, onPage) {
  const { common, words } = spec;
  const told = number ? `${common.explorer} ${number}` : common.explorer;
  const title = [element("b", {}, `${told} · `), words.title];
  const copied = () => navigator.clipboard?.writeText(link.href).then(say, () => {});
  const link = element("a", { class: "plainnet-link", onclick: copied }, common.link);
  function say() {
    link.textContent = common.copied;
  }
  return {
    head: element("p", { class: "plainnet-title" }, ...title, ...(onPage ? [link] : [])),
    follow(position) {
      link.setAttribute("href", hashOf(spec, position));
      link.textContent = common.link;
    },
  };
}

// The view may have some controls below the drawing, or draw them itself.
function inOrder(view, nodes, given) {
  const [below, drawn] = [view?.below ?? [], view?.drawn ?? []];
  const group = (names) =>
    names.length
      ? [element("div", { class: "plainnet-controls" }, ...names.map((name) => nodes[name]))]
      : [];
  const { stage, reading, notes, more, legend, sentence } = given;
  const others = Object.keys(nodes).filter((name) => ![...below, ...drawn].includes(name));
  const read = view?.reads ? [reading] : [];
  if (view?.beside) {
    const parts = [stage, notes, ...group(below), ...read, sentence, ...legend, more];
    return [...group(others), element("div", { class: "plainnet-beside" }, ...parts)];
  }
  const drawing = [...group(others), notes, stage, ...group(below), ...read];
  return [...drawing, ...legend, sentence, more];
}

// Builds one explorer in `root`. Returns a function that takes it away.
function explore(root, spec, source, view, onPage) {
  const parts = createParts(spec, fillOpenTable);
  const { sentence, status } = parts;
  const state = createState(spec, source, { onChange: follow, onSettled: report });
  const indexOf = (name) => spec.controls.findIndex((control) => control.name === name);
  const goTo = (indices) =>
    state.set(Object.fromEntries(Object.entries(indices).map(([name, to]) => [indexOf(name), to])));
  const controls = createControls(spec, state);
  const { head, follow: link } = createHead(spec, root.dataset.number, onPage);
  const tasks = createTasks(spec, goTo);
  const picture = createPicture(view, { spec, state, parts, goTo, indexOf });

  function follow() {
    sentence.textContent = state.frame.sentence;
    controls.show();
    tasks.show((name) => state.position[indexOf(name)]);
    link(state.position);
    picture.draw();
  }
  function report() {
    status.textContent = state.frame.sentence;
    fillOpenTable();
  }
  function fillOpenTable() {
    if (parts.numbers.open) fillTable(parts.table, spec, state);
  }
  // The longest sentence has room, so that nothing jumps.
  function keepRoom() {
    sentence.style.minHeight = 0;
    const heights = source.longest("sentence").map((text) => {
      sentence.textContent = text;
      return sentence.offsetHeight;
    });
    sentence.style.minHeight = `${Math.max(...heights)}px`;
    sentence.textContent = state.frame.sentence;
  }

  const ordered = inOrder(view, controls.nodes, parts);
  root.replaceChildren(head, ...tasks.nodes, ...ordered, status, parts.numbers);
  root.addEventListener("plainnet:goto", ({ detail }) => goTo(indicesOf(spec, detail)));
  const unwatch = picture.watch(keepRoom); // at once: later it would push down what is below
  follow();
  report();
  return () => {
    state.stop();
    unwatch();
  };
}

// A view has sliders and draws frames, which are baked or come from the model; or it mounts
// itself, and is told whether it stands on a static page.
function build(root, spec, { frames, model }) {
  const view = views[spec.view];
  if (view.mount) return view.mount(root, spec, !model);
  if (!model) return explore(root, spec, baked(spec, frames), view, true);
  const start = model.get("position");
  const controls = spec.controls.map((control, i) => ({ ...control, start: start[i] }));
  return explore(root, { ...spec, controls }, live(model), view, false);
}

export function mount(root, spec, place) {
  const remove = build(root, spec, place);
  for (const focusable of root.querySelectorAll("input, button, summary, svg, [tabindex]")) {
    focusable.setAttribute("data-lm-suppress-shortcuts", ""); // JupyterLab takes its keys, else
  }
  return remove;
}

// What anywidget calls.
export function render({ model, el }) {
  const spec = model.get("spec");
  const root = element("div", { class: "plainnet-explorer", "data-view": spec.view });
  el.append(root);
  const remove = mount(root, spec, { model });
  return () => {
    model.off("change:answered");
    remove?.();
  };
}
