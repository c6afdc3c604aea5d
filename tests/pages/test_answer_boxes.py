"""Every answer box of the book, and further ones, as a reader uses them."""

import math

import answer_box_page
import explorer_page
import page_blocks
import pytest
from answer_box_page import SCRIPTS
from colours import contrast
from engines import PAGE

from plainnet.explorers import AnswerBox

# Without this flag, Chromium 156 saves no storage for about one in thirty file:// pages.
FLAGS = ["--allow-file-access-from-files"]
NUMBER, CHOICE, PREDICTION, NUMBER_AGAIN, CHOICE_AGAIN, TIE, SHARE, GUESS = range(8)
WRITTEN = (
    *("0.25", " 0,25 ", "+.25", "2.5e-1", "25E−2", "+25e-02", "0.2504", "0.250\u00a0"),
    *("1/4", "+1 / 4", "0,5/2", "0.5^2", "2**-2", "2 ^ −2", "25%", "25 %", "2.5e1 %"),
    *("¼", "½·½", "½²", "0.5 * 0.5", "1/2/2", "√0.0625", "sqrt(1)/4", "25·10⁻²", "1/(2+2)"),
    *("ln(exp 0.25)", "np.sqrt(4)^-2", "2√4/16", "π/(4π)", "25 000/100 000", "0,25×1"),
    *("log2(4)/8", "log10(10)/4", "1 x 0.25", "0.25.", "0.25…", "e^0/4", "σ(0)/2", "sigmoid(0)^2"),
    *("0.000001·250_000", "½∙½", "25％", "0.25×", "0.25 much"),
)
WORKED = "0.5·0.5 = 0.25", "1 - 0.75 ≈ 0.25", "b = ¼", "z < 1/4", "0.5 – 0.25", "1 + -3/4"
WORKED += "about 0.25", "ca. ¼"
NO_NUMBER = (
    *("", " ", "abc", "NaN", "Infinity", "1,000.5", "1.0.5", "1e999", "0x1", "1 2", "--1"),
    *("1e", "e3", ".", "-", "0.25 m", "1/0", "1/", "/4", "1/4 m", "2^", "2^^2", "25 00"),
    *("--1/4", "%", "25 %%", "1/4 %", "0^-1", "10^999", "ln", "√", "(1/4", "1/4)", "1,2,3"),
    *("constructor", "ln 2 2", "import", "=", "e", "2e", "0.25 or 0.3"),
)


SAMPLES = "samples"
in_turn = pytest.mark.turns(2)
every_page = pytest.mark.parametrize("page", [SAMPLES, *answer_box_page.asking()])


@pytest.fixture
def name(site, samples, page):
    """The page of samples, or a page with its boxes only, because whole pages open slowly.

    On the complete pages, the boxes are used by the tests with axe.
    """
    if page == SAMPLES:
        return samples
    blocks = page_blocks.blocks(site.folder / page)
    boxes = [block.html for block in blocks if block.view == AnswerBox.view]
    stem = f"boxes-of-{page.rpartition('/')[2].removesuffix('.html')}"
    return explorer_page.without_text(site.folder, page, stem, "\n".join(boxes))


@every_page
@in_turn
@pytest.mark.twins
def test_every_box_gives_each_right_and_each_mistaken_answer_its_own_words(engine, name):
    """By script; `test_a_phone_has_room_for_every_box` uses each box by keyboard and mouse."""
    for box in answer_box_page.boxes(engine, name):
        asks(box)
        gives_every_answer_its_words(box)
    assert engine.problems() == []


def test_some_page_asks_for_a_number_that_commas_may_group(site):
    pages = answer_box_page.asking()
    blocks = [block for page in pages for block in page_blocks.blocks(site.folder / page)]
    specs = [block.spec for block in blocks if block.view == AnswerBox.view]
    assert len(pages) > 10
    assert any(is_grouped(spec["answers"]) for spec in specs if spec["kind"] == "number")


def gives_every_answer_its_words(box):
    expected = [(box.text(answer), answer) for answer in box.answers]
    if box.is_number:
        expected += answers_otherwise(box)
    else:
        expected.insert(0, (None, unread(box)))
        expected += guesses_otherwise(box) if box.is_guess else []
    reads = box.answer_all([text for text, _ in expected])
    for read, (text, answer) in zip(reads, expected, strict=True):
        assert box.wrong(read, answer) == [], text


def asks(box):
    """Check that a new box shows its prompt and its fields, and no message."""
    read = box.read()
    assert read["tag"] == [box.words["tag"]]
    assert read["prompt"] == [box.spec["prompt"].replace("`", "")]
    if box.is_guess:
        assert read["fields"] == ["50"]
    elif not box.is_number:
        assert read["choices"] == [answer["value"].replace("`", "") for answer in box.answers]
    assert read["buttons"] == [box.words["check"]]
    assert read["message"] == ""


def unread(box):
    return {"kind": "unread", "message": box.words["unread"]}


def answers_otherwise(box):
    """Other texts with their verdicts: an unknown number, no number, an integer with commas."""
    far = 3.137 + 2 * max(abs(answer["value"]) for answer in box.answers)
    yield f"{far:.3f}", {"kind": "wrong", "message": box.words["unknown"]}
    yield "one fourth", unread(box)
    if is_grouped(box.answers):
        value = box.answers[0]["value"]
        yield f"{value:,.0f}", box.answers[0]
        if value < 1e6:  # in a product, the comma may be a decimal one
            yield f"{value / 1000:.3f}·10^3".replace(".", ","), box.answers[0]


def guesses_otherwise(box):
    """Guesses with their verdicts, at the limits of what is close and the ends of the slider."""
    [right] = box.answers
    low, high = right["value"] - right["tolerance"], right["value"] + right["tolerance"]
    wrong = {"kind": "wrong", "message": box.words["unknown"]}
    for percent in {0, 100, math.ceil(low), math.ceil(low) - 1, int(high), int(high) + 1}:
        if 0 <= percent <= 100:
            yield str(percent), right if low <= percent <= high else wrong


def is_grouped(answers):
    right = answers[0]
    return right["tolerance"] == 0 and right["value"] >= 1000


def typed(box):
    """Groups of texts, each with the verdict on them, for the sample boxes that ask for numbers."""
    right, *others = box.answers
    last, near, point, twofold, long, sign, unknown = (
        {"kind": kind, "message": box.words[word]}
        for kind, word in (
            *(("near", "last"), ("near", "near"), ("wrong", "point"), ("unread", "twofold")),
            *(("unread", "long"), ("wrong", "sign"), ("wrong", "unknown")),
        )
    )
    return {
        NUMBER: [
            ((*WRITTEN, "= 0.25", *WORKED), right),
            ([f"−{text.strip().removeprefix('+')}" for text in WRITTEN], others[0]),
            (NO_NUMBER, unread(box)),
            (["(" * 3000], long),
            (("0.24945", "0.2506", "0.251"), last),
            (("0.2489", "0.2511", "1,0000"), unknown),
            (("2.5", "25", "0.025"), point),
            # A comma in a number is a decimal comma, unless it may separate thousands.
            (("1,000", "−5,000", "12,500"), twofold),
            (("1,728,000", "1.728.000", "0,500"), unknown),
        ],
        TIE: [  # of two answers as near, the right one counts
            (("1.75", "2,25", "√2·√2"), right),
            (("1.49",), others[0]),
            (("2.51",), others[1]),
            (("-2",), sign),
        ],
        SHARE: [  # the question asks for percent, so 0.167 means 16.7 %
            (("16.7", "16.7 %", "0.167", "16,7%", "100/6", "1/6", "0.5/3", "1.67e-1"), right),
            (("83.3", "83.3 %", "0.833"), others[0]),
            (("60 %",), others[1]),
            (("0.167 %",), point),
            (("−100/6",), sign),
            (("17", "16", "17 %", "0.17", "1.6e1"), near),  # right so far, and not stored
            (("17.0", "15", "20", "2", "-17", "34/2", "17.00 %"), unknown),
        ],
    }[box.index]


def test_a_number_may_be_written_in_many_ways(engine, samples, subtests):
    boxes = answer_box_page.boxes(engine, samples)
    assert "3" in boxes[SHARE].words["near"]
    for index in (NUMBER, TIE, SHARE):
        for texts, verdict in typed(boxes[index]):
            engine.run(PAGE.forget)
            reads = boxes[index].answer_all(texts)
            assert verdict["kind"] != "near" or engine.run(SCRIPTS.stored) == []
            for text, read in zip(texts, reads, strict=True):
                with subtests.test(text):
                    assert boxes[index].wrong(read, verdict) == []


def test_the_keyboard_is_enough(engine, samples):
    number, choice, prediction, *_ = answer_box_page.boxes(engine, samples)
    number.focus("input")
    engine.type("-0.25")
    engine.press("Tab", "Space")
    assert number.wrong(number.read(), number.answers[1]) == []
    engine.press("Tab", "Enter")  # on the button Clear
    assert number.read()["message"] == ""
    assert number.read()["focus"] == ""  # the field has the focus; it has no text content
    for box, index in ((choice, 2), (prediction, 1)):
        box.focus("input")
        engine.press("Space", *["ArrowDown"] * index)
        assert box.read()["fields"][index]
        assert box.read()["message"] == ""
        engine.press("Tab", "Space")
        assert box.wrong(box.read(), box.answers[index]) == []
    assert prediction.read()["focus"] == prediction.words["clear"]
    engine.press("Space")
    choice.focus("input", 2)
    engine.press("ArrowUp", "Enter")  # ArrowUp chooses, Enter submits
    assert choice.wrong(choice.read(), choice.answers[1]) == []


def test_a_verdict_is_announced_once_and_no_text_becomes_markup(engine, samples):
    boxes = answer_box_page.boxes(engine, samples)
    for box in (boxes[NUMBER], boxes[CHOICE], boxes[PREDICTION]):
        engine.run(PAGE.countAnnouncements, box.index)
        box.give(box.answers[0])
        engine.run(PAGE.rest, 200)
        assert engine.run("() => window.announced") == 1
    selector = ".plainnet-explorer b, .plainnet-explorer [onclick], .plainnet-explorer [id]"
    assert engine.run(PAGE.count, selector) == 0
    assert engine.run(PAGE.count, ".plainnet-verdict code") == 1 + 2  # of the choice, of the trap


def test_a_verdict_on_something_else_is_faint(engine, samples):
    number, choice, *_ = answer_box_page.boxes(engine, samples)
    assert not number.give(number.answers[1])["stale"]
    number.fill("7")
    assert number.read()["stale"]
    assert number.read()["message"] == number.answers[1]["message"]
    number.fill(number.text(number.answers[1]))
    assert not number.read()["stale"]
    assert not choice.give(choice.answers[0])["stale"]
    choice.click("label", 1)
    assert choice.read()["stale"]


def test_a_prediction_stays_until_it_is_cleared(engine, samples):
    box = answer_box_page.boxes(engine, samples)[PREDICTION]
    before = box.read()
    assert not before["locked"]
    after = box.give(box.answers[0])
    assert box.answers[0]["message"].startswith("You predicted")
    assert after["locked"] and after["buttons"] == [box.words["clear"]]
    box.click("label", 1)
    assert box.read()["fields"] == [True, False]
    box.clear()
    assert box.read() == before | {"focus": "", "verdict": "surprise"}


def test_a_guess_is_made_on_a_slider_which_then_shows_what_was_measured(engine, samples):
    box = answer_box_page.boxes(engine, samples)[GUESS]
    [right] = box.answers
    before = box.read()
    assert engine.run(SCRIPTS.measured, box.index) is None
    box.click("[type=submit]")  # the initial position is not a guess
    assert box.wrong(box.read(), unread(box)) == [] and not box.read()["locked"]
    box.clear()
    for percent, verdict in ((96, right), (91, {"kind": "wrong", "message": box.words["unknown"]})):
        after = box.slide(percent)
        assert box.wrong(after, verdict) == []
        assert after["message"].startswith(f"You guessed {percent} %")
        assert after["locked"] and after["buttons"] == [box.words["clear"]]
        assert abs(engine.run(SCRIPTS.measured, box.index) - right["value"]) < 1
        box.clear()
        assert engine.run(SCRIPTS.measured, box.index) is None
    assert box.read() == before | {"focus": "", "verdict": "surprise"}
    x, y, *_ = box.place("input")
    engine.drag(x, y, x + 60, y)
    assert int(box.read()["fields"][0]) > 60


def open_again(boxes, name, over):
    """Reload the page, and scroll to each of the boxes."""
    boxes[0].engine.open(name, over)
    for box in boxes:
        box.appear()


@pytest.mark.shares_storage
@pytest.mark.parametrize("over", ["http", "file"])
def test_what_was_checked_is_there_again_until_it_is_cleared(engine, samples, over):
    engine.open(samples, over)
    engine.run(PAGE.forget)
    engine.open(samples, over)
    number, choice, prediction, number_again, choice_again, *_ = boxes = [
        answer_box_page.Box(engine, index, sample.spec)
        for index, sample in enumerate(answer_box_page.SAMPLES)
    ]
    given = (number, 1), (choice, 0), (prediction, 1), (number_again, 2), (choice_again, 1)
    for box, index in given:
        box.give(box.answers[index])
    before = [box.read() for box, _ in given]
    open_again(boxes, samples, over)
    for (box, index), read in zip(given, before, strict=True):
        assert box.wrong(box.read(), box.answers[index]) == []
        assert box.read() == read | {"focus": False}
    number.enter("no number")  # not stored
    choice.click("label", 1)  # not submitted, so not stored
    for box in (prediction, number_again):
        box.clear()
    open_again(boxes, samples, over)
    assert [box.read()["message"] for box in (prediction, number_again)] == ["", ""]
    assert number.read()["fields"] == [answer_box_page.printed(number.answers[1])]
    assert choice.read()["fields"] == [True, False, False]
    for box in (number, choice, choice_again):
        box.clear()
    open_again(boxes, samples, over)
    assert {box.read()["message"] for box in boxes} == {""}
    assert engine.run(SCRIPTS.stored) == []
    assert engine.problems() == []


@pytest.mark.shares_storage
def test_of_two_that_ask_the_same_each_keeps_its_own_whichever_is_mounted_first(chromium, samples):
    engine = chromium()
    number, again = (answer_box_page.boxes(engine, samples)[i] for i in (NUMBER, NUMBER_AGAIN))
    for box, index in ((number, 1), (again, 2)):
        box.give(box.answers[index])
    engine.page.goto(engine.address(samples))
    engine.page.add_style_tag(content=".plainnet-explorer { margin: 3000px 0 !important; }")
    again.appear()
    assert not engine.run(PAGE.isMounted, number.index)
    number.appear()
    assert number.wrong(number.read(), number.answers[1]) == []
    assert again.wrong(again.read(), again.answers[2]) == []


@pytest.mark.shares_storage
def test_a_page_is_told_of_what_is_answered_and_cleared(chromium, samples):
    engine = chromium()
    engine.page.add_init_script(f"({SCRIPTS.listen})()")
    boxes = answer_box_page.boxes(engine, samples)
    for box, kind in ((boxes[NUMBER], "number"), (boxes[PREDICTION], "prediction")):
        engine.run("() => { window.events = []; }")
        if box.is_number:
            box.enter("no number")
        else:
            box.click("[type=submit]")
        box.give(box.answers[1])
        box.clear()
        box.give(box.answers[0])
        detail = {"prediction": kind == "prediction", "restored": False}
        events = [
            [box.index, "answered", {"kind": box.answers[1]["kind"], **detail}],
            [box.index, "cleared", None],
            [box.index, "answered", {"kind": box.answers[0]["kind"], **detail}],
        ]
        assert engine.run("() => window.events") == events
        open_again(boxes, samples, "http")
        restored = [box.index, "answered", events[2][2] | {"restored": True}]
        assert restored in engine.run("() => window.events")


@pytest.mark.shares_storage
def test_a_choice_that_is_no_longer_offered_is_forgotten(chromium, samples):
    engine = chromium()
    box = answer_box_page.boxes(engine, samples)[CHOICE]
    box.give(box.answers[0])
    (key,) = engine.run(SCRIPTS.stored)
    assert key == f"plainnet /{samples} answer_box How many?"
    engine.run("(key) => localStorage.setItem(key, 'gone')", key)
    box = answer_box_page.boxes(engine, samples, fresh=False)[CHOICE]
    assert box.read()["message"] == ""
    assert box.read()["fields"] == [False] * 3


@pytest.mark.shares_storage
def test_without_storage_a_box_answers_all_the_same(chromium, samples):
    engine = chromium()
    engine.page.add_init_script(f"({PAGE.keepNothing})()")
    for box in answer_box_page.boxes(engine, samples, fresh=False):
        assert box.wrong(box.give(box.answers[0]), box.answers[0]) == []
        box.clear()
        assert box.read()["message"] == ""
    assert engine.problems() == []


def test_two_on_one_page_do_not_disturb_each_other(engine, samples):
    boxes = answer_box_page.boxes(engine, samples)
    for one, two in ((NUMBER, NUMBER_AGAIN), (CHOICE, CHOICE_AGAIN), (CHOICE_AGAIN, CHOICE)):
        before = boxes[two].read()
        for answer in boxes[one].answers[:2]:
            assert boxes[one].wrong(boxes[one].give(answer), answer) == []
        assert boxes[two].read() == before | {"focus": False}


@every_page
@in_turn
def test_a_phone_has_room_for_every_box(engine, name):
    for box in answer_box_page.boxes(engine, name, narrow=True):
        assert engine.run(SCRIPTS.misfits, box.index) == []
        box.give(max(box.answers, key=lambda answer: len(answer["message"])))
        assert engine.run(SCRIPTS.misfits, box.index) == []
        box.clear()
    assert engine.run("() => document.documentElement.scrollWidth") <= 360


@pytest.mark.parametrize("kind", ["right", "wrong", "surprise", "unread", "near", "stale"])
def test_colours_can_be_told_apart_in_light_and_dark(engine, samples, kind):
    for index in {"surprise": (PREDICTION,), "near": (SHARE,)}.get(kind, (NUMBER, CHOICE)):
        box = answer_box_page.boxes(engine, samples)[index]
        given = "wrong" if kind == "surprise" else kind
        for answer in (answer for answer in box.answers if answer["kind"] == given):
            box.give(answer)
        if kind == "unread":
            box.click("[type=submit]")
        if kind == "near":
            box.enter("17")
        if kind == "stale":
            box.give(box.answers[0])
            box.fill("7") if box.is_number else box.click("label", 1)
        found = [
            (least, theme, *colours)
            for theme in ("light", "dark")
            for what, least in (("text", 4.5), ("line", 3))
            for colours in engine.run(SCRIPTS.colours, box.index, theme)[what]
        ]
        assert len({colour for _, _, _, colour, _ in found}) >= 4
        for least, theme, what, colour, background in found:
            if not (kind == "stale" and what == "mark"):  # this mark is meant to be faint
                assert contrast(colour, background) >= least, f"{theme}: {what}: {colour}"


@every_page
@in_turn
@pytest.mark.twins
def test_without_javascript_the_answers_are_folded(chromium, name):
    engine = chromium(java_script_enabled=False)
    blocks = page_blocks.blocks(engine.site.folder / name)
    specs = [block.spec for block in blocks if block.view == AnswerBox.view]
    engine.page.goto(engine.address(name))
    found = engine.page.locator("[data-view=answer_box]").all()
    assert len(found) == len(specs)
    for box, spec in zip(found, specs, strict=True):
        shown = box.inner_text()
        assert spec["prompt"].replace("`", "") in shown
        assert not any(answer["message"].replace("`", "") in shown for answer in spec["answers"])
        box.locator("summary").click()
        unfolded = box.locator("details li").all_inner_texts()
        assert len(unfolded) == len(spec["answers"])


def test_without_javascript_paper_has_a_line_for_a_number(chromium, samples):
    engine = chromium(java_script_enabled=False)
    engine.page.goto(engine.address(samples))
    number, choice = (
        engine.page.locator("[data-view=answer_box]").nth(index) for index in (NUMBER, CHOICE)
    )
    before = [
        box.locator("> .plainnet-prompt").bounding_box()["height"] for box in (number, choice)
    ]
    engine.page.emulate_media(media="print")
    after = [box.locator("> .plainnet-prompt").bounding_box()["height"] for box in (number, choice)]
    assert after[0] > before[0] + 24 and after[1] == before[1]
    assert not number.locator("summary").is_visible()
    assert choice.locator("> ul li").first.is_visible()


def test_nothing_leaves_the_page(chromium, samples):
    engine, asked_for = chromium(), []
    number, choice, *_ = answer_box_page.boxes(engine, samples)
    engine.page.on("request", lambda request: asked_for.append(request.url))
    address = engine.page.url
    number.give(number.answers[0])
    choice.give(choice.answers[0])
    assert (asked_for, engine.page.url) == ([], address)
