"""The question bank, read back, has every box: the same prompts, answers and messages."""

import re
import zipfile
from collections import Counter

import gift
import page_blocks
import pytest
from grounds import SITE

from plainnet.explorers import AnswerBox
from plainnet_book import question_bank


@pytest.fixture(scope="module")
def bank(tmp_path_factory):
    """The questions of each page as Moodle has them, by the name of its archive."""
    folder, found = tmp_path_factory.mktemp("questions"), {}
    for path in question_bank.write(folder):
        with zipfile.ZipFile(path) as archive:
            (name,) = archive.namelist()
            page = path.relative_to(folder).with_suffix("").as_posix()
            assert name == f"{page.replace('/', '-')}.gift.txt"
            found[page] = gift.read(archive.read(name).decode())
    return found


@pytest.fixture(scope="module")
def boxes():
    """The data of the answer boxes of each page that has some."""
    pages = sorted((SITE / "chapters").rglob("*.html"))
    blocks = {page: page_blocks.blocks(page) for page in pages}
    specs = {
        page.relative_to(SITE / "chapters").with_suffix("").as_posix(): [
            block.spec for block in found if block.view == AnswerBox.view
        ]
        for page, found in blocks.items()
    }
    return {name: found for name, found in specs.items() if found}


def test_every_box_is_a_question(bank, boxes):
    assert sum(map(len, boxes.values())) > 150
    assert {name: len(found) for name, found in bank.items()} == {
        name: len(found) for name, found in boxes.items()
    }
    names = Counter(question.name for found in bank.values() for question in found)
    assert max(names.values()) == 1
    assert max(map(len, names)) < 255, "Moodle cuts longer ones"


def test_prompts_answers_and_messages_are_those_of_the_boxes(bank, boxes, subtests):
    for page, specs in boxes.items():
        for question, spec in zip(bank[page], specs, strict=True):
            with subtests.test(question.name):
                assert question.prompt == one_line(spec["prompt"])
                assert question.source
                if "tolerance" in spec["answers"][0]:
                    numbers_are_equal(question, spec)
                else:
                    assert [tuple(answer) for answer in question.answers] == [
                        (one_line(a["value"]), 0, 100 * is_right(a), one_line(a["message"]))
                        for a in spec["answers"]
                    ]


def numbers_are_equal(question, spec):
    """Each number gets in Moodle what it gets in the box; the right one also when it is rounded."""
    *_, other = question.answers
    assert other.value is None
    assert (other.percent, other.feedback) == (0, unguessed(spec["words"]["unknown"]))
    scales = [1, 100] if spec.get("percent") else [1]
    assert len(question.answers) == len(scales) * len(spec["answers"]) + 1
    for answer in spec["answers"]:
        value, tolerance = answer["value"], answer["tolerance"]
        for scale in scales:
            given = question.given(value / scale)
            assert given.percent == 100 * is_right(answer)
            assert given.feedback == unguessed(answer["message"])
            assert given.value == pytest.approx(value / scale, rel=0, abs=1e-6 * tolerance)
            assert given.tolerance == pytest.approx(tolerance / scale, rel=1e-6)
    right = next(filter(is_right, spec["answers"]))
    unit = 2 * right["tolerance"] or 1
    rounded = round(right["value"] / unit) * unit
    assert question.given(rounded).percent == 100
    assert question.given(rounded + unit).percent == question.given(rounded - unit).percent == 0


def is_right(answer):
    return answer["kind"] == "right"


def one_line(text):
    return " ".join(text.split())


def unguessed(message):
    """The message without the sentence that repeats a guess, which Moodle does not know."""
    return re.split(r"\. |。", message, maxsplit=1)[1] if "{guess}" in message else message
