"""How often do the exhibits of the bug museum still learn? A sweep of their own."""

from dataclasses import asdict, dataclass

from plainnet import datasets
from plainnet._checked import checked
from plainnet._validation import choice, unfit
from plainnet.broken import museum
from plainnet.broken.museum import EXHIBITS
from plainnet.lab.fingerprint import fingerprint
from plainnet.network import NeuralNetwork
from plainnet.sweeps._checks import network_fits, picks_fit, setting
from plainnet.sweeps.declaration import Sweep
from plainnet.training_outcomes import History

FIXED = {"loss": "cross_entropy", "init": "xavier", "momentum": 0.0}


@dataclass(frozen=True)
class MuseumSweep(Sweep):
    """A `Sweep` over exhibits: its first axis, ``widths``, holds their keys in `museum.EXHIBITS`.

    Each exhibit brings its own number of hidden units. A cell is one (exhibit, activation, learning
    rate). Loss and initialisation are those of the museum: cross-entropy, ``xavier``.
    """

    @staticmethod
    def _setting(name, value):
        """``value`` of the setting ``name``, or one of its values, if it can be one."""
        if name == "widths":
            choice(name, value, EXHIBITS)
            return value
        value = setting(name, value)
        if value != FIXED.get(name, value):
            raise unfit(name, f"{FIXED[name]!r}, as the museum has it", value)
        return value

    def key(self) -> str:
        """The fingerprint of `Sweep`, and of what the exhibits compute, whatever their titles."""
        exhibits = [
            (key, exhibit.backward.__name__, exhibit.step.__name__, exhibit.hidden)
            for key, exhibit in EXHIBITS.items()
        ]
        code = self._code(without=[(museum.__name__, "EXHIBITS")])
        return fingerprint(asdict(self), code, exhibits)

    @checked(network_fits)
    def network(self, cell, seed) -> NeuralNetwork:
        """The untrained network of this cell and seed."""
        exhibit, activation, rate = cell
        return super().network((choice("cell", exhibit, EXHIBITS).hidden, activation, rate), seed)

    def _together(self, cell) -> int:
        """All networks that share exhibit and activation train together."""
        return len(self.learning_rates) * self.seeds

    @checked(picks_fit)
    def train_runs(self, picks, every=None, progress=False) -> History:
        """Train the networks ``picks``, pairs (cell, seed) that share exhibit and activation.

        Returns their `History`.
        """
        cells, seeds = zip(*picks, strict=True)
        key, activation, _ = cells[0]
        return museum.train_stack(
            museum.start(seeds, EXHIBITS[key].hidden, activation),
            *getattr(datasets, self.data)(),
            EXHIBITS[key],
            activation,
            learning_rate=[rate for _, _, rate in cells],
            epochs=self.epochs,
            every=every,
            progress=progress,
        )
