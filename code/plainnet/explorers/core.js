// The common part: what mounts a view, on the page or in Jupyter; and for those with sliders, the
// controls, sentence, table, pinning, and the two sources of frames.
// It draws, it does no numerics: every number came out of Python. It holds no sentence either.
// One text serves twice: as a plain script on the static page, and inside anywidget's module.
var plainnet = (() => {
  "use strict";
  const SETTLED = 300; // ms without a move, after which sentence and table follow
  const FRAME = 125; // ms from one position to the next, when a slider plays
  const LONG = 12; // letters of a label that find no room beside a slider
  const views = {};

  function element(name, attributes = {}, ...children) {
    const svg = ["svg", "g", "line", "polyline", "circle", "ellipse", "text", "rect", "path",
      "polygon"].includes(name);
    const made = svg
      ? document.createElementNS("http://www.w3.org/2000/svg", name)
      : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else made.setAttribute(key, value);
    }
    made.append(...children);
    return made;
  }

  // From a value to a pixel, linear or logarithmic.
  // JSON writes a number that is not finite as null: it has no pixel, and ends a curve.
  function scale({ from, to }, start, end, log = false) {
    const f = log ? Math.log10 : (value) => value;
    const part = (value) => (f(value) - f(from)) / (f(to) - f(from));
    return (value) => (value === null ? NaN : start + part(value) * (end - start));
  }

  // Axes with grid lines, and a number at each tick, or its name; tests read the ticks to turn pixels
  // back into values.
  function axes(svg, { x, y, xScale, yScale, box, xLabel, yLabel }) {
    const group = element("g", { class: "plainnet-axes" });
    const label = ({ names, ticks }, value) =>
      names?.[ticks.indexOf(value)] ?? String(value).replace("-", "−");
    for (const value of y.ticks) {
      const at = yScale(value);
      group.append(
        element("line", { x1: box.left, x2: box.right, y1: at, y2: at, "data-y": value }),
        element("text", { x: box.left - 6, y: at + 4, "text-anchor": "end" }, label(y, value)),
      );
    }
    for (const value of x.ticks) {
      const at = xScale(value);
      group.append(
        element("line", { x1: at, x2: at, y1: box.top, y2: box.bottom, "data-x": value }),
        element("text", { x: at, y: box.bottom + 18, "text-anchor": "middle" }, label(x, value)),
      );
    }
    group.append(
      element("text", { x: box.right, y: box.bottom + 36, "text-anchor": "end" }, xLabel),
      element("text", { x: box.left - (box.margin ?? 50), y: box.top - 10 }, yLabel),
    );
    svg.append(group);
  }

  // A plot: its axes, its scales, and an `inside` that cuts off what leaves it.
  function panel(svg, { box, x, y, xLabel, yLabel, log, xLog }) {
    const group = element("g");
    const xScale = scale(x, box.left, box.right, xLog);
    const yScale = scale(y, box.bottom, box.top, log);
    const around = [box.left - 6, box.top - 6, box.right - box.left + 12, box.bottom - box.top + 12];
    const [left, top, width, height] = around;
    const inside = element("svg", { x: left, y: top, width, height, viewBox: around.join(" ") });
    axes(group, { x, y, xScale, yScale, box, xLabel, yLabel });
    group.append(inside);
    svg.append(group);
    return { inside, xScale, yScale };
  }

  // A line through (x, y) in pixels, up to the first value that is not a number.
  function curve(svg, kind, series, xs, ys) {
    const end = ys.findIndex((value) => !Number.isFinite(value));
    const points = ys.slice(0, end < 0 ? ys.length : end).map((value, i) => [xs[i], value]);
    svg.append(
      element("polyline", {
        class: `plainnet-${kind}`,
        [`data-${kind}`]: series,
        points: points.map(([px, py]) => `${px.toFixed(2)},${py.toFixed(2)}`).join(" "),
      }),
    );
    return points.at(-1);
  }

  // The line under which a run counts as solved; its words stand below it at the left, or `above` it
  // at the right.
  function limit(svg, box, y, words, above = false) {
    const text = above
      ? { x: box.right - 6, y: y - 6, "text-anchor": "end" }
      : { x: box.left + 6, y: y + 16 };
    svg.append(
      element("line", { class: "plainnet-limit", x1: box.left, x2: box.right, y1: y, y2: y }),
      element("text", { class: "plainnet-limit", ...text }, words),
    );
  }

  // A pattern, in a box of 2 r: a circle where the target is 1, a square where it is 0.
  function pattern(target, x, y, r, attributes = {}) {
    const shape = { class: `plainnet-target plainnet-target-${target}`, ...attributes };
    return target
      ? element("circle", { ...shape, cx: x, cy: y, r })
      : element("rect", { ...shape, x: x - r, y: y - r, width: 2 * r, height: 2 * r });
  }

  // A path, with a dot at each step and a larger one where it starts.
  function path(svg, kind, series, xs, ys) {
    curve(svg, kind, series, xs, ys);
    xs.forEach((cx, i) => svg.append(
      element("circle", { class: `plainnet-dot plainnet-${kind}-dot`, cx, cy: ys[i], r: i ? 2.5 : 5 }),
    ));
  }

  // A map of predictions over the axes of a panel: a text with one digit of base 36 for each cell,
  // the lowest row first. Cells that follow each other with the same digit are one rectangle. A
  // line runs where neighbours lie on different sides of one half, which is between h and i.
  function raster(svg, series, cells, { xScale, yScale, from, to, colours }) {
    const side = Math.sqrt(cells.length);
    const edges = Array.from({ length: side + 1 }, (_, i) => from + (i / side) * (to - from));
    const [xs, ys] = [xScale, yScale].map((toPixel) =>
      edges.map((value) => Number(toPixel(value).toFixed(2))));
    const group = element("g", { class: "plainnet-raster", "data-raster": series });
    let half = "";
    for (let row = 0; row < side; row += 1) {
      for (const run of cells.slice(row * side, (row + 1) * side).matchAll(/(.)\1*/g)) {
        const [left, right] = [xs[run.index], xs[run.index + run[0].length]];
        group.append(element("rect", {
          x: left,
          y: ys[row + 1],
          width: right - left,
          height: ys[row] - ys[row + 1],
          fill: colours[parseInt(run[1], 36)],
        }));
      }
      for (let column = 0; column < side; column += 1) {
        const high = (i) => cells[i] >= "i";
        const here = row * side + column;
        const corner = `M${xs[column]},${ys[row]}`;
        if (column && high(here) !== high(here - 1)) half += `${corner}V${ys[row + 1]}`;
        if (row && high(here) !== high(here - side)) half += `${corner}H${xs[column + 1]}`;
      }
    }
    group.append(element("path", { class: "plainnet-half", d: half }));
    svg.append(group);
  }

  // Builds one explorer in `root`. `source.ask(position, answer)` calls `answer(frame)`, at once
  // or later; `source.first` is the frame to start with. Returns a function that takes it away.
  function explore(root, spec, source) {
    const { common, words } = spec;
    const position = spec.controls.map((control) => control.start);
    let frame = source.first;
    let pinned = null;
    let timer = 0;
    let clock = 0; // runs while a slider plays
    let awaited = false;
    let width = 0;

    const view = views[spec.view];
    const setters = {}; // of the sliders, by name
    const svg = element("svg", { role: "img", "aria-label": words.title });
    const [notes, more] = ["notes", "more"].map((name) =>
      element("div", { class: `plainnet-${name}` }));
    // What is seen follows each move at once; a screen reader is told when the sliders rest.
    const sentence = element("p", { class: "plainnet-sentence", "aria-hidden": "true" });
    const told = element("p", { class: "plainnet-told", role: "status" });
    const table = element("table");
    const scroller = element(
      "div",
      { class: "plainnet-table", role: "region", tabindex: 0, "aria-label": words.table },
      table,
    );
    const legend = words.legend
      ? [element("p", { class: "plainnet-legend" }, words.legend)]
      : [];
    const numbers = element(
      "details",
      { ontoggle: () => fillTable() },
      element("summary", {}, common.numbers),
      scroller,
    );

    function slider(control, index) {
      const shown = element("span", { class: "plainnet-value", "aria-hidden": "true" });
      const input = element("input", {
        type: "range",
        name: control.name,
        min: 0,
        max: control.labels.length - 1,
        step: 1,
        value: control.start,
        oninput: turned,
      });
      const set = setters[control.name] = (value) => {
        input.value = value;
        position[index] = value;
        say();
      };
      function turned() {
        set(Number(input.value));
        move();
      }
      function say() {
        shown.textContent = control.labels[position[index]];
        input.setAttribute("aria-valuetext", control.labels[position[index]]);
      }
      say();
      const label = element("label", {}, element("span", {}, control.label), input);
      if (control.kind === "play") {
        return element("div", { class: "plainnet-control plainnet-play" },
          player(input, turned), label, shown);
      }
      if (control.kind !== "steps") {
        return element("div", { class: "plainnet-control" }, label, shown);
      }
      const long = Math.max(...control.labels.map((one) => one.length)) > LONG;
      const button = (text, name, by) => element("button", {
        type: "button",
        "aria-label": name,
        onclick: () => {
          input.value = Number(input.value) + by; // it stops at its ends by itself
          input.dispatchEvent(new Event("input"));
        },
      }, text);
      return element("div", { class: `plainnet-control plainnet-steps${long ? " plainnet-long" : ""}` },
        button("‹", common.back, -1), label, button("›", common.on, 1), shown);
    }

    // A button that moves a slider on until its end, or until the slider is touched. A frame that
    // is not there yet is waited for.
    function player(input, turned) {
      const last = Number(input.max);
      const button = element("button", { type: "button", onclick: () => (clock ? pause() : play()) },
        common.play);
      function to(value) {
        input.value = value;
        turned();
        if (value >= last) pause();
      }
      function play() {
        button.textContent = common.pause;
        clock = setInterval(() => awaited || to(Number(input.value) + 1), FRAME);
        if (Number(input.value) === last) to(0);
      }
      function pause() {
        if (!clock) return;
        clock = clearInterval(clock);
        button.textContent = common.play;
        settle();
      }
      for (const touch of ["pointerdown", "keydown", "input"]) input.addEventListener(touch, pause);
      return button;
    }

    // A few values, all in sight; a browser moves between radio buttons with the arrow keys.
    function choice(control, index) {
      const group = `${control.name}-${Math.random()}`; // in Jupyter, each explorer has this text anew
      const inputs = control.labels.map((label, value) => element("input", {
        type: "radio",
        name: group,
        value,
        ...(value === control.start ? { checked: "" } : {}),
        onchange: () => pick(value),
        onkeydown: (event) => {
          if (event.key !== "Home" && event.key !== "End") return;
          event.preventDefault();
          const target = inputs.at(event.key === "Home" ? 0 : -1);
          target.checked = true;
          target.focus();
          pick(Number(target.value));
        },
      }));
      function pick(value) {
        position[index] = value;
        move();
      }
      const options = inputs.map((input, i) =>
        element("label", {}, input, element("span", {}, control.labels[i])));
      return element("fieldset", { class: "plainnet-control plainnet-choice" },
        element("legend", {}, control.label), ...options);
    }

    function move() {
      awaited = true;
      source.ask([...position], (answer) => {
        awaited = false;
        frame = answer;
        draw();
        settle();
      });
    }

    // What a view calls when its drawing is touched: from the name of a slider to its new index.
    function go(values) {
      for (const [name, value] of Object.entries(values)) setters[name](value);
      move();
    }

    function settle() {
      clearTimeout(timer);
      if (!clock) timer = setTimeout(tell, SETTLED);
    }

    function described() {
      const parts = [frame.sentence];
      if (pinned) parts.push(`${common.pinned}: ${pinned.sentence}`);
      return parts.join(" ");
    }

    function tell() {
      told.textContent = described();
      fillTable();
    }

    function fillTable() {
      if (!numbers.open) return;
      const columns = spec.table.map((key) => [words[key], frame[key] ?? spec[key]]);
      if (pinned) {
        for (const key of spec.table.filter((key) => key in pinned)) {
          columns.push([`${words[key]} (${common.pinned})`, pinned[key]]);
        }
      }
      const head = columns.map(([label]) => element("th", { scope: "col" }, label));
      const rows = columns[0][1].map((_, row) =>
        element(
          "tr",
          {},
          ...columns.map(([, values]) => element("td", {}, String(values[row] ?? ""))),
        ),
      );
      table.replaceChildren(
        element("caption", {}, words.table),
        element("thead", {}, element("tr", {}, ...head)),
        element("tbody", {}, ...rows),
      );
    }

    function draw() {
      sentence.textContent = described();
      if (!width) return;
      const height = view.height?.(width) ?? Math.round(Math.min(360, Math.max(240, width * 0.5)));
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
      svg.setAttribute("height", height);
      view.draw(svg, { spec, frame, pinned, width, height, notes, more, go });
    }

    const pin = element("button", {
      type: "button",
      onclick: () => {
        pinned = pinned ? null : frame;
        pin.textContent = pinned ? common.unpin : common.pin;
        draw();
        settle();
      },
    }, common.pin);

    if (view.above) sentence.classList.add("plainnet-above");
    root.replaceChildren(
      element(
        "div",
        { class: "plainnet-controls", role: "group", "aria-label": words.title },
        ...spec.controls.map((one, i) => (one.kind === "choice" ? choice : slider)(one, i)),
        ...(spec.pin ? [pin] : []),
      ),
      ...(view.above ? [sentence, svg, ...legend, more]
        : view.notes ? [sentence, notes, svg, more]
          : [svg, ...legend, sentence]),
      told,
      numbers,
    );
    draw();
    tell();

    const resized = new ResizeObserver(() => {
      const now = Math.round(svg.clientWidth);
      if (now === width) return;
      width = now;
      requestAnimationFrame(draw); // drawing sets the height: not inside the observer
    });
    resized.observe(svg);
    return () => {
      clearTimeout(timer);
      clearInterval(clock);
      resized.disconnect();
    };
  }

  // The static page: Python computed every position at build time, one list for each key.
  function baked(spec, frames) {
    const at = (position) => {
      let index = 0;
      spec.controls.forEach((control, i) => {
        index = index * control.labels.length + position[i];
      });
      return Object.fromEntries(Object.entries(frames).map(([key, all]) => [key, all[index]]));
    };
    return {
      first: at(spec.controls.map((control) => control.start)),
      ask: (position, answer) => answer(at(position)),
    };
  }

  // Jupyter: Python computes the frame when asked. While it does, only the newest wish waits, so
  // that a dragged slider does not queue up work.
  function live(model) {
    let busy = false;
    let wish = null;
    let reply = () => {};
    function next() {
      busy = String(wish) !== String(model.get("position")); // the same again brings no answer
      if (!busy) return reply(model.get("frame"));
      model.set("position", wish);
      model.save_changes();
    }
    model.on("change:answered", () => {
      if (busy) next();
    });
    return {
      first: model.get("frame"),
      ask(position, answer) {
        wish = position;
        reply = answer;
        if (!busy) next();
      },
    };
  }

  // A view has sliders and draws frames, which are baked or come from the model; or it mounts
  // itself, and is told whether it stands on a static page.
  function build(root, spec, { frames, model }) {
    if (views[spec.view].mount) return views[spec.view].mount(root, spec, !model);
    if (!model) return explore(root, spec, baked(spec, frames));
    const start = model.get("position");
    const controls = spec.controls.map((control, i) => ({ ...control, start: start[i] }));
    return explore(root, { ...spec, controls }, live(model));
  }

  function mount(root, spec, place) {
    const remove = build(root, spec, place);
    for (const focusable of root.querySelectorAll("input, button, summary, [tabindex]")) {
      focusable.setAttribute("data-lm-suppress-shortcuts", ""); // JupyterLab takes its keys, else
    }
    return remove;
  }

  function render({ model, el }) {
    const root = element("div", { class: "plainnet-explorer" });
    el.append(root);
    const remove = mount(root, model.get("spec"), { model });
    return () => {
      model.off("change:answered");
      remove?.();
    };
  }

  // `currentScript` is null inside a module: there, anywidget calls `render`.
  if (document.currentScript) {
    document.addEventListener("DOMContentLoaded", () => {
      for (const root of document.querySelectorAll(".plainnet-explorer[data-view]")) {
        const { spec, frames } = JSON.parse(root.querySelector("script").textContent);
        mount(root, spec, { frames });
      }
    });
  }

  return { views, element, scale, panel, curve, limit, pattern, path, raster, render };
})();
