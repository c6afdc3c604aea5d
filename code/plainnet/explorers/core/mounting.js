// Mounts a view, on the static page or in Jupyter. The code contains no texts: Python supplies
// them. The same script is used twice: as a plain script on the static page, whose `explorers.js`
// calls `mount`, and inside anywidget's module, which calls `render`.
import { createControls, createTasks } from "./controls.js";
import { element } from "./drawing.js";
import { createPython, kernel, ofCell, ofPage } from "./asking.js";
import { baked, live } from "./frames.js";
import { hashOf, indicesOf } from "./links.js";
import { createOwn } from "./own.js";
import { createPicture } from "./picture.js";
import { createState, fillTable } from "./states.js";

export const views = {}; // by name; `javascript.py` adds them

// The parts of an explorer other than its controls, as `shell.py` wrote them. Visible parts follow
// each move at once; the screen reader's status is updated when the controls rest.
function partsOf(root) {
  const part = (name) => root.querySelector(`.plainnet-${name}`);
  return {
    svg: root.querySelector(".plainnet-stage > svg"),
    maps: part("maps"),
    reading: part("reading") ?? element("p"),
    notes: part("notes"),
    more: part("more"),
    sentence: part("sentence"),
    status: part("told"),
    numbers: part("numbers"),
    table: root.querySelector(".plainnet-table > table"),
  };
}

// The link to the current state; only static pages have one.
function createLink(root, spec) {
  const { common } = spec;
  const link = root.querySelector(".plainnet-link");
  const showCopied = () => {
    link.textContent = common.copied;
  };
  link?.addEventListener("click", () =>
    navigator.clipboard?.writeText(link.href).then(showCopied, () => {}),
  );
  return (position) => {
    link?.setAttribute("href", hashOf(spec, position));
    if (link) link.textContent = common.link;
  };
}

// Makes the explorer in `root` interactive; `sourceOf` makes its source of frames, and `where` is
// where Python runs. Returns a function that stops it.
function explore(root, spec, view, { sourceOf, where, isLive }) {
  const parts = partsOf(root);
  const { sentence, status } = parts;
  const python = createPython(where, spec.view, (...said) => own.tell(...said));
  const state = createState(spec, sourceOf(python), { onChange: follow, onSettled: report });
  const indexOf = (name) => spec.controls.findIndex((control) => control.name === name);
  const goTo = (indices) =>
    state.set(Object.fromEntries(Object.entries(indices).map(([name, to]) => [indexOf(name), to])));
  const visit = (indices) => {
    state.pause();
    goTo(indices);
  };
  const own = createOwn(root, spec, { indexOf, goTo, isLive });
  state.isFine = own.isOpen;
  const showControls = createControls(root, spec, state);
  const link = createLink(root, spec);
  const showTasks = createTasks(root, spec, visit);
  const picture = createPicture(view, { spec, state, parts, goTo, visit, indexOf });

  function follow() {
    sentence.textContent = state.frame.sentence;
    showControls();
    own.show(state);
    showTasks((name) => (name in state.own ? NaN : state.position[indexOf(name)]));
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

  parts.numbers.addEventListener("toggle", fillOpenTable);
  for (const place of [parts.notes, parts.more]) place.replaceChildren();
  const unwatch = picture.watch();
  follow();
  report();
  root.querySelector(".plainnet-stage").replaceChildren(parts.maps, parts.svg); // no still picture
  root.addEventListener("plainnet:goto", ({ detail }) => visit(indicesOf(spec, detail)));
  return () => {
    state.stop();
    python.stop();
    unwatch();
  };
}

// A view either draws frames, which are baked into the page or come from Python, or it mounts itself
// and is given whether it is on a static page. What Python shows, in Jupyter by a `model` and in a
// page by a `cell` that ran, has a `first` state.
function build(root, spec, { frames, model, cell, first = model?.get("first") }) {
  const view = views[spec.view];
  const where = model ? () => kernel(model) : cell === undefined ? ofPage : () => ofCell(cell);
  const { shell, ...rest } = first ?? {};
  if (shell) root.innerHTML = shell;
  if (view.mount) return view.mount(root, { ...spec, ...rest }, { onPage: !first, where });
  if (!first) {
    const sourceOf = (python) => baked(spec, frames, python);
    return explore(root, spec, view, { sourceOf, where });
  }
  const { position, frame } = first;
  const controls = spec.controls.map((control, i) => ({ ...control, start: position[i] }));
  const sourceOf = (python) => live(frame, python);
  return explore(root, { ...spec, controls }, view, { sourceOf, where, isLive: true });
}

export function mount(root, spec, place) {
  const remove = build(root, spec, place);
  for (const focusable of root.querySelectorAll("input, button, summary, svg, [tabindex]")) {
    focusable.setAttribute("data-lm-suppress-shortcuts", ""); // stops JupyterLab's shortcuts
  }
  return remove;
}

// The function that anywidget calls.
export function render({ model, el }) {
  const spec = model.get("spec");
  const root = element("div", { class: "plainnet-explorer", "data-view": spec.view });
  el.append(root);
  const remove = mount(root, spec, { model });
  return () => remove?.();
}
