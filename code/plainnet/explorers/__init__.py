"""Interactive figures and answer boxes: Python decides, JavaScript draws.

Name a new explorer in ``ALL``; those are the ones with sliders.
"""

from plainnet.explorers.answer_box import AnswerBox
from plainnet.explorers.xor_learning_rate import XorLearningRate

ALL = {explorer.view: explorer for explorer in (XorLearningRate,)}

__all__ = ["ALL", "AnswerBox", "XorLearningRate"]
