"""The texts of a step through a graph, and the colours in which it is drawn."""

from plainnet.explorers.formatting import number
from plainnet.explorers.graph.walk import STEPS
from plainnet.explorers.graph.words import WORDS
from plainnet.explorers.words import COMMON


def written(value) -> str:
    """A number as text, with at most three decimals."""
    text = number(value + 0.0)  # turns -0.0 into 0.0
    return text.rstrip("0").rstrip(".") if "." in text else text


def factor(value) -> str:
    """A number as text in a product or a sum; a negative one is in brackets."""
    return f"({written(value)})" if value < 0 else written(value)


def titles(example) -> list[str]:
    """The text above each box: the operation that computes it."""
    plain = {name: name for name in example.names}
    made = {name: f"{name} = {text.format(**plain)}" for name, text in example.written.items()}
    return [made.get(name, name) for name in example.names]


def known(example, numbers) -> list[str]:
    """The numbers of all nodes as texts; "" for those not known yet."""
    return [written(numbers[name]) if name in numbers else "" for name in example.names]


def locals_of(example, moment) -> list[str]:
    """The local slope of each line as a text; "" for those not known yet."""
    seen = moment.local
    return [f"·{factor(seen[edge])}" if edge in seen else "" for edge in example.edges]


def numbers_of(example, moment) -> str:
    """The operation of a step with numbers in place of names."""
    text = example.written[moment.node]
    inside = written if "({" in text else factor
    return text.format(**{name: inside(value) for name, value in moment.values.items()})


def arithmetic(example, moment) -> list[tuple[str, dict]]:
    """For each line of a step's arithmetic, its kind and its parts."""
    if moment.kind == "start":
        return []
    if moment.kind == "forward":
        made = dict(zip(example.names, titles(example), strict=True))[moment.node]
        value = written(moment.values[moment.node])
        numbers = numbers_of(example, moment)
        return [("forward", {"made": made, "numbers": numbers, "value": value})]
    return [_handed(moment, given) for given in moment.handed]


def _handed(moment, given):
    is_hand = moment.kind == "hand"
    parts = {
        "node": moment.node,
        "parent": given.parent,
        "slope": factor(moment.slopes[moment.node]),
        "local": factor(given.local) if is_hand else written(given.local),
        "after": written(given.after),
    }
    if not is_hand or given.before is None:
        return moment.kind, parts
    return "sum", parts | {"before": written(given.before)}


def sentence(example, moment, step, lines) -> str:
    """The step as a sentence, for screen readers."""
    spoken = [WORDS["spoken"][kind].format(**parts) for kind, parts in lines]
    leaves = [f"{name} = {written(value)}" for name, value in moment.values.items()]
    rule = WORDS["rules"].get(moment.kind, {}).get(moment.operation, "")
    met = [given.parent for given in moment.handed if given.before is not None]
    meet = WORDS["meet"].format(parents=WORDS["and"].join(met))
    return WORDS["sentence"][moment.kind].format(
        step=step,
        steps=STEPS,
        leaves=COMMON["comma"].join(leaves),
        node=moment.node,
        first=WORDS["first"] if moment.begins else "",
        rule=rule,
        rows=WORDS["and"].join(spoken),
        meet=meet if met and moment.kind == "hand" else "",
        end=WORDS["end"] if step == STEPS else "",
    )


def roles(example, moment, graph) -> dict:
    """The colours of boxes, lines and the numbers that this step computed."""
    is_forward = moment.kind == "forward"
    column = "values" if is_forward else "slopes"
    blue = {moment.node} if is_forward else set()
    if moment.kind == "hand":
        blue |= {given.parent for given in moment.handed}
    if moment.begins:
        blue |= {"L"}
    lines = [k for k, (_, node) in enumerate(example.edges) if node == moment.node]
    used = {name for k in lines for name in example.edges[k]}
    boxes = [
        "curve" if name in blue else "ink" if name in used else "muted" for name in example.names
    ]
    both = [f"{form}_line_y.{graph}.{k}" for form in ("wide", "tall") for k in lines]
    return {
        **dict.fromkeys(("wide_box_y", "tall_box_y"), boxes),
        **{f"{column}.{k}": "curve" for k, name in enumerate(example.names) if name in blue},
        **dict.fromkeys([*both, *(f"locals.{k}" for k in lines)], "curve"),
    }
