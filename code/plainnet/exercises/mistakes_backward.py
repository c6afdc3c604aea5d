"""Classic mistakes in a gradient and in an update: part of the catalogue in `mistakes`."""

import copy
from functools import partial

import numpy as np

from plainnet.activations import ACTIVATIONS
from plainnet.exercises.faulty_passes import Problem, backward, step
from plainnet.exercises.mistakes_forward import count, has_classes, has_cross_entropy, square
from plainnet.losses import LOSSES, mean_squared_error_gradient

EPSILON = 1e-5  # the nudge of the chapters


def _without_slope(d, at):
    loss = LOSSES[at.problem.nn.loss_name]
    return d if has_cross_entropy(at.problem) else loss.gradient(at.record.y_hat, at.problem.y)


def _slope_at_answer(d, at):
    if has_cross_entropy(at.problem):
        return d
    return _without_slope(d, at) * at.g.derivative(at.record.y_hat)


def _of_squares(d, at):
    """δ of the mean squared error, with the derivative of the activation."""
    return mean_squared_error_gradient(at.record.y_hat, at.problem.y) * at.g.derivative(at.Z)


def _one_sided(problem):
    """(L(θ + ε) − L(θ)) / 2ε: a one-sided difference, divided as if it had two sides."""
    nn, X, y, _ = problem
    start, answer = nn.loss(nn.forward(X), y), {}
    for name, value in nn.parameters.items():
        answer[name] = np.zeros_like(value)
        for index in np.ndindex(value.shape):
            before = value[index]
            value[index] = before + EPSILON
            answer[name][index] = (nn.loss(nn.forward(X), y) - start) / (2.0 * EPSILON)
            value[index] = before
    return answer


def _under(is_entropy, change):
    """A mistake in δ that has its words for one kind of loss; under the other it is right."""
    return lambda d, at: change(d, at) if has_cross_entropy(at.problem) == is_entropy else d


SLOPES = {  # mistakes in the derivative of a sigmoid, A (1 − A)
    "1 − A; its factor A is missing": lambda A, Z: 1.0 - A,
    "A; its factor 1 − A is missing": lambda A, Z: A,
    "Z (1 − Z); it is A (1 − A)": lambda A, Z: Z * (1.0 - Z),
}


def _slope(right, at, name, wrong):
    """A wrong derivative of hidden layers that have this activation."""
    return wrong(at.g.function(at.Z), at.Z) if at.g == ACTIVATIONS[name] else right


def _slope_of_output(d, at, wrong):
    """δ with a wrong derivative of the output, a sigmoid under the mean squared error."""
    is_sigmoid = at.g == ACTIVATIONS["sigmoid"] and not has_cross_entropy(at.problem)
    return _without_slope(d, at) * wrong(at.record.y_hat, at.Z) if is_sigmoid else d


def _per_layer(words):
    """For each activation in ``words``, the mistake of using its derivative in hidden layers."""
    return {
        f"the derivative of the hidden activation is that of {name}, {formula}": partial(
            backward, slope=lambda s, at, g=ACTIVATIONS[name]: g.derivative(at.Z, at.A)
        )
        for name, formula in words.items()
    }


DELTA = {  # mistakes in δ of the output, which make the whole gradient wrong
    "the mean over the batch is missing": lambda d, at: d * count(at.problem),
    "the mean over the batch is taken twice": lambda d, at: d / count(at.problem),
    "the mean divides by one pattern less than there are": lambda d, at: (
        d * len(d) / np.float64(len(d) - 1)
    ),
    "the mean is over the patterns only; it is over the outputs, too": lambda d, at: (
        d if has_classes(at.problem) else d * d.shape[1]
    ),
    "the mean is over all outputs; for classes it is over the patterns": lambda d, at: (
        d / d.shape[1] if has_classes(at.problem) else d
    ),
    "the sign is flipped: δ contains ŷ − y, not y − ŷ": lambda d, at: -d,
    "there is a σ′ too much at the output: with cross-entropy it cancels": _under(
        True, lambda d, at: d * at.g.derivative(at.Z)
    ),
    "the derivative of the output's activation is there twice": _under(
        False, lambda d, at: d * at.g.derivative(at.Z)
    ),
    **{
        f"the derivative of the output's activation is {words}": partial(
            _slope_of_output, wrong=wrong
        )
        for words, wrong in SLOPES.items()
    },
    "δ contains |ŷ − y|, not ŷ − y": lambda d, at: (
        d * np.where(at.record.y_hat < at.problem.y, -1.0, 1.0)
    ),
    "δ contains (ŷ − y)², not ŷ − y": lambda d, at: d * (at.record.y_hat - at.problem.y),
    "the derivative of the output's activation is left out": _without_slope,
    "the derivative of the output's activation is taken at ŷ, not at z": _slope_at_answer,
    "this is the gradient of the mean squared error": _under(True, _of_squares),
    "this is the gradient of the cross-entropy": _under(
        False, lambda d, at: (at.record.y_hat - at.problem.y) / count(at.problem)
    ),
    "the factor 2 of the square is missing": _under(False, lambda d, at: d / 2.0),
    "there is a factor ½ too much: cross-entropy has none": _under(True, lambda d, at: d / 2.0),
    "there is a factor 2 too much: a nudge divides by 2ε, a square has a single 2": lambda d, at: (
        2.0 * d
    ),
    "the learning rate is in the gradient; it belongs into the update": lambda d, at: (
        d * at.problem.learning_rate
    ),
    **{
        f"a learning rate of {rate} is in the gradient; it belongs into the update": (
            lambda d, at, rate=rate: rate * d
        )
        for rate in (0.1, 0.01)
    },
}
BACKWARD = {words: partial(backward, delta=delta) for words, delta in DELTA.items()} | {
    "a one-sided difference is divided by 2ε; it has ε": _one_sided,
    "the sign is flipped in the hidden layer": partial(backward, back=lambda B, at: -B),
    "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)": partial(
        backward, slope=lambda s, at: np.ones_like(s)
    ),
    "the derivative of the hidden activation is taken at A, not at Z": partial(
        backward, slope=lambda s, at: at.g.derivative(at.A)
    ),
    **_per_layer({"sigmoid": "A (1 − A)", "tanh": "1 − A²", "relu": "1 where Z > 0"}),
    **{
        f"the derivative of the hidden activation is {words}": partial(
            backward, slope=partial(_slope, name="sigmoid", wrong=wrong)
        )
        for words, wrong in SLOPES.items()
    },
    "the derivative of the hidden activation is 1 − A; the square is missing: 1 − A²": partial(
        backward, slope=partial(_slope, name="tanh", wrong=lambda A, Z: 1.0 - A)
    ),
    "the derivative is that of the layer after it": partial(
        backward,
        slope=lambda s, at: at.problem.nn.activations[at.layer].derivative(at.record.Z[at.layer]),
    ),
    "Z stands where A belongs: ∂L/∂W = Aᵀ δ": partial(
        backward, entered=lambda A, at: A if at.layer == 1 else at.record.Z[at.layer - 2]
    ),
    "X stands where the hidden A belongs: ∂L/∂W = Aᵀ δ": partial(
        backward, entered=lambda A, at: at.record.A[0]
    ),
    "the hidden A stands where X belongs: ∂L/∂W = Aᵀ δ": partial(
        backward, entered=lambda A, at: at.record.A[1] if at.layer == 1 else A
    ),
    "the gradient of the weights is transposed": partial(backward, weight=lambda G, at: G.T),
    "W is not transposed on the way back: δ Wᵀ": partial(
        backward, back=lambda B, at: at.delta @ at.W if square(at.W) else B
    ),
    "W is left out on the way back: δ Wᵀ": partial(
        backward, back=lambda B, at: at.delta @ np.ones_like(at.W).T
    ),
    "the gradient of a bias is summed over the units, not over the patterns": partial(
        backward, bias=lambda g, at: at.delta.sum(axis=1)
    ),
    "the gradient of a bias is a mean, not a sum: δ contains the mean already": partial(
        backward, bias=lambda g, at: g / len(at.delta)
    ),
    "the gradient of a bias is added up once for each input, as if inside a loop": partial(
        backward, bias=lambda g, at: g * len(at.W)
    ),
    "the gradient of a bias is still 0": partial(backward, bias=lambda g, at: 0.0 * g),
    "the gradient of a weight is still 0": partial(backward, weight=lambda G, at: 0.0 * G),
    "only the last pattern counts: `=` stands where `+=` belongs": partial(
        backward,
        weight=lambda G, at: np.outer(at.A[-1], at.delta[-1]),
        bias=lambda g, at: at.delta[-1],
    ),
    "only the first pattern counts: is `return` inside of the loop?": partial(
        backward,
        weight=lambda G, at: np.outer(at.A[0], at.delta[0]),
        bias=lambda g, at: at.delta[0],
    ),
    "the δ of the layer after it is left out on the way back: δ Wᵀ": partial(
        backward, back=lambda B, at: np.ones_like(at.delta) @ at.W.T
    ),
    "on the way back only the last unit counts: `=` stands where `+=` belongs": partial(
        backward, back=lambda B, at: np.outer(at.delta[:, -1], at.W[:, -1])
    ),
    "the sum on the way back is not set back to 0 for each unit": partial(
        backward, back=lambda B, at: np.cumsum(B, axis=1)
    ),
    "the sum on the way back is never set back to 0": partial(
        backward, back=lambda B, at: np.cumsum(B).reshape(B.shape)
    ),
}


def _moved(condition):
    """An update that changes only the parameters for which ``condition(kind, last)`` is true."""

    def moved(change, place):
        name, problem = place
        layer = int(name[1:])
        return change if condition(name[0], layer == len(problem.nn.names)) else 0.0 * change

    return partial(step, moved=moved)


def _updated_too_early(B, at):
    alpha = at.problem.learning_rate
    return at.delta @ (at.W - alpha * (at.A.T @ at.delta)).T


def _in_turn(arrays, rows=lambda m: [slice(None)], share=lambda m: 1.0):
    """An update in several steps: for each of the ``rows``, and each group of ``arrays``, anew."""

    def step_by_step(problem):
        nn, X, y, alpha = copy.deepcopy(problem)
        for some in rows(len(X)):
            for names in arrays(list(nn.parameters)):
                gradients = backward(Problem(nn, X[some], y[some], alpha))
                for name in names:
                    nn.parameters[name] -= alpha * share(len(X)) * gradients[name]
        return nn.parameters

    return step_by_step


def _each_pattern(m):
    return [[i] for i in range(m)]


STEP = {
    "the step goes uphill: θ ← θ − α ∂L/∂θ": partial(step, rate=lambda alpha, c: -alpha),
    "the learning rate is missing": partial(step, rate=lambda alpha, c: 1.0),
    "the learning rate is applied twice": partial(step, rate=lambda alpha, c: alpha * alpha),
    "there is a factor ½ too much": partial(step, rate=lambda alpha, c: alpha / 2.0),
    "there is a factor 2 too much": partial(step, rate=lambda alpha, c: alpha * 2.0),
    "the step is divided by the learning rate": partial(step, rate=lambda alpha, c: 1.0 / alpha),
    "nothing has changed: the update is missing, unless its new arrays were left aside": partial(
        step, rate=lambda alpha, c: 0.0
    ),
    "the weights are not updated": _moved(lambda kind, last: kind == "b"),
    "the biases are not updated": _moved(lambda kind, last: kind == "W"),
    "the hidden biases are not updated": _moved(lambda kind, last: kind == "W" or last),
    "the bias of the last layer is not updated": _moved(lambda kind, last: kind == "W" or not last),
    "the hidden layer is not updated": _moved(lambda kind, last: last),
    "the last layer is not updated": _moved(lambda kind, last: not last),
    "the weights were updated before they were used on the way back": partial(
        step, back=_updated_too_early
    ),
    "the mean over the batch is missing": partial(
        step, delta=DELTA["the mean over the batch is missing"]
    ),
    "these are two steps; needed is one": _in_turn(
        lambda names: [names], lambda m: [slice(None)] * 2
    ),
    "only the sign of the gradient counts": partial(
        step, moved=lambda change, place: place[1].learning_rate * np.sign(change)
    ),
    "these are the gradients; needed are the new parameters": backward,
    "these are the changes; needed are the new parameters": lambda problem: {
        name: new - problem.nn.parameters[name] for name, new in step(problem).items()
    },
    "this is one update for each pattern; needed is one for all": _in_turn(
        lambda names: [names], _each_pattern
    ),
    "this is one update for each pattern, divided by their number; needed is one for all": (
        _in_turn(lambda names: [names], _each_pattern, lambda m: 1.0 / m)
    ),
    "the gradient is computed anew for each array, when others have changed": _in_turn(
        lambda names: [[name] for name in names]
    ),
    "the gradient is computed anew for each array, from the last one back": _in_turn(
        lambda names: [[name] for name in reversed(names)]
    ),
}
