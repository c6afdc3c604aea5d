"""Explorer: the loss curve of a 2-2-1 network on XOR at each learning rate, from several starts."""

from collections import Counter

from plainnet import _validation, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, digits, labels
from plainnet.explorers.words import COMMON, ENDED, OUTCOMES
from plainnet.explorers.xor_learning_rate.trained import (
    EPOCHS,
    RATES,
    SEEDS,
    SHOWN,
    SLOW,
    outcomes,
    own_runs,
    runs,
)
from plainnet.explorers.xor_learning_rate.words import WORDS
from plainnet.training_outcomes import SOLVED_BELOW

STABLE = 10  # up to this rate, the outcomes are the same on all processors
BOTTOM, TOP = 1e-4, 20  # the range of the loss axis
LIMIT = SOLVED_BELOW["cross_entropy"]
STUCK = 9  # a start that is stuck at rate 1, solved at 5.62, and stuck again at 10
ROLES = {"solved": "solved", "thrashing": "wrong", "diverged": "wrong"}
BAR = "linear-gradient(to top, var(--solved) {0:.0%}, var(--grid) {0:.0%})"


COLOURS = {  # of all that is drawn except the ends of curves
    "words.solved_below": "solved",
    "limit": "solved",
    "share": "muted",
    "losses": "pinned",
}


class XorLearningRate(Explorer):
    """The loss curves of ``NeuralNetwork(2, 2, 1)`` on XOR, for 25 learning rates and some seeds.

    Cross-entropy, full batch, 2,000 epochs. A seed determines the start, independently of the
    learning rate. The curves of all starts are constants, ``losses[rate][seed]``, to which a frame
    refers. A run is called stuck if it still is after ten times as many epochs
    (`trained.outcomes`).
    """

    view = "xor_learning_rate"
    height = "360px", 560, "380px"
    reads = True

    def __init__(self, seeds=SEEDS):
        self.seeds = _validation.whole("seeds", seeds)
        if seeds > SEEDS:
            raise ValueError(f"seeds: expected at most {SEEDS}; got {seeds}")
        ended = outcomes()[:, :seeds].tolist()
        track = tuple(BAR.format(of_rate.count("solved") / seeds) for of_rate in ended)
        super().__init__(
            [
                rate_slider(track),
                seed_slider(seeds),
            ],
            words=WORDS | filled_words(seeds),
            tasks=tasks(seeds),
            ghosts=1,
            roles=COLOURS | {f"ends.{rate}": roles(ended[rate]) for rate in range(len(RATES))},
            epoch=list(SHOWN),
            **curves(runs()[0][..., :seeds]),
            end=[EPOCHS] * seeds,
            limit=LIMIT,
            x=axis(0, EPOCHS, range(0, EPOCHS + 1, 500), WORDS["epoch"]),
            y=axis(BOTTOM, TOP, [1e-4, 1e-3, 0.01, 0.1, 1, 10], WORDS["loss"], log=True),
            table=["epoch", "loss"],
        )

    @classmethod
    def that_answers(cls) -> "XorLearningRate":
        """An explorer that has not trained all runs yet."""
        explorer = cls.__new__(cls)
        explorer.seeds, explorer.sliders = SEEDS, [rate_slider(), seed_slider(SEEDS)]
        return explorer

    def compute(self, learning_rate, seed) -> dict:
        """The indices and the path of the chosen curve, its outcome, the solved runs, the texts."""
        if learning_rate in RATES:
            rate, losses, of_all, own = RATES.index(learning_rate), runs()[0], outcomes(), {}
        else:
            rate, (losses, of_all) = 0, own_runs(learning_rate)
            own = curves(losses[..., : self.seeds])
        ended = of_all[rate, : self.seeds].tolist()
        outcome = ended[seed]
        sentence = WORDS["sentence"].format(
            seed=seed,
            outcome=WORDS["slow"] if outcome == SLOW else OUTCOMES[outcome],
            among=in_words(ended),
        )
        share = WORDS["share"].format(solved=ended.count("solved"), seeds=self.seeds)
        colours = {"outcome": ROLES.get(outcome, "ink"), f"losses.{rate}.{seed}": "curve"}
        if own:
            colours |= {f"ends.{rate}": roles(ended)}
        return own | {
            "rate": rate,
            "seed": seed,
            "columns": {"loss": f"losses.{rate}.{seed}"},
            "start": WORDS["start"].format(seed=seed),
            "outcome": ENDED[outcome],
            "share": share,
            "roles": colours,
            "sentence": sentence,
        }

    def draw_still(self, ax, frame) -> None:
        of_rate = self.spec["losses"][frame["rate"]]
        for seed, losses in enumerate(of_rate):
            if seed != frame["seed"]:
                ax.plot(SHOWN, losses, color=plots.COLOURS["pinned"], linewidth=0.8)
        plots.loss_curve(ax, of_rate[frame["seed"]], SHOWN, solved_below=LIMIT)
        ax.set(ylim=(BOTTOM, TOP))

    def alt_text(self, frame) -> str:
        return WORDS["still"].format(sentence=frame["sentence"], epochs=EPOCHS, limit=LIMIT)

    def plain_text(self) -> str:
        stable = [rate <= STABLE for rate in RATES]
        ended = outcomes()[stable, : self.seeds]
        return WORDS["summary"].format(
            rates=len(RATES),
            seeds=self.seeds,
            stable=STABLE,
            solved=(ended == "solved").sum(),
            runs=ended.size,
        )


def rate_slider(track=None) -> Slider:
    """The learning rate: one of the ``RATES``, or one of the reader's own."""
    more = {"own": (0.0001, 100.0), "symbol": WORDS["symbol"], "track": track}
    return Slider("learning_rate", WORDS["rate"], RATES, labels(RATES), RATES.index(1.0), **more)


def seed_slider(seeds) -> Slider:
    """The start."""
    every, first = tuple(range(seeds)), STUCK if seeds > STUCK else 0
    return Slider("seed", WORDS["seed"], every, labels(every), first, "choice")


def curves(losses) -> dict[str, list]:
    """The loss curves of all rates and seeds, and their ends."""
    each = range(losses.shape[1])
    return {
        "losses": [[digits(curve) for curve in losses[:, rate].T] for rate in each],
        "ends": [digits(losses[-1, rate]) for rate in each],
    }


def filled_words(seeds) -> dict[str, str]:
    """The texts into which numbers are filled."""
    solved = WORDS["solved_below"].format(limit=LIMIT)
    return {"solved_below": solved, "legend": WORDS["legend"].format(seeds=seeds)}


def roles(ended) -> list[str]:
    """The colours of the ends of some runs."""
    return [ROLES.get(outcome, "pinned") for outcome in ended]


def in_words(ended) -> str:
    """In words, how many runs ended with each outcome; the solved ones first."""
    counts = {"solved": 0} | Counter(ended)
    if counts["solved"] == 0 and len(counts) == 2:
        return WORDS["all"].format(seeds=len(ended), how=WORDS["how"][ended[0]][1])
    counts = [
        f"{count} {WORDS['how'][outcome][count > 1]}" if count else WORDS["none"]
        for outcome, count in counts.items()
    ]
    if len(counts) == 1:
        return WORDS["all"].format(seeds=len(ended), how=WORDS["how"]["solved"][1])
    others = COMMON["comma"].join(counts[1:])
    return WORDS["some"].format(seeds=len(ended), first=counts[0], others=others)


def tasks(seeds) -> list[tuple[str, dict]]:
    """Suggested states for this many starts."""
    words = WORDS["tasks"]
    first = [(words["small"], {"learning_rate": 0.1})]
    last = [(words["large"], {"learning_rate": 23.7})]
    if seeds > STUCK:
        states = [{"learning_rate": rate, "seed": STUCK} for rate in (1.0, 5.62, 10.0)]
        return first + [(words["one"].format(**state), state) for state in states] + last
    works, mixed = {"learning_rate": 1.0}, {"learning_rate": 7.5}
    between = [(words["works"], works), (words["start by start"].format(**mixed), mixed)]
    return first + between + last
