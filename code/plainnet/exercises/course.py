"""Checks of single exercises of the course, which look at what an answer does, step by step."""

from itertools import combinations, permutations

import numpy as np

from plainnet import datasets
from plainnet.exercises import first_network
from plainnet.exercises.checks import check_backward
from plainnet.exercises.feedback import (
    Feedback,
    NamedError,
    UnfitError,
    UntrainedError,
    check,
    numbers,
    returned,
    written,
)
from plainnet.gradient_descent import descend, train
from plainnet.network import NeuralNetwork

X, XOR = datasets.xor()
AND, OR = datasets.and_()[1], datasets.or_()[1]
START = np.random.default_rng(2).normal(size=13)  # start 2 of the first network
SOLVED = 0.02  # the loss below which XOR, or the nine patterns, count as solved
TASKS = {"OR": OR, "NAND": 1 - AND, "AND": AND, "NOR": 1 - OR, "XOR": XOR}
TASKS |= {"always 0": 0 * OR, "always 1": 0 * OR + 1}


@check
def check_xor(my_xor) -> Feedback:
    """Check ``my_xor(x1, x2)``: of three calls of the reader's ``neuron``, the last gives XOR.

    The first two do OR and NAND, and the third does AND with their answers.
    """
    neurons, heard, (x1, x2) = [], [], X.T.copy()
    found = _with_neuron(my_xor, (x1, x2), neurons, heard)
    found = numbers("your answer", found, (4,))
    is_right = _task(found) == "XOR"
    if np.size(neurons) != 12:
        says = "right, but " if is_right else ""
        words = f"the answers are {says}not made by three neurons: call `neuron` for each"
        raise UnfitError(words)
    if any(a is x for a, x in zip(heard[-1], (x1, x2), strict=False)):
        raise NamedError("the last neuron hears x1 and x2, not the other two answers")
    if is_right:
        return
    neurons = np.array(neurons, dtype=float)
    first, second, _ = neurons if neurons.ndim == 2 else neurons.reshape(4, 3).T
    for which, task, answers in (("first", "OR", first), ("second", "NAND", second)):
        if _task(answers) != task:
            raise NamedError(f"the {which} neuron says {_task(answers)}, not {task}")
    if (unsure := np.abs(np.array([first, second]) - 0.5).min()) < 0.4:
        words = f"OR and NAND are right, but unsure: an answer is only {unsure:.2f} from ½"
        raise NamedError(f"{words}; make all their weights and biases larger")
    words = "the hidden neurons are right, but the last one makes of them"
    raise NamedError(f"{words}: {_task(found)}. It should do AND")


def _with_neuron(my_xor, inputs, calls, heard):
    """What ``my_xor`` returns; what its neurons answer and hear is added to the lists."""
    names = next((each.__globals__ for each in written(my_xor)), {})
    neuron = names.get("neuron")

    def counted(*given, **named):
        heard.append(given[:2])
        calls.append(neuron(*given, **named))
        return calls[-1]

    try:
        names["neuron"] = counted
        return returned(my_xor, *inputs)
    finally:
        names["neuron"] = neuron


def _task(answers):
    sides = np.ravel(answers) > 0.5
    for name, task in TASKS.items():
        if (sides == (task.ravel() > 0.5)).all():
            return name
    return ", ".join(map(str, sides.astype(int)))


@check
def check_feature(my_feature, r1, r2, y) -> Feedback:
    """Check ``my_feature(x1, x2)``: from it alone, a neuron tells the points of two rings apart."""
    given = numbers("your answer", returned(my_feature, r1.copy(), r2.copy()))
    if given.shape in [(2, len(r1)), (len(r1), 2)]:
        raise NamedError("it returns two numbers for each point; needed is one")
    number = numbers("your answer", given, r1.shape)
    for words, several in _features(r1, r2).items():
        if any(np.allclose(number, each) for each in several):
            raise NamedError(f"it looks as if {words}")
    turned = np.asarray(my_feature(r1[::-1].copy(), r2[::-1].copy()))
    if not np.allclose(number, turned[::-1]):
        raise UnfitError("your answer is computed from more than x1 and x2")
    if (right := right_with(y, number)) < len(y):
        words = f"with your answer a neuron gets {right} of the {len(y)} right"
        raise UntrainedError(f"{words}; which number is alike for all points of a ring?")


def right_with(y, *features) -> int:
    """How many of the targets ``y`` a neuron gets right that was trained on these features."""
    inputs, targets = np.column_stack(features), y.reshape(-1, 1)
    one = NeuralNetwork(len(features), 1, rng=np.random.default_rng(0))
    train(one, inputs, targets, learning_rate=1.0, epochs=2000)
    return int(((one.predict(inputs) > 0.5) == (targets > 0.5)).sum())


def _features(a, b):
    line, square = "and that is still a line", "the square of the distance from the middle"
    with np.errstate(all="ignore"):
        angles = np.arctan2(b, a), np.arctan2(a, b), np.arctan(b / a), np.arctan(a / b)
    return {
        "only one coordinate is squared; a ring needs both": [
            *(a**2, b**2, 2 * a**2, 2 * b**2, np.sqrt(2 * a**2), np.sqrt(2 * b**2)),
        ],
        "the two coordinates are multiplied, as for XOR": [a * b],
        f"the coordinates are added, {line}": [a + b],
        f"one is subtracted from the other, {line}": [a - b, b - a],
        f"the squares are subtracted; they add up to {square}": [a**2 - b**2, b**2 - a**2],
        "the sum is squared; square first, then add": [(a + b) ** 2],
        "this is a coordinate as it was": [a, b],
        "this is the angle; what is the same all along a ring?": angles,
        "the sizes are added; their sum is the same all along a square, not a ring": [
            np.abs(a) + np.abs(b)
        ],
        "the larger of the sizes is taken; that makes a square": [np.fmax(np.abs(a), np.abs(b))],
    }


@check
def check_theta(theta) -> Feedback:
    """Check three weights and a bias with which x1, x2 and their product give XOR."""
    found = numbers("theta", theta).ravel()
    if found.size != 4:
        raise UnfitError(f"theta has {found.size} numbers; needed are three weights and a bias")
    features = np.hstack([X, X[:, [0]] * X[:, [1]]])
    loss = np.mean((features @ found[:3] + found[3] - XOR.ravel()) ** 2)
    if loss < 1e-4:
        return
    if np.allclose(found, 0, atol=0.05):
        raise UntrainedError("it looks as if it has not been trained, or has whole numbers only")
    mistakes = {
        "it answers ½ to all: the targets have lost an axis, the third input is no product, or "
        "the answers leave it out": [0, 0, 0, 0.5],
        "the bias comes first; it should be the last": [0, 1, 1, -2],
        "these are the answers; needed are the weights and the bias": [0, 1, 1, 0],
        "it was trained on the targets of AND": [0, 0, 1, 0],
        "it was trained on the targets of OR": [1, 1, -1, 0],
        "the targets are turned round": [-1, -1, 2, 1],
        "the weight of the product has the wrong sign": [1, 1, 2, 0],
        "all signs are turned round": [-1, -1, 2, 0],
        "the weight of the product comes first; it should be the third": [-2, 1, 1, 0],
    }
    for words, wrong in mistakes.items():
        if np.allclose(found, wrong, atol=0.05):
            raise NamedError(f"it looks as if {words}")
    if np.asarray(theta).dtype.kind == "i":
        raise NamedError("theta has whole numbers only; begin with `np.zeros`")
    hint = "is it trained long enough, with a place for each number?"
    if not loss < 100:
        hint = "does it walk uphill, or too far in a step?"
    raise UntrainedError(f"its loss is {loss:.4g}; {hint}")


@check
def check_slopes(backward_two) -> Feedback:
    """Check ``backward_two(theta)``, nine slopes of the first network with two hidden units."""
    at = np.random.default_rng(3).normal(size=9)
    nn = _two_units(at)
    given = numbers("your answer", returned(backward_two, at.copy()), (9,))
    right = nn.backward(nn.forward(first_network.X), first_network.Y)
    for names in permutations(right):
        flat = np.concatenate([right[name].ravel() for name in names])
        if names != tuple(right) and np.allclose(given, flat):
            order = f"{', '.join(names)}; needed is {', '.join(right)}"
            raise NamedError(f"the slopes stand in the order {order}")
    return check_backward(_two_units(given).parameters, nn, first_network.X, first_network.Y)


@check
def check_nine(theta) -> Feedback:
    """Check nine parameters with which two hidden units get all nine patterns right."""
    theta = numbers("theta", theta)
    if theta.size == 13:
        raise NamedError("theta has 13 numbers, as for three hidden units; for two it has nine")
    nn, X, y = _two_units(numbers("theta", theta, (9,))), first_network.X, first_network.Y
    right, loss = ((nn.predict(X) > 0.5) == (y > 0.5)).sum(), nn.loss(nn.forward(X), y)
    says = f"{right} of 9 are right, and the loss is {loss:.3f}"
    if right == 9:
        if loss < SOLVED:
            return says
        raise NamedError(f"{says}; train on, to below {SOLVED}")
    why = "if this is the trained theta, train on, or try another start"
    if first_network.is_start(theta):
        why = first_network.NEVER
    elif loss > 0.5:
        why = "is it the trained theta, and did the steps lead down?"
    raise UntrainedError(f"{says}; {why}")


def _two_units(theta):
    return _network(NeuralNetwork(2, 2, 1), theta)


def _network(nn, theta):
    """``nn`` with the parameters of ``theta``, one array after the other, row by row."""
    at = 0
    for array in nn.parameters.values():
        array[...] = theta[at : at + array.size].reshape(array.shape)
        at += array.size
    return nn


def wrong_batches(network, X, y, learning_rate) -> dict[str, dict[str, np.ndarray]]:
    """The parameters after an epoch in which two batches of three were taken wrongly, by the words.

    ``network()`` makes the network; ``X`` and ``y`` are six patterns.
    """

    def after(*batches):
        nn = network()
        for rows, targets in batches:
            descend(nn, nn.backward(nn.forward(X[rows]), y[targets]), learning_rate)
        return nn.parameters

    first, second = [0, 1, 2], [3, 4, 5]
    taken = {
        "each batch lacks its last pattern": [[0, 1], [3, 4]],
        "the last pattern is left out": [first, [3, 4]],
        "the batches overlap": [first, [1, 2, 3]],
        "one pattern is in both batches": [first, [2, 3, 4]],
        "one pattern is in both batches, and none left out": [first, [2, 3, 4, 5]],
        "the first batch is taken twice": [first, first],
        "the second batch is taken twice": [second, second],
        "only the first batch is taken": [first],
        "only the second batch is taken": [second],
    }
    for some in combinations(range(6), 3):
        others = [row for row in range(6) if row not in some]
        taken[f"the first batch has the patterns {some}, not (0, 1, 2)"] = [[*some], others]
    del taken["the first batch has the patterns (0, 1, 2), not (0, 1, 2)"]
    wrong = {words: after(*zip(rows, rows, strict=True)) for words, rows in taken.items()}
    wrong["the second batch has the targets of the first"] = after((first, first), (second, first))
    return wrong


@check
@np.errstate(all="ignore")
def check_unstuck(unstuck) -> Feedback:
    """Check ``unstuck(theta)``, which trains 13 parameters, from start 2, to do XOR."""
    theta, other = (
        numbers("theta", returned(unstuck, at), (13,)) for at in (START.copy(), START + 0.01)
    )
    if np.allclose(theta, START):
        raise UntrainedError("it returns `theta` as it was: is each step assigned?")
    if np.array_equal(theta, other):
        raise NamedError("it does not begin at the given `theta`")
    nn, first = (_network(NeuralNetwork(2, 3, 1), each) for each in (theta, START))
    answers, loss, before = (
        *(nn.predict(X).ravel(), nn.loss(nn.forward(X), XOR)),
        first.loss(first.forward(X), XOR),
    )
    if loss < SOLVED:
        return f"the loss is {loss:.3f}"
    end = f"the loss is {loss:.3f}; the answers are {_shown(answers)}"
    if not loss <= before:
        why = "is the way uphill, or are the steps too large?"
        raise NamedError(f"{end}. It began at {before:.3f}: {why}")
    if np.sum(np.abs(answers - 0.5) < 0.1) == 2:
        raise NamedError(f"{end}, so it is stuck at two of ½")
    raise UntrainedError(f"{end}. It has not arrived at XOR")


def _shown(answers):
    return ", ".join(f"{answer:.2f}" for answer in answers)


@check
@np.errstate(all="ignore")
def check_repaired(network) -> Feedback:
    """Check the listing that the document prints, repaired and trained: an object that does XOR."""
    if isinstance(network, type):
        raise NamedError("this is the class; call it: `Mine(…)`")
    if not hasattr(network, "forward"):
        raise UnfitError("this is no network with a `forward`")
    given = returned(network.forward, X.copy())
    if given is not None and not np.isfinite(np.asarray(given, dtype=float)).all():
        why = "the steps ran away; is there a sigmoid in both layers?"
        raise NamedError(f"the answers are no numbers: {why}")
    answers = numbers("forward(X)", given, (4, 1)).ravel()
    large = _scaled(network, 1000.0)
    for layer in ("hidden", "output"):
        values = getattr(large, layer, answers)
        if np.min(values) < 0 or np.max(values) > 1:
            raise NamedError(f"`{layer}` has no sigmoid: it goes beyond 0 and 1")
    arrays = {name: value for name, value in vars(network).items() if np.ndim(value)}
    small = [value for value in arrays.values() if np.size(value) < 3]
    if arrays.keys() >= {"W1", "W2"} and len(small) < 3:
        raise NamedError("W1 and W2 have no biases beside them")
    wrong = (answers > 0.5) != (XOR.ravel() > 0.5)
    if wrong.any():
        _tell_why(answers, wrong, not all(map(np.any, small)))


def _tell_why(answers, wrong, is_a_bias_zero):
    """Raise what is to be said of wrong answers of the repaired listing."""
    words = f"the answers are {_shown(answers)}"
    if wrong.all():
        raise NamedError(f"{words}, all turned round; is the error's sign right?")
    if (np.abs(answers - 0.5) < 0.05).all():
        why = "too few steps, a `backward` after the `forward` of another row, or no slope of the "
        why += "hidden sigmoid?"
        raise UntrainedError(f"{words}, all near ½: {why}")
    if np.ptp(answers) < 0.05:
        raise UntrainedError(f"{words}; too few steps, uphill, or trained on one row alone?")
    if is_a_bias_zero:
        raise NamedError(f"{words}; a bias is 0 as at the start")
    if 2 <= np.sum((answers > 0.2) & (answers < 0.8)) <= 3:
        why = "Is it start 1, and does each array get its own change?"
        raise NamedError(f"{words}: stuck, or not there yet. {why}")
    raise UntrainedError(words)


def _scaled(network, factor):
    """The network with all its arrays that many times as large, after a forward pass."""
    changed = type(network).__new__(type(network))
    for name, value in vars(network).items():
        is_array = isinstance(value, np.ndarray)
        vars(changed)[name] = factor * value if is_array else value
    changed.forward(X.copy())
    return changed


@check
def check_reader(answers, images, targets, known) -> Feedback:
    """Check ``answers(X)``, a row of ten for each image: 97 % of the ``images`` are right.

    It should not be ``known``, the network of the page.
    """
    given = returned(answers, images.copy())
    if isinstance(given, tuple):
        raise NamedError(f"it returns {len(given)} things; needed is one array")
    given = numbers("what it returns", given)
    if given.shape == (len(images),):
        raise NamedError("it returns one number for each image; needed is a row of ten")
    if given.shape == targets.T.shape:
        raise NamedError("its rows are digits; needed are images")
    given = numbers("what it returns", given, targets.shape)
    few = numbers("for 99", returned(answers, images[:99].copy()))
    if few.shape != (99, 10) or not np.allclose(few, given[:99]):
        raise NamedError("the answer to an image depends on more than this image")
    if np.allclose(given, known.predict(images)):
        raise NamedError("this is the network of this page, `nn`")
    right = targets.argmax(axis=1)
    share = (given.argmax(axis=1) == right).mean()
    says = f"it reads {share:.1%} of the validation set"
    if share > 0.995:
        raise NamedError("nearly all are right; was it trained on these images?")
    if share >= 0.97:
        return says
    if (given.argmin(axis=1) == right).mean() > 0.5:
        raise NamedError("the right digit has the smallest number")
    if (np.ptp(given, axis=0) < 1e-6).all():
        same = "every image gets the same answer: the hidden units are off"
        raise NamedError(f"{same}, from weights of 0, or from steps that are much too large")
    if share < 0.2:
        why = ", as guessing would. Do steps change the parameters that it uses, and does each "
        why += "image keep its target?"
    elif share < 0.9:
        why = ", so it has begun to learn: more epochs, or a larger rate"
    else:
        why = ". Is it the network that you trained? Then train on, or change the rate, the "
        why += "batch or the first weights"
    raise UntrainedError(f"{says}{why}")
