"""Put a malformed value in place of a good one, in one argument of a call, or somewhere in it.

Malformed values are written as Python, so that a report can show them, and are evaluated afresh. In
these texts, ``v`` is the good value. ``KINDS`` has the texts that suit one kind of good value,
``ANYTHING`` those that any is replaced by.
"""

# ruff: noqa: F401 (some names stand in the texts alone)
import contextlib
import copy
import random
import re
import warnings
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

import numpy as np

from plainnet import Adam, Ensemble, Momentum, NeuralNetwork, descend

ANYTHING = """
None; 'text'; ''; b'bytes'; True; False; -1; 0; 1; 1.5; nan; inf; -inf; 1j; []; (); {}; set(); ...
{1: 2}; object(); lambda *_: None; (n for n in (1, 2)); Decimal('nan'); Fraction(1, 3); [None]
['text']; [nan]; [[nan]]; [1, [2]]; [[1.0], [1.0, 2.0]]; range(2); '1'; '1e-5'; 'sigmoid'
np.datetime64('2020-01-01'); np.ma.masked; np.float64('nan'); np.bool_(True); np.array(None)
np.ma.masked_array([1.0, 2.0]); np.ma.masked_array([1.0, 2.0], [True, False]); np.array([1, 2])
np.array([None, 1.0]); np.array(['a', 'b']); np.array([1j, 2.0]); np.array([True, False])
np.array([]); np.array(1.0); np.zeros((0, 2)); np.zeros((2, 0)); np.ones((4, 2, 1)); np
NeuralNetwork; NeuralNetwork(2, 2, 1); Ensemble; np.random.default_rng; random.Random(0)
10**400; -(10**400); 2**63; Fraction(10**400); np.timedelta64(1); np.timedelta64(1, 's')
(lambda knot: knot.append(knot) or knot)([])
"""
ARRAY = """
v.tolist(); v.astype(np.float32); v.astype(np.float16); v.astype(int); v.astype(bool); v + 1j
v.astype(object); v.astype(str); v.astype(np.longdouble); v.astype('M8[s]'); v.astype('>f8')
v[None]; v[..., None]; v.ravel(); v.T; v[:0]; v[:1]; v[:-1]; v[..., :0]; v.sum(); -v; v[::-1]
np.full_like(v, nan); with_entry(v, nan); with_entry(v, inf); with_entry(v, -inf)
with_entry(v.astype(object), None); with_entry(v.astype(object), 10**400); with_entry(v, 2.0)
np.ma.masked_array(v); np.ma.masked_array(v, v == v.flat[0]); np.ma.masked_array(v, True); iter(v)
read_only(v); np.asfortranarray(v); np.repeat(v, 2, axis=0)[::2]; np.concatenate([v, v])
v.view(Subclass); v.tolist() + ['text']; v.tolist() + [None]; np.zeros_like(v); list(v); v + 0.5
"""
NUMBER = """
str(v); [v]; (v,); {v}; np.array(v); np.array([v]); np.array([[v]]); np.float32(v); np.float16(v)
np.int64(v); np.uint8(1); Decimal(str(v)); Fraction(v); complex(v); -v; v + 0.5; -1e-30; v * 10
np.longdouble(v); float(v); np.array(v, object); np.float64(-0.0); lambda: v; np.ma.masked_array(v)
np.ma.masked_array(v, True); [v, nan]; [v, v]; [v] * 5
"""
TEXT = "v.upper(); v + ' '; [v]; (v,); {v}; {v: v}; np.array(v); np.array([v]); np.str_(v); v[:1]"
PATH = "2; str(v); bytes(v); v.parent; v / 'file'; [v]; 'a' + chr(0); 'x' * 5000; cut(v); turned(v)"
MAPPING = """
list(v.values()); list(v); list(v.items()); dict.fromkeys(v); dict.fromkeys(v, nan); v | {'W9': 1.0}
{name: v[name] for name in list(v)[1:]}; {name: v[name] for name in list(v)[:-1]}; v | {1: 1.0}
{str(name).lower(): item for name, item in v.items()}; v | {None: None}
"""
SEQUENCE = "list(v); tuple(v); v[:1]; v[:-1]; v + v; iter(v); [v]; v * 3; v[::-1]"
FUNCTION = """
lambda *_: {}; lambda *_: {'W1': None}; lambda *_: nan; lambda *_: []; lambda *_: 'text'; Momentum
Adam; lambda *_: {'W1': nan}; lambda *_: np.array([nan]); Adam(); descend
lambda nn, *_: spoil(nn, None); lambda nn, *_: spoil(nn, nan); lambda nn, *_: spoil(nn, [1.0])
"""
GENERATOR = "np.random; np.random.RandomState(0); np.random.PCG64(0); [v]"
KINDS = (
    (bool, ""),
    (np.ndarray, ARRAY),
    ((int, float), NUMBER),
    (str, TEXT),
    (PurePath, PATH),
    (dict, MAPPING),
    ((list, tuple), SEQUENCE),
    (np.random.Generator, GENERATOR),
    (Callable, FUNCTION),
    (object, ""),
)
nan, inf = float("nan"), float("inf")


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


def spoil(nn, value):
    """Put ``value`` in place of an array of a network, as a reader's update might do."""
    if isinstance(nn, NeuralNetwork):
        nn.parameters["W1"] = value


def cut(path):
    path.write_bytes(path.read_bytes()[:100] if path.exists() else b"")
    return path


def turned(path):
    """Invert the bits of one byte in the middle of the file."""
    content = bytearray(path.read_bytes() if path.exists() else b"12")
    content[len(content) // 2] ^= 255
    path.write_bytes(content)
    return path


class Change(NamedTuple):
    """A replacement of ``good`` by ``value``, written as ``text``; ``where`` names the argument."""

    where: str
    text: str
    good: object
    value: object

    def __str__(self):
        text = re.sub(r"\bv\b", "good", self.text)
        return f"{self.where} = {text}"


def malform(draw, call) -> tuple:
    """``call`` with one argument changed, sometimes two, and the `Change` of each."""
    names = [name for name in call.arguments if name != "self"]
    if parts_of(call.arguments.get("self")) and "record" not in names:  # else `forward` has used it
        names.append("self")
    changes, arguments = [], dict(call.arguments)
    for name in draw.sample(names, min(len(names), draw.choice([1] * 7 + [2]))):
        for _ in range(100):  # not every text suits every value: a number has no `.T`
            with contextlib.suppress(Exception), warnings.catch_warnings(action="ignore"):
                change, value = _changed(draw, name, arguments[name], name != "self")
                arguments[name] = value
                changes.append(change)
                break
    return call._replace(arguments=arguments), changes


def _changed(draw, where, good, whole=True):
    """A `Change` of ``good``, or of a part of it, and the value that replaces ``good``."""
    parts = parts_of(good)
    if parts and (not whole or draw.random() < 0.5):
        step, part, put = draw.choice(parts)
        change, new = _changed(draw, where + step, part)
        return change, put(new)
    own = next(texts for kind, texts in KINDS if isinstance(good, kind))
    text = draw.choice(split(draw.choice([ANYTHING, own or ANYTHING])))
    value = eval(text, globals() | {"v": good})
    return Change(where, text, good, value), value


def split(texts) -> list[str]:
    """The texts between semicolons and ends of lines."""
    return [text.strip() for text in texts.replace("\n", ";").split(";") if text.strip()]


def parts_of(good) -> list[tuple]:
    """The parts of ``good``: for each how code names it, the part, a function to replace it."""
    if isinstance(good, NeuralNetwork):
        return [(".parameters", good.parameters, partial(_with_parameters, good))]
    if type(good) is dict:
        return [(f"[{k!r}]", part, lambda new, k=k: good | {k: new}) for k, part in good.items()]
    if type(good) in (list, tuple):
        return [(f"[{i}]", part, partial(_with_item, good, i)) for i, part in enumerate(good)]
    return []


def _with_parameters(nn, parameters):
    changed = copy.copy(nn)
    changed.parameters = parameters
    return changed


def _with_item(good, i, new):
    return type(good)([*good[:i], new, *good[i + 1 :]])
