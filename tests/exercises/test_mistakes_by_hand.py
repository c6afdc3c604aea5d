"""Mistakes as readers made them, each with its name; and right answers, none of them refused."""

from functools import partial

import numpy as np
import pytest
from each import each
from test_mistakes import (
    SEEMS,
    UNKNOWN,
    but,
    drawn,
    forward,
    gradient,
    network,
    returned,
    sigmoid,
    silent,
)

from plainnet import ACTIVATIONS, check_gradient, datasets
from plainnet.exercises import check_backward, check_forward, check_guard, check_loss, check_step

X, y = datasets.xor()
ones = np.ones_like
TANH, MSE = {"activation": "tanh"}, {"loss": "mse"}


# The pre-activations of a layer in loops, with the mistakes that loops invite.
def never_reset(sums):
    return sums.cumsum().reshape(sums.shape)


def one_forgotten(b):
    return b * (np.arange(len(b)) > 0) if len(b) > 1 else b


def of_layers(layer):
    def forward(nn, X):
        W1, b1, W2, b2 = nn.parameters.values()
        return sigmoid(layer(sigmoid(layer(X, W1, b1)), W2, b2))

    return forward


@each("sizes", [(2, 2, 1), (2, 3, 1), (3, 4, 2)])
@each(
    ("layer", "says"),
    [
        (
            lambda X, W, b: X @ W + len(W) * b,
            "the bias is added once for each input, as if inside a loop",
        ),
        (
            lambda X, W, b: X[:, [-1]] * W[-1] + b,
            "only the last input counts, as if `=` stood where `+=` belongs",
        ),
        (
            lambda X, W, b: (X @ W).cumsum(axis=1) + b,
            "the sum is not set back to 0 for each unit",
        ),
        (lambda X, W, b: never_reset(X @ W) + b, "the sum is never set back to 0"),
        (lambda X, W, b: never_reset(X @ W + b), "the sum, with its bias, is never set back to 0"),
        (
            lambda X, W, b: X @ W + one_forgotten(b),
            "the bias of the first hidden unit is left out",
        ),
    ],
)
def test_a_mistake_of_loops_is_named(sizes, layer, says):
    if "bias of the first" in says and sizes[-1] == 2:
        return  # two units, two biases forgotten
    nn, (inputs, _) = network(*sizes), drawn(5, sizes[0], 1, labels=False)
    assert str(check_forward(of_layers(layer), nn, inputs)).startswith(SEEMS + says)


# Gradients of networks of any depth.
def sigmoids(z):
    return np.tanh(z) * (1 - np.tanh(z))


def tanhs(z):
    return 1 - sigmoid(z) ** 2


DEEP = (2, 3, 4, 1)
GIVEN = [  # the network's sizes and settings, the replaced parts, the message
    ((2, 3, 1), TANH, {"slopes": [sigmoids]}, "the derivative of the hidden activation is that of "
     "sigmoid, A (1 − A)"),
    (DEEP, TANH, {"slopes": [sigmoids] * 2}, "the derivative of the hidden activation is that of "
     "sigmoid, A (1 − A)"),
    ((2, 3, 1), {}, {"slopes": [tanhs]}, "the derivative of the hidden activation is that of tanh"),
    (DEEP, {}, {"slopes": [ones, ACTIVATIONS["sigmoid"].derivative]}, "the derivative of the "
     "hidden activation is left out: δ Wᵀ · g′(Z), in layer 1 only"),
    (DEEP, TANH, {"slopes": [ACTIVATIONS["tanh"].derivative, ones]}, "the derivative of the "
     "hidden activation is left out: δ Wᵀ · g′(Z), in layer 2 only"),
    ((2, 3, 1), MSE, {"delta": lambda p, t, z: 2 * (p - t) * sigmoid(p) * (1 - sigmoid(p))},
     "the derivative of the output's activation is taken at ŷ, not at z"),
    ((2, 3, 1), {}, {"delta": lambda p, t, z: 2 * (p - t) * p * (1 - p)},
     "this is the gradient of the mean squared error"),
    ((2, 3, 1), {}, {"delta": lambda p, t, z: 0.1 * (p - t)}, "a learning rate of 0.1 is in the "
     "gradient; it belongs into the update"),
    ((2, 3, 1), {}, {"share": 3}, "the mean divides by one pattern less than there are"),
    ((2, 3, 1), {}, {"share": -1}, "the mean over the batch is missing, and the sign is flipped"),
    ((2, 3, 1), {}, {"slopes": [ones], "share": 1}, "the mean over the batch is missing, and the "
     "derivative of the hidden activation is left out"),
    ((2, 3, 1), TANH, {"slopes": [sigmoids], "delta": lambda p, t, z: t - p}, "the sign is "
     "flipped: δ contains ŷ − y, not y − ŷ, and the derivative of the hidden activation is that of "
     "sigmoid"),
]  # fmt: skip


@each(("sizes", "options", "parts", "says"), GIVEN)
@each("seed", range(3))
def test_a_mistake_in_a_gradient_is_named(sizes, options, parts, says, seed):
    nn = network(*sizes, seed=seed, **options)
    assert check_backward(gradient, nn, X, y)
    found = check_backward(partial(gradient, **parts), nn, X, y)
    assert str(found).startswith(SEEMS + says)


def only_last_pattern(nn, record, y):
    """A gradient with `=` where `+=` belongs."""
    return gradient(nn, nn.forward(record.A[0][-1:]), y[-1:], share=len(y))


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (only_last_pattern, f"{SEEMS}only the last pattern counts: `=` stands where `+=` belongs."),
        (
            but(lambda right, *_: {"b1": 2 * right["b1"]}),
            "Not yet: in b1, there is a factor 2 too much: a nudge divides by 2ε, a square has a "
            "single 2, or the gradient of a bias is added up once for each input",
        ),
        (
            but(lambda right, *_: {"b1": 0 * right["b1"]}),
            "Not yet: in b1, the gradient of a bias is still 0.",
        ),
    ],
)
def test_a_mistake_of_loops_in_a_gradient_is_named(answer, says):
    assert str(check_backward(answer, network(2, 3, 1), X, y)).startswith(says)


@each("loss", ["mse", "cross_entropy"])
@each("seed", range(5))
def test_a_one_sided_difference_divided_by_two_nudges_is_named(loss, seed):
    def one_sided(nn, record, y, h=1e-5):
        found, start = {}, nn.loss(nn.forward(X), y)
        for name, value in nn.parameters.items():
            found[name] = np.zeros_like(value)
            for index in np.ndindex(value.shape):
                value[index] += h
                found[name][index] = (nn.loss(nn.forward(X), y) - start) / (2 * h)
                value[index] -= h
        nn.parameters.update(before)
        return found

    nn = network(seed=seed, loss=loss)
    before = {name: value.copy() for name, value in nn.parameters.items()}
    says = f"{SEEMS}a one-sided difference is divided by 2ε; it has ε."
    assert str(check_backward(one_sided, nn, X, y)) == says
    if loss == "mse":
        half = {name: slope / 2 for name, slope in nn.backward(nn.forward(X), y).items()}
        says = f"{SEEMS}the factor 2 of the square is missing."
        assert str(check_backward(half, nn, X, y)) == says


# Wrong answers that no known mistake explains.
NN = network(2, 3, 1)
RIGHT = NN.backward(NN.forward(X), y)
OTHER = {name: value + 1 for name, value in RIGHT.items()}


@pytest.mark.parametrize(("hidden", "factor"), [(2, 7), (3, 3), (3, 7), (5, 5)])
def test_a_common_factor_says_more_than_a_mistake_for_each_array(hidden, factor):
    """One array alone may look like another mistake, such as a bias that was added once a unit."""
    nn = network(2, hidden, 1)
    answer = {name: factor * value for name, value in nn.backward(nn.forward(X), y).items()}
    says = f"{UNKNOWN}all entries are {factor} times too large."
    assert str(check_backward(answer, nn, X, y)) == says


@each(
    ("answer", "says"),
    [
        ({name: 7 * value for name, value in RIGHT.items()}, "all entries are 7 times too large"),
        (
            {name: -value / 7 for name, value in RIGHT.items()},
            "all entries are of the wrong sign and 7 times too small",
        ),
        (
            RIGHT | {"b1": 7 * RIGHT["b1"]},
            "W1, W2 and b2 are right, b1 is wrong; all entries of b1 are 7 times too large",
        ),
        (
            RIGHT | {"W2": 7 * RIGHT["W2"], "b2": 7 * RIGHT["b2"]},
            "W1 and b1 are right, W2 and b2 are wrong; all entries of W2 and b2 are 7 times too "
            "large",
        ),
        (
            RIGHT | {"W1": OTHER["W1"], "b1": RIGHT["b1"] * 7},
            "W2 and b2 are right, W1 and b1 are wrong; all entries of b1 are 7 times too large; "
            f"W1[0, 0]: expected {RIGHT['W1'][0, 0]:.6g}, got {OTHER['W1'][0, 0]:.6g}",
        ),
        (
            RIGHT | {"W1": OTHER["W1"], "b1": RIGHT["b1"] * 0},
            "W2 and b2 are right, W1 and b1 are wrong; in b1, the gradient of a bias is still 0; "
            f"W1[0, 0]: expected {RIGHT['W1'][0, 0]:.6g}, got {OTHER['W1'][0, 0]:.6g}",
        ),
        (
            RIGHT | {"b2": RIGHT["b2"] * 7.3},  # of one entry, a factor says nothing
            f"W1, b1 and W2 are right, b2 is wrong; b2[0]: expected {RIGHT['b2'][0]:.6g}, got "
            f"{RIGHT['b2'][0] * 7.3:.6g}",
        ),
        (OTHER, f"W1[0, 0]: expected {RIGHT['W1'][0, 0]:.6g}, got {OTHER['W1'][0, 0]:.6g}"),
    ],
)
def test_right_and_wrong_arrays_and_a_common_factor_are_named(answer, says):
    start = "Not yet: " if "still 0" in says else UNKNOWN
    assert str(check_backward(answer, NN, X, y)) == f"{start}{says}."


def updating(slopes_of):
    """An update in place by what ``slopes_of`` makes of a network, its record and the targets."""

    def step(nn, X, y, learning_rate):
        for name, slope in slopes_of(nn, nn.forward(X), y).items():
            nn.parameters[name] -= learning_rate * slope

    return step


@each(
    ("slopes_of", "says"),
    [
        (
            but(lambda right, *_: {"b1": 7 * right["b1"]}),
            f"{UNKNOWN}W1, W2 and b2 are right, b1 is wrong; all changes of b1 are 7 times too "
            "large.",
        ),
        (
            partial(gradient, slopes=[ones]),
            f"{SEEMS}the derivative of the hidden activation is left out: δ Wᵀ · g′(Z).",
        ),
    ],
)
def test_a_wrong_gradient_in_an_update_has_its_name(slopes_of, says):
    assert str(check_step(updating(slopes_of), NN, X, y, 0.5)) == says


@each(
    ("updated", "says"),
    [
        (("W1", "b1"), f"{SEEMS}the last layer is not updated."),
        (("W2", "b2"), f"{SEEMS}the hidden layer is not updated."),
        (("b1", "b2"), f"{SEEMS}the weights are not updated."),
        (("W1", "W2"), f"{SEEMS}the biases are not updated"),
        (("W1", "W2", "b1"), f"{SEEMS}the bias of the last layer is not updated."),
        ((), f"{SEEMS}nothing has changed: the update is missing, unless its new arrays"),
        (("W2", "b1", "b2"), "Not yet: in W1, nothing has changed"),
    ],
)
@each("seed", range(5))
def test_what_is_not_updated_is_named(updated, says, seed):
    def some(*given):
        return {name: slope for name, slope in gradient(*given).items() if name in updated}

    assert str(check_step(updating(some), network(seed=seed), X, y, 0.5)).startswith(says)


# A wrong shape is never right.
def test_a_wrong_shape_is_never_right():
    nn = network()
    y_hat, record = nn.predict(X), nn.forward(X)
    but = "Not yet: your answer has the right numbers, but shape "
    assert str(check_forward(y_hat[:, 0], nn, X)) == f"{but}(4,); needed is shape (4, 1)."
    assert not check_forward(y_hat[None], nn, X)
    loss = nn.loss(record, y)
    for wrong in ([loss], [[loss]]):
        assert str(check_loss(wrong, nn, X, y)) == f"{but}{np.shape(wrong)}; needed is shape ()."
    column = nn.backward(record, y)
    column["b1"] = column["b1"][:, None]  # b1 − α times this is a matrix
    assert str(check_backward(column, nn, X, y)).endswith(
        "b1 has the right numbers, but shape (2, 1); needed is shape (2,)."
    )


def mean_squares(y_hat, y):
    return np.mean((y_hat - y) ** 2)


def guard(*words):
    """A loss that refuses different shapes, with an error of these words about the two."""

    def guarded(y_hat, y):
        if y_hat.shape != y.shape:
            raise ValueError(*(text.format(y_hat.shape, y.shape) for text in words))
        return mean_squares(y_hat, y)

    return guarded


def in_brackets(y_hat, y):
    assert y_hat.shape == y.shape, [*y_hat.shape, list(y_hat.shape), list(y.shape)]
    return mean_squares(y_hat, y)


def of_lengths(y_hat, y):
    assert len(y_hat) == len(y)
    return mean_squares(y_hat, y)


def always(y_hat, y):
    raise ValueError("shapes differ")


def of_differences(loss):
    return lambda y_hat, y: loss(y_hat - y)


def subtracting(y_hat, y):
    y_hat -= y
    return np.mean(y_hat**2)


RIGHT_GUARD, TOOK = "Right, it refuses: ", "Not yet: it took shapes (4, 1) and (4,), and returned "
NAMELESS = "Not yet: it refuses, but does not name (4, 1)"
SHAPE = "Not yet: your answer has the right numbers, but shape (1,); needed is shape ()."
GUARDS = [
    (guard("shapes {} and {}"), RIGHT_GUARD),
    (in_brackets, RIGHT_GUARD),
    (mean_squares, TOOK),
    (of_lengths, TOOK),
    (always, "Not yet: always raised ValueError in line "),
    (lambda p, t: np.mean((p - t) ** 2, axis=0), SHAPE),
    (silent, "Not yet: "),
    (guard("y has shape {1}"), f"{NAMELESS}: ValueError in line "),
    (subtracting, "Not yet: the loss is right, but it changes the arrays that it is given."),
    (guard(), f"{NAMELESS} and (4,): "),
    (guard("{{y_hat.shape}} and {{y.shape}}"), f"{NAMELESS} and (4,): "),
    (of_differences(lambda d: np.sum(d**2)), f"{SEEMS}the mean is missing: this is the sum."),
    (of_differences(lambda d: np.mean(d**2) ** 0.5), f"{SEEMS}there is a square root too much."),
    (of_differences(lambda d: np.mean(d**2) / 2), f"{SEEMS}there is a factor ½ too much."),
    (
        of_differences(lambda d: np.mean(abs(d))),
        f"{SEEMS}this is the mean of |ŷ − y|; square the differences.",
    ),
    (of_differences(np.mean), f"{SEEMS}the differences are not squared."),
    (
        of_differences(lambda d: np.sum(d) ** 2),
        f"{SEEMS}the differences are added up before they are squared.",
    ),
]


@each(("mine", "says"), GUARDS)
def test_a_guard_refuses_different_shapes_names_both_and_has_the_right_loss(mine, says):
    assert str(check_guard(mine)).startswith(says)


def test_the_gradient_check_takes_lists():
    def as_lists(*given):
        return {name: value.tolist() for name, value in gradient(*given).items()}

    assert check_gradient(NN, X, y, as_lists)


# What readers wrote in the exercises of the course.
SEVEN = datasets.noisy_xor(7, rng=np.random.default_rng(0))


def in_turn(*groups, share=1.0, rows=None):
    """An update by the groups of arrays, one after the other, each with a gradient of its own."""

    def step(nn, X, y, learning_rate):
        for some in rows or [slice(None)]:
            for names in groups or [list(nn.parameters)]:
                slopes = nn.backward(nn.forward(X[some]), y[some])
                for name in names:
                    nn.parameters[name] -= learning_rate * share * slopes[name]

    return step


def signs(*given):
    return {name: np.sign(slope) for name, slope in gradient(*given).items()}


ONE_BY_ONE = [[i] for i in range(7)]
STEPS = [
    (in_turn(share=0.5), "there is a factor ½ too much."),
    (in_turn(share=2.0), "there is a factor 2 too much."),
    (in_turn(share=7.0), "the mean over the batch is missing."),
    (in_turn(share=1 / 0.3), "the learning rate is missing."),
    (in_turn(share=0.3), "the learning rate is applied twice."),
    (in_turn(share=1 / 0.09), "the step is divided by the learning rate."),
    (in_turn(share=-1.0), "the step goes uphill"),
    (partial(returned, old=0, rate=-1), "these are the gradients; needed are the new parameters."),
    (partial(returned, old=0), "these are the changes; needed are the new parameters."),
    (updating(signs), "only the sign of the gradient counts."),
    (in_turn(rows=ONE_BY_ONE), "this is one update for each pattern; needed is one for all."),
    (in_turn(rows=ONE_BY_ONE, share=1 / 7), "this is one update for each pattern, divided by"),
    (in_turn(rows=[slice(None)] * 2), "these are two steps; needed is one."),
    (
        in_turn(["W1"], ["b1"], ["W2"], ["b2"]),
        "the gradient is computed anew for each array, when others have changed.",
    ),
    (
        in_turn(["b2"], ["W2"], ["b1"], ["W1"]),
        "the gradient is computed anew for each array, from the last one back.",
    ),
    (in_turn(rows=[[0]], share=1 / 7), "only the first pattern counts: is `return` inside of"),
]


@each(("step", "says"), STEPS)
@each("init", ["xavier", "uniform"])
def test_a_mistake_in_a_step_is_named_alone(step, says, init):
    found = str(check_step(step, network(init=init), *SEVEN, 0.3))
    assert found.startswith(SEEMS + says) and ", or " not in found


@pytest.mark.parametrize("returns", [lambda nn, slopes: nn, lambda nn, slopes: slopes])
def test_what_a_step_in_place_returns_does_not_matter(returns):
    def step(nn, X, y, learning_rate):
        in_turn()(nn, X, y, learning_rate)
        return returns(nn, nn.backward(nn.forward(X), y))

    assert check_step(step, network(), *SEVEN, 0.3)


DELTAS = [
    (lambda p, t, z: p - t, "this is the gradient of the cross-entropy."),
    (lambda p, t, z: (p - t) * p * (1 - p), "the factor 2 of the square is missing."),
    (lambda p, t, z: 14 * (p - t) * p * (1 - p), "the mean over the batch is missing."),
    (lambda p, t, z: 7 * (p - t) * p * (1 - p), "the mean over the batch is missing, and the fac"),
    (lambda p, t, z: 4 * (p - t) * p * (1 - p), "there is a factor 2 too much: a nudge"),
    (lambda p, t, z: 2 * (p - t), "the derivative of the output's activation is left out."),
    (lambda p, t, z: 2 * (p - t) * p, "the derivative of the output's activation is A; its factor"),
    (lambda p, t, z: 2 * (p - t) * (1 - p), "the derivative of the output's activation is 1 − A;"),
    (lambda p, t, z: 2 * (p - t) * z * (1 - z), "the derivative of the output's activation is Z ("),
    (lambda p, t, z: 2 * (p - t) * (p * (1 - p)) ** 2, "the derivative of the output's activation "
     "is there twice."),
    (lambda p, t, z: 2 * abs(p - t) * p * (1 - p), "δ contains |ŷ − y|, not ŷ − y."),
    (lambda p, t, z: 2 * (p - t) ** 2 * p * (1 - p), "δ contains (ŷ − y)², not ŷ − y."),
    (lambda p, t, z: 2 * (t - p) * p * (1 - p), "the sign is flipped: δ contains ŷ − y, not y"),
]  # fmt: skip
SLOPES = [
    (lambda z: 1 - sigmoid(z), "is 1 − A; its factor A is missing."),
    (sigmoid, "is A; its factor 1 − A is missing."),
    (lambda z: z * (1 - z), "is Z (1 − Z); it is A (1 − A)."),
    (lambda z: z > 0, "is that of relu, 1 where Z > 0."),
]


def about_squares(**parts):
    nn = network(2, 3, 1, seed=1, loss="mse", init="normal")
    return str(check_backward(partial(gradient, **parts), nn, *SEVEN, 0.3))


@each(("delta", "says"), DELTAS)
def test_a_mistake_under_squared_error_is_named_without_cross_entropy(delta, says):
    assert about_squares() == "Right."
    found = about_squares(delta=delta)
    assert found.startswith(SEEMS + says) and "; or, " not in found
    assert "cross-entropy" not in found.replace(DELTAS[0][1], "")


@pytest.mark.parametrize(("slope", "says"), SLOPES)
def test_a_factor_missing_in_a_derivative_is_named(slope, says):
    start = f"{SEEMS}the derivative of the hidden activation "
    assert about_squares(slopes=[slope]) == start + says


def test_a_half_under_cross_entropy_and_a_slope_of_tanh_are_named():
    nn = network(2, 3, 1)
    right = nn.backward(nn.forward(SEVEN[0]), SEVEN[1])
    half = {name: slope / 2 for name, slope in right.items()}
    says = f"{SEEMS}there is a factor ½ too much: cross-entropy has none."
    assert str(check_backward(half, nn, *SEVEN)) == says
    nn = network(2, 3, 1, **TANH)
    found = check_backward(lambda *given: gradient(*given, slopes=[lambda z: 1 - np.tanh(z)]), nn,
                           X, y)  # fmt: skip
    assert str(found).endswith("activation is 1 − A; the square is missing: 1 − A².")


@each("g", [np.tanh, lambda z: np.maximum(z, 0)], ids=["tanh", "relu"])
@each("layer", ["hidden", "last"])
def test_another_activation_is_named(g, layer):
    name = "tanh" if g is np.tanh else "relu"
    says = f"{SEEMS}the {layer} layer has the activation {name}, which this network has not."
    found = check_forward(partial(forward, **{layer: g}), network(2, 3, 1, seed=2), X - 0.5)
    assert str(found) == says


# What shows in the numbers alone.
def test_answers_of_1_minus_and_rounded_ones_are_named():
    nn = network(2, 3, 1)
    y_hat, right = nn.predict(X), nn.backward(nn.forward(X), y)
    assert str(check_forward(1 - y_hat, nn, X)) == f"{SEEMS}this is 1 − ŷ."
    for digits, words in ((1, "1 digit"), (2, "2 digits"), (4, "4 digits")):
        says = f"{SEEMS}the numbers are rounded to {words}; round only what you print."
        assert str(check_forward(y_hat.round(digits), nn, X)) == says
    rounded = {name: slope.round(3) for name, slope in right.items()}
    assert "rounded to 3 digits" in str(check_backward(rounded, nn, X, y))
    sure = network(2, 3, 1)
    sure.parameters["b2"][:] = 1.0
    assert "to whole ones" in str(check_forward(sure.predict(X) > 0.5, sure, X))


def test_arrays_that_are_exchanged_transposed_or_unfinished_are_named():
    nn = network(2, 3, 1)
    right = nn.backward(nn.forward(X), y)
    W1, b1, W2, b2 = right.values()
    listed = str(check_backward([W1, W2, b1, b2], nn, X, y))
    assert listed == "Not yet: b1 and W2 are exchanged."
    Z = nn.predict(np.vstack([X, X + 1]))
    Z[2:] = 0
    says = "Not yet: your answer is 0 after the first numbers: does a loop end too early?"
    assert str(check_forward(Z, nn, np.vstack([X, X + 1]))) == says
    assert "first numbers" not in str(check_forward(0 * Z, nn, np.vstack([X, X + 1])))


def test_a_row_for_a_bias_is_right_with_a_word_about_it():
    nn = network(2, 3, 1)
    says = "Right, but b1 has shape (1, 3) and b2 has shape (1, 1); needed is one axis, so leave "
    keepdims = but(lambda right, *_: {name: right[name][None] for name in ("b1", "b2")})
    assert str(check_backward(keepdims, nn, X, y)).startswith(says)
    assert str(check_backward(gradient, nn, X, y)) == "Right."
