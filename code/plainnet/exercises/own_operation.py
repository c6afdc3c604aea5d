"""The check of an operation and its rule, a pair like those of ``RULES`` in `autograd`."""

from functools import partial

import numpy as np

from plainnet._validation import reals, unfit
from plainnet.autograd import summed
from plainnet.exercises.diagnosis import CLOSE, same
from plainnet.exercises.feedback import Feedback, UnfitError, judged, kind, numbers, returned

NUDGE = 1e-5
KINK = 1e-2  # of the largest slope: where the slopes on both sides differ by more, there is a kink


def check_operation(rule, *inputs, constants=()) -> Feedback:
    """Check an operation and its rule, ``(function, slopes)``, by nudging every input number.

    ``function(*inputs, *constants)`` returns z. ``slopes(g, z, *inputs, *constants)`` returns a
    tuple with one array for each input, of its shape, or of the shape to which it was broadcast. An
    input is an array of any shape. Raises a `ValueError` for an input that is empty or not finite,
    and for ``constants`` that are neither a tuple nor a list.
    """
    if not inputs:
        raise unfit("inputs", "at least one array", inputs)
    arrays = [reals(f"inputs[{k}]", array) for k, array in enumerate(inputs)]
    if not isinstance(constants, tuple | list):
        raise unfit("constants", "a tuple of what follows the inputs", constants)
    return judged(lambda: _check(rule, arrays, constants), rule)


def _check(rule, arrays, constants):
    """Right, or an `UnfitError` with the mistake."""
    is_pair = isinstance(rule, tuple | list) and len(rule) == 2
    if not is_pair or not all(map(callable, rule)):
        raise UnfitError("the rule is not a pair; needed is (function, slopes), two functions")
    function = partial(_value, rule[0], constants)
    z = function(arrays)
    rng = np.random.default_rng(7)
    g = rng.uniform(0.5, 2.0, z.shape) * rng.choice([-1.0, 1.0], z.shape)
    found = _slopes(rule[1], g, z, arrays, constants)
    right = [_nudged(lambda a: (g * function(a)).sum(), arrays, k) for k in range(len(arrays))]
    if all(map(_fits, found, right)):
        return Feedback(True, "Right.")
    _name_mistake_of_all(found, right, _slopes(rule[1], 2 * g, z, arrays, constants))
    for k, (part, sides) in enumerate(zip(found, right, strict=True)):
        if not _fits(part, sides):
            raise UnfitError(f"slope of input {k}: {_mistake(part, sides, z.shape)}")


def _called(name, function, values, constants, names):
    """What ``function`` returns; an `UnfitError` if it fails, or changes its arguments."""
    given = [value.copy() for value in values]
    with np.errstate(all="ignore"):  # a message says what is not finite
        result = returned(function, *given, *constants, by=name)
    for label, copy, value in zip(names, given, values, strict=True):
        if copy.shape != value.shape or not np.array_equal(copy, value):
            raise UnfitError(f"{name} changes {label} in place; compute a new array")
    return result


def _value(function, constants, arrays):
    names = [f"input {k}" for k in range(len(arrays))]
    z = numbers("z", _called("the function", function, arrays, constants, names))
    if not z.size:
        raise UnfitError("z has no numbers")
    return z.copy()


def _slopes(slopes, g, z, arrays, constants):
    """What the rule returns, as one array for each input, or an `UnfitError`."""
    names = ["g", "z", *(f"input {k}" for k in range(len(arrays)))]
    parts = _called("the rule", slopes, [g, z, *arrays], constants, names)
    wanted = _count(len(arrays))
    if isinstance(parts, np.ndarray | np.generic | float | int):
        one = "an array" if np.ndim(parts) else "a number"
        raise UnfitError(
            f"the rule returns {one}; needed is a tuple of {wanted}, one per input: write `(…,)`"
        )
    if not isinstance(parts, tuple | list):
        raise UnfitError(f"what the rule returns is {kind(parts)}; needed is a tuple of {wanted}")
    if len(parts) != len(arrays):
        raise UnfitError(f"the rule returns {_count(len(parts))}; needed: {wanted}, one per input")
    return [numbers(f"slope of input {k}", part) for k, part in enumerate(parts)]


def _count(number):
    return f"{number} {'slope' if number == 1 else 'slopes'}"


def _nudged(loss, arrays, k):
    """The slopes of a loss just below and just above each number of input ``k``."""
    sides, here = np.zeros((2, *arrays[k].shape)), loss(arrays)
    for at in np.ndindex(arrays[k].shape):
        for side, sign in enumerate((-1, 1)):
            nudged = [array.copy() for array in arrays]
            nudge = sign * NUDGE * max(1.0, abs(arrays[k][at]))
            nudged[k][at] += nudge
            sides[(side, *at)] = (loss(nudged) - here) / nudge
    return sides


def _fits(part, sides):
    """Whether a slope is right; at a kink, any slope between those of both sides is."""
    part = _own(part, sides.shape[1:])
    return part is not None and not _wrong(part, sides).any()


def _wrong(part, sides):
    """Which entries of a slope are wrong."""
    scale = max(np.abs(sides).max(), CLOSE)
    between = (part >= sides.min(axis=0) - CLOSE * scale) & (
        part <= sides.max(axis=0) + CLOSE * scale
    )
    at_kink = np.abs(sides[1] - sides[0]) > KINK * scale
    return np.where(at_kink, ~between, np.abs(part - sides.mean(axis=0)) > CLOSE * scale)


def _own(part, shape):
    """A slope in the ``shape`` of its input, summed over what was broadcast, or None."""
    try:
        fits = np.broadcast_shapes(part.shape, shape) == part.shape
    except ValueError:
        fits = False
    return summed(part, shape) if fits else None


def _name_mistake_of_all(found, right, doubled):
    """Raise an `UnfitError` for a mistake that shows in two slopes, or with another ``g`` only."""
    for k, (part, twice) in enumerate(zip(found, doubled, strict=True)):
        if part.any() and np.array_equal(part, twice):
            raise UnfitError(f"slope of input {k} is the same whatever `g` is; multiply by `g`")
    for j in range(len(found)):
        for i in range(j):
            others = _fits(found[i], right[j]) and _fits(found[j], right[i])
            if others and not (_fits(found[i], right[i]) and _fits(found[j], right[j])):
                raise UnfitError(f"the slopes of inputs {i} and {j} are swapped")


def _mistake(part, sides, spread):
    """The words for what is wrong with one slope."""
    shape, right = sides.shape[1:], sides.mean(axis=0)
    if (own := _own(part, shape)) is None:
        is_spread = _own(np.empty(spread), shape) is not None and spread != shape
        needed = f"{shape}, as the input" + (f", or {spread}, as z" if is_spread else "")
        return f"it has shape {part.shape}; needed is {needed}"
    if same(own, -right, max(np.abs(right).max(), CLOSE)):
        return "its sign is flipped"
    at = tuple(map(int, np.argwhere(_wrong(own, sides))[0]))
    place = f"at {at} " if at else ""
    return f"{place}it is {own[at]:.6g}, by nudging {right[at]:.6g}, for the `g` of this check"
