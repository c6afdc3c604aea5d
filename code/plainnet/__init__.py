"""plainnet: a network in plain functions.

The lesson, in the order in which the book needs it::

    activations, losses, initialisations, datasets      tables of small functions
    network                                             NeuralNetwork: forward, backward
    gradient_check                                      is the gradient right?
    gradient_descent, training_outcomes                 train, and how it ended
    optimisers                                          other update rules
    autograd                                            Tensor: slopes without backward by hand

The rooms around it, imported when asked for::

    lab                    thousands of networks at once, curvature, saving, PyTorch
    judge                  what the gradient check knows of rounding and of kinks
    exercises              checks that name the mistake
    sweeps                 experiments whose results are stored
    broken                 wrong on purpose
    model_size             what networks cost
    plots                  figures
    explorers              interactive figures, a folder each
"""

from plainnet import datasets
from plainnet.activations import ACTIVATIONS, OUTPUTS
from plainnet.gradient_check import check_gradient, check_step, numerical_gradient
from plainnet.gradient_descent import descend, train
from plainnet.initialisations import INITIALISATIONS
from plainnet.lab.ensemble import Ensemble
from plainnet.lab.saving import load, save, to_code
from plainnet.losses import LOSSES
from plainnet.network import NeuralNetwork
from plainnet.optimisers import Adam, Momentum, WeightDecay
from plainnet.training_outcomes import OUTCOMES

__version__ = "1.0.0"

__all__ = [
    "ACTIVATIONS",
    "INITIALISATIONS",
    "LOSSES",
    "OUTCOMES",
    "OUTPUTS",
    "Adam",
    "Ensemble",
    "Momentum",
    "NeuralNetwork",
    "WeightDecay",
    "check_gradient",
    "check_step",
    "datasets",
    "descend",
    "load",
    "numerical_gradient",
    "save",
    "to_code",
    "train",
]
