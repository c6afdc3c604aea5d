"""Malformed values: written as Python, so that a report can show them, and evaluated afresh.

In these texts, ``v`` is the good value that is replaced. ``KINDS`` has the texts that suit one kind
of good value, ``ANYTHING`` those that any is replaced by.
"""

# ruff: noqa: F401 (many names stand in the texts alone)
import io
import random
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from math import inf, nan
from pathlib import PurePath

import numpy as np

from plainnet import Adam, Ensemble, Momentum, NeuralNetwork, descend

ANYTHING = """
None; 'text'; ''; b'bytes'; True; False; -1; 0; 1; 1.5; nan; inf; -inf; 2**40; 10**400; -(10**400)
1j; []; (); {}; set(); {1: 2}; object(); lambda *_: None; Anything; (n for n in (1, 2)); ...
Decimal('1e-5'); Decimal('nan'); Fraction(1, 3); [None]; ['text']; [nan]; range(2); range(-1)
frozenset([1]); bytearray(b'12'); memoryview(b'12'); NotImplemented; np; random.Random(0)
np.datetime64('2020-01-01'); np.timedelta64(1, 's'); np.ma.masked; np.float64('nan'); np.bool_(True)
np.ma.masked_array([1.0, 2.0]); np.ma.masked_array([1.0, 2.0], [True, False]); np.array(None)
np.array([None, 1.0]); np.array(['a', 'b']); np.array([1j, 2.0]); np.array([True, False])
np.array([1, 2]); np.array([]); np.array(1.0); np.zeros((0, 2)); np.zeros((2, 0)); [1, [2]]; [[nan]]
np.ones((4, 2, 1)); [[1.0], [1.0, 2.0]]; [[10**400]]; np.zeros(2, 'f8,f8'); Lying(); 'sigmoid'
NeuralNetwork; NeuralNetwork(2, 2, 1); Ensemble; np.random.default_rng; '1'; '1e-5'
"""
ARRAY = """
v.tolist(); v.astype(np.float32); v.astype(np.float16); v.astype(int); v.astype(bool); v + 1j
v.astype(object); v.astype(str); v.astype('S'); v.astype(np.longdouble); v[None]; v[..., None]
v.ravel(); v.T; v[:0]; v[:1]; v[:-1]; v[..., :0]; np.full_like(v, nan); with_entry(v, nan)
with_entry(v, inf); with_entry(v, -inf); with_entry(v.astype(object), None); -v; v + 0.5; v[::-1]
with_entry(v.astype(object), 10**400); with_entry(v.astype(object), 'text'); with_entry(v, 2.0)
np.ma.masked_array(v); np.ma.masked_array(v, v == v.flat[0]); np.ma.masked_array(v, True); iter(v)
read_only(v); np.asfortranarray(v); np.repeat(v, 2, axis=0)[::2]; np.concatenate([v, v])
v.view(Subclass); memoryview(v); v.tolist() + ['text']; v.tolist() + [None]; list(v); v.flat
v.astype('M8[s]'); v.astype('m8[s]'); v.sum(); v.astype('>f8'); np.zeros_like(v)
"""
NUMBER = """
str(v); [v]; (v,); {v}; {v: v}; np.array(v); np.array([v]); np.array([[v]]); np.float32(v)
np.float16(v); np.int64(v); np.uint8(1); Decimal(str(v)); Fraction(v); complex(v); -v; v + 0.5
np.longdouble(v); np.complex128(v); float(v); np.array(v, object); np.array(str(v)); -1e-30; 5e-324
np.float64(-0.0); v * 10; lambda: v; bytes([1]); np.str_(v); np.ma.masked_array(v)
np.ma.masked_array(v, True); [v, nan]; [v, v]; [v] * 5
"""
TEXT = """
v.upper(); v + ' '; [v]; (v,); {v}; {v: v}; np.array(v); np.array([v]); np.str_(v); v.encode()
lambda: v; v[:1]; bytearray(v.encode())
"""
PATH = """
0; 1; 2; True; str(v); bytes(v); v.parent; str(v.parent); v / 'file'; v.parent / 'a' / 'file'; [v]
'a' + chr(0); 'x' * 5000; io.BytesIO(); io.StringIO(); empty(v); cut(v); turned(v)
"""
SAVED = """
foreign(v, sizes=[2, 10**12, 1]); foreign(v, sizes=[2, nan]); foreign(v, sizes=['a', 'b'])
foreign(v, W1=nan); foreign(v, W1=None); foreign(v, W1=1j); foreign(v, W1='text')
foreign(v, b1=1.0); foreign(v, loss=3); foreign(v, loss='hinge'); foreign(v, activation=['tanh'])
foreign(v, more=1.0); foreign(v, sizes=2); foreign(v, sizes=[]); foreign(v, format=None)
foreign(v, output='tanh'); foreign(v, W1=[['a', 'b']] * 2); foreign(v, sizes=[2.0, 2.0, 1.0])
"""
MAPPING = """
list(v.values()); list(v); list(v.items()); dict.fromkeys(v); dict.fromkeys(v, nan)
{name: v[name] for name in list(v)[1:]}; {name: v[name] for name in list(v)[:-1]}; v | {'W9': 1.0}
v | {1: 1.0}; {str(name).lower(): item for name, item in v.items()}; v | {None: None}
"""
SEQUENCE = """
list(v); tuple(v); v[:1]; v[:-1]; v + v; iter(v); [v]; v * 3; dict(enumerate(v)); v[::-1]
objects(v)
"""
RULE = """
lambda *_: {}; lambda *_: {'W1': None}; lambda *_: nan; lambda *_: []; lambda *_: 'text'; Momentum
Adam; lambda *_: {'W1': nan}; lambda *_: np.array([nan]); Adam(); descend
lambda nn, *_: spoil(nn, None); lambda nn, *_: spoil(nn, nan); lambda nn, *_: spoil(nn, [1.0])
"""
GENERATOR = "np.random; np.random.RandomState(0); random.Random(0); np.random.PCG64(0); [v]"
KINDS = (
    (bool, ""),
    (np.ndarray, ARRAY),
    ((int, float, np.number), NUMBER),
    (str, TEXT),
    (PurePath, PATH),
    (dict, MAPPING),
    ((list, tuple), SEQUENCE),
    (np.random.Generator, GENERATOR),
    (Callable, RULE),
    (object, ""),
)


class Anything:
    """A class that is content with any arguments."""

    def __init__(self, *args, **kwargs):
        pass


class Lying:
    """What says of itself that it is an array, and is none."""

    shape, ndim, dtype, size = (4, 2), 2, np.dtype(float), 8

    def __array__(self, *args, **kwargs):
        raise RuntimeError("no array")


class Subclass(np.ndarray):
    """An array of another class."""


def with_entry(v, entry):
    v = v.copy()
    v.flat[-1] = entry
    return v


def read_only(v):
    v = v.copy()
    v.flags.writeable = False
    return v


def objects(v):
    array = np.empty(len(v), object)
    array[:] = v
    return array


def spoil(nn, value):
    """What a reader's update may do to a network."""
    if isinstance(nn, NeuralNetwork):
        nn.parameters["W1"] = value


def empty(path):
    path.write_bytes(b"")
    return path


def cut(path):
    content = path.read_bytes() if path.exists() else b""
    path.write_bytes(content[: len(content) // 2])
    return path


def turned(path):
    """The file with one byte in its middle turned."""
    content = bytearray(path.read_bytes() if path.exists() else b"12")
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    return path


def foreign(path, **entries):
    """The saved network with other ``entries``."""
    with np.load(path) as archive:
        content = dict(archive)
    with open(path, "wb") as file:
        np.savez(file, **(content | {name: np.array(entry) for name, entry in entries.items()}))
    return path
