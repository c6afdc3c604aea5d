"""Three little programs that do not learn, and a task for a network of your own.

Each program is complete, in plain NumPy, and wrong in one place. The chapter `capstone` treats
them; nothing here says where they fail.
"""

from plainnet.patients import disc, greenhouse, half_adder
from plainnet.patients.judged import check_gradient, check_own, check_prepare, check_step
from plainnet.patients.spirals import spirals

__all__ = [
    "check_gradient",
    "check_own",
    "check_prepare",
    "check_step",
    "disc",
    "greenhouse",
    "half_adder",
    "spirals",
]
