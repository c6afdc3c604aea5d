"""What a cell needs: small notebooks, and which of their cells run before one of them."""

import contextlib
import io
import sys
import types

import matplotlib.figure
import numpy as np
from each import each
from hypothesis import example, given
from hypothesis import strategies as st

from plainnet_book.page_python import needs
from plainnet_book.page_python.needs import Notebook, changed, digests, units


def notebook(*sources, changes=(), originals=None):
    """A notebook; ``changes`` has names that a cell changed in a way that its source hides."""
    names = [dict(changes).get(cell, ()) for cell in range(len(sources))]
    return Notebook(sources, names, originals)


def ran(book, cell, made=()):
    """The texts of what runs for a cell."""
    return [book.units[index].text for index in book.plan(cell, made)]


F, G, OTHER_G = "def f():\n    return g()", "def g():\n    return 1", "def g():\n    return 2"
AGAIN = "def f(n):\n    return n and f(n - 1)"
READS = "def f():\n    return n\n\nn = f() + 1"
SEEDED = "import numpy as np\nrng = np.random.default_rng(0)\nx = rng.normal()"
BRANCH, BRANCHES = (f"if b:\n    a = 2\n{b}else:\n    a += 1" for b in ("", "elif a:\n    a = 3\n"))
C = "@d\nclass C(A):\n    z = b\n\n    def f(self):\n        return m"
OF_C = "A = object", "d = int", "b = 1", "m = 2", "z = 3", C
TENSOR = "class Tensor:\n    pass", "def f(self):\n    return 1", "Tensor.backward = f"
PLANS = {  # cells, and the places of those that run for the last of these places
    "what makes the names": (("a = 1", "b = a + 1", "c = 5", "d = b", "print(b)"), [0, 1, 4]),
    "imports that need one another": ((SEEDED, "np.pi"), [0, 1]),
    "what binds a name last": (("a = 1", "a = 2", "print(a)"), [1, 2]),
    "what it is bound from": (("a = 1", "a = a + 1", "print(a)"), [0, 1, 2]),
    "what it is changed from": (("a = 1", "a += 1", "print(a)"), [0, 1, 2]),
    "what may bind in if": (("a = 1", "b = 0", "if b:\n    a = 2", "print(a)"), [0, 1, 2, 3]),
    "in for": (("a = 1", "for a in []:\n    pass", "print(a)"), [0, 1, 2]),
    "in while": (("a = 1", "b = 0", "while b:\n    a = 2", "print(a)"), [0, 1, 2, 3]),
    "in try": (("a = 1", "try:\n    a = 2\nfinally: 0", "print(a)"), [0, 1, 2]),
    "what another branch binds": (("a = 1", "b = 0", BRANCH, "print(a)"), [0, 1, 2, 3]),
    "what other branches bind": (("a = 1", "b = 0", BRANCHES, "print(a)"), [0, 1, 2, 3]),
    "the branch itself": (("a = 1", "b = 0", BRANCH), [0, 1, 2]),
    "the branches themselves": (("a = 1", "b = 0", BRANCHES), [0, 1, 2]),
    "what deletes a name": (("a = 1", "del a", "print(a)"), [0, 1, 2]),
    "a name to delete": (("a = 1", "del a"), [0, 1]),
    "nothing that is bound below": (("print(a)", "a = 1"), [0]),
    "what a function calls": ((F, G, "f()"), [0, 1, 2]),
    "what it calls when it is called": ((G, F, OTHER_G, "f()"), [0, 1, 2, 3]),
    "what it calls, not what comes below": ((G, F, "f()", OTHER_G), [0, 1, 2]),
    "no other function of its name": ((F, AGAIN, "f(3)"), [1, 2]),
    "nothing that its cell defines": ((G, f"{F}\n\n{G}", "f()"), [1, 2]),
    "what a function reads before its cell binds it": (("n = 1", READS, "print(n)"), [0, 1, 2]),
    "no arguments and variables": (("x = 1", "y = 2", "def f(x):\n    y = x\n    return y"), [2]),
    "all that a class reads": (OF_C, [0, 1, 2, 3, 5]),
    "the class itself": ((*OF_C, "C.z"), [0, 1, 2, 3, 5, 6]),
    "a method set on a class": ((*TENSOR, "Tensor().backward()"), [0, 1, 2, 3]),
    "no method set on it below": ((*TENSOR, "x = Tensor()"), [0]),
    **{
        f"what binds in {value}": (("a = [1]", "b = [0]", f"a = {value}", "print(a)"), [0, 1, 2, 3])
        for value in ("sum(a[i] for i in b)", "[a[i] for i in b]", "(lambda: [a, b])()")
    },
    **{
        f"no variable of {value}": (("i = 1", "a = [1]", value), [1, 2])
        for value in ("[i for i in a]", "{i: 1 for i in a}", "sum(i for i in a)")
    },
    **{
        f"not {value}, whose variable is its own": (("i = 1", "a = [1]", value, "print(i)"), [0, 3])
        for value in ("[i for i in a]", "{i: 1 for i in a}", "sum(i for i in a)")
    },
    **{
        f"what changes by {change}": (
            ("a = make()", "f = 1", change, "print(a)"),
            [0, 1, 2, 3],
        )
        for change in ("a.b = f", "a[0] = f", "a.b.c += f", "a.b[f].c = f")
    },
    "all that a module has": (("sqrt = 1", "from math import *", "print(sqrt)"), [1, 2]),
    "no module that is not there": (("from no_such import *", "a = 1", "print(a)"), [1, 2]),
    "what deletes an attribute": (("a = make()", "f = 1", "del a.b", "print(a)"), [0, 2, 3]),
}


@each(("cells", "plan"), PLANS.values(), ids=PLANS)
def test_before_a_cell_runs(cells, plan):
    assert ran(notebook(*cells), plan[-1]) == [cells[place] for place in plan]


IMPORTS = "import numpy as np, math\nimport matplotlib.pyplot as plt\nfrom a import b, c as d\n"
SETTING = "plt.style.use('plainnet.book')"


@each(
    ("cell", "last", "runs"),
    [
        (IMPORTS, "print(np.pi)", ["import numpy as np"]),
        (IMPORTS, "print(math.pi)", ["import math"]),
        (IMPORTS, "print(b, d)", ["from a import b", "from a import c as d"]),
        (IMPORTS, "print(c)", []),
        (IMPORTS + SETTING, "plt.show()", ["import matplotlib.pyplot as plt", SETTING]),
        (IMPORTS + SETTING, "np.pi", ["import numpy as np"]),
        *((text, "rng", text.splitlines()) for text in [SEEDED.rpartition("\n")[0]]),
    ],
)
def test_of_a_cell_with_imports_only_what_is_read_and_the_settings_of_it_run(cell, last, runs):
    assert ran(notebook(cell, last), 1) == [*runs, last]


def test_each_piece_of_a_cell_knows_its_line():
    pieces = units(0, "\nimport a, b\n\nx = 3\nfrom . import c")
    assert [(piece.line, piece.text) for piece in pieces] == [
        *((1, "import a"), (1, "import b"), (3, "x = 3"), (4, "from . import c"))
    ]


# Changes of objects.
@each("call", ["net.train(x)", "loss = net.train(x)", "train(net.layers, x)"])
def test_a_change_by_a_method_or_beside_a_result_counts(call):
    cells = "x = 1", "net = make()", call, "print(net)"
    assert ran(notebook(*cells, changes={2: ["net"]}), 3) == [*cells]


def recorded(*sources):
    """The notebook of cells that are executed here, with what each of them changed."""
    names, before, changes = {}, {}, []
    for source in sources:
        with contextlib.redirect_stdout(io.StringIO()):
            exec(source, names)
        after = digests(names)
        changes.append(changed(before, after))
        before = after
    return Notebook(sources, changes)


TRAIN = "def train(net):\n    net.append(1)"
NET = TRAIN, "net = []", "train(net)", "print(net)", "train(net)", "print(net)"
DRAWS = "rng = random.Random(0)", "rng.random()", "a = 1", "print(rng.random())"
SEEN = {
    "a change": (NET, [0, 1, 2, 3]),
    "each change": (NET, [0, 1, 2, 4, 5]),
    "no change below": (NET, [1]),
    "a change by another name": (("a = [1]", "b = a", "b.append(2)", "print(a)"), [0, 1, 2, 3]),
    "a change of a part": (
        ("a = [1]", "b = a", "c = [b]", "c[0].append(2)", "print(a)"),
        [0, 1, 2, 3, 4],
    ),
    "each use of a generator": (("import random", *DRAWS), [0, 1, 2, 4]),
    "the uses of a generator above": (("import random", *DRAWS), [0, 1, 2]),
}


@each(("cells", "plan"), SEEN.values(), ids=SEEN)
def test_what_changed_when_cells_were_executed_is_needed(cells, plan):
    assert ran(recorded(*cells), plan[-1]) == [cells[place] for place in plan]


# What is there already.
def made_by(book, *cells):
    """What there is after these cells have run, one after the other."""
    made = {}
    for cell in cells:
        for index in book.plan(cell, made):
            book.apply(index, made)
    return made


CELLS = "a = [1]", "b = [2]", "a.append(3)", "print(a)", "print(b)"


@each(
    ("there", "plan"),
    [
        (3, [3]),
        (3, [1, 4]),
        (2, [0, 2]),  # a cell that changes its inputs makes them anew
        (3, [0]),
    ],
)
def test_what_is_there_does_not_run_again(there, plan):
    book = recorded(*CELLS)
    assert ran(book, plan[-1], made_by(book, there)) == [CELLS[place] for place in plan]


def test_an_edited_cell_makes_what_needs_it_run_again_and_nothing_else():
    book = recorded(*CELLS)
    made = made_by(book, 3, 4)
    edited = Notebook(("a = [7]", *CELLS[1:]), [(), (), ["a"], (), ()])
    assert ran(edited, 3, made) == ["a = [7]", "a.append(3)", "print(a)"]
    assert ran(edited, 4, made) == ["print(b)"]


def test_a_cell_that_is_no_python_still_makes_the_names_that_it_made():
    cells = "a = (", "b = 2", "print(a)"
    book = notebook(*cells, originals=("a = 1", "b = 2", "print(a)"))
    assert ran(book, 2) == ["a = (", "print(a)"]
    assert ran(book, 1) == ["b = 2"]


@each("empty", ["", "# only a comment", "   "])
def test_a_cell_without_statements_runs_as_one_piece(empty):
    assert [unit.text for unit in units(0, empty)] == [empty]


# Digests.
def test_data_that_differ_have_other_digests():
    values = [1, 2.0, "a", [1], {"a": 1}, np.zeros(2), np.ones(2), np.random.default_rng(0)]
    found = [digests({"a": value})["a"] for value in values]
    assert len({*found}) == len(values) and None not in found


def test_digests_are_of_names_with_data():
    names = {"_hidden": 1, "np": np, "f": len, "g": lambda: 0, "C": type, "a": 1}
    assert [*digests(names)] == ["a"]


def test_what_cannot_be_compared_counts_as_unchanged():
    names = {"lines": (line for line in "ab"), "figure": matplotlib.figure.Figure()}
    before = digests(names)
    assert before == {"lines": None, "figure": None}
    assert changed(before, digests(names)) == []


def test_new_and_other_values_are_changes():
    before = {"same": 1, "other": 1, "gone": 1, "unknown": None}
    after = {"same": 1, "other": 2, "new": 1, "unknown": None}
    assert changed(before, after) == ["new", "other"]


def test_it_needs_the_standard_library_alone():
    modules = (v for v in vars(needs).values() if isinstance(v, types.ModuleType))
    assert {module.__name__ for module in modules} <= sys.stdlib_module_names


# Small programs.
LINES = [
    *("{0} = [{n}]", "{0} = {1}", "{0} = {1} + [{n}]", "{0} += [{n}]", "{0}, {1} = {1}, {0}"),
    *("{0}.append({n})", "{0}[:] = {1}", "{0}[0:1] = [{n}]", "{0} = [each for each in {1}]"),
    "if len({0}) % 2:\n    {1} = [{n}]",
    "if {0} == {1}:\n    b = [{n}]\nelse:\n    b = b + {0}",
    "for {0} in [{1}, [{n}]]:\n    {0}.append({n})",
    "def f():\n    {0}.append({n})\n    return {1}",
    *("{0} = f()", "f()", "g = f", "{0} = g()", "print({0})", "print({0}, {1})", "print(f())"),
]
NAMES = st.sampled_from("abc")
LINE = st.builds(
    lambda line, one, other, n: line.format(one, other, n=n),
    st.sampled_from(LINES),
    NAMES,
    NAMES,
    st.integers(0, 9),
)
CELL = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
FIRST = "a, b, c = [1], [2], [3]\ndef f():\n    return a\ndef g():\n    return b"


def printed(sources):
    names, output = {}, io.StringIO()
    with contextlib.redirect_stdout(output):
        for source in sources:
            exec(source, names)
    return output.getvalue()


def printed_last(sources):
    """What the last of these cells prints."""
    return printed(sources).removeprefix(printed(sources[:-1]))


@given(st.lists(CELL, min_size=1, max_size=7))
@example(["a = g()\nb.append(0)"])
@example(["b = a", "b.append(1)", "def f():\n    return b", "a = [4]", "print(f())"])
def test_what_a_plan_runs_prints_what_all_cells_print(cells):
    cells = [FIRST, *cells, "print(a)", "print(b)", "print(c)"]
    book = recorded(*cells)
    for cell in range(1, len(cells)):
        assert printed_last(ran(book, cell)) == printed_last(cells[: cell + 1])
