"""Interactive figures and answer boxes: Python decides, JavaScript draws.

Name a new explorer in ``ALL``; those are the ones with sliders.
"""

from plainnet.explorers.answer_box import AnswerBox
from plainnet.explorers.bug_museum import BugMuseum
from plainnet.explorers.cost_table import CostTable
from plainnet.explorers.descent_contour import DescentContour
from plainnet.explorers.descent_line import DescentLine
from plainnet.explorers.noisy_xor import NoisyXor
from plainnet.explorers.sharpness import Sharpness
from plainnet.explorers.single_neuron import SingleNeuron
from plainnet.explorers.stepper import Stepper
from plainnet.explorers.success_map import SuccessMap
from plainnet.explorers.training_film import TrainingFilm
from plainnet.explorers.xor_learning_rate import XorLearningRate

ALL = {
    explorer.view: explorer
    for explorer in (
        XorLearningRate,
        SingleNeuron,
        Stepper,
        DescentLine,
        DescentContour,
        Sharpness,
        BugMuseum,
        SuccessMap,
        TrainingFilm,
        CostTable,
        NoisyXor,
    )
}

__all__ = [
    "ALL",
    "AnswerBox",
    "BugMuseum",
    "CostTable",
    "DescentContour",
    "DescentLine",
    "NoisyXor",
    "Sharpness",
    "SingleNeuron",
    "Stepper",
    "SuccessMap",
    "TrainingFilm",
    "XorLearningRate",
]
