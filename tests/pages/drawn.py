"""Compares the drawing of an explorer with the frame that Python computed.

All that is drawn names the entries that it shows (``data-says``, ``data-xs``, ``data-ys``, …; see
``explorers/core/stage.js``). This module looks up each name, compares texts, converts each value to
pixels with Python's axes, and finds each colour in Python's ``roles``. Where texts, units and cells
without axes stand, and whether all are there, is what ``test_looked_at.py`` sees.
"""

import itertools
import math
import re
from decimal import Decimal

from plainnet import explorers, plots
from plainnet.explorers import contract

NEAR = 0.03  # pixels, because points are written with two decimals
FIXED = {"plainnet-here", "plainnet-around", "plainnet-on-ball"}  # black or white on any colour
BESIDE = 70  # the largest distance in pixels between a value and its text
# Columns that the table has and the drawing has in another form: as a text, a sum, a dot, a colour.
UNDRAWN = {
    "cost_table": ("of", "published", "forward", "step", "weights", "training"),
    "descent_line": ("slope",),  # how long the steps are
    "matrix_product": ("sum", "value"),
    "training_film": ("left_answer", "right_answer"),
    "writer": ("drawn", "percent"),
}
COLOURS = plots.COLOURS | {"ink": "#222222", "muted": "#595959"}
NUMBER = r"(-?[\d.]+(?:e\+\d+)?)"  # points far outside a panel have exponents
POINT = re.compile(f"([ML]?){NUMBER},{NUMBER}")


class Drawing:
    """The drawing of one ``frame`` with its ``spec`` and the frames of its ``ghosts``.

    ``places`` has the index of the clock for the frame and for each ghost; None without a clock.
    """

    def __init__(self, read, spec, frame, ghosts, places):
        self.read, self.spec, self.frames = read, spec, [frame, *ghosts]
        self.places = places
        self.known_pixels = {}

    def view_file(self):
        return explorers.ALL[self.spec["view"]].folder / "view.js"

    def value(self, path, frame=0):
        return at_path(self.spec | self.frames[frame], path)

    def wrong(self):
        for shape in self.read["shapes"]:
            try:
                yield from self.wrong_shape(shape)
            except (KeyError, IndexError, TypeError, ValueError) as error:
                yield f"{error!r}: {shape['outer']}"
        if len(self.frames) > 1 + (self.spec["ghosts"] or bool(self.spec["best"])):
            yield f"{len(self.frames) - 1} ghosts"
        for text in self.read["says"]:
            try:
                yield from self.wrong_words(text)
            except (KeyError, IndexError) as error:  # an old frame: Python has not answered yet
                yield f"{error!r}: {text['says']}"
        formulas = [["math", tree] for tree in self.frames[0].get("equation_set", [])]
        if self.read["formulas"] != formulas:
            yield f"formulas: {self.read['formulas']}, not {formulas}"
        yield from self.wrong_lists()
        yield from self.wrong_series()
        yield from self.wrong_ghosts()
        yield from self.wrong_ticks()
        yield from self.wrong_maps()
        yield from self.unseen()

    def wrong_series(self):
        """Marks that are drawn twice, and columns of the table that no curve shows."""
        names = "shape", "panel", "box", "xs", "ys", "at", "since", "until", "ghost", "kinds"
        marks = [s for s in self.read["shapes"] if s.get("panel") and "ys" in s and "says" not in s]
        drawn = [tuple(str(shape.get(name)) for name in names) for shape in marks]
        if twice := {mark for mark in drawn if drawn.count(mark) > 1}:
            yield f"drawn twice: {sorted(twice)}"
        curves = {shape["ys"] for shape in marks if shape["shape"] == "polyline"}
        if missing := set(self.frames[0].get("columns", {}).values()) - curves:
            yield f"not drawn: {sorted(missing)}"

    def wrong_ghosts(self):
        """Earlier runs that are not drawn, or by marks that they or the current run do not have."""
        now = {self.kind(shape) for shape in self.read["shapes"] if "ghost" not in shape}
        for at, frame in enumerate(self.frames[1:]):
            marks = [s for s in self.read["shapes"] if s.get("ghost") == str(at)]
            names = {s.get("ys", s.get("xs")) for s in marks if "xs" in s or "ys" in s}
            if not names or names - {*frame, *frame.get("columns", {}).values()}:
                yield f"an earlier run is drawn by {sorted(names)}, not by what it has"
            more = {self.kind(shape, at + 1) for shape in marks} - now
            if more and not self.spec["best"]:  # a best run has marks of its own
                yield f"only an earlier run is drawn by {sorted(more)}"

    def kind(self, shape, run=0):
        """What a mark is, and which entries it shows; columns of the table by their keys."""
        keys = {path: key for key, path in self.frames[run].get("columns", {}).items()}
        names = [shape.get(name, "") for name in (["says"] if "says" in shape else ["xs", "ys"])]
        return shape["shape"], *(keys.get(name, name) for name in names)

    def wrong_moment(self, path):
        """An error if an entry with one item per moment is not shown at the current time."""
        whole, _, last = path.rpartition(".")
        if self.places[0] is None or not (whole and last.isdigit()):
            return
        values, row = self.value(whole), self.places[0]
        moments = self.spec.get("rows", [])
        if moments and len(values) == len(moments):
            row = moments.index(row)
        elif len(values) != len(at_path(self.spec | self.frames[0], self.spec["table"][0])):
            return
        if int(last) != row:
            yield f"{path}: the clock stands at {row}"

    def expected_text(self, paths, frame=0):
        texts = (written(self.value(path, frame)) for path in paths.split(" "))
        return " ".join(filter(None, texts))

    def wrong_words(self, text):
        """Errors in texts outside the drawing: words, colours, marks, highlighted lines of code."""
        paths = text["says"]
        if text["text"] != (expected := self.expected_text(paths)):
            yield f"{paths}: {text['text']!r}, not {expected!r}"
        whole, _, part = paths.rpartition(".")
        pair = self.value(whole) if whole and part == "0" else None
        # A pair is a text and its role, or a text and whether it is marked.
        if isinstance(pair, list) and len(pair) == 2:
            if pair[1] in COLOURS and text["colour"] != rgb(COLOURS[pair[1]]):
                yield f"{paths} is {text['colour']}, not {pair[1]}"
            if isinstance(pair[1], (bool, int)) and text["isMarked"] != bool(pair[1]):
                yield f"{paths} is marked: {text['isMarked']}"
        at_work = self.frames[0].get("active") if whole == "code" else None
        if at_work and text["isCurrent"] != bool(at_work[int(part)]):
            yield f"{paths} is current: {text['isCurrent']}"

    def wrong_lists(self):
        """Lists shown outside the drawing of which some item is not shown exactly once.

        Also heads, of which each has the number of what stands below it.
        """
        paths = [text["says"] for text in self.read["says"]]
        for head, below in itertools.pairwise(paths):
            number = re.fullmatch(r"words\.\w+\.(\d+)", head)
            if number and below.split(".")[1] != number[1]:
                yield f"{head} stands over {below}"
        for path, values in self.frames[0].items():
            if isinstance(values, list) and values and isinstance(values[0], str):
                found = [paths.count(f"{path}.{i}") for i in range(len(values))]
                if any(found) and set(found) != {1}:
                    yield f"{path}: shown {found} times"

    def wrong_shape(self, shape):
        if "plain" in shape or "plainnet-hair" in shape["kinds"] or is_axis(shape):
            return
        if "says" in shape:
            yield from self.wrong_text(shape)
        elif "fill" in shape:
            if shape["fillSet"] != self.value(shape["fill"]):
                yield f"{shape['fill']}: {shape['fillSet']}"
            yield from self.wrong_cell(shape)
        elif "ramp" in shape:
            yield from self.wrong_ramp(shape)
        elif "unit" in shape or "wire" in shape:
            yield from self.wrong_network(shape)
        elif "xs" in shape or "ys" in shape:
            yield from self.wrong_mark(shape)
        else:
            yield f"says not what it stands for: {shape['outer']}"

    def wrong_ramp(self, shape):
        """Errors in the axes, colours, ends or box of a colour gradient."""
        found, ramp = shape["gradient"], self.value(shape["ramp"])
        if found["xs"].endswith("_y") or found["ys"].endswith("_x"):
            yield f"ramp: {found['xs']} across, {found['ys']} up"
        expected = [list(stop) for stop in zip(ramp["places"], ramp["colours"], strict=True)]
        if found["stops"] != expected:
            yield f"ramp: {found['stops']}, not {expected}"
        ends = [place for places in self.pixels(shape | found, 0) for place in places]
        if not near(found["ends"], ends):
            yield f"ramp: {found['ends']}, not {ends}"
        left, right, top, bottom = map(float, shape["box"].split(" "))
        size = [shape["geometry"][key] for key in ("x", "y", "width", "height")]
        if not near(size, [left, top, right - left, bottom - top]):
            yield f"ramp: it covers no panel: {size}"

    def wrong_text(self, shape):
        ghost = int(shape["ghost"]) + 1 if "ghost" in shape else 0
        if shape["text"] != (expected := self.expected_text(shape["says"], ghost)):
            yield f"{shape['says']}: {shape['text']!r}, not {expected!r}"
        if "xs" in shape:
            yield from self.wrong_anchor(shape, ghost)
        elif not ghost and "rows" in self.spec:
            for path in shape["says"].split(" "):
                yield from self.wrong_moment(path)
        if "ink" in shape:
            yield from self.wrong_ink(shape)
        else:
            yield from self.wrong_colour(shape, shape["says"].split(" ")[-1], "ink")

    def wrong_cell(self, shape):
        """An error if the cell of a matrix is not drawn at its row and column."""
        place = re.search(r"\.(\d+)\.(\d+)$", shape["fill"])
        if not (place and shape.get("panel")):
            return
        x_axis, y_axis = (self.value(name) for name in shape["panel"].split(" "))
        left, right, top, bottom = map(float, shape["box"].split(" "))
        row, column = map(int, place.groups())
        middle = pixel(x_axis, column, left, right), pixel(y_axis, row, bottom, top)
        geometry = shape["geometry"]
        found = [geometry["x"] + geometry["width"] / 2, geometry["y"] + geometry["height"] / 2]
        if not near(found, middle):
            yield f"{shape['fill']}: {found}, not {middle}"

    def wrong_ink(self, shape):
        """An error if a text has not the colour that Python chose."""
        ink = self.value(shape["ink"])
        if shape["colour"] != rgb(f"#{ink[1] * 6}" if len(ink) == 4 else ink):
            yield f"{shape['says']} is {shape['colour']}, not {ink}"

    def wrong_anchor(self, shape, ghost):
        """Errors if a text is far from the value to which it belongs, or shows another value."""
        at = int(shape.get("at", 0))
        pixels = self.pixels(shape, ghost)
        for key, places in zip("xy", pixels, strict=True):
            if places is not None and abs(shape["geometry"][key] - places[at]) > BESIDE:
                yield f"{shape['says']}: far from {shape['xs']}, {shape.get('ys')}, {at}"
        *_, last = shape["says"].split(".")
        if last.isdigit() and int(last) != at:
            yield f"{shape['says']}: stands at number {at}"
        drawn = {s.get("ys") for s in self.read["shapes"] if s["shape"] == "polyline"}
        if last in drawn and last != shape.get("ys"):
            yield f"{shape['says']}: stands at {shape.get('ys')}"

    def pixels(self, shape, ghost):
        """The pixels of a shape's values along x and y; None for an axis that it does not use."""
        shown = (ghost, *map(shape.get, ("panel", "box", "xs", "ys")))
        if shown not in self.known_pixels:  # many shapes show single values of the same entries
            self.known_pixels[shown] = list(self.computed_pixels(shape, ghost))
        return self.known_pixels[shown]

    def computed_pixels(self, shape, ghost):
        left, right, top, bottom = map(float, shape["box"].split(" "))
        for key, name, *ends in zip(
            ("xs", "ys"), shape["panel"].split(" "), (left, bottom), (right, top), strict=True
        ):
            axis, values = self.value(name), shape.get(key)
            yield values and [
                pixel(axis, value, *ends) for value in listed(self.value(values, ghost))
            ]

    def wrong_colour(self, shape, path, usual):
        if FIXED & {*shape["kinds"]}:
            return
        names = path, path.split(".")[0]
        roles = self.frames[0].get("roles", {}), self.spec["roles"]
        role = next((some[name] for some in roles for name in names if name in some), usual)
        if isinstance(role, list):
            role = role[int(shape["at"])]
        if "ghost" in shape:
            role = "pinned"
        if role == "pinned" and shape["shape"] == "text":
            role = "muted"  # text needs more contrast
        expected = rgb(COLOURS[role])
        if shape["colour"] != expected:
            yield f"{path} is {shape['colour']}, not {role}, {expected}: {shape['outer']}"

    def wrong_network(self, shape):
        units = [s for s in self.read["shapes"] if "unit" in s]
        if "unit" in shape:
            return
        at = int(shape["at"])
        for name, end in zip(shape["wire"].split(" "), "12", strict=True):
            found = [shape["geometry"][f"{axis}{end}"] for axis in "xy"]
            middles = [[s["geometry"][key] for key in ("cx", "cy")] for s in units]
            named = [m for m, s in zip(middles, units, strict=True) if s["unit"] == name]
            if not any(near(found, middle) for middle in named):
                yield f"wire {shape['wire']}: {found}, not one of {named}"
        thick = self.value(shape.get("thick", "thick"))[at]
        negative = self.value(shape.get("negative", "negative"))[at]
        if shape["stroke"] != thick or (shape["dashes"] != "none") != bool(negative):
            yield f"wire {shape['wire']}: {shape['stroke']}, {shape['dashes']}, not {thick}"

    def wrong_mark(self, shape):
        ghost = int(shape["ghost"]) + 1 if "ghost" in shape else 0
        usual = usual_role(shape)
        if "target" in shape:
            target = self.value(shape["target"], ghost)[int(shape["at"])]
            usual = f"target {target}"
            if (shape["shape"] == "circle") != (target == 1):
                yield f"{shape['target']}: a {shape['shape']} for {target}"
        yield from self.wrong_colour(shape, shape.get("ys", shape.get("xs")), usual)
        yield from self.wrong_time(shape, ghost)
        if "ghost" not in shape and ("at" not in shape or "plainnet-fill" in shape["kinds"]):
            for key in ("xs", "ys"):
                yield from self.wrong_moment(shape.get(key, ""))
        if shape.get("xs", "").endswith("_y") or shape.get("ys", "").endswith("_x"):
            yield f"{shape.get('xs')} across, {shape.get('ys')} up"
        x, _, x_place = shape.get("xs", "").partition(".")
        y, _, y_place = shape.get("ys", "").partition(".")
        if x_place and y_place and x != y and x_place != y_place:
            yield f"{shape['xs']} against {shape['ys']}"
        xs, ys = self.pixels(shape, ghost)
        if xs and ys and shape["shape"] != "line":  # a series may end at the current time
            whole, now = len(xs), self.places[ghost]
            if len(ys) not in (whole, whole if now is None else now + 1):
                yield f"{shape['ys']} has {len(ys)} values, but {shape['xs']} {whole}"
        yield from wrong_places(shape, xs, ys)

    def wrong_time(self, shape, ghost):
        """Errors if a series does not end at the current time, or a moving mark is not there."""
        place = self.places[ghost]
        if place is None:
            return
        until = int(shape.get("until", place))
        # Some views draw a part of a path.
        if until != place and not ("since" in shape and until < place):
            yield f"{shape['ys']}: until {shape['until']}, not {place}"
        moves = "move" in shape and "at" in shape and "target" not in shape
        if moves and int(shape["at"]) != place:
            yield f"{shape['ys']}: at {shape['at']}, not {place}"

    def wrong_ticks(self):
        axes = [shape for shape in self.read["shapes"] if is_axis(shape)]
        panels = {(shape["panel"], shape["box"]) for shape in axes}
        for panel, box in panels:
            here = [shape for shape in axes if (shape["panel"], shape["box"]) == (panel, box)]
            left, right, top, bottom = map(float, box.split(" "))
            for which, name, ends in zip(
                "xy", panel.split(" "), ((left, right), (bottom, top)), strict=True
            ):
                yield from wrong_axis(here, which, self.value(name), *ends)

    def wrong_maps(self):
        for found in self.read["maps"]:
            yield from self.wrong_moment(found["key"])
            cells = self.value(found["key"])
            scale = self.value(found["scale"])
            columns = scale.get("columns", math.isqrt(len(cells)))
            rows = [cells[at : at + columns] for at in range(0, len(cells), columns)]
            colour = dict(zip(scale["letters"], scale["colours"], strict=True))
            expected = [f"{colour[cell]:f<9}" for row in rows[::-1] for cell in row]
            if found["columns"] != columns or not all(map(same_colour, found["colours"], expected)):
                yield f"map {found['key']}: other colours"
            boxes = {shape["box"] for shape in self.read["shapes"] if shape.get("box")}
            left, top, width, height = found["box"]
            if not any(
                near(map(float, box.split(" ")), (left, left + width, top, top + height))
                for box in boxes
            ):
                yield f"map {found['key']}: it covers no panel: {found['box']}"

    def unseen(self):
        """Entries of the frame, and columns of the table, that are neither shown nor used."""
        shapes = self.read["shapes"]
        named = [
            str(shape[key])
            for shape in shapes
            for key in ("says", "xs", "ys", "fill", "target", "thick", "negative")
            if key in shape
        ]
        named += [text["says"] for text in self.read["says"]] + self.read["uses"]
        named += [found["key"] for found in self.read["maps"]]
        seen = {path.split(".")[0] for paths in named for path in paths.split(" ")}
        if any("wire" in shape for shape in shapes):
            seen |= {"thick", "negative"}
        frame, (rows, *columns) = self.frames[0], self.spec["table"]
        table = {key: self.spec[key] for key in columns if key in self.spec}
        needed = {
            key
            for key, value in (table | frame).items()
            # The entry ``<key>_seen`` is false while nothing of ``key`` is visible.
            if {*map(str, listed(value))} - {"", "None"} and frame.get(f"{key}_seen", True)
        }
        read = {name for holder, name in contract.reads(self.view_file()) if holder == "frame"}
        undrawn = UNDRAWN.get(self.spec["view"], ())
        if missing := needed - seen - read - {"sentence", "roles", rows, *undrawn}:
            yield f"entries or columns that nobody sees in the drawing: {sorted(missing)}"


def at_path(known, path):
    """The value at a path such as ``losses.3.5``."""
    first, *rest = path.split(".")
    value = known[first]
    for key in rest:
        value = value[int(key) if isinstance(value, list) else key]
    return value


def is_axis(shape):
    return any(key in shape for key in ("x", "y", "tickX", "tickY", "label"))


def listed(value):
    return value if isinstance(value, list) else [value]


def usual_role(shape):
    """The default role, and so the colour, of a shape to which Python gives no role."""
    if shape["shape"] == "line" and not ("xs" in shape and "ys" in shape):
        return "limit"
    return {"path": "ink", "polygon": "target 1"}.get(shape["shape"], "curve")


def same_colour(found, expected):
    """Whether two colours are the same; a canvas rounds those that shine through."""
    (*ours, alpha), (*theirs, other) = (bytes.fromhex(text[1:]) for text in (found, expected))
    return alpha == other and all(
        abs(a - b) * alpha < 255 for a, b in zip(ours, theirs, strict=True)
    )


def rgb(colour):
    return "rgb({}, {}, {})".format(*(int(colour[i : i + 2], 16) for i in (1, 3, 5)))


def written(value):
    """A value as JavaScript writes it."""
    if value is None:
        return ""
    if isinstance(value, float):
        value = int(value) if value.is_integer() and abs(value) < 1e21 else value
        if 1e-6 <= abs(value) < 1e-4:
            return f"{Decimal(repr(value)):f}"
        return re.sub(r"e([+-])0*", r"e\1", str(value))
    return str(value)


def pixel(axis, value, start, end):
    """The pixel of a value on an axis, or None if it has none."""
    if value is None or (axis["log"] and value <= 0):
        return None
    f = math.log10 if axis["log"] else float
    part = (f(value) - f(axis["from"])) / (f(axis["to"]) - f(axis["from"]))
    return start + part * (end - start)


def near(found, expected, by=NEAR):
    found, expected = list(found), list(expected)
    pairs = zip(found, expected, strict=False)
    return len(found) == len(expected) and all(
        abs(a - b) <= by + 1e-6 * abs(b) * (abs(b) > 1e5) for a, b in pairs
    )


def wrong_axis(shapes, which, axis, start, end):
    """The errors of an axis: lines and texts at the ticks, and the label."""
    lines = [shape for shape in shapes if which in shape]
    texts = [shape for shape in shapes if f"tick{which.upper()}" in shape]
    places = [pixel(axis, tick, start, end) for tick in axis["ticks"]]
    for end_of in "12":
        if not near([line["geometry"][f"{which}{end_of}"] for line in lines], places):
            yield f"ticks of {which}: {[line['outer'] for line in lines]}, not {places}"
    if [text["text"] for text in texts] != axis["names"]:
        yield f"ticks of {which}: {[text['text'] for text in texts]}, not {axis['names']}"
    if not near([text["geometry"][which] for text in texts], places, 0 if which == "x" else 4.1):
        yield f"ticks of {which}: written elsewhere"
    labels = [shape["text"] for shape in shapes if shape.get("label") == which]
    if labels != [axis["label"]] * bool(axis["label"]):
        yield f"label of {which}: {labels}, not {axis['label']}"


def wrong_places(shape, xs, ys):
    """Differences between the expected and the actual pixels of a shape; ``None`` is ignored."""
    named, at = shape.get("ys", shape.get("xs")), int(shape.get("at", 0))
    geometry, kind = shape["geometry"], shape["shape"]
    if kind in ("polyline", "polygon", "path"):
        found = [(mark, float(x), float(y)) for mark, x, y in POINT.findall(shape["points"])]
        expected = list(drawable(kind, xs, ys, shape.get("until")))[int(shape.get("since", 0)) :]
        places = [place for _, *place in found]
        if kind == "path" and [mark for mark, *_ in found] != [mark for mark, _ in expected]:
            yield f"{named}: other parts: {shape['points']}"
        flat = itertools.chain.from_iterable
        if not near(flat(places), flat(place for _, place in expected)):
            yield f"{named}: {places}, not {expected}"
        return
    if kind == "circle":
        found, expected = (geometry["cx"], geometry["cy"]), (xs[at], ys[at])
    elif "plainnet-fill" in shape["kinds"]:
        found = [geometry["x"], geometry["x"] + geometry["width"]]
        found.append(geometry["y"] + geometry["height"] / 2)
        expected = [float(shape["box"].split(" ")[0]), xs[at], ys[at]]
    elif kind == "rect" and ys is not None:
        found = (geometry["x"] + geometry["width"] / 2, geometry["y"] + geometry["height"] / 2)
        expected = xs[at], ys[at]
    elif kind == "rect" and ys is None:
        found, expected = (geometry["x"], geometry["x"] + geometry["width"]), xs[at : at + 2]
    else:
        found, expected = line_places(geometry, xs, ys, shape["box"])
    if not near(found, expected):
        yield f"{named}: {list(found)}, not {list(expected)}: {shape['outer']}"


def line_places(geometry, xs, ys, box):
    """The actual and expected ends of a line, across the panel or between two values."""
    left, right, top, bottom = map(float, box.split(" "))
    if xs is None:
        xs, ys = (left, right), (ys[0], ys[0])
    elif ys is None:
        xs, ys = (xs[0], xs[0]), (top, bottom)
    xs, ys = ((places[0], places[-1]) for places in (xs, ys))
    return [geometry[key] for key in ("x1", "x2", "y1", "y2")], [*xs, *ys]


def drawable(kind, xs, ys, until):
    """The points that are drawn, with the letters of a path: up to ``until`` or to a gap."""
    count = len(ys) if until is None else int(until) + 1
    letter = "M"
    for x, y in itertools.islice(zip(xs, ys, strict=False), count):
        if x is None or y is None:
            if kind != "path":
                return
            letter = "M"
            continue
        yield letter if kind == "path" else "", (x, y)
        letter = "L"
