"""What a cell needs: small notebooks, and which of their cells run before one of them."""

import contextlib
import io
import sys
import types

import matplotlib.figure
import numpy as np
import pytest
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


def before_last(*sources, **more):
    """What runs for the last of these cells, without the cell itself."""
    book = notebook(*sources, **more)
    *others, last = ran(book, len(sources) - 1)
    assert last == sources[-1]
    return others


# What names lead to.
def test_a_cell_runs_after_the_cells_whose_names_it_reads_and_no_others():
    assert before_last("a = 1", "b = a + 1", "c = 5", "d = b", "print(b)") == ["a = 1", "b = a + 1"]


IMPORTS = "import numpy as np, math\nimport matplotlib.pyplot as plt\nfrom a import b, c as d\n"
SETTING = "plt.style.use('plainnet.book')"


def test_of_a_cell_with_imports_only_those_run_that_are_read():
    assert before_last(IMPORTS, "print(np.pi)") == ["import numpy as np"]
    assert before_last(IMPORTS, "print(math.pi)") == ["import math"]
    assert before_last(IMPORTS, "print(b, d)") == ["from a import b", "from a import c as d"]
    assert before_last(IMPORTS, "print(c)") == []


def test_a_setting_of_a_module_runs_before_what_uses_the_module():
    drawing = "import matplotlib.pyplot as plt", SETTING
    assert before_last(IMPORTS + SETTING, "plt.show()") == [*drawing]
    assert before_last(IMPORTS + SETTING, "np.pi") == ["import numpy as np"]


def test_a_cell_with_imports_runs_whole_if_its_statements_read_one_another():
    cell = "import numpy as np\nrng = np.random.default_rng(0)\nx = rng.normal()"
    assert before_last(cell, "np.pi") == [cell]
    alone = "import numpy as np\nrng = np.random.default_rng(0)"
    assert before_last(alone, "rng") == alone.splitlines()


def test_each_piece_of_a_cell_knows_its_line():
    pieces = units(0, "\nimport a, b\n\nx = 3\nfrom . import c")
    assert [(piece.line, piece.text) for piece in pieces] == [
        *((1, "import a"), (1, "import b"), (3, "x = 3"), (4, "from . import c"))
    ]


def test_what_binds_a_name_last_makes_it():
    assert before_last("a = 1", "a = 2", "print(a)") == ["a = 2"]
    assert before_last("a = 1", "a = a + 1", "print(a)") == ["a = 1", "a = a + 1"]
    assert before_last("a = 1", "a += 1", "print(a)") == ["a = 1", "a += 1"]


@pytest.mark.parametrize(
    "maybe",
    [
        "if b:\n    a = 2",
        "for a in []:\n    pass",
        "while b:\n    a = 2",
        "try:\n    a = 2\nfinally: 0",
    ],
)
def test_what_may_bind_a_name_runs_after_what_binds_it_for_sure(maybe):
    assert before_last("a = 1", "b = 0", maybe, "print(a)")[-1] == maybe
    assert "a = 1" in before_last("a = 1", "b = 0", maybe, "print(a)")


@pytest.mark.parametrize("other", ["else:", "elif a:\n    a = 3\nelse:"])
def test_a_branch_needs_what_another_branch_binds(other):
    cell = f"if b:\n    a = 2\n{other}\n    a += 1"
    assert before_last("a = 1", "b = 0", cell, "print(a)") == ["a = 1", "b = 0", cell]
    assert before_last("a = 1", "b = 0", cell) == ["a = 1", "b = 0"]


def test_a_deleted_name_is_deleted():
    assert before_last("a = 1", "del a", "print(a)") == ["a = 1", "del a"]


def test_what_is_bound_below_is_no_need():
    assert before_last("print(a)") == []
    assert ran(notebook("print(a)", "a = 1"), 0) == ["print(a)"]


# Functions and classes.
F, G = "def f():\n    return g()", "def g():\n    return 1"


def test_a_function_needs_what_it_calls_when_it_is_called():
    assert before_last(F, G, "f()") == [F, G]
    other = "def g():\n    return 2"
    assert before_last(G, F, other, "f()") == [G, F, other]
    assert ran(notebook(G, F, "f()", other), 2) == [G, F, "f()"]


def test_a_function_that_calls_itself_needs_no_other_of_its_name():
    again = "def f(n):\n    return n and f(n - 1)"
    assert before_last(F, again, "f(3)") == [again]


def test_what_a_cell_defines_below_a_function_is_no_need():
    assert before_last(G, f"{F}\n\n{G}", "f()") == [f"{F}\n\n{G}"]


@pytest.mark.parametrize(
    "value", ["sum(a[i] for i in b)", "[a[i] for i in b]", "(lambda: [a, b])()"]
)
def test_a_name_read_in_a_generator_and_bound_by_its_statement_is_needed(value):
    cells = "a = [1]", "b = [0]", f"a = {value}"
    assert before_last(*cells, "print(a)") == [*cells]


def test_a_name_that_a_function_reads_before_its_cell_binds_it_is_needed():
    cell = "def f():\n    return n\n\nn = f() + 1"
    assert before_last("n = 1", cell, "print(n)") == ["n = 1", cell]


@pytest.mark.parametrize("value", ["[i for i in a]", "{i: 1 for i in a}", "sum(i for i in a)"])
def test_variables_of_comprehensions_are_no_needs_and_nothing_that_later_cells_need(value):
    assert before_last("i = 1", "a = [1]", value) == ["a = [1]"]
    assert before_last("i = 1", "a = [1]", value, "print(i)") == ["i = 1"]


def test_arguments_and_variables_of_functions_are_no_needs():
    assert before_last("x = 1", "y = 2", "def f(x):\n    y = x\n    return y") == []


def test_a_class_needs_its_bases_its_decorators_and_what_its_body_and_methods_read():
    cells = "A = object", "d = int", "b = 1", "m = 2", "z = 3"
    defined = "@d\nclass C(A):\n    z = b\n\n    def f(self):\n        return m"
    assert {*cells[:4]} <= {*before_last(*cells, defined)}
    assert before_last(*cells, defined, "C.z")[-1] == defined


# Changes of objects.
TRAIN = "def train(net):\n    net.append(1)"


def test_a_change_is_needed_by_later_cells():
    cells = TRAIN, "net = []", "train(net)", "print(net)", "train(net)", "print(net)"
    book = notebook(*cells, changes={2: ["net"], 4: ["net"]})
    assert ran(book, 3) == [*cells[:4]]
    assert ran(book, 5) == [*cells[:3], *cells[4:]]
    assert ran(book, 1) == ["net = []"]


@pytest.mark.parametrize("change", ["a.b = f", "a[0] = f", "a.b.c += f", "a.b[f].c = f", "del a.b"])
def test_setting_an_attribute_or_an_item_is_a_change_that_the_source_shows(change):
    assert before_last("a = make()", "f = 1", change, "print(a)")[-1] == change


def test_a_method_that_is_set_on_a_class_is_needed_by_those_who_use_the_class():
    cells = "class Tensor:\n    pass", "def f(self):\n    return 1", "Tensor.backward = f"
    assert before_last(*cells, "Tensor().backward()") == [*cells]
    assert ran(notebook(*cells, "x = Tensor()"), 0) == [cells[0]]


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


def test_a_change_by_another_name_counts():
    cells = "a = [1]", "b = a", "b.append(2)", "print(a)"
    assert ran(recorded(*cells), 3) == [*cells]
    other = "c = [b]", "c[0].append(2)", "print(a)"
    assert ran(recorded(*cells[:2], *other), 4) == [*cells[:2], *other]


@pytest.mark.parametrize("call", ["net.train(x)", "loss = net.train(x)", "train(net.layers, x)"])
def test_a_change_by_a_method_or_beside_a_result_counts(call):
    cells = "x = 1", "net = make()", call, "print(net)"
    assert before_last(*cells, changes={2: ["net"]}) == [*cells[:3]]


def test_each_use_of_a_generator_changes_it():
    cells = (
        "import random",
        "rng = random.Random(0)",
        "rng.random()",
        "a = 1",
        "print(rng.random())",
    )
    book = recorded(*cells)
    assert ran(book, 4) == [*cells[:3], cells[4]]
    assert ran(book, 2) == [*cells[:3]]


# What is there already.
def made_by(book, *cells):
    """What there is after these cells have run, one after the other."""
    made = {}
    for cell in cells:
        for index in book.plan(cell, made):
            book.apply(index, made)
    return made


CELLS = "a = [1]", "b = [2]", "a.append(3)", "print(a)", "print(b)"


def test_what_is_there_does_not_run_again():
    book = recorded(*CELLS)
    assert ran(book, 3, made_by(book, 3)) == ["print(a)"]
    assert ran(book, 4, made_by(book, 3)) == ["b = [2]", "print(b)"]


def test_a_cell_that_changes_its_inputs_makes_them_anew():
    book = recorded(*CELLS)
    assert ran(book, 2, made_by(book, 2)) == ["a = [1]", "a.append(3)"]
    assert ran(book, 0, made_by(book, 3)) == ["a = [1]"]


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


@pytest.mark.parametrize("empty", ["", "# only a comment", "   "])
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
@example(["b = a", "b.append(1)", "def f():\n    return b", "a = [4]", "print(f())"])
def test_what_a_plan_runs_prints_what_all_cells_print(cells):
    cells = [FIRST, *cells, "print(a)", "print(b)", "print(c)"]
    book = recorded(*cells)
    for cell in range(1, len(cells)):
        assert printed_last(ran(book, cell)) == printed_last(cells[: cell + 1])
