"""Answers of a class: readers copy theirs as a short text, and a teacher collects the texts.

On each page with questions, a fold below the text makes the text of its answers (``tries.js``
records them, ``write.js`` writes, ``own.js`` shows it); ``counts.js`` says how many are right. The
directive ``{class-answers}`` puts the tool on a page that reads such texts (``read.js``), counts
(``table.js``) and shows tables (``collect.js``, with a style of its own). No answer is sent
anywhere by the site.
"""

import json
from pathlib import Path

import rjsmin
from docutils import nodes
from docutils.parsers.rst import Directive

from plainnet.explorers import javascript
from plainnet_book import languages
from plainnet_book.chinese import TEXTS
from plainnet_book.explorer_files import digest

HERE = Path(__file__).parent
OWN = "tries", "write", "copy", "own", "counts"  # the modules that every page has
COLLECT = "write", "read", "table", "copy", "collect"  # those of the tool
FILE = "_static/plainnet/class_answers.js"
TOOL = """<style>
{style}</style>
<section class="plainnet-class" aria-label="{name}"></section>
<noscript><p>{noscript}</p></noscript>
<script defer src="{src}"></script>
"""
# What both scripts say. Lines are written and read by the same words, in either language.
WORDS = {
    "title": "plainnet: my answers",
    "name": "Name: {name}",
    "page": "Page: {page}, {title}",
    "date": "Date: {date}",
    "line": "{question}: {said}",
    "question": "Question {place}",
    "exercise": "Exercise {place}",
    "prediction": "Prediction {place}",
    "asked": "Asked: {asked}",
    "right": "right",
    "wrong": "not yet",
    "near": "nearly",
    "surprise": "turned out differently",
    "open": "no answer",
    "one_try": "{verdict}, 1 try",
    "tries": "{verdict}, {count} tries",
    "answer": "{tried}. Answer: {answer}",
    "mistake": "Mistake: {mistake}",
    "known": "Mistake {number}: {mistake}",
    "end": "End of the answers. Questions: {count}",
    "right_of": "{right} of {count} right",
    "left": "{right} of {count} right; still open:",
    "copied": "Copied",
    "selected": "The text is selected; copy it by Ctrl+C or ⌘C",
}
COLLECT_WORDS = {
    "paste": "Paste the answers of your class here: one text or many, as often as you like",
    "private": (
        "Nothing leaves this browser, and what you paste or open is kept only until you close this "
        "page. A later copy replaces an earlier one of the same name and page: its right answers "
        "are the same, and elsewhere tries have only become more. Other texts of one name all "
        "stay, because they may be of different people."
    ),
    "open_files": "Or open their files, all at once",
    "status": "Texts read: {texts}; incomplete: {incomplete}; replaced by another: {replaced}",
    "unread": "What could not be read",
    "strange": "Line {line}: {text}",
    "no_page": "Line {line}: the text of {name} does not say to which page it belongs",
    "no_end": "Line {line}: the text of {name} about “{page}” has no end",
    "not_all": "Line {line}: the text of {name} about “{page}” has {found} of {count} questions",
    "columns": "{title}: the questions that the table shows",
    "namesakes": "{count} texts named {name}",
    "show": "Show the answers",
    "legend": (
        "✓ right, ✗ not yet, … nearly, ! turned out differently from the prediction, – no answer; "
        "the number counts the tries. “Right” leaves predictions out."
    ),
    "who": "Name",
    "nameless": "without a name",
    "sum": "Right",
    "mistakes": "The most frequent mistakes",
    "copy": "Copy this table for a spreadsheet",
    "table": "The table as text",
}


def connect(app) -> None:
    """Register the directive with Sphinx, and write the script of the tool."""
    app.add_directive("class-answers", ClassAnswers)
    app.connect("builder-inited", write)


class ClassAnswers(Directive):
    """The directive ``{class-answers}``, which has no content."""

    def run(self) -> list:
        """The tool as HTML."""
        name = self.state.document.settings.env.docname
        say = languages.words(name)
        html = TOOL.format(
            style=(HERE / "collect.css").read_text("utf8"),
            name=say("Answers of a class"),
            noscript=say("Collecting answers needs JavaScript."),
            src="../" * name.count("/") + FILE + "?" + digest(tool().encode()),
        )
        return [nodes.raw("", html, format="html")]


def write(app) -> None:
    """Write the script of the tool, which only pages with the directive load."""
    path = Path(app.outdir) / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(rjsmin.jsmin(tool()), "utf8")


def script(names=OWN, words=WORDS) -> str:
    """The modules with these ``names`` as one script, in a scope of its own, with their words.

    Raises a `KeyError` for a word without a translation.
    """
    spoken = {"en": words, "zh-CN": {key: TEXTS[text] for key, text in words.items()}}
    text = javascript.joined(javascript.in_order(HERE / f"{name}.js" for name in names))
    known = (
        f"const ALL_WORDS = {json.dumps(spoken, ensure_ascii=False)};\n"
        "const WORDS = ALL_WORDS[document.documentElement.lang];\n"
    )
    return javascript.closed(known + text)


def tool() -> str:
    """The script of the tool."""
    return script(COLLECT, WORDS | COLLECT_WORDS)
