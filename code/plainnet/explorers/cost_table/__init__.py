"""Explorer: how many parameters, operations and bytes networks of different sizes need."""

from html import escape

from plainnet import model_size, plots
from plainnet.explorers.cost_table.words import WORDS, said
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits
from plainnet.explorers.words import COMMON
from plainnet.model_size.architectures import ALL

AXIS = axis(1, 1e14, [1, 1e6, 1e12], log=True)
FIRST = [network.title for network in ALL].index("GPT-3")
TASKS = {"nine": "2-2-1", "shared": "LeNet-5", "billion": "GPT-2", "experts": "Kimi K3"}
QUANTITIES = {
    "parameters": model_size.parameter_count,
    "step": model_size.training_operations,
    "memory": lambda parts: model_size.memory_bytes(parts, model_size.COPIES),
}
AMOUNTS = {name: [count(network.parts) for network in ALL] for name, count in QUANTITIES.items()}


def in_words(number) -> str:
    """A whole number as text; from 10,000 on with three digits, such as ``12.3 thousand``."""
    if number < 10_000:
        return f"{number:,}"
    return _scaled(number, ["", *WORDS["sizes"]], len(WORDS["zeros"]))


def in_short(number) -> str:
    """A whole number as text with up to three digits and a letter, such as ``12.3 k``."""
    return _scaled(number, WORDS["letters"]).strip()


def in_bytes(number) -> str:
    """A number of bytes as text with up to three digits, such as ``2.79 TB``."""
    return _scaled(number, WORDS["bytes"])


def _scaled(number, units, zeros=3):
    number = int(float(f"{number:.3g}"))
    power = (len(str(number)) - 1) // zeros
    return f"{number / 10 ** (zeros * power):,.6g} {units[power]}"


def sentence(architecture) -> str:
    """What one network costs, in words."""
    parts = architecture.parts
    return WORDS["sentence"].format(
        title=architecture.title,
        parameters=in_words(model_size.parameter_count(parts)),
        example=said(architecture.example),
        forward=in_words(model_size.forward_operations(parts)),
        step=in_words(model_size.training_operations(parts)),
    )


def columns() -> dict[str, list]:
    """The columns of the table, each as a list of texts."""
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


def labels() -> dict[str, list]:
    """The numbers next to the dots: for each quantity a list of short texts."""
    forms = dict.fromkeys(QUANTITIES, in_short) | {"memory": in_bytes}
    return {name: [form(amount) for amount in AMOUNTS[name]] for name, form in forms.items()}


class CostTable(Explorer):
    """What 11 networks cost, from 2-2-1 to one of the largest in use (`model_size`).

    Parameters, operations of a training step for one example, memory to train with Adam, each on a
    logarithmic axis; a click on a network shows how its parameters are counted.
    """

    view = "cost_table"
    height = "458px", 560, "381px"
    drawn = ("network",)

    def __init__(self):
        names, table, rows = [network.title for network in ALL], columns(), range(1, len(ALL) + 1)
        network = Slider("network", WORDS["network"], tuple(range(len(ALL))), tuple(names), FIRST)
        super().__init__(
            [network],
            tasks=[
                (WORDS["tasks"][name], {"network": names.index(title)})
                for name, title in TASKS.items()
            ],
            roles={
                "chosen_row": "curve",
                **{f"words.heads.{name}": "muted" for name in QUANTITIES},
            },
            words=WORDS,
            quantities=list(QUANTITIES),
            amount={name: digits(amounts, 6) for name, amounts in AMOUNTS.items()},
            labels=labels(),
            x=AXIS,
            few=AXIS | {"ticks": [1, 1e12], "names": ["1", "10¹²"]},
            y=axis(len(ALL) + 0.5, 0.5, rows, names=[""] * len(ALL)),
            rows=axis(len(ALL) + 0.5, 0.5, []),
            flat=axis(0, 1, []),
            whole=[0, 1],
            edge=0.02,
            row=list(rows),
            **table,
            table=list(table),
        )

    def compute(self, network) -> dict:
        """The parameter count of the chosen network as a sum, and all its costs."""
        architecture = ALL[network]
        parts = [
            WORDS["part"].format(name=said(part.name), sum=part, parameters=part.parameters)
            for part in architecture.parts
        ]
        return {
            "chosen": network,
            "chosen_row": network + 1,
            "equation": WORDS["sum"].format(
                title=architecture.title, parameters=model_size.parameter_count(architecture.parts)
            ),
            "numbers": [*parts, *filter(None, [said(architecture.note)])],
            "roles": {"row": ["curve" if i == network else "muted" for i in range(len(ALL))]},
            "sentence": sentence(architecture),
        }

    def around(self) -> dict[str, list[str]]:
        """The sums of all networks, the longest of which reserves the height."""
        return {"more": [_sums(sum_) for sum_ in (self.frame, *map(self.compute, range(len(ALL))))]}

    def draw_still(self, ax, frame) -> None:
        rows, names = self.spec["row"], self.spec["names"]
        for marker, amounts in zip("os^", self.spec["amount"].values(), strict=True):
            ax.plot(amounts, rows, marker, color=plots.COLOURS["curve"])
        heads = [WORDS["heads"][name] for name in self.spec["amount"]]
        ax.set_xlabel("● {}  ■ {}  ▲ {}".format(*heads), color=plots.COLOURS["curve"])
        ax.set(xscale="log", xlim=(AXIS["from"], AXIS["to"]))
        ax.set_yticks(rows, names)
        ax.yaxis.set_inverted(True)

    def alt_text(self, frame) -> str:
        pairs = zip(self.spec["names"], self.spec["of"], strict=True)
        rows = [WORDS["row"].format(name=name, parameters=count) for name, count in pairs]
        return WORDS["still"].format(
            count=len(ALL),
            rows=COMMON["comma"].join(rows),
            sentence=frame["sentence"],
        )

    def plain_text(self) -> str:
        first, *_, last = self.spec["of"]
        return WORDS["summary"].format(count=len(ALL), first=first, last=last)


def _sums(frame):
    items = "".join(f"<li>{escape(number)}</li>" for number in frame["numbers"])
    head = f'<p class="plainnet-equation">{frame["equation"]}</p>'
    return f'{head}<ul class="plainnet-sums plainnet-parts">{items}</ul>'
