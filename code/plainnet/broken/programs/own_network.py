"""The check of a network of the reader's own, which should have learned the two spirals."""

import numpy as np

from plainnet.broken.programs.spirals import spirals
from plainnet.exercises.feedback import Feedback, UnfitError, in_words, judged
from plainnet.lab.saving import load

ENOUGH = 0.95


def check_own(network) -> Feedback:
    """Check a network that was trained on ``spirals(400, rng=np.random.default_rng(0))``.

    ``network`` is the path of a file that `plainnet.save` wrote, a `NeuralNetwork`, or a function
    ``predict(X)``. It passes if of 1,000 new points, 95 % are on the right side of ½.
    """
    return judged(lambda: _checked(network), network)


def _checked(network):
    if isinstance(network, np.ndarray | list | tuple):
        raise UnfitError("hand in the function itself, `predict` without `(X)`")
    try:
        trained, new = (_right(network, *sample) for sample in _samples())
    except Exception as error:
        raise UnfitError(in_words(network, error)) from None
    counts = f"{trained:.1%} of the known points are right, {new:.1%} of 1,000 new ones"
    if new >= ENOUGH:
        return Feedback(True, f"Right: {counts}.")
    if trained < 0.2:
        why = "nearly all are on the wrong side: 0 and 1 seem to be exchanged"
    elif trained < 0.6:
        why = "that is little better than guessing; does the loss fall at all?"
    elif trained < ENOUGH:
        why = "it has not learned its own points yet: try more epochs, units, or another rate"
    else:
        why = "it knows its own points only: was it trained on all 400?"
    raise UnfitError(f"{counts}; {why}")


def _samples():
    return [spirals(m, rng=np.random.default_rng(seed)) for m, seed in ((400, 0), (1000, 1))]


def _right(network, X, y):
    """The share of right answers."""
    if not callable(network) and not hasattr(network, "predict"):
        network = load(network)
    y_hat = np.asarray(getattr(network, "predict", network)(X), dtype=float)
    if y_hat.shape != y.shape:
        raise ValueError(f"the answers have shape {y_hat.shape}; needed is {y.shape}")
    if not np.isfinite(y_hat).all():
        raise ValueError("some answers are not finite numbers")
    return float(((y_hat > 0.5) == (y > 0.5)).mean())
