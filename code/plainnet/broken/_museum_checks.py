"""Checks of what the functions of `museum` are given; it applies them to its own."""

from functools import partial

from plainnet import _arguments, _validation
from plainnet._validation import UNASKED, choice, function, listed, matrix, reals, unfit, whole
from plainnet.activations import ACTIVATIONS

NAMES = ("W1", "b1", "W2", "b2", "B")


def _stack(stack):
    """The sizes (networks, inputs, hidden, outputs) of a stack; its arrays become float64."""
    if not isinstance(stack, dict) or any(name not in stack for name in NAMES):
        raise unfit("stack", f"a dictionary of {', '.join(NAMES)}, such as start returns", stack)
    W1, W2 = (reals(name, stack[name], finite=False) for name in ("W1", "W2"))
    if W1.ndim != 3 or W2.ndim != 3 or W1.size == 0 or W2.size == 0:
        raise ValueError(f"W1, W2: expected three axes, got shapes {W1.shape} and {W2.shape}")
    (networks, inputs, hidden), outputs = W1.shape, W2.shape[2]
    shapes = (W1.shape, (networks, 1, hidden), (networks, hidden, outputs))
    shapes = (*shapes, (networks, 1, outputs), (networks, hidden, 1))
    fit = {n: reals(n, stack[n], shape, False) for n, shape in zip(NAMES, shapes, strict=True)}
    stack.update(fit)
    return networks, inputs, hidden, outputs


def _activation(g):
    if not all(callable(getattr(g, part, None)) for part in ("function", "derivative")):
        raise unfit("g", "an activation such as ACTIVATIONS['tanh']", g)


def forward_fits(stack, X, g) -> tuple:
    """What `checked` asks before a forward pass: ``X`` may differ from network to network."""
    networks, inputs, _, _ = _stack(stack)
    X = reals("X", X)
    if X.ndim != 3 or X.shape[::2] != (networks, inputs):
        X = matrix("X", X, columns=inputs)
    _activation(g)
    return stack, X, g


def backward_fits(stack, record, y, g) -> tuple:
    """What `checked` asks before a gradient. One network may bring a record without that axis."""
    networks, inputs, hidden, outputs = _stack(stack)
    try:
        (Z1, _), (X, A1, y_hat) = record
        lists = all(isinstance(part, list | tuple) for part in (record, *record))
        m, axis = len(X), () if networks == 1 and Z1.ndim == 2 else (networks,)
        fits = lists and Z1.shape == A1.shape == (*axis, m, hidden) and X.shape == (m, inputs)
        fits &= y_hat.shape == (*axis, m, outputs)
    except (AttributeError, TypeError, ValueError):
        fits = False
    if not fits:
        raise unfit("record", "what forward of this stack returned", record)
    for array in (*record[0], *record[1]):
        reals("record", array, finite=False)
    _activation(g)
    return stack, record, matrix("y", y, rows=m, columns=outputs), g


def gradients_fit(X, A1, delta1, delta2) -> tuple:
    """What `checked` asks before δ becomes a gradient."""
    X, fit, networks = matrix("X", X), {}, set()
    for name, value in {"A1": A1, "delta1": delta1, "delta2": delta2}.items():
        fit[name] = reals(name, value, finite=False)
        shape = fit[name].shape
        networks |= set(shape[:-2])
        if len(shape) not in (2, 3) or shape[-2] != len(X) or len(networks) > 1:
            raise ValueError(f"{name}: expected shape (networks, {len(X)}, n), got shape {shape}")
    if fit["delta1"].shape[-1] != fit["A1"].shape[-1]:
        raise ValueError("delta1: expected as many columns as A1, one for each hidden unit")
    return X, *fit.values()


def step_fits(stack, X, y, g, alpha, backward=None) -> tuple:
    """What `checked` asks before an update."""
    networks, inputs, _, outputs = _stack(stack)
    X = matrix("X", X, columns=inputs)
    y = matrix("y", y, rows=len(X), columns=outputs)
    _activation(g)
    rates = reals("alpha", alpha)
    if rates.shape not in ((), (networks, 1, 1)) or rates.min() <= 0:
        raise unfit("alpha", f"a number above 0, or {networks} in shape ({networks}, 1, 1)", alpha)
    if backward is None:  # the right one, by default
        return stack, X, y, g, alpha
    function("backward", backward, "a function of stack, record, y and g")
    return stack, X, y, g, alpha, partial(_gradients_of, backward)


def _gradients_of(backward, stack, record, y, g):
    """What ``backward`` returns, if it is a gradient; a run that diverges has NaN in it."""
    gradients = backward(stack, record, y, g)
    if not isinstance(gradients, dict) or any(name not in gradients for name in NAMES[:4]):
        raise unfit("backward", f"that it returns {', '.join(NAMES[:4])}", gradients)
    return {n: reals(f"gradients[{n!r}]", gradients[n], stack[n].shape, False) for n in NAMES[:4]}


def start_fits(seeds, hidden, activation) -> tuple:
    """What `checked` asks before a stack is drawn."""
    hidden = whole("hidden", hidden)
    choice("activation", activation, ACTIVATIONS)
    if isinstance(seeds, range):  # which may be longer than any list
        _validation.memory(100 * hidden * len(seeds), UNASKED)
    seeds = [whole("seeds", seed, least=0) for seed in listed("seeds", seeds)]
    whole("the number of seeds", len(seeds))
    return seeds, hidden, activation


def exhibit_fits(exhibit) -> tuple:
    """What `checked` asks of an exhibit."""
    if isinstance(exhibit, type) or not all(
        callable(getattr(exhibit, part, None)) for part in ("backward", "step")
    ):
        raise unfit("exhibit", "one of EXHIBITS, or an Exhibit", exhibit)
    return (exhibit,)


def training_fits(stack, X, y, exhibit) -> tuple:
    """What is asked before a stack is trained."""
    _, inputs, _, outputs = _stack(stack)
    X = matrix("X", X, columns=inputs)
    y = matrix("y", y, rows=len(X), columns=outputs)
    _arguments.labels(y)
    return X, y, *exhibit_fits(exhibit)


def network_fits(nn) -> tuple:
    """What `checked` asks before a network becomes a stack of one."""
    _validation.network(nn)
    if len(nn.sizes) != 3 or len(nn.parameters) != 4:
        raise unfit("nn", "a network with one hidden layer and biases", nn)
    return (nn,)


CHECKS = {  # what the chapter prints, and so has no decorator in its own lines
    "forward": forward_fits,
    "gradients": gradients_fit,
    **dict.fromkeys(("backward", "derivative_at_output", "relu2deriv"), backward_fits),
    **dict.fromkeys(("derivative_forgotten", "sign_flipped", "random_feedback"), backward_fits),
    **dict.fromkeys(("average_forgotten", "extra_derivative", "wrong_axis"), backward_fits),
    **dict.fromkeys(("step", "updated_too_early", "bias_not_updated", "hidden_frozen"), step_fits),
}
