"""Chapters depend on all code that they reach or show of the package, and on nothing else."""

import functools
import shutil

import nbformat
import pytest
from each import each

from plainnet.lab import dependencies
from plainnet.lab.dependencies import BY_NAME, Package, Reached
from plainnet_book import execution, keys

HERE = dependencies.PACKAGE.folder
CHAPTERS = sorted((execution.ROOT / "chapters").glob("*.ipynb"))
# These print or call functions that they look up by name, so the texts of all modules count.
LOOKS_UP = {"bug_museum", "playground", "gradient_descent"}  # two show a playground

# A small package: the content of each module, and what code reaches in it.
MODULES = {
    "__init__": "from plainnet.a import one, two\nimport plainnet.d\n",
    "a": "def one():\n    return TABLE['x']()\n\ndef two():\n    return 2\n\n"
    "def x():\n    return 'x'\n\nTABLE = {'x': x}\n",
    "b": "from plainnet import a as first\n\ndef three():\n    return first.two()\n\n"
    "def late():\n    from plainnet.a import one\n    return one\n\n"
    "def whole(name):\n    return getattr(first, name)\n",
    "c": "def plain():\n    return 0\n\ndef wrap(f):\n    return f\n\n"
    "class Base:\n    def go(self):\n        return plain()\n\n"
    "class Below(Base):\n    pass\n\n@wrap\ndef wrapped():\n    return 1\n\n"
    "LIST = []\nLIST[0:] = [plain]\nLIST += [wrap]\n",
    "d": "def set_up():\n    return 'set up'\n\nset_up()\n",
    "e": "def f():\n    return 'f'\n\nglobals().update({n: g for n, g in [('f', f)]})\n\n"
    "def g():\n    return 'g'\n",
    "h": "def shout():\n    raise ValueError('loud')\n\n"
    "def found(name):\n    return import_module(name)\n\n"
    "def run(text):\n    exec(text)\n\nSCRIPT = 'from plainnet.a import two'\n",
    "k": "from plainnet import c\n\nc.plain = 1\n",
}
AT_IMPORT = {"set_up"}  # reached by every import of the package
ALL = "everything"
REACHED = {
    "from plainnet.a import two": set(),
    "from plainnet.a import two; two()": {"two"},
    "from plainnet import one as other; other()": {"one", "x"},
    "import plainnet; plainnet.a.two()": {"two"},
    "import plainnet.b as there; there.first.two()": {"two"},
    "from plainnet import b; b.three()": {"three", "two"},
    "from plainnet.b import late; late()": {"late", "one", "x"},
    "def f():\n    from plainnet.a import two\n    return two()": {"two"},
    "from plainnet.b import whole; whole('one')": {"whole", "one", "two", "x"},
    "from plainnet import a; print(vars(a))": {"one", "two", "x"},
    "from plainnet.c import Below; Below().go()": {"Below", "Base", "plain"},
    "from plainnet.c import wrapped; wrapped()": {"wrapped", "wrap"},
    "from plainnet.c import LIST; LIST[0]()": {"plain", "wrap"},
    "from plainnet import k": {"plain"},
    "from plainnet.e import f; f()": {"f", "g"},
    "from plainnet.h import found; found('a')": ALL,
    "from plainnet.h import run, SCRIPT; run(SCRIPT)": ALL,
    "from plainnet.h import run; run('1')": {"run"},
    "from plainnet.gone import two; two()": ALL,
    "from plainnet.a import *; two()": ALL,
    "import numpy; numpy.one()": set(),
}


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "plainnet"
    folder.mkdir()
    for name, text in MODULES.items():
        (folder / f"{name}.py").write_text(text, "utf8")
    return Package(folder)


def defined(package):
    """Pairs of each function or class of a package and its module."""
    pairs = [(name, m) for m in package.below("plainnet") for name in m.bound]
    return {(name, m) for name, m in pairs if m.definition([name])}


@each("source", REACHED)
def test_code_reaches_what_its_names_lead_to(small, source):
    reached = Reached(small)
    reached.read(source)
    names = {name for name, module in defined(small) if module.definition([name]) in reached.known}
    everything = {name for name, _ in defined(small)}
    wanted = everything if REACHED[source] == ALL else REACHED[source]
    assert names == wanted | (AT_IMPORT if "plainnet" in source else set())


def test_what_an_error_says_counts_where_it_is_asked_for(small):
    texts = []
    for errors in (False, True):
        reached = Reached(small, errors)
        reached.read("from plainnet.h import shout; shout()")
        texts.append(str(reached.parts()))
    assert ["loud" in text for text in texts] == [False, True]


def test_the_order_of_two_statements_counts_and_the_place_of_one_does_not(tmp_path):
    def parts(text):
        folder = tmp_path / str(len(list(tmp_path.iterdir()))) / "plainnet"
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(text, "utf8")
        reached = Reached(Package(folder))
        reached.read("import plainnet; plainnet.a")
        return reached.parts()

    assert parts("a = 1\na = 2\n") != parts("a = 2\na = 1\n")
    assert parts("a = 1\na = 2\n") == parts("# Why?\n\na = 1\n\n\ndef b():\n    pass\n\n\na = 2\n")


# Code that is shown.
def edited(tmp_path, before, after):
    """A copy of the package in which one text is replaced by another."""
    folder = tmp_path / "plainnet"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("__pycache__"))
    paths = [path for path in folder.rglob("*.py") if before in path.read_text("utf8")]
    assert len(paths) == 1
    paths[0].write_text(paths[0].read_text("utf8").replace(before, after), "utf8")
    return Package(folder)


IMPORTS = "import inspect\nfrom plainnet import losses, network, to_code\n"
LOSS = '"""mean((ŷ − y)²), without a factor ½."""'
METHOD = "From output to input: the gradient of the loss, layer by layer."
SIGMOID = "σ(z) = 1 / (1 + e⁻ᶻ), between 0 and 1."


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("print(inspect.getsource(losses.mean_squared_error))", {LOSS}),
        ("print(losses.mean_squared_error)", set()),
        ("print(inspect.getsource(losses))", {LOSS}),
        ("print(losses.mean_squared_error.__doc__)", {LOSS}),
        ("help(losses.mean_squared_error)", {LOSS}),
        ("for f in [losses.mean_squared_error]:\n    print(inspect.getsource(f))", {LOSS}),
        ("print(inspect.getsource(network.NeuralNetwork.backward))", {METHOD}),
        ("print(inspect.getsource(network.NeuralNetwork.forward))", set()),
        ("print(inspect.getsource(network.NeuralNetwork))", {METHOD}),
        ("def f():\n    losses.mean_squared_error()\nprint(inspect.getsource(f))", set()),
        ("print(to_code(network.NeuralNetwork(2, 1)))", {SIGMOID}),
    ],
)
def test_a_docstring_counts_where_it_is_shown(tmp_path, cell, shown):
    for count, text in enumerate((LOSS, METHOD, SIGMOID)):
        other = edited(tmp_path / str(count), text, text.replace("a", "e").replace("w", "v"))
        same = keys.used([IMPORTS, cell], package=other) == keys.used([IMPORTS, cell])
        if text in shown:
            assert not same, text
        elif "help" not in cell and "for f" not in cell and "__doc__" not in cell:
            assert same, text


def test_a_traceback_shows_every_text(tmp_path):
    cell = "from plainnet import losses\nlosses.mean_squared_error(1, 2)"
    other = edited(tmp_path, LOSS, '"""The usual."""')
    assert keys.used([cell], package=other) == keys.used([cell])
    tags = ["raises-exception"]
    assert keys.used([cell], tags, other) != keys.used([cell], tags)


def test_every_module_that_reads_code_as_text_is_known():
    everything = Reached(errors=True)
    everything.read("import plainnet; print(plainnet)")
    assert {place for place, name in everything.names if name in keys.AS_TEXT} == set(keys.SHOWN)


def test_one_module_alone_imports_what_it_finds_by_name():
    everything = Reached()
    everything.read("import plainnet; print(plainnet)")
    found = {place for place, name in everything.names if name in BY_NAME}
    assert found == {dependencies.FINDER}


# The chapters of the book.
@functools.cache
def chapter(path):
    cells = execution.code_cells(nbformat.read(path, as_version=4))
    return [cell.source for cell in cells]


@functools.cache
def now(path):
    return keys.used(chapter(path))


@pytest.mark.parametrize(
    ("before", "after", "executed"),
    [
        (METHOD, METHOD.replace("From", "Back from"), {"forward_backward"}),
        ("# with a constant, which", "# with a number, which", {"autograd"}),
        ("class Loss(", "def nobody():\n    pass\n\n\nclass Loss(", set()),
        ("# Where the loss is too large,", "# If the loss is too large,", set()),
    ],
)
def test_what_one_page_shows_executes_it_alone(tmp_path, before, after, executed):
    other = edited(tmp_path, before, after)
    changed = {p.stem for p in CHAPTERS if now(p) != keys.used(chapter(p), package=other)}
    assert changed - LOOKS_UP == executed


def test_a_changed_activation_executes_all_chapters_that_use_it(tmp_path):
    other = edited(tmp_path, "return np.tanh(z)\n", "return np.tanh(1.0 * z)\n")
    changed = {p.stem for p in CHAPTERS if now(p) != keys.used(chapter(p), package=other)}
    networks = {p.stem for p in CHAPTERS if "NeuralNetwork(" in "".join(chapter(p))}
    assert networks <= changed


@pytest.mark.parametrize("name", ["activations.py", "explorers/stepper/__init__.py"])
def test_any_change_of_the_code_is_another_state(name, tmp_path, monkeypatch):
    shutil.copytree(HERE, tmp_path / "plainnet", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(keys, "PACKAGE", Package(tmp_path / "plainnet"))
    state = keys.state.__wrapped__
    before = state()
    with (tmp_path / "plainnet" / name).open("a") as file:
        file.write("# A comment.\n")
    assert state() != before
