"""What a reader sees of an explorer, held against what Python computes.

A curve's pixels are compared with its values through the tick lines of its axes, whose
attributes ``data-x`` and ``data-y`` hold their values; the axes are linear or logarithmic.
"""

import functools
import itertools
import json
import math
import re
import time
from typing import NamedTuple

import numpy as np
import page_scripts

from plainnet import explorers
from plainnet.explorers import prediction_map

PAGE = page_scripts.functions("page.js")
SCRIPTS = page_scripts.functions("explorers.js")

NEAR = 0.03  # pixels; the curves' points have two decimals
BLOCK = re.compile(
    r'<div class="plainnet-explorer" data-view="(\w+)" data-scripts="([^"]+)"[^>]*>\n.*?\n</div>',
    re.DOTALL,
)
INLINE = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)


class Block(NamedTuple):
    """An explorer or an answer box on a built page: its HTML, its view, its specification."""

    html: str
    view: str
    spec: dict


@functools.cache
def explorer(view):
    return explorers.ALL[view]()


@functools.cache
def frame(view, position):
    return explorer(view).at(position)


def blocks(path):
    """The blocks of a built page, in order."""
    found = BLOCK.finditer(path.read_text("utf8"))
    return [Block(match[0], match[1], spec(path.parent, *match.group(0, 2))) for match in found]


def spec(folder, html, scripts):
    """The specification of a block: it stands there, or in the last of its scripts."""
    if inline := INLINE.search(html):
        return json.loads(inline[1])["spec"]
    return spec_of_script(folder / scripts.split(" ")[-1])


@functools.cache
def spec_of_script(path):
    _, _, content = path.read_text("utf8").partition(" = ")
    return json.loads(content.removesuffix(";\n"))["spec"]


def places(engine, view):
    """Where explorers of this view stand: the page, the number on it, the block."""
    found = [
        (name, index, block)
        for name in engine.site.pages
        for index, block in enumerate(blocks(engine.site.folder / name))
        if block.view == view
    ]
    assert found, f"{view} stands on no page"
    return found


def shown(engine, view):
    """Every explorer of this view on the site, each on its freshly opened page."""
    for name, index, block in places(engine, view):
        engine.open(name)
        yield Shown(engine, index, view, block.spec)


def bare(engine, view):
    """As `shown`, each in its page without the rest of it: a page to open quickly."""
    for name, index, block in places(engine, view):
        engine.open(without_text(engine.site.folder, name, f"{view}-{index}", block.html))
        yield Shown(engine, 0, view, block.spec)


def alone(engine, view, copies=1):
    """The first of `bare`; ``copies`` puts it there more than once and returns a list of them."""
    name, _, block = places(engine, view)[0]
    engine.open(without_text(engine.site.folder, name, f"{view}-alone", block.html * copies))
    found = [Shown(engine, index, view, block.spec) for index in range(copies)]
    return found[0] if copies == 1 else found


def without_text(folder, name, stem, body):
    """The name of a copy of a page with nothing but ``body`` in its article: quick to open."""
    html = (folder / name).read_text("utf8")
    start, end = html.index('<article class="bd-article">'), html.rindex("</article>")
    html = f'{html[:start]}<article class="bd-article">{body}{html[end:]}'
    path = (folder / name).with_stem(stem)
    path.write_text(html, "utf8")
    return str(path.relative_to(folder))


class Shown:
    """The explorer number ``index`` of the page that ``engine`` has open."""

    def __init__(self, engine, index, view, spec):
        self.engine, self.index, self.view, self.spec = engine, index, view, spec
        self.pinned = None
        engine.wait(PAGE.mountsWhenNear, index)

    def read(self):
        return self.engine.run(SCRIPTS.read, self.index)

    def position(self):
        return [control["index"] for control in self.read()["controls"]]

    def frame(self, position):
        """What Python computes; a page may offer fewer values than the class does."""
        sliders, controls = explorer(self.view).sliders, self.spec["controls"]
        labels = [control["labels"][at] for control, at in zip(controls, position, strict=True)]
        both = zip(sliders, labels, strict=True)
        return frame(self.view, tuple(slider.labels.index(label) for slider, label in both))

    def focus(self, selector, number=0):
        self.engine.run(PAGE.focus, self.index, selector, number)

    def press(self, control, *keys):
        """Press keys in a control: a slider, or radio buttons."""
        which = f".plainnet-control:nth-child({control + 1})"
        self.focus(f"{which} input[type=range], {which} input:checked")
        self.engine.press(*keys)

    def click(self, control, part):
        """Click the track of a slider, ``part`` of the way along it; or one of the choices."""
        spec = self.spec["controls"][control]
        option = round(part * (len(spec["labels"]) - 1))
        x, y, width = self.engine.run(SCRIPTS.track, self.index, control, option)
        self.engine.click(x + (0.5 if spec["kind"] == "choice" else part) * width, y)

    def drag(self, control, part):
        """Drag the thumb of a slider to ``part`` of its track; click one of the choices."""
        if self.spec["controls"][control]["kind"] == "choice":
            return self.click(control, part)
        x, y, width = self.engine.run(SCRIPTS.track, self.index, control)
        steps = len(self.spec["controls"][control]["labels"]) - 1
        now = self.position()[control] / max(1, steps)
        self.engine.drag(x + 8 + now * (width - 16), y, x + part * width, y)

    def open_table(self):
        self.focus("summary")
        self.engine.press("Enter")
        self.engine.wait(SCRIPTS.hasTable, self.index)

    def check(self, seconds=3):
        """Hold all that is shown against Python, once it has settled; return the position."""
        self.frame(self.position())  # what Python takes to compute it does not count
        end = time.monotonic() + seconds
        while (wrong := self.wrong()) and time.monotonic() < end:
            time.sleep(0.03)
        assert not wrong, "\n".join(wrong)
        return self.position()

    def wrong(self):
        read = self.read()
        position = [control["index"] for control in read["controls"]]
        frame = self.frame(position)
        return [
            *self.wrong_labels(read),
            *self.wrong_curves(read, frame),
            *self.wrong_diagram(read, frame),
            *self.wrong_rasters(read, frame),
            *self.wrong_marks(read, frame),
            *self.wrong_map(read, frame),
            *self.wrong_sentence(read, frame),
            *self.wrong_table(read, frame),
        ]

    def wrong_at_once(self):
        """As `wrong`, without what follows only when the sliders rest."""
        read = self.read()
        frame = self.frame([control["index"] for control in read["controls"]])
        drawn = self.wrong_curves(read, frame), self.wrong_diagram(read, frame)
        return [
            *self.wrong_labels(read),
            *itertools.chain(*drawn),
            *self.wrong_rasters(read, frame),
            *self.wrong_marks(read, frame),
            *self.wrong_map(read, frame),
        ]

    def wrong_labels(self, read):
        for control, spec in zip(read["controls"], self.spec["controls"], strict=True):
            label = spec["labels"][control["index"]]
            if not label == control["shown"] == control["valuetext"]:
                yield f"label: {control}, not {label}"

    def wrong_curves(self, read, frame):
        kinds = {curve["pinned"] for curve in read["curves"]} or {False}
        if kinds != {False, self.pinned is not None} | {False}:
            yield f"curves: pinned or not: {kinds}"
        for curve in read["curves"]:
            known = explorer(self.view).spec | (self.pinned if curve["pinned"] else frame)
            expected = known[curve["key"]]
            yield from wrong_points(curve, expected, self.lists(known))

    def wrong_diagram(self, read, frame):
        """Numbers in a diagram, equations and lines of code, where a view has them."""
        slots = self.spec.get("slots", [])
        texts = [
            (index, value and f"{slot} {value}", value and lit)
            for index, (slot, value, lit) in enumerate(
                zip(slots, frame.get("value", slots), frame.get("lit", slots), strict=True)
            )
        ]
        expected = sorted((index, text, lit) for index, text, lit in texts if text)
        if (found := sorted(tuple(row) for row in read["numbers"] if row[1])) != expected:
            yield f"diagram: {found}, not {expected}"
        code = list(zip(frame.get("code", []), frame.get("active", []), strict=True))
        notes = [frame["equation"]] if "equation" in frame else []
        notes += [line for line, active in code if active] + (frame["numbers"] if notes else [])
        if read["notes"] != notes:
            yield f"notes: {read['notes']}, not {notes}"
        if [tuple(line) for line in read["code"]] != code:
            yield f"code: {read['code']}"

    def wrong_map(self, read, frame):
        """A table of colours, the cell that is marked in it, and lines of Python."""
        if read["python"] != ([frame["python"]] if "python" in frame else []):
            yield f"python: {read['python']}"
        if "cell" not in frame:
            return
        spec, of = explorer(self.view).spec, frame["activation"]
        places, texts, fills, rects = zip(*read["cells"], strict=True)
        expected = [
            [[row, column], text, spec["colour"][of][row][column]]
            for row, texts in enumerate(spec["percent"][of])
            for column, text in enumerate(texts)
        ]
        if list(map(list, zip(places, texts, fills, strict=True))) != expected:
            yield f"map: {places}, {texts}, {fills}"
        if {tuple(rect) for rect in read["here"]} != {tuple(rects[places.index(frame["cell"])])}:
            yield f"map: {read['here']} is marked, not {frame['cell']}"
        if bool(read["curves"]) != bool(frame["answers"]):
            yield f"map: {len(read['curves'])} curves"
        lefts, tops = (sorted({rect[i] for rect in rects}) for i in (0, 1))
        for (row, column), rect in zip(places, rects, strict=True):
            if rect[:2] != [lefts[column], tops[-1 - row]]:  # the first row is the lowest one
                yield f"map: {row, column} lies at {rect}"

    def wrong_rasters(self, read, frame):
        """Each map of predictions, cell by cell, and the line around those of ½ and more."""
        drawn, named = read["rasters"], explorer(self.view).spec.get("rasters", [])
        if missing := {key for key in named if frame[key]} - {found["key"] for found in drawn}:
            yield f"rasters: {missing} missing"
        for found in drawn:
            if frame[found["key"]]:
                yield from wrong_cells(found, frame[found["key"]])
            else:
                yield f"{found['key']}: drawn, although there is nothing to draw"

    def wrong_marks(self, read, frame):
        """Each pattern in each panel of ``patterns``: a circle where its target is 1."""
        known = explorer(self.view).spec | frame
        expected = [
            (where, index, target == 1, [known[x][index], known[y][index]])
            for where, (x, y) in known.get("patterns", {}).items()
            for index, target in enumerate(known["target"])
        ]
        found = sorted(read["marks"], key=lambda mark: (mark["where"], mark["index"]))
        for mark, what in itertools.zip_longest(found, sorted(expected)):
            yield from wrong_mark(mark, what)

    def lists(self, known):
        return [values for values in known.values() if isinstance(values, list)]

    def wrong_sentence(self, read, frame):
        expected = frame["sentence"]
        if self.pinned:
            expected += f" {self.spec['common']['pinned']}: {self.pinned['sentence']}"
        if not expected == read["sentence"] == read["status"]:
            yield f"sentence: {read['sentence']}; not {expected}"

    def wrong_table(self, read, frame):
        if not read["columns"]:  # the table is closed
            return
        spec = explorer(self.view).spec
        words, keys = spec["words"], spec["table"]
        expected = [(words[key], frame.get(key, spec.get(key))) for key in keys]
        if self.pinned:
            again = f"({spec['common']['pinned']})"
            expected += [
                (f"{words[key]} {again}", self.pinned[key]) for key in keys if key in frame
            ]
        if read["head"] != [word for word, _ in expected]:
            yield f"table: {read['head']}"
        columns = zip(*read["columns"], strict=True)
        for (word, values), texts in zip(expected, columns, strict=False):
            if not (len(values) == len(texts) and all(map(same, values, texts))):
                yield f"table: {word}: {texts}, not {values}"


def same(value, text):
    """Whether ``text`` says exactly this number or text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(text or "nan") == value
    return text == ("" if value is None else str(value))


def decoded(ticks):
    """From a value to a pixel, by the outermost ticks; those between must agree."""
    (low, start), *_, (high, end) = ticks = sorted(ticks)
    for f in (float, math.log10) if low > 0 else (float,):

        def pixel(value, f=f):
            return start + (f(value) - f(low)) / (f(high) - f(low)) * (end - start)

        if all(abs(pixel(value) - at) < NEAR for value, at in ticks):
            return pixel, f is math.log10
    raise AssertionError(f"the ticks are neither linear nor logarithmic: {ticks}")


def wrong_points(curve, expected, lists):
    """How a curve differs from ``expected``; its x must be one of the explorer's ``lists``."""
    (x_pixel, _), (height, logarithmic) = decoded(curve["x"]), decoded(curve["y"])
    drawable = [
        isinstance(value, (int, float)) and math.isfinite(value) and (value > 0 or not logarithmic)
        for value in expected
    ]
    expected = expected[: [*drawable, False].index(False)]
    xs, ys = zip(*curve["points"], strict=True)
    if len(ys) != len(expected):
        yield f"{curve['key']}: {len(ys)} points, not {len(expected)}"
    elif any(abs(y - height(value)) > NEAR for y, value in zip(ys, expected, strict=True)):
        yield f"{curve['key']}: {ys}, not {[round(height(value), 2) for value in expected]}"
    if not any(match(xs, values, x_pixel) for values in lists):
        yield f"{curve['key']}: x is none of the explorer's lists: {xs}"


def wrong_cells(found, digits):
    """How a map of predictions differs from the text of its ``digits``, the lowest row first."""
    side = math.isqrt(len(digits))
    levels = np.array([int(digit, 36) for digit in digits]).reshape(side, side)
    (x, _), (y, _) = decoded(found["x"]), decoded(found["y"])
    edges = [
        prediction_map.LOW + i / side * (prediction_map.HIGH - prediction_map.LOW)
        for i in range(side + 1)
    ]
    xs, ys = [x(edge) for edge in edges], [y(edge) for edge in edges]
    colours = np.full((side, side), "", dtype="<U7")
    for left, top, width, height, colour in found["cells"]:
        columns = [i for i in range(side) if left < (xs[i] + xs[i + 1]) / 2 < left + width]
        rows = [j for j in range(side) if top < (ys[j] + ys[j + 1]) / 2 < top + height]
        colours[np.ix_(rows, columns)] += colour  # twice the same cell makes no colour
        sides = left - xs[columns[0]], left + width - xs[columns[-1] + 1]
        ends = top - ys[rows[-1] + 1], top + height - ys[rows[0]]
        if len(rows) != 1 or max(map(abs, (*sides, *ends))) > NEAR:
            yield f"{found['key']}: a cell at {left, top, width, height}"
    if (colours != np.array(prediction_map.COLOURS)[levels]).any():
        yield f"{found['key']}: {colours.tolist()}, not {levels.tolist()}"
    high = levels >= 18
    upright, level = np.argwhere(np.diff(high)), np.argwhere(np.diff(high, axis=0))
    expected = [(xs[i + 1], ys[j], xs[i + 1], ys[j + 1]) for j, i in upright]
    expected += [(xs[i], ys[j + 1], xs[i + 1], ys[j + 1]) for j, i in level]
    drawn = sorted(segments(found["half"]))
    if len(drawn) != len(expected) or not np.allclose(drawn, sorted(expected), atol=NEAR):
        yield f"{found['key']}: the line around ½: {drawn}, not {expected}"


def segments(d):
    """The segments of a path such as ``M1,2V3M4,5H6``: (x1, y1, x2, y2)."""
    for x, y, way, to in re.findall(r"M([\d.]+),([\d.]+)([HV])([\d.]+)", d):
        yield float(x), float(y), *(map(float, (to, y) if way == "H" else (x, to)))


def wrong_mark(mark, expected):
    """How a pattern differs from ``expected``: panel, index, whether a circle, place in values."""
    if not (mark and expected):
        yield f"mark: {mark}, not {expected}"
        return
    *what, place = expected
    pixels = [decoded(mark[axis])[0](value) for axis, value in zip("xy", place, strict=True)]
    apart = max(abs(one - other) for one, other in zip(mark["place"], pixels, strict=True))
    if [mark["where"], mark["index"], mark["circle"]] != what or apart > NEAR:
        yield f"mark: {mark['where']} {mark['index']} at {mark['place']}, not {pixels}"


def match(xs, values, pixel):
    """Whether the pixels ``xs`` are the first of the numbers ``values``."""
    numbers = [value for value in values if isinstance(value, (int, float))]
    return len(xs) <= len(numbers) == len(values) and all(
        abs(x - pixel(value)) <= NEAR for x, value in zip(xs, values, strict=False)
    )
