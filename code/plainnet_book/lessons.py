"""Plans of lessons: the directive ``plan``, a list of lessons, each with its time.

A plan has a number of hours and the length of a lesson in minutes. The first paragraph of a lesson
links to the sections and exercises that a class does together, and their minutes are added to it;
what the class does at home stands in a list below.
"""

from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxDirective

from plainnet_book import languages

LEAST, MOST = 1 / 5, 2 / 3  # the part of a lesson in which a reader reads its sections


class Lesson(nodes.inline):
    """The node at the end of a lesson, with its ``length``, ``number`` and ``labels``."""


class Plan(SphinxDirective):
    """A plan of as many hours as the argument says, in lessons of ``:lesson:`` minutes.

    An error ends the build if the lessons do not fill these hours.
    """

    has_content = True
    required_arguments = 1
    option_spec: ClassVar = {"lesson": directives.positive_int}

    def run(self):
        """The list of lessons, each with a `Lesson` at the end of its first paragraph."""
        parsed = self.parse_content_to_nodes()
        (lessons,), length = parsed, self.options["lesson"]
        if over := len(lessons) * length - 60 * int(self.arguments[0]):
            much = f"{abs(over)} minutes too {'long' if over > 0 else 'short'}"
            raise self.error(f"{len(lessons)} lessons of {length} minutes are {much}")
        for number, lesson in enumerate(lessons, 1):
            links = [link["refuri"] for link in lesson[0].findall(nodes.reference)]
            labels = [link[1:] for link in links if link.startswith("#")]
            roles = lesson[0].findall(pending_xref)
            labels += [role["reftarget"] for role in roles if role["reftype"] == "ref"]
            lesson[0] += Lesson(length=length, number=number, labels=labels)
        return parsed


def connect(app, menu) -> None:
    """Register with Sphinx; ``menu`` knows the minutes of sections."""
    app.add_directive("plan", Plan)
    app.connect("doctree-resolved", lambda app, doctree, name: write(menu, doctree, name))


def write(menu, doctree, name) -> None:
    """Write how long each lesson takes, unless some pages are not built.

    Raises a `ValueError` if that is too much or too little for a lesson.
    """
    for node in list(doctree.findall(Lesson)):
        text = ""
        if menu.course_time(name):
            minutes, length = menu.section_minutes(node["labels"]), node["length"]
            if over := max(minutes - MOST * length, 0) or min(minutes - LEAST * length, 0):
                raise ValueError(
                    f"{name}: lesson {node['number']} ({', '.join(node['labels'])}): "
                    f"expected {LEAST * length:.0f} to {MOST * length:.0f} minutes in a lesson of "
                    f"{length}; got {minutes}, {abs(over):.0f} too {'many' if over > 0 else 'few'}"
                )
            text = " · " + languages.words(name)("about {minutes} minutes").format(minutes=minutes)
        node.replace_self(nodes.Text(text))
