"""Runs the cells of a page, in the page: the Python side of ``worker.js``.

A `Session` has the cells of a notebook and the names that they made so far. Before it runs a cell,
it runs what that cell needs (`needs`) and what is not there yet, or not any more, because a later
cell changed it. So a cell starts from what stands above it, however often it runs; only what a cell
changes inside of an object that cannot be copied, as in a list that a lambda holds, stays changed.
"""

import ast
import base64
import contextlib
import functools
import importlib
import io
import json
import linecache
import logging
import re
import sys
import time
import traceback
import types
import unicodedata

import numpy as np

from plainnet_book import figure_sizes
from plainnet_book.dark import in_the_dark
from plainnet_book.page_python import needs
from plainnet_book.page_python.words import SAID

DRAWS = re.compile(r"\bmatplotlib\b")
CHINESE = re.compile(r"^import plainnet\.zh$", re.MULTILINE)
SLOWER = 5.0  # how many times as long a cell takes here, until cells have told
TELLING = 0.2  # seconds that a cell has to take to tell how slow it is here
EVERY, AT_ONCE = 0.05, 200  # in so many seconds, so many pieces of printed text are sent at once
FOLDED = "# Folded\n"  # the first line of a cell that is collapsed in a notebook
EXERCISE = "exercise"  # the tag of cells in which readers answer
INVALID = re.compile(r"invalid (?:non-printable )?character .*U\+([0-9A-F]{4})\b")
PROMPT = re.compile(r"\s*(>>>|\.\.\.|In \[\d+\]:)")
# What a Chinese keyboard, or a text that was set, has in place of signs of Python.
PLAIN = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFF01, 0xFF5F), 0x3000)
}
PLAIN |= dict(zip("“”‘’。、【】–−×÷\u00a0", "\"\"''.,[]--*/ ", strict=True))
PLAIN |= {"²": "**2", "³": "**3"}
# How errors begin that say what a page lacks, or which arrays and arguments do not fit.
MISFITS = {
    "memory": r"\w*MemoryError|ValueError: (array is too big|Maximum allowed dim)",
    "input": r"EOFError: (EOF when|$)|BdbQuit",
    "alone": (
        r"ModuleNotFoundError: .*'_|RuntimeError: (can't start|WebAssembly|Cannot stack)|"
        r"OSError: .*(processes|Function not)"
    ),
    "module": r"ModuleNotFoundError: No module named '(?P<module>[^']+)'",
    "offline": r"URLError|BlockingIOError|AttributeError: .*'HTTPSConnection'",
    "broadcast": r"ValueError: operands could not be broadcast .* shapes (?P<shapes>.*\))",
    "product": r"ValueError: matmul: .*\(size (?P<right>\d+) is different from (?P<left>\d+)\)",
    "reshape": (
        r"ValueError: cannot reshape array of size (?P<size>\d+) into shape (?P<shape>\(.*\))"
    ),
    "call": r"TypeError: '(?P<kind>\w+)' object is not callable",
    "argument": r"ValueError: (?P<argument>[^:\n]+): expected (?P<expected>.+?); got ",
}
# Modules that keep no other state than what is set on them; and classes of the package.
KEPT = re.compile(r"builtins|math|random|numpy(\.(linalg|random|fft))?|plainnet(\..*)?")
PRINTING = np.get_printoptions()
LONGEST = 100_000  # characters that a run may print; a loop without end would fill the page


class Session:
    """The notebook of a page, and the names that its cells made.

    ``page`` is what `listings.content` wrote for the page; it ``isNarrow`` on a phone.
    ``send(kind, text)`` is called with what a run prints and draws; kinds are ``text``, ``verdict``
    (what a check said, which is in the text, too), ``hint`` (a sentence on the error that comes
    next), ``error``, ``above`` (an error in a cell that the chosen one needs), ``figure``, an SVG
    and its dark version in base64, and ``explorer``, HTML.
    ``answer(to, text, data)`` is called with what an explorer answers: a message as JSON, and
    perhaps bytes.
    """

    def __init__(self, page, send, answer=None):
        page = json.loads(page)
        cells = page["notebook"]["cells"]
        code = ["".join(c["source"]) if c["cell_type"] == "code" else "" for c in cells]
        self.sources = tuple(source.removeprefix(FOLDED) for source in code)
        tags = [cell.get("metadata", {}).get("tags", ()) for cell in cells]
        self.exercises = frozenset(i for i, each in enumerate(tags) if EXERCISE in each)
        self.built = {int(index): each for index, each in page["built"].items()}
        self.is_chinese = any(map(CHINESE.search, self.sources))
        self.words = SAID["zh-CN" if self.is_chinese else "en"]
        narrow, wide = figure_sizes.on_a_phone, figure_sizes.on_a_page
        self.sized = narrow if page.get("isNarrow") else wide
        self.send, self.answer = send, answer
        self.scripts = page.get("scripts", {})  # of explorers: their addresses, by view
        self.shown = []  # explorers that cells showed
        self.explorers = {}  # those that asked something, by the numbers of their questioners
        self.learned = {}  # for a text that the reader wrote, the names that changed when it ran
        self.module = types.ModuleType("__main__")
        self.printing = {}  # NumPy's print options after units that set some, by their keys
        self.made = {}  # for each name, the keys of the units that made it
        self.measured = 0.0, 0.0  # seconds here, and when the book was built

    def plan(self, cell, texts) -> tuple[bool, float, str]:
        """Find what has to run for a cell: whether that draws, how many seconds it may take.

        The third answer has the places of the other cells that it needs, there already or not, with
        spaces between. ``texts`` are those of edited cells, as JSON.
        """
        texts = {int(index): text for index, text in json.loads(texts).items()}
        for other in self.exercises - {cell}:
            texts.pop(other, None)  # what a reader tries there changes no other result
        self.texts = tuple(texts.get(index, source) for index, source in enumerate(self.sources))
        changed = tuple(self._changed(index, text) for index, text in enumerate(self.texts))
        self.notebook = _notebook(self.texts, changed, self.sources)
        there = vars(self.module)  # a cell may have taken names away
        self.made = {name: keys for name, keys in self.made.items() if name in there}
        self.cell, self.planned = cell, self.notebook.plan(cell, self.made)
        units = [self.notebook.units[index] for index in self.planned]
        seconds = sum(self._seconds(each) for each in {unit.cell for unit in units})
        here, built = self.measured
        slower = here / built if built else SLOWER
        needed = {self.notebook.units[index].cell for index in self.notebook.plan(cell)} - {cell}
        draws = any(DRAWS.search(unit.text) for unit in units)
        return draws, seconds * slower, " ".join(map(str, sorted(needed)))

    def draw(self) -> None:
        """Let Matplotlib, which came just now, show figures in the page."""
        logging.getLogger("matplotlib.font_manager").setLevel(logging.ERROR)  # it makes a list once
        import matplotlib.pyplot as plt

        if self.is_chinese:
            importlib.import_module("plainnet.zh").add_font()
        plt.show = lambda *arguments, **settings: _show(sys.stdout)

    def run(self) -> bool:
        """Run what is planned; return whether it came to its end."""
        sys.modules["__main__"] = self.module
        sys.stdin = io.StringIO()  # nobody can be asked
        self._speak()
        return all(map(self._run_unit, self.planned))

    def tell(self, to, view, message) -> None:
        """Give a message of an explorer's JavaScript, as JSON, to its Python.

        ``view`` is the number of an explorer that a cell showed, or the name of a view.
        """

        def send(reply, buffers=(None,)):
            self.answer(to, json.dumps(reply, allow_nan=False), *buffers)

        self._speak()
        if to not in self.explorers:
            from plainnet import explorers  # half a second, which most runs can do without

            if isinstance(view, str):
                self.explorers[to] = explorers.that_answers(view)
            elif view < len(self.shown):
                self.explorers[to] = self.shown[view]
            else:
                return send({"error": self.words["gone"]})
        return self.explorers[to].hear(json.loads(message), send)

    def _speak(self):
        """Let the package speak the notebook's language, whichever of its cells run."""
        if self.is_chinese:
            importlib.import_module("plainnet.zh")

    def _show_explorer(self, explorer):
        """Show an explorer or an answer box below the cell that made it, as Jupyter would."""
        from plainnet.explorers import widget

        explorer.check()
        first = {"spec": explorer.spec, "first": explorer.first(), "cell": len(self.shown)}
        self.shown.append(explorer)
        html = widget.DATA.format(widget.data_json(first))
        scripts = " ".join(self.scripts[name] for name in ("core", explorer.view))
        attributes = f' data-scripts="{scripts}"'
        page = widget.PAGE.format(view=explorer.view, attributes=attributes, html=html)
        self.send("explorer", page)

    def _run_unit(self, index):
        unit = self.notebook.units[index]
        is_chosen = unit.cell == self.cell
        is_last = is_chosen and index == self.planned[-1]
        text = self.texts[unit.cell]
        is_own = text != self.sources[unit.cell]
        linecache.cache[_file(unit)] = len(text), None, text.splitlines(keepends=True), _file(unit)
        names = self.module.__dict__
        names.pop("__warningregistry__", None)  # a warning is shown each time, as in Jupyter
        self._forget_stale(index)
        before = needs.digests(names) if is_own else {}
        send = self.send if is_chosen else _ignore
        output = Output(send, self.words["too_long"], self.sized)
        keys = map(self.notebook.key, reversed(range(index)))
        printing = next(filter(None, map(self.printing.get, keys)), PRINTING)
        np.set_printoptions(**printing)
        kept = _set_by_all()
        began = time.perf_counter()
        error = _execute(unit, names, output, self._show_explorer if is_last else None)
        if isinstance(error, MemoryError):
            self._make_room(error)
        _set_back(kept)
        seconds = time.perf_counter() - began
        output.flush()
        if is_own:
            new = needs.changed(before, needs.digests(names))
            self.learned[text] = sorted({*self.learned.get(text, ()), *new})
        elif (there := self._seconds(unit.cell)) > TELLING and unit.text == text:
            self.measured = self.measured[0] + seconds, self.measured[1] + there
        if error and (is_chosen or is_own or not self.built[unit.cell].get("raises")):
            for name in unit.changes:  # print = 3, for example, ends with its cell
                self.made.pop(name, None)
                names.pop(name, None)
            place = self.words["this_cell" if is_chosen else "cell_above"]
            told = _told(error, place)
            if hint := self._hint(error, told, place):
                self.send("hint", hint)
            text = "".join(told.format()).rstrip()
            self.send("error" if is_chosen else "above", text[-LONGEST:])
            return False
        self.notebook.apply(index, self.made)
        if (after := np.get_printoptions()) != printing:
            self.printing[self.notebook.key(index)] = after
        for name in {*self.learned.get(text, ())} - unit.changes if is_own else ():
            self.made[name] = (*self.made.get(name, ()), self.notebook.key(index))
        return True

    def _hint(self, error, told, place):
        """A sentence on an error; nothing on one outside of cells, such as the end of Python."""
        if isinstance(error, SyntaxError) and error.lineno and not told.stack:
            line, (name, known) = error.lineno, _unread(error)
        elif told.stack or isinstance(error, MemoryError):  # which has no place for a traceback
            line = told.stack[-1].lineno if told.stack else 0
            name, known = _misfit(error, told)
        else:
            return ""
        if name == "name" and self._is_elsewhere(known["name"]):
            name = "name_elsewhere"
        return self.words[name].format(line=line, place=place, **known)

    def _make_room(self, error):
        """Forget all that cells made, before anything else needs memory."""
        traceback.clear_frames(error.__traceback__)
        self.made.clear()
        vars(self.module).clear()
        self.module.__init__("__main__")

    def _is_elsewhere(self, name):
        """Whether only cells below, or exercises, make this name."""
        return any(name in unit.changes for unit in self.notebook.units if unit.cell != self.cell)

    def _forget_stale(self, index):
        """Remove what cells made that are other ones now, so that this unit cannot see it."""
        unit = self.notebook.units[index]
        for name in (unit.reads | unit.changes) & self.made.keys():
            makers = self.notebook.makers(name, index)
            if self.made[name] != tuple(map(self.notebook.key, makers)):
                del self.made[name]
                self.module.__dict__.pop(name, None)

    def _changed(self, index, text):
        return tuple(self.learned.get(text, self.built.get(index, {}).get("changed", ())))

    def _seconds(self, index):
        return self.built.get(index, {}).get("seconds", 0)


class Output(io.TextIOBase):
    """What a run prints, sent as it comes, in pieces; if it is too long, with a word about it."""

    def __init__(self, send, too_long, sized):
        self.send, self.waiting, self.left, self.too_long = send, [], LONGEST, too_long
        self.sized = sized  # the size of figures: `figure_sizes`
        self.since, self.pieces = 0.0, 0

    def write(self, text) -> int:
        """Print a text, unless too much was printed already."""
        if getattr(text, "is_verdict", False):
            self.send("verdict", text[:])  # as a plain text
        if text and self.left > 0:
            self.waiting.append(text[: self.left])
            self.left -= len(text)
            if self.left <= 0:
                self.waiting.append(self.too_long)
        if (now := time.monotonic()) > self.since + EVERY:
            self.since, self.pieces = now, 0
        if self.pieces < AT_ONCE:
            self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what was printed since the last piece."""
        if self.waiting:
            self.send("text", "".join(self.waiting))
            self.pieces += 1
        self.waiting = []


@functools.lru_cache(maxsize=1)
def _notebook(*about):
    return needs.Notebook(*about)


def _packed(text):
    return base64.b64encode(text.encode()).decode()


def _ignore(kind, text):
    pass


def _file(unit):
    return f"<cell {unit.cell}>"


def _execute(unit, names, output, show):
    """Run a unit; return the exception that it raised, if any.

    With ``show``, which shows an explorer, the value of its last line is printed or shown.
    """
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        try:
            tree = needs.parsed("\n" * unit.line + unit.text, _file(unit))
            value = None
            if show and tree.body and isinstance(tree.body[-1], ast.Expr):
                value = ast.Expression(tree.body.pop().value)
            exec(compile(tree, _file(unit), "exec"), names)
            if value is not None:
                value = eval(compile(value, _file(unit), "eval"), names)
            if _is_explorer(value):
                output.flush()
                show(value)
            elif value is not None:
                print(repr(value))
            _show(output)
        except BaseException as error:
            return error


def _set_by_all():
    """What is set on the modules and classes that all cells share, before one of them runs."""
    modules = [module for name, module in list(sys.modules.items()) if KEPT.fullmatch(name)]
    values = (value for module in modules for value in list(vars(module).values()))
    classes = [each for each in values if isinstance(each, type)]
    own = [each for each in classes if each.__module__.startswith("plainnet.")]
    return [(place, dict(vars(place))) for place in (*modules, *own)]


def _set_back(kept):
    """Undo what a cell set or deleted there, so that no other cell sees it; what is new stays."""
    for place, before in kept:
        now = vars(place)
        for name in [name for name in before if now.get(name, kept) is not before[name]]:
            setattr(place, name, before[name])


def _is_explorer(value):
    """Whether a value is an explorer or an answer box; most runs import none of them."""
    module = str(type(value).__module__)
    return module.startswith("plainnet.explorers") and hasattr(value, "view")


def _show(output):
    """Send the figures that are open, through the `Output` of a run, and close them."""
    if plt := sys.modules.get("matplotlib.pyplot"):
        for number in plt.get_fignums():
            output.flush()
            with output.sized(figure := plt.figure(number)):
                figure.savefig(data := io.StringIO(), format="svg", bbox_inches="tight")
            light = data.getvalue()
            dark = in_the_dark(light) or ""
            output.send("figure", " ".join(map(_packed, (light, dark))))
        plt.close("all")


def _told(error, place):
    """The traceback of an exception, with the lines of cells only.

    It has the text of an exception also if that cannot be printed; without Pyodide's advice to
    install a module, which a page cannot.
    """
    if isinstance(error, ImportError) and isinstance(error.msg, str):
        error.msg = error.msg.partition("\n")[0]
    part = told = traceback.TracebackException.from_exception(error)
    while part:  # an error, and those during which it came
        frames = [frame for frame in part.stack if frame.filename.startswith("<cell ")]
        for frame in frames:
            frame.filename = place
        part.stack[:] = frames
        part.filename = place  # of a syntax error
        part = part.__cause__ or part.__context__
    return told


def _unread(error):
    """The name of the sentence on a `SyntaxError`, and what it tells of it."""
    if (found := INVALID.match(error.msg)) and (sign := chr(int(found[1], 16))) in PLAIN:
        return "sign", {"sign": f"'{sign}'", "code": f"U+{found[1]}", "right": repr(PLAIN[sign])}
    if error.msg == needs.TOO_DEEP:
        return "deep", {}
    if (error.text or "").lstrip()[:1] in ("!", "%"):
        return "magic", {}
    if PROMPT.match(error.text or ""):
        return "prompt", {}
    if "outside" in error.msg:
        return "outside", {}
    return "indentation" if isinstance(error, IndentationError) else "syntax", {}


def _misfit(error, told):
    """The name of the sentence on an error of a line that ran, and what it tells of it."""
    if type(error) is NameError and error.name == "In":  # In [1]: a = 1
        return "prompt", {}
    if type(error) is NameError and error.name:
        return "name", {"name": error.name}
    text = f"{type(error).__name__}: {told}"
    found = ((name, re.match(pattern, text)) for name, pattern in MISFITS.items())
    return next(((name, it.groupdict()) for name, it in found if it), ("error", {}))
