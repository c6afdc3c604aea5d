"""plainnet: a network in plain functions.

The modules, in the order in which the book needs them::

    activations, losses, datasets, initialisations      tables of small functions
    network, keeping                                    NeuralNetwork: forward, backward; save, load
    gradient_check                                      is the gradient right?
    outcomes, gradient_descent                          train, and how it ended
    ensemble, sweeps                                    thousands of networks at once; kept results
    exercises                                           checks that name the mistake
    plots, explorers                                    figures; imported when asked for
    pytorch                                             the same network there, if it is installed
"""

from plainnet import datasets
from plainnet.activations import ACTIVATIONS
from plainnet.ensemble import Ensemble
from plainnet.gradient_check import gradient_check, numerical_gradient, step_check
from plainnet.gradient_descent import Adam, Momentum, descend, train
from plainnet.initialisations import INITIALISATIONS
from plainnet.keeping import load, save, to_code
from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork
from plainnet.outcomes import OUTCOMES

__version__ = "0.1.0"

__all__ = [
    "ACTIVATIONS",
    "INITIALISATIONS",
    "LOSSES",
    "OUTCOMES",
    "Adam",
    "Ensemble",
    "Momentum",
    "NeuralNetwork",
    "datasets",
    "descend",
    "gradient_check",
    "load",
    "numerical_gradient",
    "save",
    "step_check",
    "to_code",
    "train",
]
