"""Explorer: two trainings side by side: predictions, hidden space and loss, epoch by epoch."""

from plainnet import plots
from plainnet.explorers import prediction_map, ramp
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits
from plainnet.explorers.single_neuron import PATTERNS
from plainnet.explorers.training_film.runs import (
    EDGES,
    EPOCHS,
    LIMIT,
    SEEDS,
    SHOWN,
    THICK,
    X,
    Y,
    closest,
    half,
    history,
    moment,
    names_beside,
    network,
    right_answers,
    weights_of,
)
from plainnet.explorers.training_film.words import WORDS
from plainnet.explorers.words import COMMON, ENDED

__all__ = ["TrainingFilm", "closest", "history", "names_beside", "network"]

STRIP = (0, 300, 400, EPOCHS)  # the epochs of the still picture, for the first seed
TARGETS = Y.ravel().astype(int).tolist()
KEYS = "h1", "h2", "answer"  # the columns of the table
ROLES = {  # the start on the right is compared with that on the left
    **dict.fromkeys(("limit", "words.solved_below"), "solved"),
    **dict.fromkeys(("left_close_y", "right_close_y"), "ink"),
    "left_label": "curve",
    "right_loss": "pinned",
    "right_label": "muted",  # text needs more contrast than lines
}
WIRES = (("x1", "h1"), ("x1", "h2"), ("x2", "h1"), ("x2", "h2"), ("h1", "answer"), ("h2", "answer"))
UNITS = "x1", "x2", "h1", "h2", "answer"
SIDES = "left", "right"
TASKS = {
    "leads": {"epoch": 300, "left": 0, "right": 9},
    "later": {"epoch": 400, "left": 0, "right": 9},
    "late": {"epoch": 450, "left": 5, "right": 9},
}


class TrainingFilm(Explorer):
    """``NeuralNetwork(2, 2, 1)`` while it learns XOR, from two of three starts, in 41 frames each.

    Cross-entropy, full batch, learning rate 1, 2,000 epochs. For both starts, a frame shows the
    predictions over the input plane; where the hidden layer maps the four patterns, with the
    predictions there and the line where they are ½; the weights, and the loss so far.
    """

    view = "training_film"
    height = "652px", 560, "562px"

    def __init__(self):
        epochs, seeds = tuple(f"{epoch:,}" for epoch in SHOWN), tuple(map(str, SEEDS))
        super().__init__(
            [
                Slider("epoch", WORDS["epoch"], SHOWN, epochs, SHOWN.index(400), "time", pace=450),
                Slider("left", WORDS["left"], SEEDS, seeds, SEEDS.index(0), "choice"),
                Slider("right", WORDS["right_start"], SEEDS, seeds, SEEDS.index(9), "choice"),
            ],
            tasks=[(WORDS["tasks"][name], state) for name, state in TASKS.items()],
            roles=ROLES,
            words=WORDS | {"solved_below": WORDS["solved_below"].format(limit=LIMIT)},
            pattern=PATTERNS,
            target=TARGETS,
            names=[f"{x1:g}{x2:g}" for x1, x2 in X],
            # Squares are drawn last, on top of circles.
            order=sorted(range(4), key=lambda i: -TARGETS[i]),
            epochs=list(SHOWN),
            limit=LIMIT,
            x1=X[:, 0].tolist(),
            x2=X[:, 1].tolist(),
            input_x=axis(prediction_map.LOW, prediction_map.HIGH, [0, 1], WORDS["x1"]),
            input_y=axis(prediction_map.LOW, prediction_map.HIGH, [0, 1], WORDS["x2"]),
            hidden_x=axis(*EDGES, [0, 1], WORDS["h1"]),
            hidden_y=axis(*EDGES, [0, 1], WORDS["h2"]),
            input_bare=axis(prediction_map.LOW, prediction_map.HIGH, [0, 1]),
            hidden_bare=axis(*EDGES, [0, 1]),
            x=axis(0, EPOCHS, [0, 1000, EPOCHS], WORDS["epoch"]),
            y=axis(0.002, 1.2, [0.01, 0.1, 1], WORDS["loss"], log=True),
            units=[f"{side}-{unit}" for side in SIDES for unit in UNITS],
            unit_labels=["x₁", "x₂", "h₁", "h₂", "ŷ"] * 2,
            wires=[[f"{side}-{end}" for end in wire] for side in SIDES for wire in WIRES],
            map=prediction_map.SCALE,
            ramp=ramp.scale(),
            table=["pattern", "target", *(f"{s}_{key}" for s in ("left", "right") for key in KEYS)],
        )

    def compute(self, epoch, left, right) -> dict:
        """The entries of both starts (`runs.moment`), and the index of the epoch."""
        seeds = {"left": left, "right": right}
        moments = {side: moment(epoch, seed) for side, seed in seeds.items()}
        weights = [signed for side in SIDES for signed in weights_of(network(epoch, seeds[side]))]
        sentences = [sentence(epoch, seed) for seed in dict.fromkeys(seeds.values())]
        return {
            "moment": SHOWN.index(epoch),
            **{f"{side}_{key}": value for side in SIDES for key, value in moments[side].items()},
            "thick": digits([0.6 + THICK * abs(weight) for weight in weights], 3),
            "negative": [int(weight < 0) for weight in weights],
            "sentence": COMMON["space"].join([WORDS["at_epoch"].format(epoch=epoch), *sentences]),
        }

    def draw_still(self, ax, frame) -> None:
        ax.axis("off")
        for column, epoch in enumerate(STRIP):
            nn = network(epoch, SEEDS[0])
            plane, hidden = (
                ax.inset_axes([0.25 * column - 0.02, bottom, 0.21, 0.4]) for bottom in (0.55, 0.0)
            )
            prediction_map.picture(plane, prediction_map.pack(nn.predict(prediction_map.grid())))
            plane.set_title(WORDS["at"].format(epoch=epoch), fontsize=9)
            hidden.plot(*half(nn)[1].T, color=plots.COLOURS["curve"])
            hidden.set(xlim=(-0.2, 1.2), ylim=(-0.2, 1.2), aspect="equal")
            hidden.set(xticks=[0, 1], yticks=[0, 1])
            for axes, places in ((plane, X), (hidden, nn.forward(X).A[1])):
                plots.patterns(axes, places, Y, size=36)

    def alt_text(self, frame) -> str:
        sentences = [self.compute(epoch, SEEDS[0], SEEDS[0])["sentence"] for epoch in STRIP]
        return WORDS["still"].format(count=len(STRIP), sentences=COMMON["space"].join(sentences))

    def plain_text(self) -> str:
        outcomes = COMMON["comma"].join(f"{seed} {ENDED[history(seed).outcome]}" for seed in SEEDS)
        return WORDS["summary"].format(frames=len(SHOWN), outcomes=outcomes)


def sentence(epoch, seed) -> str:
    """One run in words: its loss, right predictions, and closest patterns of unequal targets."""
    first, other, distance = closest(network(epoch, seed).forward(X).A[1])
    return WORDS["sentence"].format(
        seed=seed,
        loss=history(seed).loss[epoch],
        right=right_answers(epoch, seed),
        one=PATTERNS[first],
        other=PATTERNS[other],
        distance=distance,
    )
