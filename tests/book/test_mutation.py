"""`make mutation` makes the mistakes that it should, and lists those that no test sees."""

import ast
import tomllib

import mutation
import pytest
from each import each
from mutants import mutants


def made(source):
    """The changed line of each mutant of a source."""
    return {m.becomes for m in mutants("toy", source)}


@each(
    ("source", "expected"),
    [
        ("a < b\n", {"a <= b", "a >= b", "pass"}),
        ("x = a >= (b)\n", {"x = a > (b)", "x = a < (b)"}),
        ("x = a == b != c\n", {"x = a != b != c", "x = a == b == c"}),
        ("x = a not in b\n", {"x = a in b"}),
        ("x = a + b * c\n", {"x = a - b * c", "x = a + b / c"}),
        ("x += y\n", {"x -= y", "pass"}),
        ("x[i] = -y\n", {"x[i] = y", "pass"}),
        ("x = a and not b\n", {"x = a or not b", "x = a and b"}),
        ("x = ~a | b\n", {"x = a | b", "x = ~a & b"}),
        ("x = any(y).max()\n", {"x = all(y).max()", "x = any(y).min()"}),
        ("x = 3\n", {"x = 2", "x = 4"}),
        ("x = 0, 0.0\n", {"x = 1, 0.0", "x = 0, 1.0"}),
        ("x = 0.1\n", {"x = 0.05", "x = 0.2"}),
        ("x = True\n", {"x = False"}),
        ("def f(a=None): pass\n", {"def f(a=0): pass"}),
        ("x = abs(a)\n", {"x = (a)"}),
        ("x = y.copy()\n", {"x = y"}),
        ("x = f(a, b, c)\n", {"x = f(b, a, c)"}),
        ("x = a if b else c\n", {"x = a if not b else c"}),
        ("if f(a): pass\n", {"if not f(a): pass"}),
        ("x = (a <\n     b)\n", {"x = (a <=", "x = (a >="}),
        ("f(\n  a\n)\n", {"pass"}),
        ("ä = a < b  # wie größer\n", {"ä = a <= b", "ä = a >= b"}),
        (
            'if a: raise ValueError(f"{a + 1}", 2)\n',
            {"if a: pass", 'if not a: raise ValueError(f"{a + 1}", 2)'},
        ),
    ],
)
def test_these_mistakes_are_made(source, expected):
    assert made(source) == expected


@each(
    "source",
    [
        '"""Of 2 < 3."""\n',
        'def f():\n    """Of 2 < 3."""\n',
        "def f(a: b < 1 = c, *d: -1) -> (0, 1): pass\n",
        "class C:\n    x: tuple[1]\n",
        'x = f"{a + 1}"\n',
        "x = zip(a, strict=True)\n",
        "x = np.logaddexp(a, b)\n",
        'x = f("a", b)\n',
        "from a import any, min\n",
        "x = f(*a, b)\n",
    ],
)
def test_what_computes_nothing_stays_as_it_is(source):
    assert made(source) == set()


def test_a_mutant_tells_where_it_is():
    source = "import a\n\n\nclass C:\n    def f(self):\n        return a.any(1)\n"
    found = {m.after: m for m in mutants("toy", source)}["all"]
    assert (found.where, found.line, found.module) == ("toy.C.f", 6, "toy")
    assert (found.change, found.becomes) == ("return a.⟨any → all⟩(1)", "return a.all(1)")
    assert found.source == source.replace("any", "all")


def test_every_mutant_of_the_core_is_another_program():
    """Of some modules of it, since all take long."""
    names = "training_outcomes", "losses", "judge/kinks"
    found = mutation.of_the_core(names)
    assert len(found) > 50 * len(names)
    for name in names:
        as_it_is = (mutation.ROOT / "code" / "plainnet" / f"{name}.py").read_text("utf8")
        programs = [m.source for m in found if m.module == name]
        trees = {ast.dump(ast.parse(source)) for source in [as_it_is, *programs]}
        assert len(trees) == 1 + len(programs), name


# The list of equivalent mutants, which no test can tell from the source.
def test_the_list_names_mutants_of_the_source_as_it_is_with_a_reason_each():
    equivalent, made = mutation.listed(), mutation.of_the_core()
    todo = "take it out of tests/instruments/equivalent_mutants.toml, or name the line as it is now"
    assert mutation.stale(equivalent, made) == [], todo
    meant = [mutation.key(m) for m in made if mutation.key(m) in equivalent]
    assert len(meant) == len(equivalent), "an entry names two mutants"
    assert all(why.strip().endswith(".") for why in equivalent.values())


def test_an_entry_whose_line_has_changed_is_stale(tmp_path):
    path, [was, _] = tmp_path / "list.toml", mutants("toy", "x = a['b'] < 1 # <\n")[:2]
    path.write_text(mutation.entry(was), "utf8")
    equivalent = mutation.listed(path)
    assert equivalent == {("toy", "x = a['b'] ⟨< → <=⟩ 1 # <"): ""}
    assert mutation.stale(equivalent, [was]) == []
    now = mutants("toy", "x = a['c'] < 1\n")
    assert mutation.stale(equivalent, now) == [*equivalent]


# A package with one line that is tested, and one that is not.
SOURCE = """
def tested(a):
    return a + 1


def untested(a):
    return a < 1
"""


@pytest.fixture
def toy(tmp_path):
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "toy.py").write_text(SOURCE)
    (tmp_path / "test_toy.py").write_text(
        "import toy\ndef test_it():\n    assert toy.tested(2) == 3\n    toy.untested(0)\n"
    )
    return tmp_path


def test_a_mistake_that_no_test_sees_survives_and_is_listed_with_its_place(toy):
    results = [
        (m, mutation.fails({"toy.py": m.source}, ["test_toy.py"], toy))
        for m in mutants("toy", SOURCE)
        if m.before in "+<"
    ]
    assert {m.becomes: killed for m, killed in results} == {
        "return a - 1": True,
        "return a <= 1": False,
        "return a >= 1": False,
    }
    lines, enough = mutation.report(results, {})
    assert not enough
    assert lines[-1].startswith("33.3% of the 3 mutants that are not equivalent are killed; ")
    entries = [tomllib.loads(line) for line in lines if "[" in line]
    changes = "return a ⟨< → <=⟩ 1", "return a ⟨< → >=⟩ 1"
    assert entries == [{"toy.untested": {"": [change]}} for change in changes]
    assert "code/plainnet/toy.py:7\n" in "\n".join(lines)


def test_a_mistake_that_never_ends_is_killed(toy):
    endless = SOURCE.replace("return a + 1", "while True: pass")
    assert mutation.fails({"toy.py": endless}, ["test_toy.py"], toy, limit=1)


def made_up(count):
    return [mutants("toy", f"x{i} = True\n")[0] for i in range(count)]


@pytest.mark.parametrize(
    ("survived", "equivalent", "rate", "enough"),
    [
        (0, 0, "100.0% of the 100 ", True),
        (3, 0, "97.0% of the 100 ", True),
        (4, 0, "96.0% of the 100 ", False),
        (4, 4, "100.0% of the 96 ", True),
        (10, 7, "96.8% of the 93 ", False),
    ],
)
def test_the_rate_is_of_those_that_are_not_equivalent(survived, equivalent, rate, enough):
    results = [(m, i >= survived) for i, m in enumerate(made_up(100))]
    known = {mutation.key(m): "Why." for m, _ in results[:equivalent]}
    lines, good = mutation.report(results, known)
    assert lines[-1].startswith(rate)
    assert good == enough
    numbers = [100, 100 - survived, equivalent, survived - equivalent]
    assert [list(map(int, line.split()[1:])) for line in lines[1:3]] == [numbers] * 2


def test_an_entry_of_the_list_that_a_test_kills_is_wrong():
    mutant, *_ = made_up(1)
    lines, good = mutation.report([(mutant, True)], {mutation.key(mutant): "Why."})
    assert not good
    assert any(line.startswith("Killed, though equivalent_mutants.toml lists it") for line in lines)
