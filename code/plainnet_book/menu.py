"""What pages show about the book: the menu, their own place and reading time, the course's time.

The templates in ``templates`` write it: ``sidebar/navigation.html`` replaces the theme's menu,
``page.html`` writes the line above the heading and, below the text, the next page and references.
"""

import itertools
from pathlib import Path
from typing import NamedTuple

from docutils import nodes

from plainnet_book import contents, folds, reading_time

AFTER_TEXT = "<!-- after the text -->"  # page.html splits the page here


class Page(NamedTuple):
    """A page in the menu; ``minutes`` is 0 if readers only look things up on it.

    ``questions`` counts answer boxes and exercises whose code is checked. ``place`` is the line
    above its heading: 'Chapter 2 · about 80 minutes with exercises'.
    """

    name: str
    title: str
    number: str
    minutes: int
    questions: int
    place: str


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
    minutes = 0 if looked_up else size.minutes
    time = f"about {minutes} minutes" if minutes else ""
    time += " with exercises" if minutes and size.exercises else ""
    place = " · ".join(filter(None, [entry.place, time]))
    name = entry.title or title
    place, questions = place[:1].upper() + place[1:], size.boxes + size.checks
    return Page(entry.file, name, entry.number, minutes, questions, place)


class Menu:
    """Adds the menu to pages; ``entries`` are the book's contents."""

    def __init__(self, app, entries):
        self.entries = {entry.file: entry for entry in entries}
        self.parts, self.places, self.course_time, self.notebooks = [], {}, "", []
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
        pages, self.notebooks = [], []
        for entry in self.entries.values():
            if entry.file not in env.found_docs:  # only a single page is built
                continue
            notebook = reading_time.page(Path(env.doc2path(entry.file)))
            self.notebooks.append(notebook)
            page = listed(entry, env.titles[entry.file].astext(), notebook)
            self.places[page.name] = page.place
            pages.append((entry.part, page))
        grouped = itertools.groupby(pages, key=lambda pair: pair[0])
        self.parts = [(part, [page for _, page in pairs]) for part, pairs in grouped]
        if len(pages) == len(self.entries):
            minutes = sum(page.minutes for part, page in pages if part == contents.COURSE)
            self.course_time = f"about {round(minutes / 60)} hours"

    def fold_references(self, app, doctree, name) -> None:
        """Move a chapter's list of references to the end, and fold it."""
        for citations in list(doctree.findall(nodes.container)):
            count = len([node for node in citations if isinstance(node, nodes.citation)])
            if count and not name.endswith("/references"):  # the page that lists all of them
                citations.parent.remove(citations)
                label = [nodes.Text(f"References · {count}")]
                fold = folds.folded("references", label, [citations])
                doctree[0] += [nodes.raw("", AFTER_TEXT, format="html"), fold]

    def write_times(self, app, doctree, name) -> None:
        """Write how long the course and some sections take, unless some pages are not built."""
        for node in list(doctree.findall(CourseTime)):
            if self.course_time:
                node.replace_self(nodes.Text(self.course_time))
        for node in list(doctree.findall(SectionTime)):
            words, _, labels = node.astext().rstrip(">").partition(" <")
            time = self.section_time(labels.split()) if self.course_time else words
            node.replace_self(nodes.Text(time))

    def section_time(self, labels) -> str:
        """How long the sections with these labels take together.

        Raises a `ValueError` if no page has a section with one of them.
        """
        sizes = []
        for label in labels:
            found = [reading_time.section(notebook, label) for notebook in self.notebooks]
            size = reading_time.total(found)
            if not size.words:
                raise ValueError(f"section-time: expected labels of sections; got {label}")
            sizes.append(size)
        return f"about {reading_time.total(sizes).minutes} minutes"

    def fill(self, app, name, template, context, doctree) -> None:
        """Set the variables that the templates use."""
        context["book_parts"] = self.parts
        context["book_place"] = self.places.get(name, "")
        text, _, references = context.get("body", "").partition(AFTER_TEXT)
        context["book_text"], context["book_references"] = text, references
