"""Explorer: a graph of tensors, its values forward and its gradients backward, in steps."""

from functools import cache

from plainnet import plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import labels
from plainnet.explorers.graph import places, texts
from plainnet.explorers.graph.examples import EXAMPLES
from plainnet.explorers.graph.walk import STEPS, moments
from plainnet.explorers.graph.words import WORDS
from plainnet.explorers.words import COMMON

LEAVES = (-2.0, -1.0, 0.0, 1.0, 2.0)  # possible values of the leaf a or w
START = LEAVES[-1]
TASKS = {
    "meet": {"step": STEPS, "leaf": START, "loss": "roads"},
    "slopes": {"step": STEPS, "leaf": START, "loss": "neuron"},
    "none": {"step": STEPS, "leaf": 1.0, "loss": "neuron"},
    "chain": {"step": 7, "leaf": START, "loss": "sigmoid"},
}
KEYS = list(EXAMPLES)
MUTED = "words.value", "words.slope", "locals", "wide_line_y", "tall_line_y"

walked = cache(moments)


class Graph(Explorer):
    """The graph of one of three losses; each step computes a value or passes a slope backward.

    The reader chooses the step, the value of one leaf and the loss.
    """

    view = "graph"
    height = "520px", 560, "334px"

    def __init__(self):
        steps, losses = tuple(range(STEPS + 1)), WORDS["losses"]
        counted = tuple(f"{step}/{STEPS}" for step in steps)
        at = LEAVES.index(START)
        super().__init__(
            [
                Slider("step", WORDS["step"], steps, counted, STEPS, "time", pace=1800),
                Slider(
                    *("leaf", WORDS["leaf"], LEAVES, labels(LEAVES), at),
                    **{"own": (-5.0, 5.0), "symbol": WORDS["symbol"], "fine": True},
                ),
                Slider("loss", WORDS["loss"], tuple(losses), tuple(losses.values()), 0, "choice"),
            ],
            tasks=[(WORDS["tasks"][name], state) for name, state in TASKS.items()],
            roles=dict.fromkeys(MUTED, "muted"),
            words=WORDS,
            table=["names", "values", "slopes"],
            **places.constants(),
        )

    def compute(self, step, leaf, loss) -> dict:
        """The numbers known after a step, the nodes at work in it, and the arithmetic."""
        example, moment, graph = EXAMPLES[loss], walked(loss, leaf)[step], KEYS.index(loss)
        lines = texts.arithmetic(example, moment)
        is_lit = [int(node == moment.node) for _, node in example.edges]
        return {
            "graph": graph,
            "formula": WORDS["formulas"][loss],
            "names": example.names,
            "titles": texts.titles(example),
            "values": texts.known(example, moment.values),
            "slopes": texts.known(example, moment.slopes),
            "locals": texts.locals_of(example, moment),
            "rows": [WORDS["row"][kind].format(**parts) for kind, parts in lines],
            "lit": is_lit,
            "way": {"forward": 1, "hand": -1}.get(moment.kind, 0),
            "roles": texts.roles(example, moment, graph),
            "sentence": texts.sentence(example, moment, step, lines),
        }

    def draw_still(self, ax, frame) -> None:
        last, example = self._last(), EXAMPLES[KEYS[frame["graph"]]]
        middles = {name: (x, -y) for name, (x, y) in example.wide.items()}
        for ends in example.edges:
            xs, ys = zip(*(middles[name] for name in ends), strict=True)
            ax.plot(xs, ys, color=plots.COLOURS["curve"], linewidth=1.2, zorder=1)
        box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": "#555555"}
        for name, parts in zip(example.names, _boxes(last), strict=True):
            text = WORDS["box"].format(**parts)
            ax.text(*middles[name], text, ha="center", va="center", fontsize=7.5, bbox=box)
        ax.set(xlim=(-0.5, 5.3), ylim=(-3.5, 0.6))
        ax.axis("off")

    def alt_text(self, frame) -> str:
        last = self._last()
        numbers = [WORDS["number"].format(**parts) for parts in _boxes(last)]
        told = COMMON["semicolon"].join(numbers)
        return WORDS["still"].format(formula=last["formula"], numbers=told)

    def plain_text(self) -> str:
        steps, leaves, losses = (len(slider.values) for slider in self.sliders)
        return WORDS["summary"].format(steps=steps - 1, losses=losses, leaves=leaves)

    def _last(self):
        return self.at([STEPS, *self.position[1:]])


def _boxes(frame):
    """The texts in each box of the still picture."""
    columns = zip(frame["titles"], frame["values"], frame["slopes"], strict=True)
    return [dict(zip(("title", "value", "slope"), column, strict=True)) for column in columns]
