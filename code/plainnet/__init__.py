"""plainnet: a network in plain functions.

The modules, in the order in which the book needs them::

    activations, losses, datasets, initialisations      tables of small functions
    network                                             NeuralNetwork: forward, backward
    gradient_check                                      is the gradient right?
    outcomes, gradient_descent                          train, and how it ended
    plots, explorers                                    figures; imported when asked for
"""

from plainnet import datasets
from plainnet.activations import ACTIVATIONS
from plainnet.gradient_check import gradient_check, numerical_gradient, step_check
from plainnet.gradient_descent import descend, train
from plainnet.initialisations import INITIALISATIONS
from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork
from plainnet.outcomes import OUTCOMES

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "INITIALISATIONS",
    "LOSSES",
    "OUTCOMES",
    "NeuralNetwork",
    "datasets",
    "descend",
    "gradient_check",
    "numerical_gradient",
    "step_check",
    "train",
]
