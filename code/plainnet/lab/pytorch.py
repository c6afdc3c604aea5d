"""The same network in PyTorch, with the same weights; and stored results of PyTorch.

PyTorch is optional (``requirements-torch.txt``). Where it is missing, a function that `in_pytorch`
decorates answers with what PyTorch answered when the book was written; `twin` and `tensors` raise
an `ImportError` that says what to install.
"""

import ast
import functools
import inspect
import json
import os
import platform
import textwrap
from collections.abc import Callable
from itertools import pairwise

import numpy as np

from plainnet import _validation
from plainnet._validation import unfit
from plainnet.lab.fingerprint import computing, fingerprint
from plainnet.lab.kept import RESULTS


class _Missing:
    """Takes the place of PyTorch if that is not installed: it is false, and any use is an error."""

    def __bool__(self):
        return False

    def __getattr__(self, name):
        if name.startswith("__"):  # Python looks such names up on any object
            raise AttributeError(name)
        raise ImportError("PyTorch is missing: `pip install -r requirements-torch.txt`")


class _Names(dict):
    """PyTorch's names by ours; if PyTorch has none, a `ValueError` lists those that have one."""

    def __missing__(self, name):
        raise unfit("nn", f"one of {', '.join(self)}, which have a name in PyTorch", name)


try:
    import torch
except ImportError:
    torch = _Missing()

KEPT = RESULTS / "numpy_to_pytorch.json"
MODULES = _Names(
    sigmoid="Sigmoid",
    tanh="Tanh",
    relu="ReLU",
    identity="Identity",
    softmax="Softmax",
)
LOSSES = _Names(
    mse="MSELoss",
    cross_entropy="BCEWithLogitsLoss",
    categorical_cross_entropy="CrossEntropyLoss",
)


def twin(nn) -> tuple:
    """The `NeuralNetwork` ``nn`` in PyTorch: a ``Sequential`` and a loss.

    Its weights are copies, in double precision, like NumPy's. With
    cross-entropy, the last sigmoid or softmax is left out: the loss of
    PyTorch takes the logit, as ours does.
    """
    modules = []
    for layer, (n_in, n_out) in enumerate(pairwise(nn.sizes), 1):
        bias = f"b{layer}" in nn.parameters
        modules.append(
            torch.nn.Linear(n_in, n_out, bias=bias, dtype=torch.float64),
        )
        modules.append(
            getattr(torch.nn, MODULES[nn.activation_names[layer - 1]])(),
        )
    if nn.criterion.from_logit:
        modules.pop()
    model = torch.nn.Sequential(*modules)
    with torch.no_grad():  # nothing to be differentiated
        for name, tensor in tensors(model).items():
            tensor.copy_(torch.tensor(nn.parameters[name].T))
    return model, getattr(torch.nn, LOSSES[nn.loss_name])()


def tensors(model) -> dict:
    """The parameters of a ``Sequential`` under our names: ``W1``, ``b1``, ``W2`` and so on."""
    linears = [module for module in model if isinstance(module, torch.nn.Linear)]
    named = {}
    for layer, linear in enumerate(linears, 1):
        named[f"W{layer}"] = linear.weight
        if linear.bias is not None:
            named[f"b{layer}"] = linear.bias
    return named


def arrays(tensors) -> dict[str, np.ndarray]:
    """Tensors by name as NumPy arrays of our shapes: PyTorch's weights are transposed."""
    return {name: tensor.detach().numpy().T.copy() for name, tensor in tensors.items()}


def in_pytorch(tolerance=1e-10) -> Callable:
    """Decorate a function without arguments that needs PyTorch and returns numbers.

    It may return a number, an array, a tensor or a dictionary of them; NumPy arrays come back.
    With PyTorch it runs, and a `ValueError` is raised if its answer differs from the kept one by
    more than ``tolerance``, relative or absolute. Without PyTorch it returns the kept answer, or
    raises a `ValueError` if that belongs to another program: the source of the function, of one
    that it calls and that stands beside it, or this module, has changed. ``make torch`` keeps new
    answers.
    """
    tolerance = _validation.positive("tolerance", tolerance, zero_allowed=True)

    def decorate(function):
        if not inspect.isfunction(function) or not _needs_nothing(function):
            raise unfit("function", "a function without arguments", function)
        name = function.__name__

        @functools.wraps(function)
        def answer():
            mark = _key(_source(function), _beside(function))
            if torch and "PLAINNET_KEEP" in os.environ:
                _keep(name, mark, _plain(name, function()))
            kept = _read()["answers"].get(name, {})
            ours = kept.get("key") == mark
            if not torch and not ours:
                raise ValueError(
                    f"{name}: PyTorch is not installed, and the kept answer is that of another "
                    "program: this function, or one that it calls, has changed; "
                    "`pip install -r requirements-torch.txt` lets yours run"
                )
            if not torch:
                return _arrays(kept["value"])
            value = _plain(name, function())
            if ours and not _close(value, kept["value"], tolerance):
                raise ValueError(
                    f"{name}: expected the kept answer within {tolerance}; PyTorch "
                    f"{torch.__version__} gives another; `make torch` would keep it"
                )
            return _arrays(value)

        return answer

    return decorate


def origin() -> str:
    """A sentence that says who computed what a page shows: PyTorch here, or earlier elsewhere."""
    if torch:
        return f"PyTorch {torch.__version__} is installed here: it runs, and is compared."
    return f"PyTorch is not installed here. Its answers were kept from {_read()['made_by']}."


def _key(source, beside) -> str:
    """A digest of all code on which the value of a function depends.

    That is a function's ``source``, how this module makes a twin, and those functions of the
    mapping ``beside``, from name to source, that it names, or that these name.
    """
    code, names = [], [None]
    for name in names:
        code.append(computing(source if name is None else beside[name]))
        used = [node.id for node in ast.walk(ast.parse(code[-1])) if isinstance(node, ast.Name)]
        names += [n for n in dict.fromkeys(used) if n in beside and n not in names]
    return fingerprint(twin, tensors, arrays, *code)[:16]


def _close(value, kept, tolerance) -> bool:
    """Whether two values agree: same names, same shapes, and numbers within ``tolerance``."""
    if isinstance(kept, dict):
        return value.keys() == kept.keys() and all(
            _close(value[name], kept[name], tolerance) for name in kept
        )
    value, kept = np.asarray(value), np.asarray(kept)
    return value.shape == kept.shape and np.allclose(value, kept, rtol=tolerance, atol=tolerance)


def _needs_nothing(function):
    parameters = inspect.signature(function).parameters.values()
    return all(
        p.default is not p.empty or p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in parameters
    )


def _source(function):
    try:
        return textwrap.dedent(inspect.getsource(function))
    except OSError:
        raise unfit(function.__name__, "a function whose source can be read", function) from None


def _beside(function):
    return {
        name: _source(value)
        for name, value in function.__globals__.items()
        if inspect.isfunction(value) and value.__module__ == function.__module__
    }


def _plain(name, value):
    if isinstance(value, dict):
        return {key: _plain(f"{name}[{key!r}]", item) for key, item in value.items()}
    plain = value.tolist() if hasattr(value, "tolist") else value
    return np.asarray(plain).tolist() if _validation.reals(name, plain, finite=False).size else []


def _arrays(value):
    if isinstance(value, dict):
        return {name: _arrays(item) for name, item in value.items()}
    return np.asarray(value)


def _read():
    return json.loads(KEPT.read_text("utf8")) if KEPT.exists() else {"answers": {}}


def _keep(name, mark, value):
    versions = f"PyTorch {torch.__version__}, NumPy {np.__version__}"
    made_by = f"{versions}, Python {platform.python_version()} on {platform.machine()}"
    answers = _read()["answers"] | {name: {"key": mark, "value": value}}
    lines = ",\n".join(f"{json.dumps(name)}: {json.dumps(kept)}" for name, kept in answers.items())
    KEPT.write_text(f'{{"made_by": {json.dumps(made_by)}, "answers": {{\n{lines}\n}}}}\n', "utf8")
