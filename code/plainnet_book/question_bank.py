"""The question bank: the answer boxes and predictions of the built pages in GIFT, for Moodle.

`make questions` writes an archive a page, such as ``_build/questions/xor.zip``, which holds
``xor.gift.txt`` in UTF-8. A teacher unpacks it and imports that file: *Question bank*, *Import*,
*GIFT format*. From it, Moodle makes

- a category below ``plainnet``, with the title of the page;
- a question a box, named by the page, its place there and its exercise or section. A sentence above
  the prompt says where in the book it stands, since it may ask about a figure or an explorer there.
  All texts are HTML, so that code looks like code;
- of a choice, its answers, each with its message as feedback;
- of a number, the right value, with half a unit of the last digit as tolerance, and each named
  mistake, with 0 % and its message. The first that fits counts (in a box the nearest does, which
  makes a difference only where two mistakes overlap), and any other number gets the box's message
  for an unknown one. Where the box reads 0.267 as 26.7 %, too, both are right;
- of a guess on a slider, the measured value with the slider's tolerance.

Moodle reads no fractions or roots. Hints about a sign, a decimal point and missing digits are the
page's alone, and so is the sentence that repeats a guess.
"""

import html
import json
import re
import shutil
import zipfile
from decimal import Decimal
from pathlib import Path

from bs4 import BeautifulSoup

from plainnet.explorers import AnswerBox
from plainnet.explorers.answer_box import HAIR
from plainnet_book import contents, languages
from plainnet_book.execution import ROOT

SITE, TARGET = ROOT / "_build" / "html", ROOT / "_build" / "questions"
BOX = f'data-view="{AnswerBox.view}"'
HEAVY = re.compile(r"<(pre|svg)\b.*?</\1>", re.DOTALL)  # most of a page, and not looked at
GUESSED = re.compile(r"^[^.。]*\{guess\}[^.。]*[.。]\s*")  # the sentence that repeats a guess
ABOUT = "“{page}”: questions from the book plainnet, CC BY 4.0, in Moodle's GIFT format"
SOURCE = "From “{place}” on the page “{page}” of the book plainnet."


def write(target=TARGET, site=SITE) -> list[Path]:
    """Write the archives of all pages with boxes into the folder ``target``; return their paths.

    What was there is removed. Raises a `FileNotFoundError` for a page that is not built.
    """
    shutil.rmtree(target, ignore_errors=True)
    paths = []
    for entry in contents.read(ROOT / "_toc.yml"):
        if found := boxes((site / f"{entry.file}.html").read_text("utf8")):
            paths.append(target / f"{entry.file.removeprefix('chapters/')}.zip")
            paths[-1].parent.mkdir(parents=True, exist_ok=True)
            with zipfile.ZipFile(paths[-1], "w", zipfile.ZIP_DEFLATED) as archive:
                name = zipfile.ZipInfo(f"{languages.file(entry.file)}.gift.txt")  # dated 1980
                archive.writestr(name, gift(entry, found), zipfile.ZIP_DEFLATED)
    return paths


def boxes(page) -> list[tuple[str, dict]]:
    """The boxes of a built page, given as HTML: the exercise or section, and the data, of each."""
    if BOX not in page:
        return []
    soup = BeautifulSoup(HEAVY.sub("", page), "html.parser")
    for unsaid in soup.select(".headerlink, .plainnet-where"):
        unsaid.extract()
    found = soup.select(f"[{BOX}]")
    return [(_place(box), json.loads(box.script.string)["spec"]) for box in found]


def _place(box):
    exercise = box.find_parent(class_="exercise")
    if exercise:
        return _plain(exercise.find(class_="admonition-title").get_text())
    return _plain(box.find_parent("section").find(re.compile("^h[1-6]$")).get_text())


def gift(entry, found) -> str:
    """The text in GIFT with the boxes ``found`` on the page ``entry`` of the contents."""
    say, title = languages.words(entry.file), entry.title
    category = f"$CATEGORY: plainnet/{title.replace('/', '//')}"  # one slash would begin another
    parts = [f"// {say(ABOUT).format(page=title)}", category]
    for number, (place, spec) in enumerate(found, 1):
        name = f"{languages.file(entry.file)} {number:02}: {place}"
        source = say(SOURCE).format(page=title, place=place)
        asked = f"[html]<p>{_said(source)}</p><p>{_said(spec['prompt'])}</p>"
        is_number = spec["kind"] in ("number", "guess")
        answers = _numbers(spec) if is_number else map(_choice, spec["answers"])
        lines = [f"::{_escaped(name)}::{asked}{{{'#' * is_number}", *answers, "}"]
        parts.append("\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _choice(answer):
    sign = "=" if answer["kind"] == "right" else "~"
    return f"{sign}{_said(answer['value'])}#{_said(answer['message'])}"


def _numbers(spec):
    """The answers of a box for a number, those that are right first."""
    scales = (1, 100) if spec.get("percent") else (1,)
    answers = [(answer, scale) for scale in scales for answer in spec["answers"]]
    for answer, scale in sorted(answers, key=lambda each: each[0]["kind"] != "right"):
        weight = 100 if answer["kind"] == "right" else 0
        value, tolerance = answer["value"] / scale, answer["tolerance"] / (1 + HAIR) / scale
        yield f"=%{weight}%{_decimal(value)}:{_decimal(tolerance)}#{_said(answer['message'])}"
    yield f"~#{_said(spec['words']['unknown'])}"


def _decimal(number):
    """A number with 12 digits and without an exponent."""
    return f"{Decimal(f'{number:.12g}'):f}"


def _said(text):
    """A text of a box as HTML in GIFT, without the sentence that repeats a guess."""
    text = html.escape(_plain(GUESSED.sub("", text)), quote=False)
    return _escaped(re.sub(r"`([^`]+)`", r"<code>\1</code>", text))


def _plain(text):
    return " ".join(text.split())


def _escaped(text):
    return re.sub(r"[\\~=#{}:]", r"\\\g<0>", text)


if __name__ == "__main__":
    print(f"{len(write())} archives are in {TARGET.relative_to(ROOT)}")
