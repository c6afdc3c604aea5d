"""A prediction opens its result and is shown next to it."""

import answer_box_page
import page_scripts
import pytest

RESULTS = page_scripts.functions("predictions.js")
PAGE_WITH_PREDICTIONS = "chapters/toolbox.html"
SURPRISE = "rgb(0, 114, 178)"  # blue


@pytest.fixture
def predictions(engine):
    """The boxes of a page that ask for a prediction."""
    boxes = answer_box_page.boxes(engine, PAGE_WITH_PREDICTIONS)
    found = [box for box in boxes if box.is_prediction]
    assert len(found) > 1
    return found


def state(engine, box):
    return engine.run(RESULTS.result, box.index)


def test_a_result_opens_when_the_reader_commits(engine, predictions):
    box, other = predictions[:2]
    assert state(engine, box) == {"open": False, "answer": None}
    box.click("[type=submit]")  # nothing is selected
    assert not state(engine, box)["open"]
    kinds = {answer["kind"]: answer for answer in box.answers}
    assert {"right", "wrong"} <= kinds.keys()
    for chosen in kinds.values():
        box.give(chosen)
        answer = f"You said: {chosen['value']}".replace("`", "")
        assert state(engine, box) == {"open": True, "answer": answer}
        assert not state(engine, other)["open"]
        is_right = [answer["kind"] == "right" for answer in box.answers]
        assert engine.run(RESULTS.marked, box.index) == is_right
        mark, *_ = engine.run(answer_box_page.SCRIPTS.colours, box.index, "light")["text"]
        assert (mark[1] == SURPRISE) == (chosen["kind"] == "wrong")
        engine.wait(RESULTS.inView, box.index)
        box.clear()
        assert state(engine, box) == {"open": False, "answer": None}
    assert engine.problems() == []


@pytest.mark.shares_storage
def test_a_kept_prediction_opens_its_result_without_scrolling(chromium):
    """Of a new one the result comes into view; without motion, nothing glides."""
    engine = chromium(reduced_motion="reduce")
    engine.page.add_init_script(f"({RESULTS.countScrolls})()")
    boxes = answer_box_page.boxes(engine, PAGE_WITH_PREDICTIONS)
    box = [box for box in boxes if box.is_prediction][-1]
    box.give(box.answers[0])
    assert engine.run(RESULTS.scrolls) == ["instant"]
    again = answer_box_page.boxes(engine, PAGE_WITH_PREDICTIONS, fresh=False)
    restored = next(one for one in again if one.index == box.index)
    assert state(engine, restored)["open"] and engine.run(RESULTS.scrolls) == []


def test_a_prediction_without_a_result_opens_none(chromium):
    """The first prediction of these pages has an exercise below it, not a result."""
    for page in ("chapters/xor.html", "chapters/bug_museum.html"):
        boxes = answer_box_page.boxes(engine := chromium(), page)
        box = next(box for box in boxes if box.is_prediction)
        box.give(box.answers[0])
        assert engine.run(RESULTS.said) == []
        engine.close()
