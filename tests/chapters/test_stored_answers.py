"""The stored results of PyTorch belong to the functions of the chapter as they are now."""

import ast
import json
import re

import pytest
from each import each

from plainnet import NeuralNetwork
from plainnet.lab import pytorch as bridge
from plainnet_book.execution import ROOT

CHAPTER = ROOT / "chapters" / "numpy_to_pytorch.ipynb"


def functions():
    """The sources of the chapter's functions, by name."""
    cells = json.loads(CHAPTER.read_text("utf8"))["cells"]
    trees = [ast.parse("".join(c["source"])) for c in cells if c["cell_type"] == "code"]
    nodes = [node for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef)]
    return {node.name: ast.unparse(node) for node in nodes}


def keys(sources):
    """The keys of the functions that are computed in PyTorch, by name."""
    asked = {name for name, source in sources.items() if source.startswith("@in_pytorch")}
    return {name: bridge._key(sources[name], sources) for name in asked}


def stored():
    return json.loads(bridge.KEPT.read_text("utf8"))["answers"]


def test_an_answer_is_stored_for_each_function_as_it_is_and_for_no_other():
    now, then = keys(functions()), {name: answer["key"] for name, answer in stored().items()}
    changed = {name for name in {*now, *then} if now.get(name) != then.get(name)}
    assert now and not changed, f"run `make torch`, then `make notebooks`: {changed} changed"


def test_an_edit_of_the_shared_loop_changes_the_keys_of_all_that_call_it_and_of_no_other():
    now, sources = keys(functions()), functions()
    loop = sources["steps_in_pytorch"]
    edited = loop.replace("optimizer.zero_grad()", "pass")
    assert edited != loop
    edited = keys(sources | {"steps_in_pytorch": edited})
    callers = {name for name in now if "steps_in_pytorch" in sources[name]}
    assert len(callers) > 3 and {name for name in now if now[name] != edited[name]} == callers


# Tests of `in_pytorch` without PyTorch and with a fake one.
@pytest.fixture
def ask(monkeypatch, tmp_path):
    """Decorate and call a function, with PyTorch or without; answers are stored in ``tmp_path``."""
    monkeypatch.setattr(bridge, "KEPT", tmp_path / "kept.json")
    monkeypatch.delenv("PLAINNET_KEEP", raising=False)

    class Feigned:
        __version__ = "0"

    def called(function, there):
        monkeypatch.setattr(bridge, "torch", Feigned if there else None)
        return bridge.in_pytorch(tolerance=1e-10)(function)()

    return called


VALUE = {"a": 1.0}


def two():
    return {"W1": [VALUE["a"], 2.0], "loss": 3.0}


def test_without_pytorch_the_stored_answer_is_shown_and_no_other(ask, monkeypatch):
    with pytest.raises(ValueError, match="two: PyTorch is not installed"):
        ask(two, there=False)
    monkeypatch.setenv("PLAINNET_KEEP", "1")
    ask(two, there=True)
    monkeypatch.delenv("PLAINNET_KEEP")
    answer = ask(two, there=False)
    assert answer["W1"].tolist() == [1.0, 2.0] and answer["loss"] == 3.0
    monkeypatch.setattr(bridge, "_key", lambda source, beside: "of another program")
    with pytest.raises(ValueError, match="another program"):
        ask(two, there=False)


def loop():
    return 1.0


def longer_loop():
    return 2.0


def looped():
    return loop()


def test_without_pytorch_an_edit_of_a_function_that_it_calls_is_noticed(ask, monkeypatch):
    monkeypatch.setenv("PLAINNET_KEEP", "1")
    ask(looped, there=True)
    assert ask(looped, there=False) == 1.0
    monkeypatch.setitem(looped.__globals__, "loop", longer_loop)
    with pytest.raises(ValueError, match="or one that it calls, has changed"):
        ask(looped, there=False)


def test_with_pytorch_another_answer_is_an_error(ask, monkeypatch):
    assert ask(two, there=True)["loss"] == 3.0  # nothing is stored, so nothing is compared
    assert not bridge.KEPT.exists()
    monkeypatch.setenv("PLAINNET_KEEP", "1")
    ask(two, there=True)
    monkeypatch.delenv("PLAINNET_KEEP")
    monkeypatch.setitem(VALUE, "a", 1.0 + 1e-12)
    ask(two, there=True)
    monkeypatch.setitem(VALUE, "a", 1.0 + 1e-8)
    with pytest.raises(ValueError, match="two: expected the kept answer"):
        ask(two, there=True)


def test_answers_of_other_names_or_shapes_differ():
    assert bridge._close({"a": [1.0]}, {"a": [1.0]}, 1e-10)
    assert not bridge._close({"b": [1.0]}, {"a": [1.0]}, 1e-10)
    assert not bridge._close([1.0, 1.0], [1.0], 1e-10)
    assert not bridge._close([float("nan")], [1.0], 1e-10)


# Malformed arguments, with and without PyTorch.
def needs(x):
    return x


def says_nothing():
    return None


NETWORK = NeuralNetwork(2, 2, 1)
WITHOUT = "function: expected a function without arguments; got "
BAD = [
    (
        lambda: bridge.in_pytorch(two),
        "tolerance: expected a finite number 0 or more; got <function",
    ),
    (lambda: bridge.in_pytorch(-1), "tolerance: expected a finite number 0 or more; got -1"),
    (lambda: bridge.in_pytorch()(None), f"{WITHOUT}None"),
    (lambda: bridge.in_pytorch()(needs), f"{WITHOUT}<function needs"),
    (
        lambda: bridge.in_pytorch()(eval("lambda: 1"))(),
        "<lambda>: expected a function whose source",
    ),
]


@each(("call", "message"), BAD, ids=[message for _, message in BAD])
def test_a_malformed_argument_is_named(call, message):
    with pytest.raises(ValueError, match="^" + re.escape(message)):
        call()


@pytest.mark.parametrize("call", [lambda: bridge.twin(NETWORK), lambda: bridge.tensors([0])])
def test_where_pytorch_is_missing_it_says_what_to_install(monkeypatch, call):
    monkeypatch.setattr(bridge, "torch", bridge._Missing())
    with pytest.raises(
        ImportError, match=r"^PyTorch is missing: `pip install -r requirements-torch"
    ):
        call()


def test_an_answer_is_made_of_numbers(ask):
    with pytest.raises(ValueError, match=r"^says_nothing: expected numbers; got None"):
        ask(says_nothing, there=True)
