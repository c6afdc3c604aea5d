"""The playground: a network that trains where it is shown, with the Python that does just this."""

import base64
import functools

import numpy as np

from plainnet import _validation as valid
from plainnet.explorers import contract, shades
from plainnet.explorers.playground import shell
from plainnet.explorers.playground.challenges import CHALLENGES
from plainnet.explorers.playground.run import Run
from plainnet.explorers.playground.state import CHOICES, FIRST, LAYERS, UNITS, checked
from plainnet.explorers.playground.talk import Talk, baked, in_epochs
from plainnet.explorers.playground.words import WORDS
from plainnet.explorers.widget import PICTURE, Widget
from plainnet.gradient_descent import descend

SHARES = {classes: 255 // classes for classes in (3, 5)}


class Playground(Widget):
    """A network that trains in JupyterLab, and on the site in the page, while it is looked at.

    ``Playground()`` has data sets, networks and rules to choose from, and shows the Python of each
    choice. ``Playground(network, X, y)`` shows the training of a reader's own network on their own
    data, in place: its losses, its answers, its weights. ``validation``, ``learning_rate``,
    ``batch_size``, ``update`` and ``rng`` are those of `train`.

    ``learning_rate`` and ``batch_size`` can be set at any time. In Jupyter, ``live()`` returns the
    widget that is shown, which has them as traits: other widgets can be linked to them.

    Raises a `ValueError` as `train` does.
    """

    view = "playground"
    numbers = "learning_rate", "batch_size"

    def __init__(
        self,
        network=None,
        X=None,
        y=None,
        *,
        learning_rate=0.1,
        batch_size=None,
        rng=None,
        update=descend,
        validation=None,
    ):
        self.own = network
        make = Run.of_state
        if network is not None:
            settings = {"batch_size": batch_size, "rng": rng, "update": update}
            settings |= {"validation": validation}
            X, y = valid.data(network, X, y)
            make = _Own(network, X, y, valid.positive("learning_rate", learning_rate), settings)
        self.talk = Talk(make)
        self.talk.run = make(checked({}))
        super().__init__({"view": self.view, "words": WORDS, **_constants()})

    def check(self) -> None:
        contract.check(self.view, self.spec | {"first": None})

    @property
    def learning_rate(self) -> float:
        """That of the next step."""
        return self.talk.run.rate

    @learning_rate.setter
    def learning_rate(self, value):
        self.talk.run.rate = valid.positive("learning_rate", value)

    @property
    def batch_size(self) -> int | None:
        """That of the next epoch; None for all patterns."""
        return self.talk.run.batch_size

    @batch_size.setter
    def batch_size(self, value):
        size = None if value is None else valid.whole("batch_size", value)
        if size is not None and size > len(self.talk.run.X):
            raise valid.unfit("batch_size", f"at most {len(self.talk.run.X)}, or None", value)
        self.talk.run.batch_size = size

    def receive(self, message, send) -> None:
        """Do what the view asks (`Talk`)."""
        self.talk.receive(message, send)

    def first(self) -> dict:
        """The HTML, and the run at its start."""
        sent = []
        self.talk.receive({"do": "begin"}, lambda *message: sent.append(message))
        (made, *_), (frame, (data,)) = sent
        shown = made | frame | {"data": base64.b64encode(data).decode()}
        html = shell.shell(made["made"], frame["frame"], CHALLENGES)
        return {"shell": html, "first": shown}

    def content(self) -> dict:
        """The constants, and a run that ended.

        Raises a `ValueError` for a reader's own network: a page is not built with one.
        """
        if self.own is not None:
            raise ValueError(
                "network: expected none where a page is built; show it in Jupyter, or in a cell "
                "that runs in the page"
            )
        return {"spec": self.spec | {"first": first_run()}}

    def later(self) -> dict:
        """For each challenge, a run that solves it."""
        return baked_runs()

    def fallback_html(self, content) -> str:
        first = content["spec"]["first"]
        still = f'<img class="plainnet-still" alt="{first["frame"]["said"]}" src="{PICTURE}">'
        return shell.shell(first["made"], first["frame"], CHALLENGES, still)

    def picture(self) -> str:
        """The answers of the first run."""
        from plainnet.explorers import still

        return still.drawn(self._draw, (3, 3))

    def _draw(self, ax):
        run = _first()
        low, high = -1.6, 1.6
        side = np.linspace(low, high, 60)
        grid = np.column_stack([part.ravel() for part in np.meshgrid(side, side)])
        answers = run.nn.predict(grid).reshape(60, 60)
        ax.pcolormesh(side, side, answers, cmap="PuOr_r", vmin=0, vmax=1, rasterized=True)
        for target, mark in enumerate("so"):
            rows = run.y[:, 0] == target
            colour = "#5b3a8e" if target == 0 else "#b35806"
            ax.plot(*run.X[rows].T, mark, color=colour, markeredgecolor="white", markersize=4)
        ax.set(xlim=(low, high), ylim=(low, high), xticks=[], yticks=[], aspect="equal")

    def plain_text(self) -> str:
        if self.own is not None:
            return WORDS["own_summary"].format(network=self.own)
        run = _first()
        return WORDS["summary"].format(
            data=WORDS["values"]["data"][FIRST["data"]],
            units=sum(FIRST["hidden"]),
            epochs=in_epochs(run.epoch),
            loss=run.losses[-1],
        )


class _Own:
    """Makes the run of a reader's own network; a second one begins with its first parameters."""

    def __init__(self, network, X, y, rate, settings):
        self.network, self.X, self.y = network, X, y
        self.rate, self.settings = rate, settings
        self.parameters = {name: value.copy() for name, value in network.parameters.items()}

    def __call__(self, state):
        for name, value in self.parameters.items():
            self.network.parameters[name] = value.copy()
        return Run(self.network, self.X, self.y, self.rate, self.settings)


def _constants():
    """The choices, the units of a layer, and the colours of levels."""
    return {
        "choices": {name: list(values) for name, values in CHOICES.items()},
        "layers": LAYERS,
        "units": {"digits": list(UNITS[True]), "other": list(UNITS[False])},
        "muted": shades.mixed("9a83c6 fbf8f3 e6a662"),
        "classes": {str(count): _classes(count, share) for count, share in SHARES.items()},
        "grey": shades.mixed("ffffff 1a1a1a"),
    }


def _classes(count, share):
    """The colours of a map of classes: each from pale, where it is unsure, to its own."""
    own = ("9a83c6", "e6a662", "7fbcbc", "d79ab8", "a9b56a")[:count]
    return [colour for each in own for colour in shades.mixed(f"fbf8f3 {each}", share)]


@functools.cache
def _first():
    """The run that the page shows at first."""
    run = Run.of_state(checked({}))
    run.train(300)
    return run


@functools.cache
def first_run() -> dict:
    """The run that the page shows at first, as JSON."""
    return _as_json(Talk.shown(_first()))


@functools.cache
def baked_runs() -> dict:
    """A solution of each challenge, as JSON."""
    return {name: _as_json(baked(name)) for name in CHALLENGES}


def _as_json(shown):
    return shown | {"data": base64.b64encode(shown["data"]).decode()}
