"""Plans of lessons: the directive ``plan``, a list of lessons, which becomes a table.

A plan has a number of hours and the length of a lesson in minutes. The first paragraph of a lesson
begins with its goal, and links to the sections and exercises that a class does together, whose
minutes stand in a column; what the class does at home stands in a list below. Before the sections
stands their chapter, and below the plan the sum of its minutes.

The directive ``minutes`` makes a table of a list, too: of one lesson, minute by minute. Each entry
begins with a text in bold, ``0 to 12 · Title``, and what is done begins anew with each marked word
before a colon or a comma.

The directive ``for-lessons`` is a list of what to do with a section, to which each entry links
first; behind this link and behind each exercise, the lessons are written that hold it or give it as
homework.
"""

import re
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from plainnet_book import languages

MARKED = nodes.emphasis | nodes.strong
STEP = re.compile("[:,：，]")  # how a text begins behind the word that names a step
LEAST, MOST = 1 / 5, 2 / 3  # the part of a lesson in which a reader reads its sections


class Lesson(nodes.inline):
    """The place of a lesson's minutes: its ``hours``, ``length``, ``number``, ``labels``, ``home``.

    The last two are the labels of what a class does together, and of what it does besides.
    """


class Total(nodes.paragraph):
    """The node below a plan of so many ``hours``, for the sum of its minutes."""


class Chapter(nodes.inline):
    """The node before a link to a section, with its ``label``, for the chapter of that."""


class Uses(nodes.inline):
    """The node behind a link to a section or an exercise, with its ``label``, for its lessons."""


class Plan(SphinxDirective):
    """A plan of as many hours as the argument says, in lessons of ``:lesson:`` minutes.

    An error ends the build if the lessons do not fill these hours, or if there is not one list.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {"lesson": directives.positive_int}

    def run(self):
        """The table of lessons, each with a `Lesson` in its last column, and a `Total`."""
        parsed = self.parse_content_to_nodes()
        lessons, length, hours = _list(self, parsed), self.options["lesson"], int(self.arguments[0])
        if over := len(lessons) * length - 60 * hours:
            much = f"{abs(over)} minutes too {'long' if over > 0 else 'short'}"
            raise self.error(f"{len(lessons)} lessons of {length} minutes are {much}")
        say, rows = languages.words(self.env.docname), []
        for number, lesson in enumerate(lessons, 1):
            labels = [label for _, label in _links(lesson[0])]
            links = _links(lesson)
            home = [label for _, label in links[len(labels) :]]
            minutes = Lesson(hours=hours, length=length, number=number, labels=labels, home=home)
            for link, label in links:
                if isinstance(link, nodes.reference):  # the number of an exercise has its chapter
                    link.parent.insert(link.parent.index(link), Chapter(label=label))
            goal, *rest = _begun(self, lesson)
            done = [nodes.paragraph("", "", goal), nodes.paragraph("", "", *rest), *lesson[1:]]
            rows.append([[_text(str(number))], done, [nodes.paragraph("", "", minutes)]])
        head = say("Lesson"), say("Goal, and what you do"), say("Counted")
        lessons.replace_self(_table(head, rows))
        return [*parsed, Total(hours=hours)]


class Minutes(SphinxDirective):
    """A lesson minute by minute."""

    has_content = True

    def run(self):
        """The table of what is done when."""
        parsed, rows = self.parse_content_to_nodes(), []
        say, entries = languages.words(self.env.docname), _list(self, parsed)
        for entry in entries:
            first, *rest = _begun(self, entry)
            time, _, title = first.astext().partition(" · ")
            done = [nodes.paragraph("", "", nodes.strong("", title))]
            for node, behind in zip(rest, [*rest[1:], nodes.Text("")], strict=True):
                if isinstance(node, MARKED) and STEP.match(behind.astext()):
                    done.append(nodes.paragraph())
                done[-1] += node
            rows.append([[_text(time.replace(" ", "\xa0"))], done])
        entries.replace_self(_table((say("Minutes"), say("What you do")), rows))
        return parsed


class ForLessons(SphinxDirective):
    """A list in which each entry begins with a link to a section."""

    has_content = True

    def run(self):
        """The list, with `Uses` behind the first link of each entry, and behind all exercises."""
        parsed = self.parse_content_to_nodes()
        for entry in _list(self, parsed):
            for place, (link, label) in enumerate(_links(entry)):
                if place == 0 or _is_exercise(label):
                    link.parent.insert(link.parent.index(link) + 1, Uses(label=label))
        return parsed


def _begun(directive, entry):
    """What an entry says, from the marked words on with which it begins."""
    marked = [place for place, node in enumerate(entry[0]) if isinstance(node, MARKED)]
    if not marked or (marked[0] and entry[0][0].astext()):
        raise directive.error(f"expected words in * or ** first; got {entry.astext()}")
    return entry[0].children[marked[0] :]


def _text(words):
    return nodes.paragraph("", words)


def _table(head, rows):
    """A table; a row has a list of nodes for each column."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=30) for _ in head), cols=len(head))
    group += nodes.thead("", _row([_text(words)] for words in head))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=["colwidths-auto"])


def _row(cells):
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))


def _list(directive, parsed):
    """The list among these nodes; the note that a translation is old may stand beside it."""
    lists = [node for node in parsed if isinstance(node, nodes.bullet_list | nodes.enumerated_list)]
    if len(lists) != 1:
        raise directive.error(f"expected one list; got {len(lists)}")
    return lists[0]


def _links(node):
    """The links in a node to sections and exercises, each with its label."""
    found = []
    for link in node.findall(lambda each: isinstance(each, nodes.reference | pending_xref)):
        if link.get("refuri", "").startswith("#"):
            found.append((link, link["refuri"][1:]))
        elif link.get("reftype") == "ref":
            found.append((link, link["reftarget"]))
    return found


def _is_exercise(label):
    return label.removeprefix(languages.PREFIX).startswith("ex-")


def connect(app, menu) -> None:
    """Register with Sphinx; ``menu`` knows the pages and the minutes of sections."""
    app.add_directive("plan", Plan)
    app.add_directive("minutes", Minutes)
    app.add_directive("for-lessons", ForLessons)
    app.connect("doctree-resolved", lambda app, doctree, name: write(menu, doctree, name))


def write(menu, doctree, name) -> None:
    """Write times, chapters and lessons, unless some pages are not built.

    Raises an `ExtensionError` if a lesson holds too much or too little, or if the page has entries
    for lessons, and none of them is for one of its sections.
    """
    kinds = Lesson, Total, Chapter, Uses
    found = list(doctree.findall(lambda node: isinstance(node, kinds)))
    if found and menu.course_time(name):
        lessons, totals, chapters, uses = (
            [node for node in found if isinstance(node, kind)] for kind in kinds
        )
        _write_minutes(menu, lessons, totals, name)
        _write_chapters(menu, chapters, name)
        _write_uses(uses, lessons, name)
    for node in found:
        node.replace_self(node.children)


def _write_minutes(menu, lessons, totals, name):
    say, counted, full = languages.words(name), {}, {}
    for node in lessons:
        hours, length = node["hours"], node["length"]
        minutes = menu.section_minutes(node["labels"], name)
        if over := max(minutes - MOST * length, 0) or min(minutes - LEAST * length, 0):
            raise ExtensionError(
                f"{name}: lesson {node['number']} ({', '.join(node['labels'])}): "
                f"expected {LEAST * length:.0f} to {MOST * length:.0f} minutes in a lesson of "
                f"{length}; got {minutes}, {abs(over):.0f} too {'many' if over > 0 else 'few'}"
            )
        text = say("{minutes} of {length}").format(minutes=minutes, length=length)
        node += nodes.Text(text.replace(" ", "\xa0"))
        counted[hours], full[hours] = counted.get(hours, 0) + minutes, 60 * hours
    for node in totals:
        hours = node["hours"]
        text = say("In all lessons together, {minutes} of {length:,} minutes are counted.")
        text = text.format(minutes=counted[hours], length=full[hours])
        node += nodes.paragraph("", text)


def _write_chapters(menu, chapters, name):
    say, before = languages.words(name), {}  # the chapter so far, by paragraph
    for node in chapters:
        chapter = menu.chapter(node["label"], name)
        if chapter and chapter != before.get(node.parent):
            node += nodes.Text(chapter + say(": "))
        before[node.parent] = chapter


def _write_uses(uses, lessons, name):
    say, known = languages.words(name), {node["label"] for node in uses}
    known = {label for label in known if not _is_exercise(label)}
    for lesson in lessons if uses else []:
        if not known & set(lesson["labels"]):
            raise ExtensionError(
                f"{name}: lesson {lesson['number']} of {lesson['hours']} hours: expected an entry "
                f"in for-lessons for one of {', '.join(lesson['labels'])}; got none"
            )
    for node in uses:
        held = [each for each in lessons if node["label"] in each["labels"] + each["home"]]
        text = " · ".join(say("{hours} h: lesson {number}").format_map(lesson) for lesson in held)
        if held:
            node += nodes.Text(say(" ({lessons})").format(lessons=text))
