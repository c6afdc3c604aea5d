"""Answer boxes on pages, and how a reader uses them."""

import contextlib
import math

import engines
import explorer_page
import grounds
import page_blocks
import page_scripts

from plainnet.exercises import questions
from plainnet.explorers import AnswerBox
from plainnet_book import explorer_files

SCRIPTS = page_scripts.functions("answer_boxes.js")
TRAP = """</script><b onclick="x()">'&amp;<!--<script>"""
NUMBER = questions.number(
    "How much is ¼ of `b2[0]`?",
    0.25,
    "So it is.",
    # The last two mistakes are close to each other, on both sides of 0.1254.
    {"the sign is flipped": -0.25, "b is ½": 0.125, "b is hardly more": 0.1258},
)
TIE = questions.Question(
    "How many, about?",
    (
        questions.Answer(1.0, "one is missing", tolerance=0.5),
        questions.Answer(2.0, "", True, 0.5),
        questions.Answer(3.0, "there is one too many", tolerance=0.5),
    ),
)
CHOICE = questions.choice(
    "How many?", "105", {"96": "Those are the `weights`.", "105": "", "9": "That is one layer."}
)
OTHER = questions.choice(TRAP, TRAP, {f"`{TRAP}`": f"`x` {TRAP}", TRAP: TRAP})
SHARE = questions.number(
    "How many percent is a sixth?",
    100 / 6,
    "",
    {"this is the rest": 500 / 6, "it is one in six": 60},
)
GUESS = questions.guess("In how many percent?", 97.2, "It was 97 %.")
# Further boxes besides those of the chapters; the fourth and fifth repeat the first two.
SAMPLES = (
    *(AnswerBox(NUMBER), AnswerBox(CHOICE), AnswerBox(OTHER, prediction=True)),
    *(AnswerBox(NUMBER), AnswerBox(CHOICE), AnswerBox(TIE)),
    *(AnswerBox(SHARE), AnswerBox(GUESS, prediction=True)),
)


FAR_BELOW = '<p style="height: 3000px"></p>'  # so that no box is mounted before scrolling
MARKS = {"right": "✓", "wrong": "✗", "surprise": "!", "unread": "?", "near": "…"}


@contextlib.contextmanager
def sample_page(site):
    """The name of a page that contains the samples only, below an empty area."""
    name = next(name for name in site.pages if page_blocks.blocks(site.folder / name))
    root, files = "../" * name.count("/"), explorer_files.Files()
    boxes = [explorer_files.html(box.parts(), root, files, "") for box in SAMPLES]
    body = "\n".join([FAR_BELOW, *boxes])
    made = explorer_page.without_text(site.folder, name, "asked", body)
    engines.made[made].append("code")
    yield made
    (site.folder / made).unlink()


def asking():
    """The names of the built pages with answer boxes."""
    mark = f'data-view="{AnswerBox.view}"'
    return [name for name in grounds.pages() if mark in (grounds.SITE / name).read_text("utf8")]


def boxes(engine, name, fresh=True, narrow=False):
    """Open a page, and return its answer boxes; if ``fresh``, delete stored answers first."""
    found = [
        (index, block.spec)
        for index, block in enumerate(page_blocks.blocks(engine.site.folder / name))
        if block.view == AnswerBox.view
    ]
    if found:
        engine.open(name, narrow=narrow)
    if found and fresh and engine.run(explorer_page.PAGE.forget):
        engine.open(name, narrow=narrow)
    return [Box(engine, index, spec) for index, spec in found]


def printed(answer):
    """A number with the digits that are asked for; the tolerance is one unit of the last digit.

    With its last zeros, because 0.6 may be a rounded 0.607, and 0.600 is not.
    """
    value, tolerance = answer["value"], answer["tolerance"]
    if not tolerance or not value:
        return f"{value:.15g}"
    return f"{value:#.{round(math.log10(abs(value)) // 1 - math.log10(tolerance)) + 1}g}"


class Box:
    """The answer box with this ``index`` among the explorers of the page open in ``engine``."""

    def __init__(self, engine, index, spec):
        self.engine, self.index, self.spec = engine, index, spec
        self.words, self.answers = spec["words"], spec["answers"]
        self.is_number, self.is_guess = (spec["kind"] == kind for kind in ("number", "guess"))
        self.is_prediction = self.is_guess or spec["kind"] == "prediction"
        self.appear()

    def appear(self):
        """Wait until the box is mounted; needed again after the page was reloaded."""
        self.engine.wait(explorer_page.PAGE.mountsWhenNear, self.index)

    def read(self):
        return self.engine.run(SCRIPTS.read, self.index)

    def place(self, selector, number=0):
        return self.engine.run(explorer_page.PAGE.middleOf, self.index, selector, number)

    def click(self, selector, number=0):
        self.engine.click(*self.place(selector, number)[:2])

    def focus(self, selector, number=0):
        self.engine.run(explorer_page.PAGE.focus, self.index, selector, number)

    def fill(self, text):
        """Replace the contents of the number field by ``text``; an empty ``text`` clears it."""
        self.focus("input")
        self.engine.run(SCRIPTS.select, self.index)
        self.engine.type(text) if text else self.engine.press("Delete")

    def enter(self, text):
        """Answer with a number or with the text of a choice; return what is shown afterwards."""
        if self.is_guess:
            return self.slide(int(text))
        if self.is_number:
            self.fill(text)
            self.engine.press("Enter")
        else:
            values = [answer["value"] for answer in self.answers]
            self.click("label", values.index(text))
            self.click("[type=submit]")
        return self.read()

    def slide(self, percent):
        """Set a guess by pressing keys on its slider."""
        self.focus("input")
        self.engine.press(*(["Home"] if percent < 50 else ["End"]))
        keys = ["ArrowRight"] * percent if percent < 50 else ["ArrowLeft"] * (100 - percent)
        self.engine.press(*keys)
        self.click("[type=submit]")
        return self.read()

    def give(self, answer):
        return self.enter(self.text(answer))

    def text(self, answer):
        """The text that a reader enters for this answer."""
        if self.is_guess:
            return str(round(answer["value"]))
        return printed(answer) if self.is_number else answer["value"]

    def answer_all(self, texts, clears=True):
        """Enter each text by one script for all; return what is shown after each.

        ``None`` presses the button without an answer. If the box ``clears``, a prediction is
        cleared before the next answer.
        """
        values = [answer["value"] for answer in self.answers]
        given = texts
        if not (self.is_number or self.is_guess):
            given = [None if text is None else values.index(text) for text in texts]
        return self.engine.run(SCRIPTS.answerAll, self.index, given, clears and self.is_prediction)

    def clear(self):
        self.click("[type=button]")

    def wrong(self, read, answer):
        """The differences between what is shown and the verdict on ``answer``, as texts."""
        guessed = read["fields"][0] if self.is_guess else ""
        surprises = self.is_prediction and answer["kind"] == "wrong"
        verdict = "surprise" if surprises else answer["kind"]
        expected = {
            "message": answer["message"].replace("`", "").replace("{guess}", str(guessed)),
            "verdict": verdict,
            "mark": MARKS[verdict],
            "invalid": self.is_number and answer["kind"] == "unread",
            "stale": False,
        }
        shown = read | {"mark": read["mark"].partition(" ")[0].strip('"')}
        return [
            f"{key}: {shown[key]!r}, not {expected[key]!r}"
            for key in expected
            if shown[key] != expected[key]
        ]
