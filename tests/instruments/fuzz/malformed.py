"""Put a malformed value in place of a good one, in one argument of a call, or somewhere in it."""

import contextlib
import copy
import dataclasses
import re
import warnings
from functools import partial
from pathlib import PurePath
from typing import NamedTuple

import values

from plainnet import Ensemble, NeuralNetwork
from plainnet.activations import Activation
from plainnet.broken.museum import Exhibit
from plainnet.exercises.questions import Answer, Question
from plainnet.model_size.architectures import Architecture
from plainnet.model_size.counts import Part
from plainnet.sweeps.declaration import Sweep, SweepResult

# These look at what they hold when they are made, and stay as they are; they are made malformed
# themselves. An activation and an exhibit hold functions.
SEALED = Activation, Exhibit, Answer, Question, Architecture, Part, Sweep, SweepResult


class Change(NamedTuple):
    """What was put in place of ``good``, as ``text``, ``where`` within an argument."""

    where: str
    text: str
    good: object
    value: object

    def __str__(self):
        text = re.sub(r"\bv\b", "good", self.text)
        return f"{self.where} = {text}"


def malform(draw, call) -> tuple:
    """``call`` with one argument changed, sometimes two, and the `Change` of each."""
    names = [name for name, value in call.arguments.items() if name != "self" or parts_of(value)]
    changes, arguments = [], dict(call.arguments)
    for name in draw.sample(names, min(len(names), draw.choice([1] * 7 + [2]))):
        for _ in range(100):  # not every text suits every value: a number has no `.T`
            with contextlib.suppress(Exception), warnings.catch_warnings(action="ignore"):
                change, value = _changed(draw, name, arguments[name], name != "self")
                if value is None and name in call.none_fine:
                    continue
                arguments[name] = value
                changes.append(change)
                break
    return call._replace(arguments=arguments), changes


def _changed(draw, where, good, whole=True):
    """A `Change` of ``good``, or of something in it, and what it makes of ``good``."""
    parts = parts_of(good)
    if parts and (not whole or draw.random() < 0.5):
        step, part, put = draw.choice(parts)
        change, new = _changed(draw, where + step, part)
        return change, put(new)
    text = draw.choice(
        draw.choice([split(values.ANYTHING), texts_for(good) or split(values.ANYTHING)])
    )
    value = eval(text, vars(values) | {"v": good})
    return Change(where, text, good, value), value


def split(texts) -> list[str]:
    """The texts between semicolons and ends of lines."""
    return [text.strip() for text in texts.replace("\n", ";").split(";") if text.strip()]


def texts_for(good) -> list[str]:
    """The texts of what can stand in place of ``good`` in particular."""
    own = next(texts for kind, texts in values.KINDS if isinstance(good, kind))
    own += values.SAVED if isinstance(good, PurePath) and good.exists() else ""
    return split(own)


def parts_of(good) -> list[tuple]:
    """What can be changed within ``good``: how it is written, the part, how another is put in."""
    if isinstance(good, SEALED):
        return []
    if isinstance(good, NeuralNetwork):
        fields = ["parameters"]
    elif dataclasses.is_dataclass(good) and not isinstance(good, type):
        fields = [field.name for field in dataclasses.fields(good)]
    else:
        fields = getattr(good, "_fields", [])
    if fields:
        put = partial(partial, _with_field, good)
        return [(f".{name}", getattr(good, name), put(name)) for name in fields]
    if isinstance(good, Ensemble):
        views, put = good.parameters, partial(partial, _fill, good)
        return [(f".parameters[{name!r}][0]", view[0], put(view)) for name, view in views.items()]
    if isinstance(good, dict | list | tuple):
        items = good.items() if isinstance(good, dict) else enumerate(good)
        return [(f"[{key!r}]", part, partial(_with_item, good, key)) for key, part in items]
    return []


def _with_field(good, name, new):
    if isinstance(good, tuple):
        return good._replace(**{name: new})
    changed = copy.copy(good)
    object.__setattr__(changed, name, new)  # also where it is frozen
    return changed


def _with_item(good, key, new):
    if isinstance(good, dict):
        return good | {key: new}
    return type(good)([*good[:key], new, *good[key + 1 :]])


def _fill(many, view, new):
    """``many``, with ``new`` in a view of its parameters, as a reader would put it there."""
    view[0] = new
    return many
