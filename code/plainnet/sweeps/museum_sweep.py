"""How often does a network still learn XOR with each of the mistakes in the bug museum?"""

from dataclasses import asdict, dataclass

from plainnet._validation import choice, unfit
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.lab.dependencies import computing_with
from plainnet.lab.fingerprint import fingerprint
from plainnet.network import NeuralNetwork
from plainnet.sweeps.declaration import DATA, Sweep

FIXED = {"loss": "cross_entropy", "init": "xavier", "momentum": 0.0}


@dataclass(frozen=True)
class MuseumSweep(Sweep):
    """A `Sweep` over exhibits: its first axis, ``widths``, holds their keys in `museum.EXHIBITS`.

    A cell is one (exhibit, activation, learning rate); the exhibit determines the number of hidden
    units. Loss, initialisation and momentum cannot be changed, because the museum has only one of
    each.
    """

    def __post_init__(self):
        super().__post_init__()
        for name, value in FIXED.items():
            if getattr(self, name) != value:
                raise unfit(name, f"{value!r}, as in the museum", getattr(self, name))

    def key(self) -> str:
        """The fingerprint of the settings, the code and the exhibits, without their titles."""
        exhibits = [
            (key, exhibit.backward.__name__, exhibit.step.__name__, exhibit.hidden)
            for key, exhibit in EXHIBITS.items()
        ]
        functions = [f for exhibit in EXHIBITS.values() for f in (exhibit.backward, exhibit.step)]
        code = self._code(without=[(museum.__name__, "EXHIBITS")]) + computing_with(*functions)
        return fingerprint(asdict(self), code, exhibits)

    def network(self, cell, seed) -> NeuralNetwork:
        """The untrained network of this cell and seed."""
        exhibit, activation, rate = cell
        return super().network((choice("widths", exhibit, EXHIBITS).hidden, activation, rate), seed)

    def _together(self, cell):
        """All networks that share exhibit and activation train together."""
        return len(self.learning_rates) * self.seeds

    def _train(self, exhibit, activation, rates, seeds, **options):
        """Train one network for each learning rate and seed, by the code of the exhibit."""
        shown = EXHIBITS[exhibit]
        stack, data = museum.start(seeds, shown.hidden, activation), DATA[self.data]()
        steps = {"learning_rate": rates, "epochs": self.epochs}
        return museum.train_stack(stack, *data, shown, activation, **steps, **options)
