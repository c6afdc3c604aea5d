"""What pages show about the book: the menu, their own place and reading time, the course's time.

The templates in ``templates`` write it: ``sidebar/navigation.html`` replaces the theme's menu,
``page.html`` writes the line above the heading and, below the text, the next page and references.
"""

import itertools
import math
from html import escape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx.errors import ExtensionError

from plainnet_book import contents, folds, languages, reading_time
from plainnet_book.chinese import TITLES

AFTER_TEXT = "<!-- after the text -->"  # page.html splits the page here


class Page(NamedTuple):
    """A page in the menu; ``minutes`` is 0 if readers only look things up on it.

    ``questions`` counts those that have a right answer. ``place`` is the line above its heading:
    'Chapter 2 · about 80 minutes with exercises'. ``language`` is as in HTML.
    """

    name: str
    title: str
    number: str
    minutes: int
    questions: int
    place: str
    language: str


class CourseTime(nodes.inline):
    """The node of the role ``course-time``; its text is replaced by how long the course takes."""


class SectionTime(nodes.inline):
    """The node of the role ``section-time``: words, and in angle brackets the labels of sections.

    They are replaced by how long these sections take, or by the words.
    """


def listed(entry, title, notebook) -> Page:
    """The menu entry for a `contents.Entry`; ``title`` is used if the entry has none."""
    size = reading_time.measure(notebook)
    looked_up = entry.is_appendix and not any(c.cell_type == "code" for c in notebook.cells)
    minutes, say = 0 if looked_up else size.minutes, languages.words(entry.file)
    about = (
        "about {minutes} minutes with exercises" if size.exercises else "about {minutes} minutes"
    )
    time = say(about).format(minutes=minutes) if minutes else ""
    place = " · ".join(filter(None, [entry.place, time]))
    name, language = entry.title or title, languages.code(entry.file)
    place = place[:1].upper() + place[1:]
    return Page(entry.file, name, entry.number, minutes, size.questions, place, language)


class Menu:
    """Adds the menu to pages; ``entries`` are the book's contents."""

    def __init__(self, app, entries):
        self.entries = {entry.file: entry for entry in entries}
        self.pages, self.notebooks = {}, {}  # by name
        app.add_generic_role("course-time", CourseTime)
        app.add_generic_role("section-time", SectionTime)
        app.connect("env-updated", self.measure)
        app.connect("doctree-resolved", self.fold_references)
        app.connect("doctree-resolved", self.write_times)
        app.connect("html-page-context", self.fill)

    def number(self, name) -> str:
        """The number of a page, or ""."""
        return self.entries[name].number if name in self.entries else ""

    def measure(self, app, env) -> None:
        """Estimate the reading time of all pages, and make their entries in the menu."""
        for name, entry in self.entries.items():
            if name in env.found_docs:  # all, unless a single page is built
                self.notebooks[name] = reading_time.page(Path(env.doc2path(name)))
                title = env.titles[name].astext()
                self.pages[name] = listed(entry, title, self.notebooks[name])

    def order(self, name) -> list[Page]:
        """The pages for a reader of the page ``name``, each in that language if there is one."""
        found = []
        for page in (page for page in self.pages.values() if not languages.is_chinese(page.name)):
            if languages.is_chinese(name):
                title = TITLES.get(page.name.rpartition("/")[2], page.title)
                page = self.pages.get(languages.twin(page.name), page._replace(title=title))
            found.append(page)
        return found or list(self.pages.values())

    def course_time(self, name) -> str:
        """How long the course takes; "" if some of its pages are not built."""
        if len(self.pages) < len(self.entries):
            return ""
        course = [p for p in self.order(name) if self.entries[p.name].part == contents.COURSE]
        hours = round(sum(page.minutes for page in course) / 60)
        return languages.words(name)("about {hours} hours").format(hours=hours)

    def fold_references(self, app, doctree, name) -> None:
        """Move a chapter's list of references to the end, and fold it."""
        for citations in list(doctree.findall(nodes.container)):
            count = len([node for node in citations if isinstance(node, nodes.citation)])
            if count and not name.endswith("/references"):  # the page that lists all of them
                citations.parent.remove(citations)
                say = languages.words(name)
                label = [nodes.Text(say("References · {count}").format(count=count))]
                fold = folds.folded("references", label, [citations])
                doctree[0] += [nodes.raw("", AFTER_TEXT, format="html"), fold]

    def write_times(self, app, doctree, name) -> None:
        """Write how long the course and some sections take, unless some pages are not built."""
        time = self.course_time(name)
        for node in list(doctree.findall(CourseTime)):
            if time:
                node.replace_self(nodes.Text(time))
        for node in list(doctree.findall(SectionTime)):
            words, _, labels = node.astext().rstrip(">").partition("<")
            minutes = time and self.section_minutes(labels.split(), name)
            about = languages.words(name)("about {minutes} minutes")
            node.replace_self(nodes.Text(about.format(minutes=minutes) if time else words.strip()))

    def section_minutes(self, labels, name) -> int:
        """How long the sections and exercises with these labels take together.

        Raises an `ExtensionError` with the ``name`` of the page that asks, if no page has one.
        """
        return reading_time.total([self._find(label, name)[1] for label in labels]).minutes

    def chapter(self, label, name) -> str:
        """The chapter with the section or exercise of this label: 'Chapter 2', or "" for others.

        Raises an `ExtensionError` with the ``name`` of the page that asks, if no page has it.
        """
        entry = self.entries[self._find(label, name)[0]]
        return "" if entry.is_appendix else entry.place

    def _find(self, label, asks):
        """The page that has the section or exercise with this label, and how large that is."""
        begins = label.startswith(languages.PREFIX)
        name = label.removeprefix(languages.PREFIX)
        find = reading_time.exercise if name.startswith("ex-") else reading_time.section
        for page, notebook in self.notebooks.items():
            if languages.is_chinese(page) == begins:
                size = find(notebook, name)
                if size != reading_time.Size():
                    return page, size
        raise ExtensionError(f"{asks}: expected labels of sections or exercises; got {label}")

    def fill(self, app, name, template, context, doctree) -> None:
        """Set the variables that the templates use."""
        order, own = self.order(name), languages.code(name)
        grouped = itertools.groupby(order, key=lambda page: self.entries[page.name].part)
        say = languages.words(name)
        context["book_parts"] = [
            (say(part) if part else "", list(pages)) for part, pages in grouped
        ]
        context["book_place"] = self.pages[name].place if name in self.pages else ""
        context["book_questions"] = self.pages[name].questions if name in self.pages else 0
        places = {page.name: place for place, page in enumerate(order)}
        for key, step in (("prev", -1), ("next", 1)):
            place = places.get(name, math.inf) + step
            page = order[place] if 0 <= place < len(order) else None
            context[key] = page and {
                "link": app.builder.get_relative_uri(name, page.name),
                "title": escape(page.title) + languages.ENGLISH_ONLY * (page.language != own),
            }
        text, _, references = context.get("body", "").partition(AFTER_TEXT)
        context["book_text"], context["book_references"] = text, references
