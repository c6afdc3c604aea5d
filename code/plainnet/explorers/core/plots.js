// What can be drawn inside a panel. `xs` and `ys` are paths of lists or numbers; `since` and
// `until` are the indices of the first and last value drawn, `at` is the index of a single one.
import { addClass, element } from "./drawing.js";
import { drawMap } from "./maps.js";
import { drawRamp } from "./ramps.js";

function fixed(...numbers) {
  return numbers.map((number) => number.toFixed(2)).join(",");
}

export function createPlot(plot, look) {
  const pen = createPen(plot, look);
  const { box, inside, xScale, yScale } = plot;
  return { box, inside, xScale, yScale, ...lines(pen), ...marks(pen), ...areas(pen), ...maps(pen) };
}

// Creates shapes that carry the names of the entries they show.
function createPen(plot, { value, colour }) {
  const { inside, index } = plot;
  return {
    plot,
    value,
    colour,
    pixels: (path, toPixel, until) =>
      [value(path)]
        .flat()
        .slice(0, until === undefined ? undefined : until + 1)
        .map(toPixel),
    ended: (until) => (until === undefined ? undefined : (plot.time ?? until)),
    // Adds a shape; its `data-` attributes name the entries that it shows.
    put(name, kind, { usual = "curve", ...names }, attributes, ...children) {
      const looks = `plainnet-${kind} ${colour(names.ys ?? names.xs, names.at, usual)}`;
      const node = element(name, { class: looks, ...attributes }, ...children);
      for (const [key, path] of Object.entries({ ...names, ghost: index })) {
        if (path !== undefined) node.setAttribute(`data-${key}`, path);
      }
      inside.append(node);
    },
  };
}

function lines({ plot, value, pixels, ended, put }) {
  const { spec, inside, box, xScale, yScale, index } = plot;
  return {
    // A line up to the first value that is not finite. Returns its last point, if there is one. On
    // that of a previous run lies a wide one, to be pressed.
    curve(ys, { xs, since, until: now, kind = "curve", usual }) {
      const until = ended(now);
      const [px, py] = [pixels(xs, xScale, until), pixels(ys, yScale, until)];
      const end = py.findIndex((pixel) => !Number.isFinite(pixel));
      const points = py.slice(0, end < 0 ? py.length : end).map((pixel, i) => [px[i], pixel]);
      const line = points.slice(since).map((point) => fixed(...point));
      const shape = { points: line.join(" ") };
      put("polyline", kind, { xs, ys, since, until, usual }, shape);
      if (index !== undefined) {
        const wide = { class: "plainnet-back", "data-back": index, "data-plain": "" };
        inside.append(element("polyline", { ...shape, ...wide }));
      }
      if (index === undefined && xs === spec.table[0]) {
        const { panel } = plot.group.dataset;
        plot.readings.push({ box, panel, pixels: pixels(xs, xScale) });
      }
      return points.at(-1);
    },
    // A line with gaps where values are null, such as the boundary on a prediction map.
    outline(ys, { xs, kind = "outline", usual = "ink" }) {
      const [px, py] = [pixels(xs, xScale), pixels(ys, yScale)];
      const d = px.map((x, i) => {
        if (Number.isNaN(x)) return "";
        return `${i && !Number.isNaN(px[i - 1]) ? "L" : "M"}${fixed(x, py[i])}`;
      });
      put("path", kind, { xs, ys, usual }, { d: d.join("") });
    },
    // A line at a constant value, horizontal or vertical, across the whole panel.
    level({ xs, ys, kind = "level", usual = "limit" }) {
      const at = ys ? yScale(value(ys)) : xScale(value(xs));
      const across = { x1: box.left, x2: box.right, y1: at, y2: at };
      const up = { x1: at, x2: at, y1: box.top, y2: box.bottom };
      put("line", kind, { xs, ys, usual }, ys ? across : up);
      return at;
    },
    // A straight segment between two values, such as an interval; `ys` may be a single number.
    span(ys, { xs, kind = "span", usual }) {
      const [[x1, x2], [y1, y2 = y1]] = [pixels(xs, xScale), pixels(ys, yScale)];
      put("line", kind, { xs, ys, usual }, { x1, x2, y1, y2 });
    },
  };
}

function marks({ plot, value, colour, pixels, ended, put }) {
  const { inside, box, xScale, yScale, index } = plot;
  return {
    dots(ys, { xs, since = 0, until: now, r = 2.5, kind = "dot", usual }) {
      const until = ended(now);
      const [px, py] = [pixels(xs, xScale, until), pixels(ys, yScale, until)];
      py.forEach((cy, at) => {
        if (at < since || !Number.isFinite(cy)) return;
        put("circle", kind, { xs, ys, at, usual }, { cx: px[at], cy, r });
      });
    },
    // One dot; with a name in `move`, it glides to its next place.
    dot(ys, { xs, at, r = 5, kind = "dot", move, usual }) {
      const one = (path) => (at === undefined ? value(path) : value(path)[at]);
      const [cx, cy] = [xScale(one(xs)), yScale(one(ys))];
      if (!Number.isFinite(cx + cy)) return undefined;
      put("circle", kind, { xs, ys, at, move, usual }, { cx, cy, r });
      return [cx, cy];
    },
    // The marker of a training pattern, 2 r wide: a circle for target 1, a square for target 0.
    pattern(ys, { xs, at, target, r, move }) {
      const [x, y] = [xScale(value(xs)[at]), yScale(value(ys)[at])];
      const isOne = value(target)[at];
      const names = { xs, ys, at, target, move, usual: `target ${isOne}` };
      const square = { x: x - r, y: y - r, width: 2 * r, height: 2 * r };
      if (isOne) put("circle", "target", names, { cx: x, cy: y, r });
      else put("rect", "target", names, square);
    },
    // A text at a value, such as the name of a curve at its end, shifted by `dx` and `dy` pixels.
    // Without `ys`, it is above the panel.
    text(path, { xs, ys, at }, { dx = 0, dy = 0, ...attributes }) {
      const one = (name) => (at === undefined ? value(name) : value(name)[at]);
      const [x, y] = [xScale(one(xs)) + dx, (ys ? yScale(one(ys)) : box.top) + dy];
      const node = element("text", { x, y, "data-says": path, ...attributes }, value(path));
      for (const [key, name] of Object.entries({ xs, ys, at, ghost: index })) {
        if (name !== undefined) node.dataset[key] = name;
      }
      addClass(node, colour(path));
      const isOnMap = inside.classList.contains("plainnet-on-map"); // has its own colours
      (isOnMap ? inside : plot.group).append(node);
    },
  };
}

function areas({ plot, value, pixels, put }) {
  const { box, xScale, yScale } = plot;
  return {
    // The outline of a table cell, on axes that count rows and columns.
    cell(ys, { xs, at, kind = "here", usual = "ink" }) {
      const [column, row] = [xs, ys].map((path) => [value(path)].flat()[at ?? 0]);
      const [width, height] = [xScale(1) - xScale(0), yScale(0) - yScale(1)];
      const [x, y] = [xScale(column) - width / 2, yScale(row) - height / 2];
      put("rect", kind, { xs, ys, at, usual }, { x, y, width, height });
    },
    // A band over the whole height of the panel, between two neighbouring values of a list.
    zone(xs, { at, kind = "zone", usual = "curve" }) {
      const [x, right] = pixels(xs, xScale).slice(at, at + 2);
      const size = { x, width: right - x, y: box.top, height: box.bottom - box.top };
      put("rect", `${kind} plainnet-zone-${at}`, { xs, at, usual }, size);
    },
    // A horizontal bar from the left edge to a value.
    bar(ys, { xs, at, kind = "fill", usual }) {
      const [right, middle] = [xScale(value(xs)[at]), yScale(value(ys)[at])];
      const size = { x: box.left, width: right - box.left, y: middle - 5, height: 10 };
      put("rect", kind, { xs, ys, at, usual }, size);
    },
    region(ys, { xs, kind = "region", usual = "target 1" }) {
      const [px, py] = [pixels(xs, xScale), pixels(ys, yScale)];
      const points = px.map((x, i) => fixed(x, py[i])).join(" ");
      if (points) put("polygon", kind, { xs, ys, usual }, { points });
    },
  };
}

function maps({ plot, value, pixels }) {
  const { inside, xScale, yScale } = plot;
  return {
    // A prediction map: a text with one letter per cell, starting with the lowest row; the constant
    // `scale` has the letters' colours. It fades in over the last map with the same `place`.
    map(key, place = key, scale = "map") {
      inside.classList.add("plainnet-on-map");
      drawMap(plot, { key, place, scale }, value(key), value(scale));
    },
    // A colour gradient, where predictions depend only on the distance from a line: the constant
    // `ramp` has its colours; `xs` and `ys` are its two ends.
    ramp(ys, { xs }) {
      inside.classList.add("plainnet-on-map");
      drawRamp(plot, { xs, ys }, [pixels(xs, xScale), pixels(ys, yScale)], value("ramp"));
    },
  };
}
