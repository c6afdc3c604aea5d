"""Network × quantity → parameters, operations of a training step, or memory, of all networks."""

from plainnet import model_size, plots
from plainnet.explorers.cost_table.words import WORDS
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import digits
from plainnet.model_size.architectures import ALL

AXIS = {
    "from": 1,
    "to": 1e14,
    "ticks": [1, 1e3, 1e6, 1e9, 1e12],
    "names": ["1", "10³", "10⁶", "10⁹", "10¹²"],
}
QUANTITIES = {
    "parameters": model_size.parameter_count,
    "step": model_size.training_operations,
    "memory": lambda parts: model_size.memory_bytes(parts, model_size.COPIES),
}
AMOUNTS = {name: [count(network.parts) for network in ALL] for name, count in QUANTITIES.items()}


def in_words(number) -> str:
    """A whole number; from 10,000 on with three digits, such as ``12.3 thousand``."""
    return f"{number:,}" if number < 10_000 else _scaled(number, ["", *WORDS["sizes"]])


def in_bytes(number) -> str:
    """A number of bytes with up to three digits, such as ``2.79 TB``."""
    return _scaled(number, WORDS["bytes"])


def _scaled(number, units):
    number = int(float(f"{number:.3g}"))
    power = (len(str(number)) - 1) // 3
    return f"{number / 1000**power:.3g} {units[power]}"


def compared(architecture) -> str:
    """In words, the published number of parameters and how ours differs; nothing without one."""
    if architecture.published is None:
        return ""
    percent = 100 * (model_size.parameter_count(architecture.parts) / architecture.published - 1)
    apart = WORDS["apart"][0 if percent == 0 else 1 if percent > 0 else 2]
    return WORDS["compared"].format(
        published=in_words(architecture.published), apart=apart.format(percent=abs(percent))
    )


def sentence(architecture) -> str:
    """All that one network costs."""
    parts = architecture.parts
    return WORDS["sentence"].format(
        title=architecture.title,
        parameters=in_words(model_size.parameter_count(parts)),
        published=compared(architecture),
        example=architecture.example,
        forward=in_words(model_size.forward_operations(parts)),
        step=in_words(model_size.training_operations(parts)),
        weights=in_bytes(model_size.memory_bytes(parts)),
        training=in_bytes(model_size.memory_bytes(parts, model_size.COPIES)),
        note=architecture.note and f" {architecture.note}",
    )


def columns() -> dict[str, list]:
    """The table: a list of texts for each of its columns."""
    every = [network.parts for network in ALL]
    return {
        "names": [network.title for network in ALL],
        "of": [in_words(model_size.parameter_count(parts)) for parts in every],
        "published": [network.published and in_words(network.published) for network in ALL],
        "forward": [in_words(model_size.forward_operations(parts)) for parts in every],
        "step": [in_words(model_size.training_operations(parts)) for parts in every],
        "weights": [in_bytes(model_size.memory_bytes(parts)) for parts in every],
        "training": [
            in_bytes(model_size.memory_bytes(parts, model_size.COPIES)) for parts in every
        ],
    }


class CostTable(Explorer):
    """What 11 networks cost, from 2-2-1 to one of the largest of today (`model_size`).

    Parameters, operations of a training step for one example, memory to train with Adam, all on one
    logarithmic axis; and how the parameters of a network are counted.
    """

    view = "cost_table"
    room = 1068, 855

    def __init__(self):
        names, keys = tuple(network.title for network in ALL), tuple(QUANTITIES)
        labels = tuple(WORDS["quantity"][key] for key in keys)
        table, rows = columns(), list(range(1, len(ALL) + 1))
        super().__init__(
            [
                Slider("network", WORDS["network"], tuple(range(len(ALL))), names, 0, "steps"),
                Slider("quantity", WORDS["shown"], keys, labels, 0, "choice"),
            ],
            words=WORDS,
            x=AXIS,
            y={"from": len(ALL) + 0.5, "to": 0.5, "ticks": rows, "names": list(names)},
            row=rows,
            **table,
            table=list(table),
        )

    def compute(self, network, quantity) -> dict:
        """The amounts of all networks, and the sum of the chosen one."""
        architecture, amount = ALL[network], AMOUNTS[quantity][network]
        text = (in_bytes if quantity == "memory" else in_words)(amount)
        parts = [
            WORDS["part"].format(name=part.name, sum=part, parameters=part.parameters)
            for part in architecture.parts
        ]
        return {
            "chosen": network,
            "amount": digits(AMOUNTS[quantity], 6),
            "unit": WORDS["x"][quantity],
            "short": WORDS["short"][quantity].format(text),
            "equation": WORDS["sum"].format(
                title=architecture.title, parameters=model_size.parameter_count(architecture.parts)
            ),
            "numbers": parts,
            "sentence": sentence(architecture),
        }

    def draw_still(self, ax, frame) -> None:
        ax.plot(frame["amount"], self.spec["row"], "o", color=plots.COLOURS["curve"])
        ax.set(xscale="log", xlim=(AXIS["from"], AXIS["to"]), xlabel=frame["unit"])
        ax.set_yticks(self.spec["row"], self.spec["names"])
        ax.yaxis.set_inverted(True)

    def alt_text(self, frame) -> str:
        rows = zip(self.spec["names"], self.spec["of"], strict=True)
        return WORDS["still"].format(
            count=len(ALL),
            rows=", ".join(f"{name} {parameters}" for name, parameters in rows),
            sentence=frame["sentence"],
        )

    def plain_text(self) -> str:
        first, *_, last = self.spec["of"]
        return WORDS["summary"].format(count=len(ALL), first=first, last=last)
