"""Running the cells of a page, here in the process of the tests instead of in the page."""

import base64
import json
import re
import subprocess
import sys
import warnings
from itertools import count, groupby
from string import Formatter

import matplotlib.pyplot as plt
import pytest
from each import each

from plainnet import explorers
from plainnet.explorers import javascript
from plainnet_book.dark import in_the_dark
from plainnet_book.page_python import session
from plainnet_book.page_python.session import Session
from plainnet_book.page_python.words import SAID
from plainnet_book.pictures import size


class Page:
    """A page with code cells, and what a reader sees of them."""

    def __init__(self, *sources, built=(), exercises=(), is_narrow=False):
        self.sent, self.answers = [], []
        cells = [{"cell_type": "code", "source": [source]} for source in sources]
        for index in exercises:
            cells[index]["metadata"] = {"tags": ["exercise"]}
        about = {"notebook": {"cells": cells}, "built": {i: {} for i in range(len(cells))}}
        about["isNarrow"] = is_narrow
        about["scripts"] = {name: f"_static/{name}.js" for name in javascript.scripts()}
        for index, known in dict(built).items():
            about["built"][index] = known
        send, answer = (lambda *one: self.sent.append(one)), (lambda *one: self.answers.append(one))
        self.session = Session(json.dumps(about), send, answer)

    def plan(self, cell, texts=()):
        return self.session.plan(cell, json.dumps(dict(texts)))

    def run(self, cell, texts=()):
        """What running a cell sends, each kind joined, with whether it ended well."""
        self.sent.clear()
        self.plan(cell, texts)
        good = self.session.run()
        kinds = dict.fromkeys(kind for kind, _ in self.sent)
        return good, {kind: "".join(t for k, t in self.sent if k == kind) for kind in kinds}

    def ask(self, to, view, **message):
        """What an explorer answers."""
        self.session.tell(to, view, json.dumps(message))
        ((there, text, _),) = self.answers
        self.answers.clear()
        assert there == to
        return json.loads(text)

    def text(self, cell, texts=()):
        """The text that a cell prints."""
        good, sent = self.run(cell, texts)
        assert good, sent
        return sent.get("text", "")

    def kinds(self):
        """The kinds of what was sent, in order; pieces of text count as one."""
        return [kind for kind, _ in groupby(self.sent, lambda piece: piece[0])]

    def figures(self):
        """The light and the dark SVG of each figure."""
        both = [text.split(" ") for kind, text in self.sent if kind == "figure"]
        return [[base64.b64decode(svg).decode() for svg in svgs] for svgs in both]

    def error(self, cell, texts=(), kind="error"):
        """The lines of the error with which a cell ends."""
        good, sent = self.run(cell, texts)
        assert not good
        return sent[kind].splitlines()


@pytest.fixture(autouse=True)
def _main_stays(monkeypatch):
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


# What a cell shows.
NONE = "None", "a = 1", "print('', end='')", "1;\na = 2", ""
PICKLED = "import pickle\npickle.loads(pickle.dumps(A)) is A, __name__"
SHOWN = {
    "text and the value of its last expression": (("print(1)\n2\n6 * 7",), "1\n42\n"),
    "what goes to stderr": (
        ("print('a', end='')\nimport sys\nprint('b', file=sys.stderr)",),
        "ab\n",
    ),
    **{f"nothing of {source}": ((source,), "") for source in NONE},
    "nothing of another cell": (("print('above')\na = 1", "a + 1"), "2\n"),
    "cells as one module": (("class A:\n    pass", PICKLED), "(True, '__main__')\n"),
}


@each(("cells", "shown"), SHOWN.values(), ids=SHOWN)
def test_a_cell_shows(cells, shown):
    assert Page(*cells).text(len(cells) - 1) == shown


def test_numpy_prints_as_the_cells_above_ask_and_not_those_that_were_taken_back():
    page = Page("import numpy as np\nx = np.array([1 / 3])", "y = 1", "print(x)", "print(x)")
    edit = {1: "np.set_printoptions(precision=1)"}
    assert page.text(1, edit) == "" and page.text(2, edit) == "[0.3]\n"
    assert page.text(3) == page.text(2) == "[0.33333333]\n"
    assert page.text(3, {3: f"{edit[1]}\nprint(x)"}) == "[0.3]\n"
    assert page.text(2) == "[0.33333333]\n"


def test_a_cell_runs_again_from_what_stands_above_it():
    page = Page("a = [1]", "a.append(2)\na", built={1: {"changed": ["a"]}})
    assert [page.text(1) for _ in range(3)] == ["[1, 2]\n"] * 3


# Errors.
CALLS = "def f():\n    return 1 / 0", "import json\njson.loads(str(f()))"
CALLED = ("2", "<module>", "json.loads(str(f()))"), ("2", "f", "return 1 / 0")
MISSING = "import json\n\nimport no_such_module"
UNTOLD = "class Untold(Exception):\n    def __str__(self):\n        return 1 / 0\n\nraise Untold"
FOLDED = f"{session.FOLDED}a = 1\nb"
TOLD = {  # cells, what the last one says now; lines of the traceback, and how it ends
    "no lines of other cells": (CALLS, None, CALLED, "ZeroDivisionError: division by zero"),
    "no line of a library": (
        *(["import json\n\njson.loads('{')"], None),
        *([("3", "<module>", "json.loads('{')")], "json.decoder.JSONDecodeError: "),
    ),
    "a syntax error": (["a"], "a = 1\nb = (2", [("2", "", "b = (2")], "SyntaxError: "),
    "lines of a cell cut in pieces": (
        *([MISSING], None, [("3", "<module>", "import no_such_module")], "ModuleNotFoundError: "),
    ),
    "an exception during another": (
        *(["try:\n    a\nexcept NameError:\n    1 / 0"], None),
        *([("2", "<module>", "a"), ("4", "<module>", "1 / 0")], "ZeroDivisionError: "),
    ),
    "an exception without words": (
        *([UNTOLD], None, [("5", "<module>", "raise Untold")], "Untold: <exception str() failed>"),
    ),
    "no advice of Pyodide": (
        *([MISSING], "raise ImportError('no\\ninstall it')"),
        *([("1", "<module>", "raise ImportError('no\\ninstall it')")], "ImportError: no"),
    ),
    "no line that folds a cell": ([FOLDED], None, [("2", "<module>", "b")], "NameError: "),
}


@each(("cells", "edit", "places", "end"), TOLD.values(), ids=TOLD)
def test_an_error_tells(cells, edit, places, end):
    last = len(cells) - 1
    *lines, told = Page(*cells).error(last, {last: edit} if edit else {})
    assert edit or lines[0] == "Traceback (most recent call last):"
    files = re.findall(r'File "(.*?)", line (\d+)(?:, in (\S+))?\n +(.*)', "\n".join(lines))
    assert files == [("this cell", *place) for place in places] and told.startswith(end)


SIGNS = {"max（1, 2)": ("（", "'('"), "“a”": ("“", "'\"'"), "1。5": ("。", "'.'")}
SIGNS |= {"a²": ("²", "'**2'"), "2 − 1": ("−", "'-'"), "1\u00a0+ 2": ("\u00a0", "' '")}


@each(("code", "sign", "right"), [(code, *signs) for code, signs in SIGNS.items()])
def test_a_sign_of_a_chinese_keyboard_is_named_with_the_one_that_python_needs(code, sign, right):
    _, sent = Page("a = 1").run(0, {0: f"a = 1\nb = {code}"})
    assert sent["error"].splitlines()[-1].startswith("SyntaxError: invalid ")
    where = f"Line 2 of this cell has the sign '{sign}' (U+{ord(sign):04X})"
    assert sent["hint"] == f"{where}; Python needs {right}."


ARRAYS = "import numpy as np\nfrom plainnet import train\nA = np.ones((4, 3))\n"
SENTENCES = {  # the third line of a cell below `ARRAYS`, and what its sentence says
    "b = (2": "Python cannot read line 3 of this cell: look where ^ stands",
    "a = 1 € 2": "Python cannot read line 3",
    "  a = 3": "Line 3 of this cell begins in the wrong column",
    "mistyped": "uses the name mistyped, which no line before it has made",
    "below": "uses the name below, which is made only further below or in another exercise",
    "tried": "uses the name tried, which is made only further below or in another exercise",
    "A + np.ones(2)": "the shapes (4,3) (2,) do not fit",
    "A @ A": "the last length of the left array is 3, the first of the right one 4",
    "A @ np.ones(2)": "the last length of the left array is 3, the first of the right one 2",
    "A.reshape(5, 2)": "12 numbers do not fill the shape (5,2)",
    "train(1, A, A, learning_rate=1, epochs=1)": "In line 3 of this cell, nn does not fit: ",
    "a(3)": "Line 3 of this cell calls an object of the type int",
    "input()": "waits for something to be typed, which a page cannot do",
    'raise RuntimeError("can\'t start new thread")': "starts something that runs beside it",
    "raise OSError('emscripten does not support processes.')": "starts something that runs",
    "import _multiprocessing_": "starts something that runs beside it",
    "import no_module.part": "needs the module no_module, which Python in a page does",
    "import urllib.request as u; u.urlopen('far:a')": "asks for something from the internet",
    "raise BlockingIOError(26, 'Operation in progress')": "asks for something from the internet",
    "!pip install scipy": "is for Jupyter, as are all that begin with ! or %: leave it out here",
    ">>> a = 1": "Line 3 of this cell begins with what Python shows before a line",
    "In [4]: a = 1": "begins with what Python shows before a line",
    "return 1": "has a word that belongs into a function",
    "await a": "has a word that belongs into a function",
    "%matplotlib inline": "Line 3 of this cell is for Jupyter",
    "exit()": "Line 3 of this cell stopped with an error",
    "raise RuntimeError('Cannot stack switch')": "starts something that runs beside it",
    "b = " + "1 + " * 30_000 + "1": "Line 3 of this cell has thousands of signs in one expression",
    "eval('（1）')": "Line 3 of this cell stopped with an error",
    "[][1]": "Line 3 of this cell stopped with an error, and the last line below says why.",
}


@each(("code", "words"), SENTENCES.items())
def test_a_sentence_stands_above_an_error(code, words):
    page = Page(ARRAYS, "0", "below = 1", "tried = 1", exercises=[3])
    good, sent = page.run(1, {1: f"a = 1\n\n{code}"})
    assert not good and words in sent["hint"] and list(sent) == ["hint", "error"]


def test_the_sentence_on_an_error_above_says_that_it_is_above():
    _, sent = Page("a = 1", "a + 1").run(1, {0: "a = b"})
    assert sent["hint"].startswith("Line 1 of a cell above uses the name b")


def test_sentences_are_the_same_in_both_languages():
    english, chinese = ({k: fields(v) for k, v in words.items()} for words in SAID.values())
    assert english == chinese


def fields(text):
    return {name for _, name, *_ in Formatter().parse(text) if name}


ALONE_IN_CHINESE = """
import json
from plainnet_book.page_python.session import Session

cells = [{"cell_type": "code", "source": [text]} for text in ("import plainnet.zh", "a = 1")]
page = json.dumps({"notebook": {"cells": cells}, "built": {"0": {}, "1": {}}})
session = Session(page, lambda kind, text: print(text))
session.plan(1, json.dumps({"1": "a = 1\\nprint（a）"}))
session.run()
"""


def test_a_chinese_page_names_such_a_sign_in_chinese():
    """In another process: the language of this one stays English."""
    command = [sys.executable, "-X", "utf8", "-c", ALONE_IN_CHINESE]
    run = subprocess.run(command, capture_output=True, encoding="utf8", check=True)
    first, *_ = run.stdout.splitlines()
    assert first == "这个单元格的第 2 行用了符号 '（'（U+FF08），Python 只认 '('。"


def test_an_error_above_ends_the_run_and_says_where_it_is():
    page = Page("a = 1", "a + 1")
    lines = page.error(1, {0: "a = 1 / 0"}, kind="above")
    assert lines[1].strip() == 'File "a cell above", line 1, in <module>'
    assert page.error(1, {0: "a = ("}, kind="above")[-1].startswith("SyntaxError")
    assert page.text(1, {0: "a = 5"}) == "6\n"


def test_a_cell_that_failed_runs_again():
    page = Page("print(a)\na = 1", "a = 3")
    assert [page.error(0)[-1] for _ in range(2)] == ["NameError: name 'a' is not defined"] * 2


def test_what_a_cell_that_failed_made_is_gone():
    page = Page("print(1)")
    assert page.error(0, {0: "print = 3\nprint(1)"})[-1].startswith("TypeError: 'int'")
    assert page.text(0) == "1\n"


RAISES = "a = [1]\n1 / 0", "a"


def test_names_that_a_cell_took_away_come_back_once_it_is_another_one():
    page = Page("size = 3", "kept = 1", "print(size)")
    forgets = {1: "for name in list(globals()):\n    del globals()[name]"}
    assert page.text(2) == "3\n"
    page.run(1, forgets)
    assert page.text(2) == "3\n"


def test_a_full_memory_is_told_and_emptied_and_cells_run_again(monkeypatch):
    page = Page("a = [1]", "a.append(2)\nb = a", "a", built={1: {"changed": ["a"]}})
    _, sent = page.run(1, {1: "a.append(3)\nraise MemoryError"})
    assert sent["hint"].startswith("The memory of the page was not enough for this cell")
    assert not {"a", "b"} & {*vars(page.session.module)}
    assert page.text(2) == "[1, 2]\n"
    monkeypatch.setattr(session, "_execute", lambda *_: MemoryError())  # without a place
    assert page.run(0)[1] == {"hint": sent["hint"], "error": "MemoryError"}


PATCHES = (
    *("np.mean = np.sum", "del np.mean", "np.linalg.norm = 3", "import math; math.exp = len"),
    *("import builtins; builtins.abs = len", "plainnet.datasets.xor = len"),
    "plainnet.NeuralNetwork.forward = len",
)


@each("patch", PATCHES)
def test_what_a_cell_sets_on_modules_and_their_classes_ends_with_it(patch):
    used = "import math\nnp.mean([3]), np.linalg.norm([4.0]), math.exp(0), abs(-1), "
    used += "plainnet.datasets.xor()[1].sum(), plainnet.NeuralNetwork(1, 1).forward([[1.0]])[0]"
    page = Page("import numpy as np\nimport plainnet", "1", used)
    before = page.text(2).partition("array")[0]
    page.run(1, {1: patch})
    assert page.text(2).partition("array")[0] == before


# Verdicts of exercises.
CHECKS = "from plainnet.exercises import Planted, check_numbers\n"
TWICE = "your answer is 2 times too large"
JUDGED = {  # lines of an exercise, and what of it is sent as verdicts
    "print('Right.', 'Not yet')": "",
    "print('Not yet there', check_numbers(1, 1), sep='\\n')": "Right.",
    "print(check_numbers(2, 1), 'Right')": f"Not yet: I don't recognise this one; {TWICE}.",
    "print(str(check_numbers(1, 1)))": "Right.",
    "check_numbers(1, 1)": "Right.",
    "print(check_numbers(..., 1))": "Not answered yet.",
    "check_numbers(1, 1)\nprint('Right.')": "",
}


@each(("lines", "verdict"), JUDGED.items())
def test_a_verdict_is_what_a_check_returned_and_nothing_else_that_is_printed(lines, verdict):
    _, sent = Page("0").run(0, {0: CHECKS + lines})
    assert sent.get("verdict", "") == verdict and verdict in sent["text"]


def test_a_cell_that_raised_when_the_book_was_built_may_raise_again():
    page = Page(*RAISES, built={0: {"changed": ["a"], "raises": True}})
    assert page.text(1) == "[1]\n"
    assert page.error(0)[-1].startswith("ZeroDivisionError")  # chosen, it shows its error
    assert page.error(1, {0: "a = [1]\n2 / 0"}, kind="above")  # the reader's own error counts
    assert Page(*RAISES).error(1, kind="above")


ENDS = ["exit()", "import sys\nsys.exit(3)", "raise KeyboardInterrupt", UNTOLD]
ENDS += ["globals()[3] = print = 4\nprint()", "-" * 30_000 + "1", "raise OSError('a' * 200_000)"]
ENDS += ["class Untold:\n    __class__ = property(exec)\n    __repr__ = exec\nb = Untold()\nb"]


@each("end", ENDS)
def test_what_would_end_python_ends_the_cell(end):
    page = Page("a = 1", "a")
    good, sent = page.run(0, {0: end})
    assert not good and len(sent["error"]) <= session.LONGEST
    assert page.text(1) == "1\n"


def test_a_warning_is_shown_each_time():
    page = Page("import warnings\nwarnings.warn('careful')")
    with warnings.catch_warnings(record=True, action="default") as shown:
        page.run(0)
        page.run(0)
    assert [str(warning.message) for warning in shown] == ["careful"] * 2


# Much text, and slow text.
def test_a_run_prints_no_more_than_a_page_can_show(monkeypatch):
    monkeypatch.setattr(session, "LONGEST", 25)
    text = Page("for number in range(100):\n    print(number, 'times')").text(0)
    assert text == "0 times\n1 times\n2 times\n3" + SAID["en"]["too_long"]
    assert session.LONGEST < 1_000_000


def test_text_comes_in_pieces_in_time(monkeypatch):
    clock = count(10, session.EVERY / 2.5)
    monkeypatch.setattr(session.time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(session, "AT_ONCE", 1)
    page = Page("for number in range(6):\n    print(number, end='')")
    assert page.text(0) == "012345"
    assert 1 < len(page.sent) < 6


def test_text_printed_before_a_figure_is_sent_before_it():
    page = Page("import matplotlib.pyplot as plt", "print(1)\n_ = plt.figure()\nplt.gca()")
    page.run(1)
    assert page.kinds() == ["text", "figure"]


# Figures.
DRAW = "import matplotlib.pyplot as plt", "print('a')\nplt.plot([1, 2])\nplt.show()\nprint('b')"


@pytest.fixture
def drawn(monkeypatch):
    monkeypatch.setattr(plt, "show", plt.show)  # restored at the end
    page = Page(*DRAW)
    page.session.draw()
    return page


@pytest.mark.parametrize(("is_narrow", "inches"), [(False, 6.7), (True, 4)])
def test_a_figure_is_as_wide_as_the_text_or_the_phone(is_narrow, inches):
    draw = 'import matplotlib.pyplot as plt\nplt.style.use("plainnet.book")\nplt.plot([1, 2])'
    page = Page(draw, is_narrow=is_narrow)
    with plt.rc_context():
        page.run(0)
    ((light, _),) = page.figures()
    assert abs(size(light)[0] - 96 * inches) < 20


def test_a_figure_is_drawn_where_it_is_shown_as_an_svg(drawn):
    drawn.run(1)
    assert drawn.kinds() == ["text", "figure", "text"]
    (light, _), *others = drawn.figures()
    assert "<svg" in light and not others
    assert not plt.get_fignums()


@pytest.mark.parametrize(("colour", "is_dark"), [("black", True), ("#123456", False)])
def test_a_figure_in_the_colours_of_the_book_has_a_version_for_the_dark(drawn, colour, is_dark):
    drawn.run(1, {1: f"plt.plot([1, 2], color={colour!r})"})
    ((light, dark),) = drawn.figures()
    assert dark == (in_the_dark(light) or "") and bool(dark) == is_dark


def test_a_cell_says_whether_it_draws():
    page = Page(*DRAW, "a = 1")
    assert [page.plan(cell)[0] for cell in range(3)] == [True, True, False]


# How long it takes.
def test_the_seconds_of_a_plan_are_those_of_all_its_cells():
    built = {0: {"seconds": 2.0}, 1: {"seconds": 3.0}, 2: {"seconds": 7.0}}
    page = Page("a = 1", "b = a", "c = 1", built=built)
    assert page.plan(1)[1] == 5.0 * session.SLOWER
    assert page.plan(2)[1] == 7.0 * session.SLOWER


def test_a_page_learns_how_slow_python_is_here(monkeypatch):
    clock = count(0, 3.0)  # each cell takes 3 s
    monkeypatch.setattr(session.time, "perf_counter", lambda: next(clock))
    short, long = session.TELLING / 2, 1.5
    page = Page("a = 1", "b = 1", built={0: {"seconds": long}, 1: {"seconds": short}})
    page.run(1)  # too short to tell
    assert page.plan(0)[1] == long * session.SLOWER
    page.run(0, {0: "a = 2"})  # another cell than the one that took 1.5 s
    assert page.plan(0)[1] == long * session.SLOWER
    page.run(0)
    assert page.plan(0)[1] == long * 2


# What the reader writes.
APPENDED = {1: "for each in [a]:\n    each.append(2)"}
READS_SOURCE = "def f():\n    return 1", "import inspect\nprint(inspect.getsource(f))"
OWN = {0: "# mine\ndef f():\n    return 2"}
EDITED = {  # cells; then which runs, with which edits, and what it prints
    "an edited cell": (
        ("a = 1", "a + 1"),
        [(1, {}, "2\n"), (1, {0: "a = 10"}, "11\n"), (1, {}, "2\n")],
    ),
    "a change that an edited cell makes": (
        ("a = [1]", "0", "a", "b = a"),
        [
            *((2, {}, "[1]\n"), (1, APPENDED, ""), *[(2, APPENDED, "[1, 2]\n")] * 2),
            *((1, APPENDED, ""), (2, APPENDED, "[1, 2]\n"), (2, {}, "[1]\n")),
        ],
    ),
    "the source of a function, as its cell says it now": (
        READS_SOURCE,
        [(1, {}, "def f():\n    return 1\n"), (1, OWN, "def f():\n    return 2\n")],
    ),
}


@each(("cells", "runs"), EDITED.values(), ids=EDITED)
def test_later_cells_see(cells, runs):
    page = Page(*cells)
    assert [page.text(*run) for *run, _ in runs] == [shown for *_, shown in runs]


def test_what_a_reader_tries_in_an_exercise_changes_no_other_result():
    cells = "rules, x = {}, 0", "rules['a'] = x = 1", "rules['b'] = 2", "(rules, x)"
    page = Page(*cells, exercises=[1])
    for tried in ({}, {1: "rules.update(a=3, b=4); x = 5"}, {1: "x = rules['b'] = 4; undefined"}):
        good, _ = page.run(1, tried)
        assert good == ("undefined" not in tried.get(1, ""))
        assert page.text(3, tried) == "({'a': 1, 'b': 2}, 1)\n"
    assert page.text(1, {1: "print(rules, x)"}) == "{} 0\n"


# Explorers.
def test_an_explorer_in_a_cell_is_shown_below_what_the_cell_prints():
    page = Page("from plainnet.explorers import DescentLine\nprint('<a>')\nDescentLine()")
    good, sent = page.run(0)
    assert good and sent["text"] == "<a>\n" and page.kinds() == ["text", "explorer"]
    html = sent["explorer"]
    assert 'data-view="descent_line" data-scripts="_static/core.js _static/descent_line.js"' in html
    given = json.loads(re.search(r"<script[^>]*>(.*)</script>", html, re.DOTALL)[1])
    assert given["cell"] == 0 and given["spec"]["view"] == "descent_line"
    assert given["first"]["position"] == explorers.ALL["descent_line"]().position


OWN_NETWORK = """
from plainnet import NeuralNetwork, datasets
from plainnet.explorers import Playground
X, y = datasets.xor()
nn = NeuralNetwork(2, 3, 1)
Playground(nn, X, y, learning_rate=0.5)
"""


def test_a_network_of_a_cell_is_asked_by_its_number_until_python_is_stopped():
    page = Page(OWN_NETWORK)
    good, _ = page.run(0)
    page.session.tell(3, 0, json.dumps({"do": "rate", "value": 0.1}))
    changed, shown = (json.loads(text) for _, text, _ in page.answers)
    assert good and changed["changed"]["rate"] == 0.1 and shown["frame"]["epoch"] == 0
    assert page.session.shown[0].learning_rate == 0.1
    assert page.session.shown[0].own is page.session.module.nn
    assert Page(OWN_NETWORK).ask(3, 0, do="go") == {"error": SAID["en"]["gone"]}


def test_an_explorer_answers_with_the_frame_of_jupyter():
    page, explorer, position = Page("a = 1"), explorers.ALL["descent_line"](), [8, 0, 0]
    for own in ({}, {"learning_rate": "0,937"}, {"start": 3}):
        found = page.ask(4, "descent_line", position=position, own=own)
        assert found == explorer.answer(position, own)
    page.session.explorers[4].compute = lambda **_: {"loss": float("nan")}  # no JSON
    found = page.ask(4, "descent_line", position=position, own={})
    assert found["error"].startswith("Python could not go on (ValueError: Out of range float")


def test_each_questioner_has_an_explorer_of_its_own():
    page = Page("a = 1")
    for to, view in ((0, "graph"), (1, "graph"), (2, "descent_line"), (0, "graph")):
        page.ask(to, view, position=explorers.ALL[view]().position, own={})
    shown = [type(each).view for each in page.session.explorers.values()]
    assert shown == ["graph", "graph", "descent_line"]
