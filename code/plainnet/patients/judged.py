"""Is it cured? The checks of the four exercises; each answers with a `Finding`."""

import numpy as np

from plainnet import exercises
from plainnet.findings import Finding
from plainnet.keeping import load
from plainnet.network import NeuralNetwork
from plainnet.patients import disc, greenhouse, half_adder
from plainnet.patients.spirals import spirals

ENOUGH = 0.95


def check_step(my_step):
    """Check ``my_step(theta, X, y, learning_rate)``, a step of the half adder.

    It is tried on a network whose layers differ in size, too: there no mix-up fits by chance.
    """

    def step(nn, X, y, learning_rate):
        return my_step(nn.parameters, X, y, learning_rate)

    X, Y = half_adder.X, half_adder.Y
    rngs = np.random.default_rng(1), np.random.default_rng(2)
    for hidden, rng in zip((2, 3), rngs, strict=True):
        nn = NeuralNetwork(2, hidden, 2, rng=rng)
        found = exercises.check_step(step, nn, X, Y, learning_rate=0.5)
        if not found:
            break
    return found


def check_prepare(my_prepare):
    """Check ``my_prepare(X)``, which brings the greenhouse's measurements to one scale."""
    X, _ = greenhouse.data(50, np.random.default_rng(1))
    centred = X - X.mean(axis=0)
    mistakes = {
        "the mean is subtracted, but nothing is divided": centred,
        "it is divided by the standard deviation, but no mean is subtracted": X / X.std(axis=0),
        "it is divided by the variance, the square of the standard deviation": centred / X.var(0),
        "the deviation divides by m − 1; it is the root of a mean": centred / X.std(0, ddof=1),
        "it is divided by the range, not by the standard deviation": centred / np.ptp(X, axis=0),
        "one mean and one deviation serve both columns": (X - X.mean()) / X.std(),
    }
    return exercises.check_numbers(lambda: my_prepare(X.copy()), centred / X.std(axis=0), mistakes)


def check_gradient(my_backward):
    """Check ``my_backward(theta, record, y)``, the gradient of the disc's loss, on one batch."""

    def backward(nn, record, y):
        return my_backward(nn.parameters, tuple(record.A), y)

    nn = NeuralNetwork(2, 8, 1, activation="tanh", rng=np.random.default_rng(1))
    return exercises.check_backward(backward, nn, *disc.data(50, np.random.default_rng(1)))


def check_own(network):
    """Check a network trained on ``spirals(400, rng=np.random.default_rng(0))``, on 1,000 others.

    ``network`` is the path of a file that `plainnet.save` wrote, a `NeuralNetwork`, or a function
    ``predict(X)``. It is enough if 95 % of its answers lie on the right side of ½.
    """
    try:
        known, new = (_right(network, *sample) for sample in _samples())
    except Exception as error:
        return Finding(False, f"Not yet: {type(error).__name__}: {error}")
    counts = f"{known:.1%} of the known points are right, {new:.1%} of 1,000 new ones"
    if new >= ENOUGH:
        return Finding(True, f"Right: {counts}.")
    if known < 0.6:
        why = "that is little better than guessing; does the loss fall at all?"
    elif known < ENOUGH:
        why = "it has not learned its own points yet: try more epochs, units, or another rate"
    else:
        why = "it knows its own points only: was it trained on all 400?"
    return Finding(False, f"Not yet: {counts}; {why}")


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
