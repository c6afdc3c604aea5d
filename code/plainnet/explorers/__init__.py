"""Interactive figures: Python decides, JavaScript draws. Name a new one in ``ALL``."""

from plainnet.explorers.xor_learning_rate import XorLearningRate

ALL = {explorer.view: explorer for explorer in (XorLearningRate,)}

__all__ = ["ALL", "XorLearningRate"]
