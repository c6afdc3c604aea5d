"""Answer boxes in Python: constants, HTML and plain text. Browser tests cover the rest."""

import json
import re
import subprocess
from functools import partial

import numpy as np
import pytest
from each import each

from plainnet import NeuralNetwork, datasets, exercises
from plainnet.exercises import questions
from plainnet.explorers import AnswerBox, javascript, widget

TRAP = """</script><b onclick="x()">'&amp;"""
SIGN = {"the sign is flipped": 0.0916, "the mean is missing": -0.366}


def number(**options):
    return AnswerBox(questions.number("What is `b2[0]`?", -0.0916, "Yes.", SIGN), **options)


def choice(**options):
    answers = {"105": "With the biases.", "96": "Those are the weights."}
    return AnswerBox(questions.choice("How many?", "105", answers), **options)


BOXES = {
    "number": number,
    "choice": choice,
    "prediction": lambda: choice(prediction=True),
    "guess": lambda: AnswerBox(
        questions.guess("How often?", 97.2, "It was 97 %."), prediction=True
    ),
    "trap": lambda: AnswerBox(questions.choice(TRAP, TRAP, {TRAP: TRAP, f"`{TRAP}`": TRAP})),
}
every_box = each("make", BOXES.values(), ids=BOXES)


def inline(box):
    """The JSON in the HTML of a box."""
    (data,) = re.findall(r'<script type="application/json">(.*)</script>', box.page())
    return data


def verdicts(box):
    return {answer["value"]: answer["message"] for answer in box.spec["answers"]}


# Tests of the messages.
CHOSEN = {"105": "Right. With the biases.", "96": "Not yet. Those are the weights."}
JUDGED = {
    -0.0916: "Right. Yes.",
    0.0916: "Not yet: it looks as if the sign is flipped.",
    -0.366: "Not yet: it looks as if the mean is missing.",
}
PREDICTED = {
    "105": "You predicted: 105. Right. With the biases.",
    "96": "You predicted: 96. It turns out differently. Those are the weights.",
}
EMPTY = {"a": "", "b": ""}
BRACES = {"{a}": "{message}", "b": "{0}"}  # which are no placeholders


@each(
    ("make", "said"),
    [
        (number, JUDGED),
        (choice, CHOSEN),
        (BOXES["prediction"], PREDICTED),
        (lambda: AnswerBox(questions.number("?", 1.0, "")), {1.0: "Right."}),
        (
            lambda: AnswerBox(questions.choice("?", "{a}", BRACES)),
            {"{a}": "Right. {message}", "b": "Not yet. {0}"},
        ),
        (lambda: AnswerBox(questions.choice("?", "b", EMPTY)), {"a": "Not yet.", "b": "Right."}),
    ],
)
def test_each_answer_is_judged_in_the_order_in_which_they_were_given(make, said):
    assert list(verdicts(make()).items()) == list(said.items())


def test_a_guess_is_judged_with_the_share_that_the_page_puts_in():
    box = BOXES["guess"]()
    close = "You guessed {guess} %, which is close. It was 97 %."
    assert box.spec["answers"] == [
        {"value": 97.2, "tolerance": pytest.approx(5), "kind": "right", "message": close}
    ]
    wrong = "You guessed {guess} %. It turns out differently. It was 97 %."
    assert box.spec["words"]["unknown"] == wrong
    assert "<li>It was 97 %.</li>" in box.fallback_html()
    assert box.plain_text() == "Guess: How often?"


def test_a_box_and_a_check_say_the_same_about_the_same_mistake():
    X, y = datasets.xor()
    nn = NeuralNetwork(2, 2, 1, rng=np.random.default_rng(0))
    box = AnswerBox(questions.from_catalogue("?", "loss", "loss", nn, X, y))
    messages = {answer["value"]: answer["message"] for answer in box.spec["answers"]}
    right = nn.loss(nn.forward(X), y)
    for wrong in (right, -right, right / 2, right * 4):
        assert messages[wrong] == str(exercises.check_loss(wrong, nn, X, y))
    assert messages[right] == "Right."


# Tests of the numbers with which the page compares an answer.
def test_the_right_number_comes_first_so_that_it_wins_a_tie():
    answers = (
        questions.Answer(1.0, "there is one too few", tolerance=0.5),
        questions.Answer(2.0, "", True, 0.5),
    )
    kinds = [
        answer["kind"] for answer in AnswerBox(questions.Question("?", answers)).spec["answers"]
    ]
    assert kinds == ["right", "wrong"]


@each("value", [0.5, 0.3, -0.7, 105.0, 1e-7, 123456.0, 0.0])
def test_a_number_at_the_end_of_its_tolerance_is_recognised(value):
    question = questions.number("?", value, "")
    (answer,) = AnswerBox(question).spec["answers"]
    half = question.right.tolerance / 2
    for typed in (value - half, value + half):
        assert abs(float(f"{typed:.12g}") - answer["value"]) <= answer["tolerance"]
    assert answer["tolerance"] <= half * 1.001


@every_box
def test_the_page_holds_the_specification_and_nothing_else(make):
    box = make()
    assert json.loads(inline(box)) == {"spec": box.spec}
    assert box.spec["view"] == "answer_box"
    assert json.loads(json.dumps(box.spec, allow_nan=False)) == box.spec


@each(
    ("value", "digits", "near"),
    [
        (0.17364, 3, [0.17]),
        (-0.1767, 3, [-0.18, -0.17]),
        (0.1767, 2, [0.2, 0.1]),
        (99.96, 3, [100.0, 99.0]),
        (123456.0, 4, [123000.0, 120000.0]),
        (0.60703, 3, [0.61, 0.6]),
        (0.5, 1, []),
        (0.0, 3, []),
        (105, 3, []),
    ],
)
def test_the_right_digits_but_the_last_are_known_rounded_and_cut(value, digits, near):
    spec = AnswerBox(questions.number("?", value, "", digits=digits)).spec
    assert (spec["near"], spec["fewer"] + 1) == (near, digits if near or digits == 1 else 0)
    assert not near or f"{digits} in all" in spec["words"]["near"]


@each(
    ("prompt", "value", "percent"),
    [
        ("How many percent?", 26.7, True),
        ("In per cent?", 26.7, True),
        ("How many %?", 26.7, True),
        ("The share?", 0.267, False),
        ("The percentile?", 26.7, False),
        ("How many percent?", 100, False),
        ("占百分之几？", 26.7, True),
        ("是多少％？", 26.7, True),
        ("第 90 个百分位数是多少？", 26.7, False),
    ],
)
def test_the_page_knows_whether_percent_are_asked_for(prompt, value, percent):
    assert AnswerBox(questions.number(prompt, value, "")).spec["percent"] is percent


@pytest.mark.parametrize(("value", "rounds"), [(105, False), (105.0, True)])
def test_nobody_is_asked_to_round_a_whole_number(value, rounds):
    unknown = AnswerBox(questions.number("?", value, "")).spec["words"]["unknown"]
    assert ("round" in unknown, "a whole number" in unknown) == (rounds, not rounds)


READ = """
import { readFileSync } from "node:fs";
const { script, texts } = JSON.parse(readFileSync(0, "utf8"));
const { readings } = await import(`data:text/javascript,${encodeURIComponent(script)}`);
const asked = { whole: false, percent: false, prompt: "答案是多少？" };
process.stdout.write(JSON.stringify(texts.map((text) => readings(text, asked).numbers[0] ?? null)));
"""


def test_a_number_may_be_typed_in_the_signs_of_a_chinese_keyboard_and_garbage_is_none():
    typed = {
        "０．２５": 0.25,
        "－１／４": -0.25,
        "（1＋1）／8": 0.25,
        "0。25": 0.25,
        "0.25。": 0.25,
    }
    typed |= {
        "２５％": 0.25,
        "１，２": 1.2,
        "２＾－２": 0.25,
        "２\u3000５": None,
        "¼": 0.25,
        "½²": 0.25,
    }
    typed |= dict.fromkeys(("(" * 3000, "√" * 9000 + "4", "1+" * 9000 + "1", "1" * 201))  # too long
    typed |= dict.fromkeys(("٣", "NaN", "Infinity", "1e999", "1,,5", "1.5.5", "\0", "constructor"))
    given = {
        "script": (javascript.HERE / "answer_box/typed.js").read_text("utf8"),
        "texts": [*typed],
    }
    command = ["node", "--input-type=module", "-e", READ]
    run = subprocess.run(command, input=json.dumps(given), capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    read = dict(zip(typed, json.loads(run.stdout), strict=True))
    assert read == typed


# Tests of the HTML, and of the output in Jupyter.
@every_box
def test_no_text_can_end_the_script_or_become_markup(make):
    box = make()
    assert "<" not in inline(box)
    tags = set(re.findall(r"<(/?\w+)", box.fallback_html()))
    assert tags <= {f"{end}{tag}" for end in ("", "/") for tag in ALLOWED}
    assert "onclick=" not in "".join(re.findall(r"<[^>]*>", box.fallback_html()))


ALLOWED = ("p", "ul", "li", "details", "summary", "code")


@each(
    ("value", "digits", "shown"),
    [
        (0.17364, 3, "0.174"),
        (-0.17364, 2, "-0.17"),
        (12345.6, 3, "1.23e+04"),
        (105, 3, "105"),
        (1234567, 3, "1234567"),
        (99.96, 3, "100"),
        (0.0, 3, "0"),
        (1.0, 1, "1"),
    ],
)
def test_a_number_is_shown_with_the_digits_that_were_asked_for(value, digits, shown):
    page = AnswerBox(questions.number("?", value, "", digits=digits)).fallback_html()
    assert f"<li>{shown}: Right.</li>" in page


def test_backticks_make_code_and_one_alone_is_a_backtick():
    box = AnswerBox(questions.number("`a < b` or ` or `c`", 1.0, ""))
    assert "<code>a &lt; b</code> or <code> or </code>c`" in box.fallback_html()


@every_box
def test_in_the_book_a_box_is_a_page_with_a_fixed_text(make, monkeypatch):
    monkeypatch.setenv("PLAINNET_BOOK", "1")
    box = make()
    data, _ = box._repr_mimebundle_()
    assert data == {"text/plain": box.plain_text(), widget.PARTS: make().parts()}
    page = box.page()
    assert page.startswith('<div class="plainnet-explorer" data-view="answer_box">\n')
    assert page.endswith("</script>\n</div>")
    assert " id=" not in re.sub(r"<script.*", "", page)


def test_the_stored_text_gives_no_answer_away():
    assert number().plain_text() == "Answer box: What is `b2[0]`? (2 mistakes are recognised)"
    assert choice().plain_text() == "Answer box: How many? (2 answers to pick from)"
    assert choice(prediction=True).plain_text() == "Prediction: How many? (2 answers to pick from)"
    one = questions.number("Two\n  lines?", 1.0, "", {"a sign": -1.0})
    assert AnswerBox(one).plain_text() == "Answer box: Two lines? (1 mistake is recognised)"


# Tests with invalid questions.
NEEDED = "question: expected a plainnet.exercises.questions.Question; got "
BOOLEAN = "prediction: expected True or False; got "
guess = partial(questions.guess, "How often?", message="")
NAN = questions.Question("?", (questions.Answer(float("nan"), "", True),))


@each(
    ("make", "given", "message"),
    [
        *((AnswerBox, it, f"{NEEDED}{it!r}") for it in ("?", 5, None, [], questions.Question)),
        *((lambda it: choice(prediction=it), it, BOOLEAN) for it in (None, "yes", 2, np.ones(2))),
        (lambda it: number(prediction=it), True, "prediction: expected a question with choices"),
        *((guess, it, "percent: expected ") for it in (-0.1, 100.1, float("nan"), "half")),
        (lambda it: AnswerBox(it).page(), NAN, "Out of range float values are not JSON compliant"),
    ],
)
def test_what_does_not_fit_is_named(make, given, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        make(given)
