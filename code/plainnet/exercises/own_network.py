"""The judge for a reader's own network, in plain NumPy: which arrays of its gradient are wrong."""

from collections.abc import Callable

import numpy as np

from plainnet._validation import choice, reals
from plainnet.exercises.feedback import Feedback, UnfitError, judged, kind, numbers, returned
from plainnet.losses import mean_squared_error

NUDGE = 1e-5
TOLERANCE = 1e-6
ROUNDINGS = 4  # by so many last digits, of 1 or more, may answers be off
BLUR = 1e-3  # of an array's size: a slope that was measured with a larger error proves nothing


def cross_entropy(y_hat, y) -> float:
    """mean(−y ln ŷ − (1 − y) ln(1 − ŷ)), from answers between 0 and 1."""
    return -np.mean(y * np.log(y_hat) + (1 - y) * np.log(1 - y_hat))


def categorical_cross_entropy(y_hat, y) -> float:
    """mean(−ln p) of the class of each pattern; ``y`` is one-hot."""
    return -np.mean(np.sum(y * np.log(y_hat), axis=-1))


LOSSES = {
    "cross_entropy": cross_entropy,
    "categorical_cross_entropy": categorical_cross_entropy,
    "mse": mean_squared_error,
}


def check_own(forward, backward, theta, X, y, loss="cross_entropy") -> Feedback:
    """Judge ``backward(theta, X, y)``: each array of slopes against nudges of ``forward``.

    ``theta`` holds the parameters as you do: a list or a dictionary of arrays, or one array.
    ``forward(theta, X)`` returns the answers ŷ, and ``backward`` the slopes of the loss, in the
    form of ``theta``. ``loss`` is a name, or your own function of ŷ and y. A slope is measured as
    (L(θ + ε) − L(θ − ε)) / 2ε, with two ε, whose difference tells how exact it is.

    Returns a `Feedback` with a line for each array; it is true if all are right. Raises a
    `ValueError` for ``X``, ``y`` or a ``loss`` of another kind.
    """
    cost = loss if callable(loss) else choice("loss", loss, LOSSES)
    X, y = reals("X", X), reals("y", y)
    return judged(lambda: _judged(forward, backward, theta, X, y, cost), forward, backward, theta)


def _judged(forward, backward, theta, X, y, cost):
    for name, value in {"forward": forward, "backward": backward}.items():
        if not callable(value):
            raise UnfitError(f"{name} is {kind(value)}; needed is the function, without brackets")
    form, arrays = _taken_apart(theta)
    arrays = {name: numbers(name, value) for name, value in arrays.items()}

    def answers() -> np.ndarray:
        return returned(forward, form(arrays), X.copy(), by="forward")

    y_hat = numbers("what forward returns", answers(), y.shape)

    def measured() -> float:
        return float(cost(np.asarray(answers()), y))

    if not np.isfinite(begin := measured()):
        raise UnfitError(f"the loss is {begin}; needed are weights that give a finite one")
    rounding = _rounding(cost, y_hat, y, begin)
    copies = {name: value.copy() for name, value in arrays.items()}
    slopes = returned(backward, form(copies), X.copy(), y.copy(), by="backward")
    _, given = _taken_apart(slopes, "backward")
    if given.keys() != arrays.keys():
        have = ", ".join(given) if isinstance(theta, dict) else len(given)
        raise UnfitError(f"backward returns {have}; needed are the slopes of {', '.join(arrays)}")
    width = max(map(len, arrays))
    verdicts = {name: _verdict(given[name], arrays[name], measured, rounding) for name in arrays}
    is_right = all(verdict == "right" for verdict in verdicts.values())
    lines = [f"{name:{width}}  {verdict}" for name, verdict in verdicts.items()]
    return Feedback(is_right, "\n".join(["Right:" if is_right else "Not yet:", *lines]))


def _taken_apart(theta, argument="theta") -> tuple[Callable, dict[str, np.ndarray]]:
    """How to put arrays together in the reader's form, and copies of them by name."""
    try:
        if theta is None:
            raise TypeError
        if isinstance(theta, dict):
            form, named = (lambda arrays: dict(zip(theta, arrays.values(), strict=True))), theta
        elif isinstance(theta, list | tuple):
            form = lambda arrays: list(arrays.values())  # noqa: E731
            named = {f"theta[{index}]": value for index, value in enumerate(theta)}
        else:
            form, named = (lambda arrays: arrays["theta"]), {"theta": theta}
        arrays = {str(name): np.array(value, dtype=float) for name, value in named.items()}
    except Exception:  # whatever an object's own methods raise
        needed = "needed is a list or a dictionary of arrays of numbers"
        raise UnfitError(f"{argument} is {kind(theta)}; {needed}") from None
    if not arrays:
        raise UnfitError(f"{argument} is empty; needed is at least one array")
    return form, arrays


@np.errstate(all="ignore")
def _rounding(cost, y_hat, y, loss):
    """How far the loss may be off, because answers are rounded: near 0 and 1, much."""
    last = ROUNDINGS * np.spacing(np.maximum(np.abs(y_hat), 1))
    off = max(abs(cost(y_hat + last, y) - loss), abs(cost(y_hat - last, y) - loss))
    return off + ROUNDINGS * np.spacing(abs(loss)) if np.isfinite(off) else np.inf


def _verdict(got, value, measured, rounding):
    """What is to be said about an array of slopes; ``value`` is the array that is nudged."""
    if got.size != value.size or np.squeeze(got).shape != np.squeeze(value).shape:
        return f"wrong: expected the shape {value.shape}, got {got.shape}"
    if not np.isfinite(got).all():
        return "wrong: not all numbers are finite"
    got = got.reshape(value.shape)
    n, other = (_slopes(value, measured, nudge) for nudge in (NUDGE, NUDGE / 3))
    size = np.linalg.norm(got) + np.linalg.norm(n)
    error = 3 * np.linalg.norm(n - other) + rounding / NUDGE * np.sqrt(value.size)
    if np.linalg.norm(got - n) > TOLERANCE * size + error:
        worst = np.unravel_index(np.argmax(np.abs(got - n)), value.shape)
        place = [int(index) for index in worst]
        return f"wrong at {place}: expected {n[worst]:.4g}, got {got[worst]:.4g}"
    return "right" if error <= BLUR * size else "cannot tell here: try smaller weights"


def _slopes(value, measured, nudge):
    slopes = np.zeros_like(value)
    for index in np.ndindex(value.shape):
        before = value[index]
        value[index] = before + nudge
        above = measured()
        value[index] = before - nudge
        slopes[index] = (above - measured()) / (2 * nudge)
        value[index] = before
    return slopes
