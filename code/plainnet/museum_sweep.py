"""How often do the exhibits of the bug museum still learn? A sweep of their own."""

import hashlib
from dataclasses import dataclass

from plainnet import datasets, museum
from plainnet.museum import EXHIBITS
from plainnet.sweep import HERE, Sweep, without_docstrings

CODE = ("museum", "museum_sweep")  # beside what every sweep depends on


@dataclass(frozen=True)
class MuseumSweep(Sweep):
    """A `Sweep` over exhibits: its first axis, ``widths``, holds their keys in `museum.EXHIBITS`.

    Each exhibit brings its own number of hidden units. A cell is one (exhibit, activation, learning
    rate). Loss and initialisation are those of the museum: cross-entropy, ``xavier``.
    """

    def key(self):
        """The digest of `Sweep`, and of the museum."""
        digest = hashlib.sha256(super().key().encode())
        for name in CODE:
            digest.update(without_docstrings((HERE / f"{name}.py").read_text("utf8")).encode())
        return digest.hexdigest()

    def network(self, cell, seed):
        """The untrained network of this cell and seed."""
        exhibit, activation, rate = cell
        return super().network((EXHIBITS[exhibit].hidden, activation, rate), seed)

    def train(self, picks, every=None, progress=False):
        """Train the networks ``picks``, pairs (cell, seed) that share exhibit and activation.

        Returns their `History`.
        """
        cells, seeds = zip(*picks, strict=True)
        key, activation, _ = cells[0]
        return museum.train(
            museum.start(seeds, EXHIBITS[key].hidden, activation),
            *getattr(datasets, self.data)(),
            EXHIBITS[key],
            activation,
            learning_rate=[rate for _, _, rate in cells],
            epochs=self.epochs,
            every=every,
            progress=progress,
        )
