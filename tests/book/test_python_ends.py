"""Scripts of pages, in Node: how Python ends, no text of a reader's is lost, search ends."""

import json
import subprocess
from pathlib import Path

import pytest
from each import each

from plainnet_book import formulas
from plainnet_book.page_python import parts
from plainnet_book.page_python.words import ENGLISH as WORDS

HERE = Path(__file__).parent
SITE = Path("_build/html/_static/plainnet/python")
QUIET = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON"


def in_node(script, *arguments):
    command = [formulas.node(), QUIET, HERE / script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert not done.returncode, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


ENDS = {  # for each trial of `python_ends.mjs`, what comes of it
    "the last worker speaks late": ["stopped", True],
    "figures are stopped": ["stopped", True],
    "Python dies, and an explorer asks again": [["broken: fatal"], '"two"'],
    "Python dies in a run": ["fatal", ["lost"]],
    "an explorer leaves, and another comes": 3,
    "a script does not arrive, nor does a part": ["xor.js", ["not: no part"], True],
    "loading is stopped while others wait": [
        *("stopped", "stopped", True, ["lost"], ["coming"], ['"two"'])
    ],
}


@pytest.mark.parametrize("trial", ENDS)
def test_who_waits_is_told_of_the_end_and_nothing_that_comes_after_it_is_heard(trial):
    assert in_node("python_ends.mjs", trial) == ENDS[trial]


LONG = "# an hour of work"
TEXTS = {  # for each trial of `listing_texts.mjs`, what comes of it
    "the playground's lines come, and come again": [LONG],
    "an editor is open in another tab": [LONG + "!", LONG + "!", []],
    "another tab wrote, unheard": ["mine", LONG, "third"],
    "an answer was right, and is another one by now": [WORDS["edited"], WORDS["right"]],
    "an answer was right, with what is above it": [WORDS["right"], ""],
    "a check of two is missing, or the run fails after one": [False, False, True, False],
    "any sign is in a text, and the button is pressed twice": [[LONG + "\x1e"], True],
    "the original comes while it runs": [WORDS["stopped"].format(seconds=WORDS["short"]), ""],
}


@pytest.mark.parametrize("trial", TEXTS)
def test_nothing_that_a_reader_wrote_is_lost_and_the_status_is_of_the_text_that_is_there(trial):
    assert in_node("listing_texts.mjs", trial, json.dumps(WORDS)) == TEXTS[trial]


DIES = {  # of a cell, as what trains may die between two runs; of what it did to Python's modules
    "import asyncio, ctypes\nasyncio.get_event_loop().call_soon(ctypes.string_at, -9)": "memory",
    "import time\ntime.perf_counter = None": "TypeError: 'NoneType' object is not callable",
}


@pytest.mark.skipif(not parts.are_there(), reason="Pyodide is not there")
@each(("cell", "end"), DIES.items())
def test_a_death_is_told_in_one_line(cell, end):
    *_, kind, text = in_node("python_dies.mjs", SITE, parts.PYODIDE, cell)
    assert kind == "broken" and end in text and "\n" not in text


def test_a_search_for_what_is_far_too_long_ends_soon_and_small_slips_are_still_found():
    assert in_node("long_search.mjs") == [[200, 0, 200, 0], True]
