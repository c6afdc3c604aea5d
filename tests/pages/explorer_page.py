"""Compares what a reader sees of an explorer with what Python computed, and uses its controls.

`drawn` compares drawings; this module has controls, sentence, table, readout and gestures.
"""

import time

import drawn
import engines
import page_scripts
import proof
from grounds import with_body
from page_blocks import Block, blocks

PAGE = page_scripts.functions("page.js")
SCRIPTS = page_scripts.functions("explorers.js")
READINGS = page_scripts.functions("readings.js")

# The files that `drawn` reads.
READ = "file code/plainnet/explorers/contract.py", "file code/plainnet/plots.py"
CLOCKS = "time", "cursor"
ENDS = {"Home": "PageDown", "End": "PageUp"}
KEYS = {  # the keys of a handle, by the direction in which its values increase
    "right": {},
    "up": {"ArrowRight": "ArrowUp", "ArrowLeft": "ArrowDown", **ENDS},
    "down": {"ArrowRight": "ArrowDown", "ArrowLeft": "ArrowUp", **ENDS},
}


def places(engine, view):
    """Every explorer of this view on the site: its page, its number there, its block."""
    found = [
        (name, index, block)
        for name in engine.site.pages
        for index, block in enumerate(blocks(engine.site.folder / name))
        if block.view == view
    ]
    assert found, f"{view} stands on no page"
    return found


def shown(engine, view):
    """Every explorer of this view on the site, each on its newly opened page."""
    for name, index, block in places(engine, view):
        engine.open(name)
        yield Shown(engine, index, block)


def bare(engine, view):
    """As `shown`, but each on a page without other text, which opens quickly."""
    for name, index, block in places(engine, view):
        engine.open(without_text(engine.site.folder, name, f"{view}-{index}", block.html))
        yield Shown(engine, 0, block)


def alone(engine, view, copies=1):
    """The first of `bare`; with ``copies``, a list of that many on the same page."""
    block = opened(engine, view, copies)
    found = [Shown(engine, index, block) for index in range(copies)]
    return found[0] if copies == 1 else found


def opened(engine, view, copies=1):
    """Open the page of `alone`; return the block."""
    name, _, block = places(engine, view)[0]
    engine.open(without_text(engine.site.folder, name, f"{view}-alone", block.html * copies))
    engine.wait(PAGE.mountsWhenNear, copies - 1)
    return block


def without_text(folder, name, stem, body):
    """Write a copy of a page with only ``body`` in its article; return the copy's name."""
    path = (folder / name).with_stem(stem)
    path.write_text(with_body((folder / name).read_text("utf8"), body), "utf8")
    made = str(path.relative_to(folder))
    engines.made[made] = [f"blocks {name}"]
    return made


class Shown:
    """The explorer number ``index`` of the page that is open in ``engine``.

    ``explorer`` has its ``spec`` and its frames ``at`` a position; a `Block` has those computed for
    the site, an explorer of the package computes them.
    """

    def __init__(self, engine, index, explorer):
        self.engine, self.index, self.explorer = engine, index, explorer
        self.view, self.spec = explorer.view, explorer.spec
        kinds = [control["kind"] for control in self.spec["controls"]]
        self.is_open = False  # whether all folds are
        self.seen = {}  # the losses seen so far, by the positions of all choices
        self.clock = next((i for i, kind in enumerate(kinds) if kind in CLOCKS), None)
        engine.wait(PAGE.mountsWhenNear, index)

    def names(self):
        return [control["name"] for control in self.spec["controls"]]

    def read(self):
        return self.engine.run(READINGS.read, self.index, self.names())

    def position(self):
        return self.engine.run(SCRIPTS.position, self.index, self.names())

    def now(self):
        """The position once all is checked, by the names of the controls."""
        return dict(zip(self.names(), self.check(), strict=True))

    def heights_on(self, control, places):
        return self.engine.run(SCRIPTS.heightsOn, self.index, self.way(control, places))

    def way(self, control, places):
        spec = self.spec["controls"][control]
        return [(spec["name"], spec["keys"][place]) for place in places]

    def frame(self, position):
        """The frame that Python computed for these positions of the controls."""
        mine = f"file code/plainnet/explorers/{self.view}"
        proof.rest_on(*([mine, *READ] if isinstance(self.explorer, Block) else ["code"]))
        return self.explorer.at(position)

    def length(self, control):
        return len(self.spec["controls"][control]["labels"])

    def name(self, control):
        return self.spec["controls"][control]["name"]

    def focus(self, selector, number=0):
        self.engine.run(PAGE.focus, self.index, selector, number)

    def place(self, selector, number=-1):
        """The middle of the last part that fits a selector, or of another one."""
        return self.engine.run(PAGE.middleOf, self.index, selector, number)[:2]

    def press(self, control, *keys):
        """Press keys on a control: a slider, radio buttons or a handle on the drawing."""
        handle = self.engine.run(SCRIPTS.focusControl, self.index, self.name(control))
        if handle:
            keys = [KEYS[handle["way"]].get(key, key) for key in keys]
        self.engine.press(*keys)

    def handle(self, control):
        """The ``way`` of a control's handle; None without one, or if it has a slider as well."""
        return self.engine.run(SCRIPTS.handleOf, self.index, self.name(control))

    def click(self, control, part):
        """Click on the track of a slider at the fraction ``part``, or click one of the choices."""
        option = round(part * (self.length(control) - 1))
        x, y, width = self.engine.run(SCRIPTS.track, self.index, self.name(control), option)
        is_choice = self.spec["controls"][control]["kind"] == "choice"
        self.engine.click(x + (0.5 if is_choice else part) * width, y)

    def drag(self, control, part):
        """Drag the thumb of a slider to the fraction ``part`` of its track, or click a choice."""
        if self.spec["controls"][control]["kind"] == "choice":
            return self.click(control, part)
        x, y, width = self.engine.run(SCRIPTS.track, self.index, self.name(control))
        now = self.position()[control] / max(1, self.length(control) - 1)
        self.engine.drag(x + 8 + now * (width - 16), y, x + part * width, y)

    def drag_handle(self, control, right, down=0):
        x, y = self.place(f"[data-handle~='{self.name(control)}']")
        self.engine.drag(x, y, x + right, y + down)

    def open_table(self):
        """Open the table, and with it all other folds, which then stay open."""
        self.focus(".plainnet-numbers > summary")
        self.engine.press("Enter")
        self.engine.wait(SCRIPTS.hasTable, self.index)
        self.engine.run(SCRIPTS.openFolds, self.index)
        self.is_open = True

    def check(self, seconds=3):
        """Compare all that is shown with Python once it has settled; return the position."""
        self.engine.run(SCRIPTS.settle, self.index)
        for _ in range(round(seconds / 0.03)):  # the time that Python computes does not count
            if not (wrong := self.wrong(read := self.read())):
                break
            time.sleep(0.03)
        assert not wrong, "\n".join([*wrong, *self.engine.problems()])
        return position_in(read)

    def wrong(self, read=None):
        read = read or self.read()
        frame = self.frame(position_in(read))
        settled = self.wrong_sentence(read, frame), self.wrong_table(read, frame)
        return [*self.wrong_at_once(read), *(error for part in settled for error in part)]

    def drawing(self, read=None):
        """The current drawing, with what Python computes for it."""
        read = read or self.read()
        position, ghosts = position_in(read), read["ghosts"]
        places = [self.row(place) for place in (position, *ghosts)]
        frames = [self.frame(place) for place in (position, *ghosts)]
        return drawn.Drawing(read, self.spec, frames[0], frames[1:], places)

    def wrong_at_once(self, read=None):
        """The errors in all that is updated at once; the rest waits until the controls rest."""
        read = read or self.read()
        drawing = self.drawing(read)
        frame = drawing.frames[0]
        errors = self.wrong_labels(read), self.wrong_reading(read, frame), self.wrong_best(drawing)
        closed = ["a fold has closed"] if self.is_open and not all(read["folds"]) else []
        return [*drawing.wrong(), *(line for lines in errors for line in lines), *closed]

    def wrong_best(self, drawing):
        """An error if the ghost of the best run is worse than a run seen before."""
        if not (name := self.spec["best"]):
            return
        position = position_in(drawing.read)
        kinds = [control["kind"] for control in self.spec["controls"]]
        chosen = tuple(i for i, kind in zip(position, kinds, strict=True) if kind == "choice")
        seen = self.seen.setdefault(chosen, [])
        seen.append(drawing.frames[0][name])
        if drawing.frames[1][name] > min(seen):
            yield f"best: {drawing.frames[1][name]}, but {min(seen)} was seen"

    def wrong_labels(self, read):
        controls = {spec["name"]: spec for spec in self.spec["controls"]}
        for control, spec in zip(read["controls"], self.spec["controls"], strict=True):
            if "handles" in control:
                pairs = zip(control["handles"], control["places"], strict=True)
                parts = [controls[name]["labels"][place] for name, place in pairs]
                label = self.spec["common"]["comma"].join(parts)
            else:
                label = spec["labels"][control["index"]]
                track = [f"background: {colour}" for colour in spec.get("track", [])]
                if control["track"] != track:
                    yield f"track of {spec['name']}: {control['track']}, not {track}"
                if (origin := spec.get("origin")) is not None:
                    ends = sorted(
                        end / (len(spec["labels"]) - 1) for end in (origin, control["index"])
                    )
                    if control["filled"] != ends:
                        yield f"{spec['name']} is filled between {control['filled']}, not {ends}"
            if not label == control.get("shown", label) == control["valuetext"]:
                yield f"label: {control}, not {label}"
        if not read["title"].startswith(self.spec["common"]["explorer"]):
            yield f"title: {read['title']}"

    def wrong_reading(self, read, frame):
        """An error if the readout shows other values than those at the pointer or current time."""
        if read["reading"] is None:
            return
        expected = self.spec["common"]["read"]
        if read["hair"] is not None:  # a pointer is on a curve
            expected = self.row_in_words(read["hair"], frame)
        elif self.clock is not None:
            expected = self.row_in_words(self.row(position_in(read)), frame)
        if read["reading"] != expected:
            yield f"reading: {read['reading']}, not {expected}"

    def row(self, position):
        """The table row of the current time; None without a clock."""
        if self.clock is None:
            return None
        place = position[self.clock]
        return self.spec["rows"][place] if "rows" in self.spec else place

    def row_in_words(self, row, frame):
        spec = self.spec
        columns = [(spec["words"][key], column(spec, frame, key)) for key in spec["table"]]
        cells = [(label, values[row]) for label, values in columns if row < len(values)]
        texts = [
            f"{label} {drawn.written(v).replace('-', '−')}" for label, v in cells if v is not None
        ]
        return " · ".join(texts)

    def row_pixels(self, panel, left, right):
        """The x of each table row in a panel, in pixels of the screen."""
        spec = self.spec
        axis = spec[panel.split(" ")[0]]
        rows = (spec | self.frame(self.position()))[spec["table"][0]]
        return [drawn.pixel(axis, row, left, right) for row in rows]

    def wrong_sentence(self, read, frame):
        for name in ("sentence", "status"):
            if read[name] != frame["sentence"]:
                yield f"{name}: {read[name]}; not {frame['sentence']}"

    def wrong_table(self, read, frame):
        if not read["columns"]:  # the table is closed
            return
        spec = self.spec
        words, keys = spec["words"], spec["table"]
        columns = [(words[key], column(spec, frame, key)) for key in keys]
        expected = [(word, values) for word, values in columns if values]
        for position in read["ghosts"][:1] if not spec["best"] else ():
            before, label = self.frame(position), spec["common"]["before"]
            again = [key for key in keys if key in before or key in before.get("columns", {})]
            expected += [(f"{words[key]}{label}", column(spec, before, key)) for key in again]
        if read["head"] != [word for word, _ in expected] or read["caption"] != words["table"]:
            yield f"table: {read['caption']}: {read['head']}"
        columns = zip(*read["columns"], strict=True)
        for (word, values), texts in zip(expected, columns, strict=False):
            texts = texts[: len(values)] if not any(texts[len(values) :]) else texts
            if not (len(values) == len(texts) and all(map(same, values, texts))):
                yield f"table: {word}: {texts}, not {values}"


def position_in(read):
    return [control["index"] for control in read["controls"]]


def column(spec, frame, key):
    """A column of the table: an entry of the frame, a constant, or a part of one."""
    path = frame.get("columns", {}).get(key, key)
    return drawn.at_path(spec | frame, path)


def same(value, text):
    """Whether ``text`` is exactly this number or text."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(text or "nan") == value
    return text == ("" if value is None else str(value))
