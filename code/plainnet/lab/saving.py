"""Keeping a network: in a file, or as a script that needs nothing but NumPy."""

import inspect
import os
import sys
import zipfile
from itertools import pairwise

import numpy as np

from plainnet import _validation
from plainnet.network import NeuralNetwork

FORMAT = "plainnet network 1"
SETTINGS = "activation", "output", "loss"


def save(nn, path) -> None:
    """Write sizes, settings and parameters of ``nn`` to the file ``path``, in NumPy's ``.npz``.

    Raises a `ValueError` if ``path`` is not a path, if ``nn`` is not a network, or if a parameter
    is not finite: such a network computes nothing.
    """
    _complete(nn)
    _path_of_a_file(path)
    names = nn.activation_names[0], nn.activation_names[-1], nn.loss_name
    settings = dict(zip(SETTINGS, names, strict=True))
    with open(path, "wb") as file:
        np.savez(file, format=FORMAT, sizes=nn.sizes, **settings, **nn.parameters)


def load(path) -> NeuralNetwork:
    """Return the `NeuralNetwork` that `save` wrote to ``path``: the same predictions, bit for bit.

    Nothing in the file is run: what is pickled is refused. Nothing is unpacked, either: what is
    longer than the file itself is refused. Raises a `ValueError` that says what is wrong with a
    damaged or foreign file or with ``path``, and a `FileNotFoundError` if there is none.
    """
    _path_of_a_file(path)
    with open(path, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        _validation.memory(4 * size, _validation.UNASKED)
        try:
            content = _arrays(file, size)
        except Exception:  # zipfile, zlib and NumPy raise what they like for a damaged file
            raise ValueError(
                f"{path}: expected what plainnet.save wrote; the file is damaged or another"
            ) from None
    try:
        return _network(content)
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def _path_of_a_file(path):
    """Raise a `ValueError` if ``path`` is none, or one of a folder. A number would be a stream."""
    try:
        known = not isinstance(path, bytes) and b"\0" not in os.fsencode(path)
    except (TypeError, UnicodeError):
        known = False
    if not known or (os.path.exists(path) and not os.path.isfile(path)):
        raise _validation.unfit("path", "that of a file, a str or an os.PathLike", path)


def _arrays(file, size):
    """The arrays in a file of ``size`` bytes, by name; raises what it likes for another file."""
    entries = zipfile.ZipFile(file).infolist()
    # `save` compresses nothing: an entry that is, or overlaps another, could fill the memory.
    if any(e.compress_type for e in entries) or sum(e.file_size for e in entries) > size:
        raise ValueError
    file.seek(0)
    with np.load(file, allow_pickle=False) as archive:
        if archive.zip.testzip() is not None:
            raise ValueError
        content = {name: archive[name] for name in archive.files}
    if any(array.size > array.nbytes for array in content.values()):  # items of no bytes
        raise ValueError
    return content


def _complete(nn):
    """Raise a `ValueError` unless ``nn`` has all its parameters, all finite, and no others."""
    _validation.network(nn, finite=True)
    names = [name for pair in nn.names for name in pair]
    if set(nn.parameters) not in (set(names), {W for W, _ in nn.names}):
        given = ", ".join(map(str, nn.parameters))
        raise ValueError(f"nn.parameters: expected {', '.join(names)}; got {given}")


def _network(content):
    written_as = content.pop("format", "no format")
    if str(written_as) != FORMAT:
        raise ValueError(
            f"expected what plainnet.save wrote; got {', '.join(content) or 'no array'}"
        )
    if missing := [name for name in ("sizes", *SETTINGS) if name not in content]:
        raise ValueError(f"expected also {', '.join(missing)}; got {', '.join(content)}")
    sizes = np.ravel(content.pop("sizes")).tolist()
    settings = {name: content.pop(name).tolist() for name in SETTINGS}
    for layer, (n_in, n_out) in enumerate(pairwise(sizes), 1):  # before memory is taken for them
        _validation.matrix(f"W{layer}", content.get(f"W{layer}"), rows=n_in, columns=n_out)
    nn = NeuralNetwork(*sizes, **settings, bias="b1" in content, rng=np.random.default_rng(0))
    if set(content) != set(nn.parameters):
        raise ValueError(f"expected {', '.join(nn.parameters)}; got {', '.join(content)}")
    _validation.gradients(content, nn.parameters, finite=False)
    for name, value in content.items():
        _validation.matrix(name, np.atleast_2d(value))
        nn.parameters[name][:] = value
    return nn


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
    """A short Python script, as text, whose ``predict`` answers as ``nn.predict`` does, exactly.

    It needs NumPy and nothing else: take it along. Python writes each number with all the digits
    that it takes to read it back unchanged.

    Raises a `ValueError` if ``nn`` is not a network, or if a parameter is not finite.
    """
    _complete(nn)
    functions = {g.function: inspect.getsource(g.function) for g in nn.activations}
    layers = []
    for layer, g in enumerate(nn.activations, 1):
        bias = f" + b{layer}" if f"b{layer}" in nn.parameters else ""
        layers.append(f"    A = {g.function.__name__}(A @ W{layer}{bias})")
    return SCRIPT.format(
        sizes="-".join(map(str, nn.sizes)),
        n_in=nn.sizes[0],
        parameters="\n".join(f"{name} = {_array(name, p)}" for name, p in nn.parameters.items()),
        functions="\n\n".join(functions.values()),
        layers="\n".join(layers),
    )


def _array(name, value):
    start = "np.array("
    numbers = np.array2string(
        _validation.matrix(name, np.atleast_2d(value)).reshape(np.shape(value)),
        separator=", ",
        floatmode="unique",
        threshold=sys.maxsize,
        formatter={},  # whatever np.set_printoptions says
        legacy=False,
        max_line_width=99,
        prefix=f"{name} = {start}",
    )
    return f"{start}{numbers})"
