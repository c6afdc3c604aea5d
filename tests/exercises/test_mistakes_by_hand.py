"""Mistakes as readers made them, each with its name; and right answers, none of them refused."""

import numpy as np
import pytest
from each import each
from test_mistakes import SEEMS, UNKNOWN, check, drawn, network, sigmoid

from plainnet import ACTIVATIONS, check_gradient, datasets, numerical_gradient
from plainnet.exercises import check_backward, check_forward, check_guard, check_loss, check_step
from plainnet.exercises.faulty_passes import Problem

X, y = datasets.xor()
TANH, MSE = {"activation": "tanh"}, {"loss": "mse"}


# A layer in loops.
def layer(X, W, b, style="right"):
    """A layer by three loops, with the mistakes that loops invite."""
    Z, total = np.zeros((len(X), W.shape[1])), 0.0
    for m in range(len(X)):
        if style == "not reset for each unit":
            total = 0.0
        for j in range(W.shape[1]):
            if style not in ("never reset", "not reset for each unit", "bias never reset"):
                total = 0.0
            for i in range(W.shape[0]):
                if style == "= for +=":
                    total = X[m, i] * W[i, j]
                else:
                    total += X[m, i] * W[i, j]
                if style == "bias in the inner loop":
                    total += b[j]
            if style == "bias never reset":
                total += b[j]
            inside = style in ("bias in the inner loop", "bias never reset")
            forgotten = style == "one bias forgotten" and j == 0 and W.shape[1] > 1
            Z[m, j] = total if inside or forgotten else total + b[j]
    return sigmoid(Z)


def in_loops(style):
    def forward(nn, X):
        W1, b1, W2, b2 = nn.parameters.values()
        return layer(layer(X, W1, b1, style), W2, b2, style)

    return forward


@each("sizes", [(2, 2, 1), (2, 3, 1), (3, 4, 2)])
@each(
    ("style", "says"),
    [
        ("bias in the inner loop", "the bias is added once for each input, as if inside a loop"),
        ("= for +=", "only the last input counts, as if `=` stood where `+=` belongs"),
        ("not reset for each unit", "the sum is not set back to 0 for each unit"),
        ("never reset", "the sum is never set back to 0"),
        ("bias never reset", "the sum, with its bias, is never set back to 0"),
        ("one bias forgotten", "the bias of the first hidden unit is left out"),
    ],
)
def test_a_mistake_of_loops_is_named(sizes, style, says):
    if (style, sizes[-1]) == ("one bias forgotten", 2):
        return  # two units, two biases forgotten
    nn, (inputs, _) = network(*sizes), drawn(5, sizes[0], 1, labels=False)
    assert str(check_forward(in_loops(style), nn, inputs)).startswith(SEEMS + says)
    assert check_forward(in_loops("right"), nn, inputs)


@pytest.mark.parametrize("last", [True, False])
def test_a_layer_whose_biases_are_forgotten_is_named(last):
    def forward(nn, X):
        W1, b1, W2, b2 = nn.parameters.values()
        return sigmoid(np.dot(sigmoid(X @ W1 + b1 * last), W2) + b2 * (not last))

    says = "the bias of the last layer is" if last else "the hidden biases are"
    assert str(check_forward(forward, network(), X)).startswith(f"{SEEMS}{says} left out")


def last_pattern(y_hat, y):
    for p, t in zip(y_hat[:, 0], y[:, 0], strict=True):
        total = -t * np.log(p) - (1 - t) * np.log(1 - p)
    return total / len(y)


def returns_too_early(y_hat, y):
    for p, t in zip(y_hat[:, 0], y[:, 0], strict=True):
        return -t * np.log(p) - (1 - t) * np.log(1 - p)


def one_less(y_hat, y):
    return -np.sum(np.log(np.abs(1 - y - y_hat))) / (len(y) - 1)


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (last_pattern, "only the last pattern counts: `=` stands where `+=` belongs"),
        (lambda p, t: last_pattern(p, t) * 4, "this is the loss of the last pattern alone"),
        (returns_too_early, "this is the loss of the first pattern alone: is `return` inside"),
        (one_less, "the mean divides by one pattern less than there are"),
        (lambda p, t: -4 * one_less(p, t) * 3 / 4, "the mean is missing: this is the sum, and"),
    ],
)
def test_a_mistake_in_a_loss_is_named(answer, says):
    assert str(check_loss(answer, network(seed=1), X, y)).startswith(SEEMS + says)


# A gradient by loops over the layers, for networks of any depth.
def gradient(nn, record, y, *, slopes=None, delta=None, outer=np.outer, share=None):
    """A right gradient, pattern by pattern, unless a part is replaced."""
    right = [g.derivative for g in nn.activations]
    slopes, total = slopes or right, {n: np.zeros_like(p) for n, p in nn.parameters.items()}
    for m in range(len(y)):
        Z, A = [z[m] for z in record.Z], [a[m] for a in record.A]
        error = (A[-1] - y[m]) / (share or y.size)
        if nn.loss_name == "mse":
            error = 2 * error * right[-1](Z[-1])
        d = delta(error, Z[-1], A[-1]) if delta else error
        for number in range(len(nn.names), 0, -1):
            total[f"W{number}"] += outer(A[number - 1], d)
            total[f"b{number}"] += d
            if number > 1:
                d = nn.parameters[f"W{number}"] @ d * slopes[number - 2](Z[number - 2])
    return total


def ones(z):
    return np.ones_like(z)


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
    ((2, 3, 1), MSE, {"delta": lambda d, z, a: d / (a * (1 - a)) * sigmoid(a) * (1 - sigmoid(a))},
     "the derivative of the output's activation is taken at ŷ, not at z"),
    ((2, 3, 1), {}, {"delta": lambda d, z, a: 2 * d * a * (1 - a)},
     "this is the gradient of the mean squared error"),
    ((2, 3, 1), {}, {"delta": lambda d, z, a: 0.1 * d}, "a learning rate of 0.1 is in the "
     "gradient; it belongs into the update"),
    ((2, 3, 1), {}, {"share": 3}, "the mean divides by one pattern less than there are"),
    ((2, 3, 1), {}, {"share": -1}, "the mean over the batch is missing, and the sign is flipped"),
    ((2, 3, 1), {}, {"slopes": [ones], "share": 1}, "the mean over the batch is missing, and the "
     "derivative of the hidden activation is left out"),
    ((2, 3, 1), TANH, {"slopes": [sigmoids], "delta": lambda d, z, a: -d}, "the sign is flipped: "
     "δ contains ŷ − y, not y − ŷ, and the derivative of the hidden activation is that of sigmoid"),
]  # fmt: skip


@each(("sizes", "options", "parts", "says"), GIVEN)
@each("seed", range(3))
def test_a_mistake_in_a_gradient_is_named(sizes, options, parts, says, seed):
    nn = network(*sizes, seed=seed, **options)
    assert check_backward(gradient, nn, X, y)
    found = check_backward(lambda *given: gradient(*given, **parts), nn, X, y)
    assert str(found).startswith(SEEMS + says)


def only_last_pattern(nn, record, y):
    """A gradient with `=` where `+=` belongs."""
    for m in range(len(y)):
        (x, h, p), W2 = [a[m] for a in record.A], nn.parameters["W2"]
        d = (p - y[m]) / len(y)
        back = W2 @ d * h * (1 - h)
        found = {"W1": np.outer(x, back), "b1": back, "W2": np.outer(h, d), "b2": d}
    return found


def bias_in_the_inner_loop(nn, record, y):
    found = gradient(nn, record, y)
    found["b1"][:] = 0.0
    d = (record.y_hat - y) / len(y) @ nn.parameters["W2"].T * record.A[1] * (1 - record.A[1])
    for m in range(len(y)):
        for j in range(3):
            for _ in range(2):
                found["b1"][j] += d[m, j]
    return found


def bias_forgotten(nn, record, y):
    return gradient(nn, record, y) | {"b1": np.zeros(3)}


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (only_last_pattern, f"{SEEMS}only the last pattern counts: `=` stands where `+=` belongs."),
        (
            bias_in_the_inner_loop,
            "Not yet: in b1, there is a factor 2 too much: a nudge divides by 2ε, a square has a "
            "single 2, or the gradient of a bias is added up once for each input",
        ),
        (bias_forgotten, "Not yet: in b1, the gradient of a bias is still 0."),
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


def test_the_factor_of_an_update_is_that_of_its_changes():
    def step(nn, X, y, learning_rate):
        for name, slope in nn.backward(nn.forward(X), y).items():
            nn.parameters[name] -= learning_rate * slope * (7 if name == "b1" else 1)

    says = "W1, W2 and b2 are right, b1 is wrong; all changes of b1 are 7 times too large"
    assert str(check_step(step, NN, X, y, 0.5)) == f"{UNKNOWN}{says}."


def test_a_wrong_gradient_in_an_update_has_its_name():
    def step(nn, X, y, learning_rate):
        for name, slope in gradient(nn, nn.forward(X), y, slopes=[ones]).items():
            nn.parameters[name] -= learning_rate * slope

    says = "the derivative of the hidden activation is left out: δ Wᵀ · g′(Z)"
    assert str(check_step(step, NN, X, y, 0.5)) == f"{SEEMS}{says}."


@each(
    ("updated", "says"),
    [
        (("W1", "b1"), f"{SEEMS}the last layer is not updated."),
        (("W2", "b2"), f"{SEEMS}the hidden layer is not updated."),
        (("b1", "b2"), f"{SEEMS}the weights are not updated."),
        (("W1", "W2", "b1"), f"{SEEMS}the bias of the last layer is not updated."),
        ((), f"{SEEMS}nothing has changed: the update is missing, unless its new arrays"),
        (("W2", "b1", "b2"), "Not yet: in W1, nothing has changed"),
    ],
)
def test_what_is_not_updated_is_named(updated, says):
    def step(nn, X, y, learning_rate):
        for name, slope in nn.backward(nn.forward(X), y).items():
            if name in updated:
                nn.parameters[name] -= learning_rate * slope

    assert str(check_step(step, network(), X, y, 0.5)).startswith(says)


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


def guarded(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError(f"shapes {y_hat.shape} and {y.shape}")
    return mean_squares(y_hat, y)


def in_brackets(y_hat, y):
    assert y_hat.shape == y.shape, [*y_hat.shape, list(y_hat.shape), list(y.shape)]
    return mean_squares(y_hat, y)


def says_nothing(y_hat, y):
    if y_hat.shape != y.shape:
        raise AssertionError
    return mean_squares(y_hat, y)


def names_one(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError(f"y has shape {y.shape}")
    return mean_squares(y_hat, y)


def without_braces(y_hat, y):
    if y_hat.shape != y.shape:
        raise ValueError("{y_hat.shape} and {y.shape}")
    return mean_squares(y_hat, y)


def of_lengths(y_hat, y):
    assert len(y_hat) == len(y)
    return mean_squares(y_hat, y)


def always(y_hat, y):
    raise ValueError("shapes differ")


def test_a_guard_refuses_different_shapes_and_no_others():
    for right in (guarded, in_brackets):
        assert str(check_guard(right)).startswith("Right, it refuses: ")
    took = "Not yet: it took shapes (4, 1) and (4,), and returned "
    for careless in (mean_squares, of_lengths):
        assert str(check_guard(careless)).startswith(took)
    assert str(check_guard(always)).startswith("Not yet: always raised ValueError in line ")
    assert str(check_guard(lambda p, t: np.mean((p - t) ** 2, axis=0))) == (
        "Not yet: your answer has the right numbers, but shape (1,); needed is shape ()."
    )
    assert not check_guard(lambda p, t: None)


def test_a_guard_names_both_shapes():
    but = "Not yet: it refuses, but does not name (4, 1)"
    assert str(check_guard(names_one)).startswith(f"{but}: ValueError in line ")
    for silent in (says_nothing, without_braces):
        assert str(check_guard(silent)).startswith(f"{but} and (4,): ")


@each(
    ("loss", "says"),
    [
        (lambda d: np.sum(d**2), "the mean is missing: this is the sum"),
        (lambda d: np.sqrt(np.mean(d**2)), "there is a square root too much"),
        (lambda d: np.mean(d**2) / 2, "there is a factor ½ too much"),
        (lambda d: np.mean(abs(d)), "this is the mean of |ŷ − y|; square the differences"),
        (lambda d: np.mean(d), "the differences are not squared"),
        (lambda d: np.sum(d) ** 2, "the differences are added up before they are squared"),
    ],
)
def test_a_mistake_in_the_loss_of_a_guard_is_named(loss, says):
    assert str(check_guard(lambda y_hat, y: loss(y_hat - y))) == f"{SEEMS}{says}."


# Right answers in the styles of readers, for `check_backward` and `check_gradient`.
def by_dot(nn, record, y):
    X, A1, y_hat = record.A
    d2 = (y_hat - y) / len(y)
    d1 = np.multiply(np.dot(d2, nn.parameters["W2"].T), A1 * (1 - A1))
    return {"W1": np.dot(X.T, d1), "b1": d1.sum(0), "W2": np.dot(A1.T, d2), "b2": d2.sum(0)}


def by_einsum(nn, record, y):
    X, A1, y_hat = record.A
    d2 = (y_hat - y) / len(y)
    d1 = np.einsum("mk,jk,mj->mj", d2, nn.parameters["W2"], A1 * (1 - A1))
    W1, W2 = np.einsum("mi,mj->ij", X, d1), np.einsum("mj,mk->jk", A1, d2)
    return {"W1": W1, "b1": np.einsum("mj->j", d1), "W2": W2, "b2": np.einsum("mk->k", d2)}


def keepdims(nn, record, y):
    found = by_dot(nn, record, y)
    return found | {name: found[name][None] for name in ("b1", "b2")}


def as_lists(nn, record, y):
    return {name: value.tolist() for name, value in by_dot(nn, record, y).items()}


def in_a_list(nn, record, y):
    return list(by_dot(nn, record, y).values())


def by_nudging(nn, record, y):
    return numerical_gradient(nn, record.A[0], y)


def silent(nn, record, y):
    by_dot(nn, record, y)


@each("backward", [gradient, by_dot, by_einsum, keepdims, as_lists, in_a_list, by_nudging])
@each("sizes", [(2, 2, 1), (2, 1, 1), (2, 4, 1)])
def test_both_judges_accept_a_right_gradient_in_every_style(backward, sizes):
    nn = network(*sizes)
    assert check_backward(backward, nn, X, y)
    assert check_gradient(nn, X, y, backward)


def test_both_judges_name_a_forgotten_return():
    assert "is a `return` missing?" in str(check_backward(silent, network(), X, y))
    with pytest.raises(ValueError, match=r"^gradients: expected a dictionary .*`return` missing"):
        check_gradient(network(), X, y, silent)


def new_arrays(nn, X, y, learning_rate):
    for name, slope in by_dot(nn, nn.forward(X), y).items():
        nn.parameters[name] = nn.parameters[name] - learning_rate * slope


def old_arrays(nn, X, y, learning_rate):
    for name, slope in by_einsum(nn, nn.forward(X), y).items():
        nn.parameters[name] -= learning_rate * slope


def rows_of_keepdims(nn, X, y, learning_rate):
    found = keepdims(nn, nn.forward(X), y)
    return {name: value - learning_rate * found[name] for name, value in nn.parameters.items()}


@pytest.mark.parametrize("step", [new_arrays, old_arrays, rows_of_keepdims])
def test_a_right_update_is_right_in_every_style(step):
    assert check("step", step, Problem(network(2, 3, 1), X, y, 0.5))


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


def slopes_of(nn, X, y, learning_rate):
    return nn.backward(nn.forward(X), y)


def changes_of(nn, X, y, learning_rate):
    return {name: -learning_rate * slope for name, slope in slopes_of(nn, X, y, 1.0).items()}


def signs(nn, X, y, learning_rate):
    for name, slope in slopes_of(nn, X, y, 1.0).items():
        nn.parameters[name] -= learning_rate * np.sign(slope)


ONE_BY_ONE = [[i] for i in range(7)]
STEPS = [
    (in_turn(share=0.5), "there is a factor ½ too much."),
    (in_turn(share=2.0), "there is a factor 2 too much."),
    (in_turn(share=7.0), "the mean over the batch is missing."),
    (in_turn(share=1 / 0.3), "the learning rate is missing."),
    (in_turn(share=0.3), "the learning rate is applied twice."),
    (in_turn(share=1 / 0.09), "the step is divided by the learning rate."),
    (in_turn(share=-1.0), "the step goes uphill"),
    (slopes_of, "these are the gradients; needed are the new parameters."),
    (changes_of, "these are the changes; needed are the new parameters."),
    (signs, "only the sign of the gradient counts."),
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
        return returns(nn, slopes_of(nn, X, y, learning_rate))

    assert check_step(step, network(), *SEVEN, 0.3)


def squared(nn, record, y, delta=None, slope=lambda A, Z: A * (1 - A)):
    """A gradient of the mean squared error, unless a part of it is replaced."""
    X, A, p = record.A
    d2 = delta(p, y, record.Z[1]) / y.size if delta else 2 * (p - y) * p * (1 - p) / y.size
    d1 = d2 @ nn.parameters["W2"].T * slope(A, record.Z[0])
    return {"W1": X.T @ d1, "b1": d1.sum(axis=0), "W2": A.T @ d2, "b2": d2.sum(axis=0)}


DELTAS = [
    (lambda p, y, z: p - y, "this is the gradient of the cross-entropy."),
    (lambda p, y, z: (p - y) * p * (1 - p), "the factor 2 of the square is missing."),
    (lambda p, y, z: 14 * (p - y) * p * (1 - p), "the mean over the batch is missing."),
    (lambda p, y, z: 7 * (p - y) * p * (1 - p), "the mean over the batch is missing, and the fac"),
    (lambda p, y, z: 4 * (p - y) * p * (1 - p), "there is a factor 2 too much: a nudge"),
    (lambda p, y, z: 2 * (p - y), "the derivative of the output's activation is left out."),
    (lambda p, y, z: 2 * (p - y) * p, "the derivative of the output's activation is A; its factor"),
    (lambda p, y, z: 2 * (p - y) * (1 - p), "the derivative of the output's activation is 1 − A;"),
    (lambda p, y, z: 2 * (p - y) * z * (1 - z), "the derivative of the output's activation is Z ("),
    (lambda p, y, z: 2 * (p - y) * (p * (1 - p)) ** 2, "the derivative of the output's activation "
     "is there twice."),
    (lambda p, y, z: 2 * abs(p - y) * p * (1 - p), "δ contains |ŷ − y|, not ŷ − y."),
    (lambda p, y, z: 2 * (p - y) ** 2 * p * (1 - p), "δ contains (ŷ − y)², not ŷ − y."),
    (lambda p, y, z: 2 * (y - p) * p * (1 - p), "the sign is flipped: δ contains ŷ − y, not y"),
]  # fmt: skip
SLOPES = [
    (lambda A, Z: 1 - A, "is 1 − A; its factor A is missing."),
    (lambda A, Z: A, "is A; its factor 1 − A is missing."),
    (lambda A, Z: Z * (1 - Z), "is Z (1 − Z); it is A (1 − A)."),
    (lambda A, Z: Z > 0, "is that of relu, 1 where Z > 0."),
]


def about_squares(**parts):
    nn = network(2, 3, 1, seed=1, loss="mse", init="normal")
    return str(check_backward(lambda *given: squared(*given, **parts), nn, *SEVEN, 0.3))


@each(("delta", "says"), DELTAS)
def test_a_mistake_under_squared_error_is_named_without_cross_entropy(delta, says):
    assert about_squares() == "Right."
    found = about_squares(delta=delta)
    assert found.startswith(SEEMS + says) and "; or, " not in found
    assert "cross-entropy" not in found.replace(DELTAS[0][1], "")


@pytest.mark.parametrize(("slope", "says"), SLOPES)
def test_a_factor_missing_in_a_derivative_is_named(slope, says):
    start = f"{SEEMS}the derivative of the hidden activation "
    assert about_squares(slope=slope) == start + says


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


@pytest.mark.parametrize("g", [np.tanh, lambda z: np.maximum(z, 0)])
@pytest.mark.parametrize("last", [True, False])
def test_another_activation_is_named(g, last):
    def forward(nn, X):
        W1, b1, W2, b2 = nn.parameters.values()
        hidden, output = (sigmoid, g) if last else (g, sigmoid)
        return output(hidden(X @ W1 + b1) @ W2 + b2)

    layer, name = "last" if last else "hidden", "tanh" if g is np.tanh else "relu"
    says = f"{SEEMS}the {layer} layer has the activation {name}, which this network has not."
    assert str(check_forward(forward, network(2, 3, 1, seed=2), X - 0.5)) == says


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
    assert str(check_backward(right | {"W1": W1.T}, network(2, 3, 1), X, y)).endswith(
        "the gradient of the weights is transposed."
    )
    Z = nn.predict(np.vstack([X, X + 1]))
    Z[2:] = 0
    says = "Not yet: your answer is 0 after the first numbers: does a loop end too early?"
    assert str(check_forward(Z, nn, np.vstack([X, X + 1]))) == says
    assert "first numbers" not in str(check_forward(0 * Z, nn, np.vstack([X, X + 1])))


def test_a_row_for_a_bias_is_right_with_a_word_about_it():
    nn = network(2, 3, 1)
    says = "Right, but b1 has shape (1, 3) and b2 has shape (1, 1); needed is one axis, so leave "
    assert str(check_backward(keepdims, nn, X, y)).startswith(says)
    assert str(check_backward(by_dot, nn, X, y)) == "Right."
