"""Four little programs with a fault each, and a task for a network of your own.

Each is complete, in plain NumPy, and wrong in one place. The chapter `capstone` treats them;
nothing here says where they fail.
"""

from plainnet.broken.programs import disc, greenhouse, half_adder, post_office
from plainnet.broken.programs.grading import check, repaired
from plainnet.broken.programs.own_network import check_own
from plainnet.broken.programs.spirals import spirals

__all__ = [
    "check",
    "check_own",
    "disc",
    "greenhouse",
    "half_adder",
    "post_office",
    "repaired",
    "spirals",
]
