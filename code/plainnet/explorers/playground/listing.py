"""The lines of Python that do just what the playground does; it runs them itself."""

from plainnet.explorers.playground.state import DATA
from plainnet.gradient_descent import descend

RULES = {"descent": "", "momentum": "Momentum()", "adam": "Adam()"}
WIDTH = 52  # characters of a line
SPLIT = "(X, y), seen, test = datasets.split(X, y, rng=rng)"


def head(state) -> str:
    """All lines before the training: the data, the network, the rule."""
    rule = rule_of(state)
    names = sorted(["NeuralNetwork", *([rule.partition("(")[0]] if rule else [])])
    imports = f"from plainnet import {', '.join(names)}\nfrom plainnet import datasets, train\n"
    drawn = has_new(state)
    first = f"rng = np.random.default_rng({state['seed']})\n" if drawn else ""
    lines = ["import numpy as np\n", imports, "\n", first]
    lines += [DATA[state["data"]].source.format(**state), "\n", SPLIT + "\n" if drawn else ""]
    lines += [*own_points(state), "\n" if drawn else ""]
    lines += [f"rng = np.random.default_rng({state['start']})\n", network(state)]
    return "".join([*lines, f"rule = {rule}\n" if rule else ""])


def has_new(state) -> bool:
    """Whether there are patterns that are not trained on."""
    return DATA[state["data"]].is_drawn or state["data"] == "digits"


def rule_of(state) -> str:
    """The source of the update rule; "" for plain descent."""
    if state["decay"]:
        return f"WeightDecay({state['decay']:g})"
    return RULES[state["rule"]]


def network(state) -> str:
    """The line, or the lines, that make the network."""
    n_in, n_out = DATA[state["data"]].sizes
    output = DATA[state["data"]].output
    more = {"activation": state["activation"], "output": output, "init": state["init"]}
    usual = {"activation": "sigmoid", "output": "sigmoid", "init": "xavier"}
    more = {name: repr(value) for name, value in more.items() if value != usual[name]}
    if state["loss"] != "cross_entropy":
        more["loss"] = repr(state["loss"])
    sizes = [str(size) for size in (n_in, *state["hidden"], n_out)]
    options = [f"{name}={value}".replace("'", '"') for name, value in more.items()]
    return call("nn = NeuralNetwork", [", ".join(sizes), *options, "rng=rng"])


def own_points(state) -> list[str]:
    """The lines for points that the reader moved and added."""
    is_line, classes = DATA[state["data"]].sizes[0] == 1, DATA[state["data"]].sizes[1]
    lines = []
    for which, x1, x2 in state["moved"]:
        place = (
            f"X[{which}], y[{which}] = {x1:g}, {x2:g}"
            if is_line
            else f"X[{which}] = {x1:g}, {x2:g}"
        )
        lines.append(f"{place}\n")
    if added := state["added"]:
        X = [[x1] if is_line else [x1, x2] for x1, x2, _ in added]
        y = [[x2] if is_line else target(label, classes) for _, x2, label in added]
        lines += [stacked("X", X), stacked("y", y)]
    return lines


def target(label, classes) -> list[float]:
    """The row of y for a class."""
    return [float(label)] if classes == 1 else [float(k == label) for k in range(classes)]


def stacked(name, rows) -> str:
    """The lines that put rows below those of an array."""
    texts = [f"[{', '.join(f'{float(part):g}' for part in row)}]" for row in rows]
    if len(line := f"{name} = np.vstack([{name}, [{', '.join(texts)}]])") <= WIDTH:
        return f"{line}\n"
    return f"{name} = np.vstack([{name}, [\n{_filled(texts)}]])\n"


def settings(state) -> list[str]:
    """The keywords of `train` besides the learning rate and the epochs, as source."""
    parts = ["update=rule"] if rule_of(state) else []
    if state["batch"]:
        parts += [f"batch_size={state['batch']}", "rng=rng"]
    return [*parts, "validation=seen"] if has_new(state) else parts


def training(state, rate, epochs) -> str:
    """The lines that train for so many epochs."""
    own = [f"learning_rate={rate:g}", f"epochs={epochs}"]
    return call("history = train", ["nn, X, y", *own, *settings(state)])


def of_own(settings, calls) -> str:
    """The lines that train a reader's own network, with these keywords of `train`."""
    parts = [] if settings["update"] is descend else [f"update={name_of(settings['update'])}"]
    parts += [f"{name}={name}" for name in ("rng", "validation") if settings[name] is not None]
    lines = []
    for rate, epochs, size in calls:
        own = [f"learning_rate={rate:g}", f"epochs={epochs}"]
        own += [f"batch_size={size}"] if size else []
        lines.append(call("history = train", ["network, X, y", *own, *parts]))
    return "".join(lines)


def name_of(update) -> str:
    """An update rule as source, without its settings."""
    return getattr(update, "__name__", f"{type(update).__name__}()")


def listing(state, calls) -> str:
    """All lines; ``calls`` are pairs: a learning rate, and for how many epochs it was used."""
    return head(state) + "".join(training(state, rate, epochs) for rate, epochs in calls)


def call(name, parts) -> str:
    """A call, in one line if it fits, otherwise with its arguments in lines of their own."""
    if len(line := f"{name}({', '.join(parts)})") <= WIDTH:
        return f"{line}\n"
    return f"{name}(\n{_filled(parts)})\n"


def _filled(parts):
    """Parts of a call or a list in indented lines, each as full as it may be."""
    lines, row = [], ""
    for part in parts:
        if row and len(f"    {row}, {part},") > WIDTH:
            lines.append(row)
            row = part
        else:
            row = f"{row}, {part}" if row else part
    return ",\n".join(f"    {each}" for each in [*lines, row]) + "\n"
