"""Chinese: a notebook with ``import plainnet.zh`` lets the whole package speak it.

The modules here have the Chinese texts, each those of the package or of the explorer of its name.
"""

import dataclasses
import importlib.util
from pathlib import Path

from plainnet import gradient_check, language
from plainnet.zh import (
    answer_box,
    cost_table,
    descent_contour,
    descent_line,
    digits,
    exercises,
    explorers,
    graph,
    hand,
    matrix_product,
    noisy_xor,
    opening,
    package,
    playground,
    single_neuron,
    stepper,
    success_map,
    training_film,
    writer,
    xor_learning_rate,
)

FONT, FAMILY = Path(__file__).parents[1] / "data" / "han.otf", "plainnet Han"
VIEWS = (
    answer_box,
    cost_table,
    descent_contour,
    descent_line,
    digits,
    graph,
    hand,
    matrix_product,
    noisy_xor,
    opening,
    playground,
    single_neuron,
    stepper,
    success_map,
    training_film,
    writer,
    xor_learning_rate,
)
TABLES = {
    "plainnet": package.TEXTS,
    "plainnet.exercises": exercises.TEXTS,
    "plainnet.explorers": explorers.TEXTS,
    **{f"plainnet.explorers.{view.__name__.rpartition('.')[2]}": view.TEXTS for view in VIEWS},
}


def add_font() -> None:
    """Let Matplotlib, if it is there, draw Chinese characters, which its own font lacks."""
    if not importlib.util.find_spec("matplotlib"):
        return
    import matplotlib
    from matplotlib import font_manager

    fonts, families = font_manager.fontManager, matplotlib.rcParams["font.family"]
    if FAMILY not in families:
        fonts.addfont(FONT)
        # It also stands for its bold, or Matplotlib would complain of the weight.
        fonts.ttflist.append(dataclasses.replace(fonts.ttflist[-1], weight=700))
        matplotlib.rcParams["font.family"] = [*families, FAMILY]


def _said(text_of):
    return lambda verdict: language.said(gradient_check.__name__, text_of(verdict))


language.speak(TABLES)
add_font()
# The lesson knows of no second language, so that one can read it in one sitting.
gradient_check.Verdict.__str__ = _said(gradient_check.Verdict.__str__)
