"""Each program has the one fault that the chapter says; its check accepts only what is fixed."""

import inspect

import numpy as np
import pytest
from each import each
from test_faults import found

from plainnet import Adam, NeuralNetwork, check_gradient, check_step, save, train
from plainnet.broken.programs import (
    check,
    check_own,
    disc,
    greenhouse,
    half_adder,
    post_office,
    repaired,
    spirals,
)
from plainnet.exercises import check_forward, check_loss


# The functions that fix the four programs.
def step(theta, X, y, learning_rate):
    gradient = half_adder.backward(theta, half_adder.forward(theta, X), y)
    for name, value in theta.items():
        value -= learning_rate * gradient[name]


def prepare(X):
    return (X - X.mean(axis=0)) / X.std(axis=0)


def backward(theta, record, y):
    X, H, y_hat = record
    delta2 = (y_hat - y) / len(y)
    delta1 = delta2 @ theta["W2"].T * (1 - H**2)
    gradient = {"W1": X.T @ delta1, "b1": delta1.sum(axis=0)}
    return gradient | {"W2": H.T @ delta2, "b2": delta2.sum(axis=0)}


def rows(pictures):
    return pictures.reshape(len(pictures), 64) / 255


# Which parts of each program are right, and which is wrong.
def network(*sizes, **settings):
    return NeuralNetwork(*sizes, rng=np.random.default_rng(0), **settings)


def greenhouse_data(m):
    X, y = greenhouse.data(m, np.random.default_rng(0))
    return prepare(X), y


def some_digits(m):
    X, y, *_ = post_office.archive(np.random.default_rng(0))
    return X[:m], y[:m]


PROGRAMS = {  # a program with a network and data for it; whether gradient and step are right
    half_adder: (network(2, 2, 2), (half_adder.X, half_adder.Y), True, False),
    greenhouse: (network(2, 8, 1, activation="relu"), greenhouse_data(50), True, True),
    disc: (
        network(2, 8, 1, activation="tanh"), disc.data(50, np.random.default_rng(0)), False, None
    ),
    post_office: (
        network(64, 16, 10, activation="relu", output="softmax"), some_digits(50), True, True
    ),
}  # fmt: skip


def on_trial(program):
    def gradient(nn, record, y):
        return program.backward(nn.parameters, tuple(record.A), y)

    def update(nn, X, y, learning_rate):
        program.step(nn.parameters, X, y, learning_rate)

    return gradient, update


@each("program", PROGRAMS)
def test_a_part_is_that_of_the_package_but_for_the_gradient_of_one_and_the_step_of_another(program):
    nn, (X, y), right_gradient, right_step = PROGRAMS[program]
    gradient, update = on_trial(program)
    assert check_forward(lambda nn, X: program.forward(nn.parameters, X)[-1], nn, X)
    assert check_loss(program.loss, nn, X, y)
    assert bool(check_gradient(nn, X, y, gradient)) is right_gradient
    assert right_step is None or bool(check_step(nn, X, y, update, 0.5)) is right_step


def test_the_discs_gradient_is_right_for_one_pattern():
    nn, (X, y), *_ = PROGRAMS[disc]
    assert all(check_gradient(nn, X[[i]], y[[i]], on_trial(disc)[0]) for i in range(10))


def test_the_disc_descends_its_gradient_as_it_should():
    theta = disc.start(3, np.random.default_rng(0))
    before = {name: value.copy() for name, value in theta.items()}
    X, y = disc.data(9, np.random.default_rng(1))
    gradient = disc.backward(theta, disc.forward(theta, X), y)
    disc.train(theta, X, y, 0.5, 1)
    for name, value in before.items():
        np.testing.assert_allclose(theta[name], value - 0.5 * gradient[name])


def test_the_greenhouse_prepares_every_measurement_alike():
    X = np.vstack([greenhouse.data(200, np.random.default_rng(seed))[0] for seed in range(100)])
    prepared = greenhouse.prepare(X)
    assert np.allclose(prepared, [[-1.0, 1.0]])
    assert abs(prepared.mean()) < 1e-12 and abs(prepared.std() - 1.0) < 1e-12


def test_the_mix_up_of_the_half_adder_fits_only_because_its_layers_are_equal():
    theta = NeuralNetwork(2, 3, 2, rng=np.random.default_rng(0)).parameters
    with pytest.raises(ValueError, match="broadcast"):
        half_adder.step(theta, half_adder.X, half_adder.Y, 0.5)


class Read:
    """The post office, as it is or fixed, with the functions that the cheap tests need."""

    CLASSES, MEANT = 10, (0.0, 1.0)

    def __init__(self, program):
        self.program = program

    def data(self):
        return self.program.archive(np.random.default_rng(0))

    def train(self, X, y):
        theta = self.program.start(16, np.random.default_rng(0))
        losses = self.program.train(theta, X, y, 0.5, 300)
        share = np.mean(self.answers(theta, X).argmax(axis=1) == y.argmax(axis=1))
        return theta, [(loss, share) for loss in losses]

    def answers(self, theta, X):
        return self.program.forward(theta, X)[-1]

    def score(self, theta, X, y):
        return np.mean(self.program.read(theta, self.program.camera(X)) == y.argmax(axis=1))


def test_of_the_cheap_tests_only_the_sixth_finds_the_fault_of_the_post_office():
    assert found(Read(post_office)) == (6,)
    assert found(Read(FIXED[post_office])) == ()


def test_new_digits_are_like_old_ones_as_a_whole_but_not_column_by_column():
    old, _, new, _ = post_office.archive(np.random.default_rng(0))
    seen, fixed = (part.rows(part.camera(new)) for part in (post_office, FIXED[post_office]))
    for X in (seen, fixed):
        assert (X.dtype, X.min(), X.max()) == (old.dtype, old.min(), old.max())
        assert abs(X.mean() - old.mean()) < 0.01 and abs(X.std() - old.std()) < 0.01
    assert abs(seen.mean(axis=0) - old.mean(axis=0)).max() > 0.5
    assert abs(fixed.mean(axis=0) - old.mean(axis=0)).max() < 0.05


def test_only_the_diagonal_of_a_picture_stays_where_it_was():
    old, *_ = post_office.archive(np.random.default_rng(0))
    moved = abs(post_office.rows(post_office.camera(old)) - old).max(axis=0) > 0.01
    assert np.flatnonzero(~moved).tolist() == list(range(0, 64, 9))


# None of the programs learns, or reads, until it is fixed.
FIXES = {
    half_adder: {"step": step},
    greenhouse: {"prepare": prepare},
    disc: {"backward": backward},
    post_office: {"rows": rows},
}
FIXED = {program: repaired(program, **fix) for program, fix in FIXES.items()}


def right_sums(program):
    rngs = [np.random.default_rng(seed) for seed in range(25)]
    thetas = [program.start(rng) for rng in rngs]
    for theta in thetas:
        program.train(theta, program.X, program.Y, 4.0, 500)
    answers = [program.forward(theta, program.X)[-1] for theta in thetas]
    return sum(((answer > 0.5) == program.Y).all() for answer in answers)


def shares_of_the_disc(program):
    X, y = program.data(200, np.random.default_rng(0))
    new, targets = program.data(1000, np.random.default_rng(1))
    for seed in range(10):
        theta = program.start(8, np.random.default_rng(seed))
        program.train(theta, X, y, 1.0, 500)
        yield ((program.forward(theta, new)[-1] > 0.5) == targets).mean()


def shares_of_the_greenhouse(program):
    new, targets = program.data(1000, np.random.default_rng(1))
    for seed in range(10):
        theta, _ = program.run(8, seed)
        yield ((program.forward(theta, program.prepare(new))[-1] > 0.5) == targets).mean()


def shares_of_the_post_office(program):
    """Yield the accuracies on the old digits, as in training, and on pictures of new ones."""
    for seed in range(5):
        rng = np.random.default_rng(seed)
        old, y, new, targets = program.archive(rng)
        theta = program.start(16, rng)
        program.train(theta, old, y, 0.5, 300)
        known = program.forward(theta, old)[-1].argmax(axis=1) == y.argmax(axis=1)
        read = program.read(theta, program.camera(new)) == targets.argmax(axis=1)
        yield known.mean(), read.mean()


def test_no_start_learns_until_the_program_is_fixed():
    assert right_sums(half_adder) == 0 and right_sums(FIXED[half_adder]) >= 15
    assert max(shares_of_the_greenhouse(greenhouse)) < 0.6
    assert min(shares_of_the_greenhouse(FIXED[greenhouse])) > 0.98
    assert max(shares_of_the_disc(disc)) < 0.6
    assert min(shares_of_the_disc(FIXED[disc])) > 0.9
    for known, read in shares_of_the_post_office(post_office):
        assert known > 0.97 and read < 0.2
    for known, read in shares_of_the_post_office(FIXED[post_office]):
        assert known > 0.97 and read > 0.92


# The check of a repaired program.
@pytest.mark.parametrize("program", FIXED)
def test_the_check_accepts_the_fixed_program_only(program):
    assert check(FIXED[program])
    assert check(program).message == check(repaired(program)).message
    assert check(program).message == "Not yet: nothing has been repaired."


@each("program", FIXES)
def test_the_wrong_function_handed_in_again_is_refused(program):
    (name,) = FIXES[program]
    found = check(repaired(program, **{name: getattr(program, name)}))
    assert not found and found.message.startswith(f"Not yet: in {name}, ")
    assert not any(word in found.message for word in ("column", "line", "mirror", "diagonal"))


def turned(name):
    return lambda *given: np.swapaxes(getattr(post_office, name)(*given), -1, -2)


@each(
    ("program", "name", "function"),
    [
        *((p, "backward", p.backward) for p in (half_adder, greenhouse, post_office)),
        *((p, "train", p.train) for p in (half_adder, disc)),
        *((post_office, name, turned(name)) for name in ("camera", "read", "archive")),
    ],
)
def test_a_function_that_is_not_the_faulty_one_fixes_nothing_and_is_not_blamed(
    program, name, function
):
    found = check(repaired(program, **{name: function}))
    assert found.message == f"Not yet: there is a fault outside of {name}."


def test_a_repair_leaves_the_program_as_it_was():
    before = half_adder.step
    repaired(half_adder, step=step)
    assert half_adder.step is before


def test_another_fix_is_accepted():
    def in_order(theta, record, y):
        gradient = half_adder.backward(theta, record, y)
        return {name: gradient[name] for name in theta}

    assert check(repaired(half_adder, backward=in_order))
    assert check(repaired(half_adder, step=step, sigmoid=half_adder.sigmoid))


def test_a_function_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="functions: expected one of data, start"):
        repaired(disc, step=step)


@pytest.mark.parametrize("program", FIXED)
def test_an_answer_not_written_yet_is_asked_for(program):
    for mine in (repaired(program, ...), repaired(program, backward=...)):
        assert check(mine).message == "Not answered yet."
    with pytest.raises(ValueError, match="your_function; got backward alone"):
        repaired(program, backward)
    with pytest.raises(ValueError, match="backward: expected your function; got 1"):
        repaired(program, backward=1)


def fresh(theta, X, y, learning_rate):
    """A step that returns new parameters, which the program's `train` would not see."""
    theta = {name: value.copy() for name, value in theta.items()}
    step(theta, X, y, learning_rate)
    return theta


def fifty(theta, record, y):
    return {name: 50 * value for name, value in backward(theta, record, y).items()}


def row(theta, record, y):
    gradient = backward(theta, record, y)
    return gradient | {"b1": gradient["b1"][None]}


SIGMOID = "Not yet: in sigmoid, "


def probability(theta, pictures):
    """The largest probability for each picture, not the digit that has it."""
    return post_office.forward(theta, rows(pictures))[-1].max(axis=1)


@each(
    ("program", "fix", "says"),
    [
        (half_adder, {"step": lambda theta, X, y, a: step(theta, X, y, -a)}, "uphill"),
        (half_adder, {"step": fresh}, "nothing has changed"),
        (half_adder, {"forward": lambda theta, X: (X, X, X)}, "Not yet: in forward, "),
        (half_adder, {"step": step, "loss": lambda y_hat, y: 0.0}, "Not yet: in loss, "),
        (half_adder, {"step": step, "sigmoid": np.tanh}, f"{SIGMOID}it looks as if it is tanh"),
        (
            half_adder,
            {"step": step, "sigmoid": lambda z: 1 / (1 + np.exp(z))},
            f"{SIGMOID}it looks as if the sign of z",
        ),
        (
            half_adder,
            {"step": step, "sigmoid": lambda z: 0.3 + 0 * z},
            f"{SIGMOID}I don't recognise this one; your answer[0, 0]: expected 0.0474",
        ),
        (greenhouse, {"prepare": lambda X: X - X.mean(axis=0)}, "nothing is divided"),
        (greenhouse, {"prepare": lambda X: X / X.std(axis=0)}, "no mean"),
        (greenhouse, {"prepare": lambda X: (X - X.mean(0)) / X.var(0)}, "variance"),
        (greenhouse, {"prepare": lambda X: (X - X.mean(0)) / X.std(0, ddof=1)}, "m − 1"),
        (greenhouse, {"prepare": lambda X: (X - X.mean(0)) / np.ptp(X, axis=0)}, "range"),
        (greenhouse, {"prepare": lambda X: (X - X.mean()) / X.std()}, "both columns"),
        (greenhouse, {"prepare": lambda X: (X - X.min(0)) / np.ptp(X, axis=0)}, "0 and 1"),
        (greenhouse, {"prepare": lambda X: None}, "return"),
        (disc, {"backward": fifty}, "the mean over the batch is missing"),
        (disc, {"backward": lambda theta, record, y: {}}, "lacks W1"),
        (
            disc,
            {"backward": row},
            "Not yet: in backward, gradients['b1']: expected shape (8,); got",
        ),
        (disc, {"backward": backward, "train": lambda *arguments: []}, "Not yet: in train, "),
        (post_office, {"rows": lambda p: 255 * rows(p)}, "between 0 and 255"),
        (post_office, {"rows": lambda p: 255 / 16 * rows(p)}, "divides by 16"),
        (post_office, {"rows": lambda p: rows(p) // 1}, "cuts off the fraction"),
        (post_office, {"rows": lambda p: rows(p[:, :, ::-1])}, "left and right"),
        (post_office, {"rows": lambda p: rows(p[:, ::-1])}, "top and bottom"),
        (post_office, {"rows": lambda p: p / 255}, "shape (50, 8, 8); needed is shape (50, 64)"),
        (post_office, {"rows": lambda p: p.reshape(-1, 64) / p.max()}, "largest number of these p"),
        (
            post_office,
            {"rows": lambda p: p.reshape(-1, 64) / p.max(axis=(1, 2))[:, None]},
            "its own largest number",
        ),
        (post_office, {"rows": lambda p: p.reshape(50, 64) / 255}, "cannot reshape array of size"),
        (
            post_office,
            {"rows": lambda p: p.squeeze().reshape(len(p.squeeze()), -1) / 255},
            "needed is shape (1, 64)",
        ),
        (post_office, {"rows": rows, "read": probability}, "Not yet: in read, it looks as if it"),
    ],
)
def test_the_check_names_what_is_still_wrong(program, fix, says):
    found = check(repaired(program, **fix))
    assert not found and says in found.message


def raises(*arguments):
    raise LookupError("no such pattern")


@pytest.mark.parametrize(
    ("program", "names"),
    [
        (half_adder, ("sigmoid", "forward", "loss", "backward", "step", "train")),
        (greenhouse, ("forward", "prepare")),
        (disc, ("backward", "train")),
        (post_office, ("step", "rows", "read")),
    ],
)
def test_an_error_is_reported_with_the_line_of_the_readers_own_function(program, names):
    line = inspect.getsourcelines(raises)[1] + 1
    for name in names:
        found = check(repaired(program, **(FIXES[program] | {name: raises})))
        says = f"Not yet: in {name}, raises raised LookupError in line {line}: no such pattern."
        assert found.message == says


# The reader's own network, trained on the spirals.
@pytest.fixture(scope="module")
def own():
    nn = NeuralNetwork(2, 16, 1, activation="tanh", rng=np.random.default_rng(0))
    X, y = spirals(400, rng=np.random.default_rng(0))
    train(nn, X, y, learning_rate=0.03, epochs=500, update=Adam())
    return nn


def test_a_trained_network_is_accepted_as_file_as_network_and_as_function(own, tmp_path):
    save(own, tmp_path / "mine.npz")
    for network in (tmp_path / "mine.npz", str(tmp_path / "mine.npz"), own, own.predict):
        assert check_own(network)


@each(
    ("mine", "says"),
    [
        (lambda X: np.full((len(X), 1), 0.7), "guessing"),
        (lambda X: np.full(len(X), 0.7), "shape (400,); needed is (400, 1)"),
        (lambda X: np.full((len(X), 1), np.nan), "not finite"),
        ("nothing.npz", "FileNotFoundError"),
        (7.5, "path: expected that of a file"),
        (np.full((400, 1), 0.7), "hand in the function itself, `predict` without `(X)`"),
    ],
)
def test_a_message_says_why_a_network_does_not_pass(mine, says):
    found = check_own(mine)
    assert not found and says in found.message


def flawed(own, known, new):
    """``own.predict``, wrong at the first ``known`` of 400 points, or ``new`` of 1000."""
    return lambda X: np.abs(
        own.predict(X) - (np.arange(len(X)) < {400: known, 1000: new}[len(X)])[:, None]
    )


@each(
    ("known", "new", "says"),
    [
        (100, 250, "has not learned its own points"),
        (0, 250, "knows its own points only"),
        (400, 1000, "0 and 1 seem to be exchanged"),
    ],
)
def test_a_network_that_learned_too_little_or_by_heart_or_the_wrong_way_is_told_so(
    own, known, new, says
):
    assert says in check_own(flawed(own, known, new)).message


def test_the_spirals_make_one_turn_each_and_no_straight_line_separates_them():
    X, y = spirals(1000, noise=0.0, rng=np.random.default_rng(0))
    radius = np.linalg.norm(X, axis=1)
    assert X.shape == (1000, 2) and y.shape == (1000, 1) and radius.min() >= 0.2
    assert radius.max() <= 1.0 and 400 < y.sum() < 600
    turn, angle = (radius - 0.2) / 0.8, np.arctan2(X[:, 1], X[:, 0])
    away = np.cos(angle - 2 * np.pi * turn)
    np.testing.assert_allclose(away, 1 - 2 * y[:, 0], atol=1e-9)
    line = NeuralNetwork(2, 1, rng=np.random.default_rng(0))
    train(line, X, y, learning_rate=1.0, epochs=300)
    assert ((line.predict(X) > 0.5) == (y > 0.5)).mean() < 0.6


@pytest.mark.parametrize("wrong", [{"m": 0}, {"m": 5, "noise": -1.0}, {"m": 5, "rng": 3}])
def test_bad_arguments_of_the_spirals_are_named(wrong):
    with pytest.raises(ValueError, match=list(wrong)[-1]):
        spirals(**wrong)


@each("program", FIXES)
def test_a_program_needs_numpy_and_digits_only_and_no_comment_gives_its_fault_away(program):
    source = inspect.getsource(program)
    digits = source.count("from plainnet import datasets\n")
    assert source.count("plainnet") == digits == (program is post_office)
    assert "#" not in source and "column" not in source
    assert max(map(len, source.splitlines())) <= 76
