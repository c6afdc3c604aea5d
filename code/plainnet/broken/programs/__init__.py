"""Three little programs that do not learn, and a task for a network of your own.

Each program is complete, in plain NumPy, and wrong in one place. The chapter `capstone` treats
them; nothing here says where they fail.
"""

from plainnet.broken.programs import disc, greenhouse, half_adder
from plainnet.broken.programs.grading import check, check_own, repaired
from plainnet.broken.programs.spirals import spirals

__all__ = ["check", "check_own", "disc", "greenhouse", "half_adder", "repaired", "spirals"]
