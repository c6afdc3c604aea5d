"""The question bank: what Moodle makes of a box, whatever its texts and numbers are."""

import gift
import pytest
from each import each

from plainnet.exercises import questions
from plainnet.explorers import AnswerBox
from plainnet_book import question_bank
from plainnet_book.contents import Entry

SIGNS = r"\ ~ = # { } : \n \\ // [html] <b>&amp;</b> `W[0] == {1: a\b}` -> %50% ::"
PAGE = """<section><h1>Page<a class="headerlink">¶</a></h1>
<section><h2>A <code>part</code>: one<a class="headerlink">¶</a></h2>{}<pre>code</pre></section>
<section><h2>Exercises</h2><div class="exercise"><p class="admonition-title">
<span>Exercise 1.2 </span> (Two)<span class="plainnet-where">in the page</span></p>{}</div>
</section></section>"""
CHOICE = questions.choice(f"Why {SIGNS}?", SIGNS, {"two\nlines": f"No {SIGNS}", SIGNS: SIGNS})
SHARE = questions.number("How many percent?", 100 / 6, "So it is.", {"it is the rest": 500 / 6})


def bank(*boxes, file="chapters/one"):
    """The questions of a page with these boxes, as Moodle has them."""
    entry = Entry(file, "Either/or", "The course", "1")
    found = question_bank.boxes(PAGE.format(*(box.page() for box in boxes)))
    return gift.read(question_bank.gift(entry, found))


def test_every_sign_comes_through():
    asked, _ = bank(AnswerBox(CHOICE), AnswerBox(SHARE))
    assert asked.prompt == f"Why {SIGNS}?"
    assert [(a.value, a.percent) for a in asked.answers] == [("two lines", 0), (SIGNS, 100)]
    assert [a.feedback for a in asked.answers] == [f"Not yet. No {SIGNS}", f"Right. {SIGNS}"]


def test_a_question_says_where_it_stands():
    names = [question.name for question in bank(AnswerBox(CHOICE), AnswerBox(SHARE))]
    assert names == ["one 01: A part: one", "one 02: Exercise 1.2 (Two)"]
    (asked, _) = bank(AnswerBox(CHOICE), AnswerBox(SHARE), file="chapters/zh/one")
    assert asked.name == "zh-one 01: A part: one"
    assert asked.source == "选自 plainnet 一书《Either/or》中的“A part: one”。"
    assert asked.category == "plainnet/Either//or"


@each("typed, percent", [(16.7, 100), (0.167, 100), (16.8, 0), (83.3, 0), (0.833, 0), (1.67, 0)])
def test_percent_may_be_a_fraction(typed, percent):
    _, asked = bank(AnswerBox(CHOICE), AnswerBox(SHARE))
    given = asked.given(typed)
    assert given.percent == percent
    assert ("it is the rest" in given.feedback) == (typed in (83.3, 0.833))


@each("typed, percent", [(48, 100), (39, 100), (38, 0), (49, 0)])
def test_a_guess_has_the_tolerance_of_the_slider(typed, percent):
    guess = AnswerBox(questions.guess("How often?", 43.4, "In 43.4 %."), prediction=True)
    given = bank(guess, guess)[0].given(typed)
    assert (given.percent, given.feedback) == (
        percent,
        "In 43.4 %." if percent else "It turns out differently. In 43.4 %.",
    )


def test_numbers_have_no_exponent():
    tiny = questions.number("How small?", 1.5e-9, "Yes.", {"it is large": 3e15})
    asked = bank(AnswerBox(tiny), AnswerBox(tiny))[0]
    assert [(a.value, a.tolerance) for a in asked.answers] == [
        *((1.5e-9, 5e-12), (3e15, 1e13)),
        (None, 0),
    ]


def test_a_page_without_boxes_has_no_questions(tmp_path):
    assert question_bank.boxes("<section><h1>Page</h1></section>") == []
    with pytest.raises(FileNotFoundError, match=r"intro\.html"):
        question_bank.write(tmp_path / "bank", tmp_path)
