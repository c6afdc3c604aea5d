"""The test of the tests: each error that is planted in a served script has to be noticed.

An error is a text of the script ``core``, or of the view's own, and what stands there instead. The
explorer is loaded once with it, and walked through as the other tests do.
"""

import explorer_page
import pytest

pytestmark = pytest.mark.thorough

CORE = [  # of the shared core: the view in which each is looked at, the text, the error
    ("descent_line", "value }, y.names[i])", "value }, 10 * y.ticks[i])"),
]


def walked(shown):
    """What is wrong on a walk through all controls, with a ghost and a look at the curves."""
    yield from shown.wrong_at_once()
    for control in range(len(shown.spec["controls"])):
        for key in ("Home", "End", "ArrowLeft"):
            shown.press(control, key)
            yield from shown.wrong_at_once()
    shown.engine.run(explorer_page.PAGE.rest, 400)
    shown.open_table()
    yield from shown.wrong()
