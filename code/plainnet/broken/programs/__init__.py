"""Four small programs with one fault each, and a task for a network of your own.

Each program is complete, in plain NumPy, and wrong in one place. The chapter `capstone` is about
them; nothing here says where they are wrong.
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
