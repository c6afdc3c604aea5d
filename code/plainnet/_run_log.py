"""What is written down of a run of training."""

import copy
import math

import numpy as np

from plainnet.training_outcomes import History, _kept_epochs, classify_run


class RunLog:
    """What is written down of a run, epoch by epoch, and when it ends."""

    def __init__(self, nn, epochs, every, wanted, validation, patience):
        self.nn, self.epochs, self.every = nn, epochs, every
        self.wanted, self.snapshots, self.losses = wanted, {}, []
        self.validation, self.validation_losses = validation, []
        self.patience, self.best, self.best_epoch = patience, {}, 0

    def ends(self, epoch, loss) -> bool:
        """Note the ``loss`` after an epoch; whether it was the last."""
        self.losses.append(loss)
        if epoch in self.wanted:
            self.snapshots[epoch] = copy.deepcopy(self.nn.parameters)
        if self.validation is not None:
            self._validate(epoch)
        ends = self.patience and epoch - self.best_epoch >= self.patience
        return ends or not math.isfinite(loss)

    def _validate(self, epoch):
        X, y = self.validation
        loss = self.nn.loss(self.nn.forward(X), y)
        if loss < min(self.validation_losses, default=math.inf):
            self.best = copy.deepcopy(self.nn.parameters)
            self.best_epoch = epoch
        self.validation_losses.append(loss)

    def history(self, y_hat, y) -> History:
        """The `History` of a run that ended with ``y_hat``."""
        kept = _kept_epochs(len(self.losses) - 1, self.every)
        how = classify_run(self.losses, y_hat, y, self.nn.loss_name)
        seen = [np.array(self.losses)[kept], how, kept, self.snapshots]
        if self.validation is not None:
            losses = np.array(self.validation_losses)[kept]
            seen += [losses, self.best, self.best_epoch]
        return History(*seen)
