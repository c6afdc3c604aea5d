"""Tests the browser tests: each error that is planted in a script must be noticed.

``planted_errors.toml`` lists one for each rule: a text in the script ``core`` or in that of a
view, and its replacement. The explorer is loaded with the error and tested as in the other tests.
"""

import re
import tomllib
from pathlib import Path

import explorer_page
import pytest

from plainnet.explorers import javascript

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.judges(
        *("code/plainnet/explorers/", "code/plainnet_book/page/explorers.js"),
        *("tests/pages/drawn.py", "tests/pages/planted_errors"),
        *("tests/pages/explorer", "tests/pages/readings.js", "tests/pages/page.js"),
    ),
]

# The site's scripts are minified; these are as they were written.
SCRIPTS = javascript.scripts()
SCRIPT = re.compile(r"/(\w+)\.[0-9a-f]{12}\.js$")
TABLE = tomllib.loads(Path(__file__).with_name("planted_errors.toml").read_text("utf8"))
PLANTED = [(view, *error) for view, errors in TABLE.items() for error in errors]


def walked(shown):
    """All errors found while each control, and last the clock, is moved with the table open."""
    yield from shown.wrong_at_once()
    shown.open_table()
    for control in range(len(shown.spec["controls"])):
        for key in ("Home", "End", "ArrowLeft"):
            shown.press(control, key)
            yield from shown.wrong_at_once()
        shown.engine.run(explorer_page.PAGE.rest, 350)
        yield from shown.wrong()
    if shown.clock is not None:
        shown.press(shown.clock, "Home", "ArrowRight")
        yield from shown.wrong_at_once()


@pytest.fixture
def planted(chromium):
    """A function that opens a view with an error in one of its scripts, and walks through it."""

    def walk(view, old, new):
        engine, hits = chromium(), []

        def serve(route):
            answer = route.fetch()
            name = SCRIPT.search(route.request.url)
            text = SCRIPTS.get(name and name[1], answer.text())
            hits.append(text.count(old))
            route.fulfill(response=answer, body=text.replace(old, new))

        engine.page.route("**/_static/plainnet/*.js", serve)
        shown = explorer_page.alone(engine, view)
        found = next(walked(shown), None) or next(iter(engine.problems()), None)
        return found, sum(hits)

    return walk


@pytest.mark.parametrize("error", PLANTED, ids=lambda error: f"{error[0]}: {error[1]}")
def test_an_error_is_noticed(planted, error):
    found, hits = planted(*error)
    assert hits, f"nothing in the scripts reads {error[1]}"
    assert found, f"{error[2]} passes"


def test_nothing_is_noticed_where_nothing_is_planted(planted):
    for view in TABLE:
        assert planted(view, "const views", "const views") == (None, 1)
