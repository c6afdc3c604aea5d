"""A network in a file, or as a script that needs nothing but NumPy."""

import inspect
import os
import sys
import zipfile

import numpy as np

from plainnet._validation import network, unfit
from plainnet.network import NeuralNetwork

FORMAT = "plainnet network 1"
SETTINGS = "activation", "output", "loss"


def save(nn, path) -> None:
    """Write sizes, settings and parameters of ``nn`` to the file ``path``, in NumPy's ``.npz``.

    A file that is there is replaced once the new one, ``path`` with ``.part`` behind it, is
    complete: when writing fails, the old file stays as it was.

    Raises a `ValueError` if ``path`` is not a path, if ``nn`` is not a network, or if a parameter
    is not finite; an `OSError` if the file cannot be written.
    """
    parameters = _parameters(nn)
    path = os.path.realpath(_path_of_a_file(path))  # replaces a link's target, not the link
    names = nn.activation_names[0], nn.activation_names[-1], nn.loss_name
    settings = dict(zip(SETTINGS, names, strict=True))
    written = f"{path}.part"
    try:
        with open(written, "wb") as file:  # np.savez would add a suffix to a name
            np.savez(file, format=FORMAT, sizes=nn.sizes, **settings, **parameters)
        os.replace(written, path)
    except BaseException:  # Ctrl-C, too
        if os.path.exists(written):
            os.remove(written)
        raise


def load(path) -> NeuralNetwork:
    """Return the `NeuralNetwork` that `save` wrote to ``path``: the same predictions, bit for bit.

    Nothing in the file is run: what is pickled is refused. Raises a `ValueError` that says what is
    wrong with a damaged or foreign file or with ``path``, and a `FileNotFoundError` if there is
    none.
    """
    with open(_path_of_a_file(path), "rb") as file:
        try:
            if damaged := zipfile.ZipFile(file).testzip():
                raise ValueError(f"{damaged} is damaged")
            file.seek(0)
            with np.load(file, allow_pickle=False) as archive:
                return _network(dict(archive))
        except Exception as error:  # zipfile and NumPy raise errors of many types
            raise ValueError(f"{path}: expected what plainnet.save wrote; {error}") from None


def _path_of_a_file(path):
    """``path``, if it can be that of a file, or a `ValueError`, also for a file descriptor."""
    try:
        known = not isinstance(path, bytes) and b"\0" not in (os.fsencode(path) or b"\0")
    except (TypeError, UnicodeError):
        known = False
    if not known or (os.path.exists(path) and not os.path.isfile(path)):
        raise unfit("path", "that of a file, a str or an os.PathLike", path)
    return path


def _network(content):
    """The network that `save` wrote, from the ``content`` of the file, {name: array}."""
    if str(content.pop("format", "")) != FORMAT:
        raise ValueError(f"got {', '.join(content) or 'no array'}")
    if missing := {"sizes", *SETTINGS} - set(content):
        raise ValueError(f"got no {', '.join(sorted(missing))}")
    sizes = np.ravel(content.pop("sizes")).tolist()
    settings = {name: str(content.pop(name)) for name in SETTINGS}
    nn = NeuralNetwork(*sizes, **settings, bias="b1" in content)
    nn.parameters = content
    nn.parameters = _parameters(nn)
    return nn


def _parameters(nn):
    """The parameters of ``nn`` as float64, if it has all of them, all finite, and no others."""
    if not isinstance(nn, NeuralNetwork):
        raise unfit("nn", "a NeuralNetwork", nn)
    network(nn, finite=True)
    return {name: nn.parameters[name] for name in nn.shapes}


SCRIPT = '''"""A {sizes} network: predict(X) takes X of shape (m, {n_in}), one row a pattern."""

import numpy as np

{parameters}

{functions}

def predict(X):
    A = np.asarray(X, dtype=float)
{layers}
    return A
'''


def to_code(nn) -> str:
    """A short Python script, as text, whose ``predict`` returns exactly what ``nn.predict`` does.

    It needs NumPy and nothing else: take it along. Python writes each number with all the digits
    that it takes to read it back unchanged. The source of each activation is copied: one of your
    own may use NumPy as ``np``, but no other function of yours.

    Raises a `ValueError` if ``nn`` is not a network, or if a parameter is not finite.
    """
    parameters = _parameters(nn)
    functions = {g.function: inspect.getsource(g.function) for g in nn.activations}
    layers = []
    for layer, g in enumerate(nn.activations, 1):
        bias = f" + b{layer}" if f"b{layer}" in parameters else ""
        layers.append(f"    A = {g.function.__name__}(A @ W{layer}{bias})")
    return SCRIPT.format(
        sizes="-".join(map(str, nn.sizes)),
        n_in=nn.sizes[0],
        parameters="\n".join(f"{name} = {_array(name, p)}" for name, p in parameters.items()),
        functions="\n\n".join(functions.values()),
        layers="\n".join(layers),
    )


def _array(name, value):
    start = "np.array("
    numbers = np.array2string(
        value,
        separator=", ",
        floatmode="unique",
        threshold=sys.maxsize,
        formatter={},  # whatever np.set_printoptions says
        legacy=False,
        max_line_width=99,
        prefix=f"{name} = {start}",
    )
    return f"{start}{numbers})"
