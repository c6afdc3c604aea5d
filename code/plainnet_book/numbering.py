"""Makes Sphinx number equations, figures and exercises with the chapter's number in front.

The directive ``diagram`` makes a figure of an SVG file that stands in the page, whose fonts and
colours it takes; its content is the caption.
"""

from pathlib import Path
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst.directives import unchanged_required
from sphinx.environment.collectors.toctree import TocTreeCollector
from sphinx.util.docutils import SphinxDirective

from plainnet_book import languages

AFTER_SPHINX = 600  # the priority of Sphinx's own numbering is 500


def connect(app, number_of) -> None:
    """Register with Sphinx; ``number_of`` returns a page's number, or "", by its name."""
    app.add_directive("diagram", Diagram)
    app.connect("env-get-updated", lambda app, env: assign(env, number_of), AFTER_SPHINX)


def assign(env, number_of) -> list[str]:
    """Number equations and figures as if headings were numbered; return the pages that changed.

    Sphinx takes a chapter's number from the number of its heading. Headings should not show
    numbers, so they are removed afterwards.
    """
    numbered = {name: number_of(name) for name in env.found_docs}
    kinds = {name: Anew if languages.is_chinese(name) else str for name in numbered}
    env.toc_secnumbers = {
        name: {"": (kinds[name](number),)} for name, number in numbered.items() if number
    }
    changed = TocTreeCollector().assign_figure_numbers(env)
    env.toc_secnumbers = {}
    return changed


class Anew(str):
    """The number of a chapter in which Sphinx counts anew, beside those of the English one."""

    def __eq__(self, other):
        return isinstance(other, Anew) and str.__eq__(self, other)

    def __hash__(self):
        return hash((Anew, str(self)))


class Diagram(SphinxDirective):
    """Sphinx numbers it if it has a name."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar = {"name": unchanged_required}

    def run(self) -> list[nodes.Node]:
        """The figure, with the SVG of the file that the argument names."""
        _, path = self.env.relfn2path(self.arguments[0])
        drawing = nodes.raw("", Path(path).read_text("utf8"), format="html")
        words, _ = self.parse_inline(" ".join(self.content))
        caption = nodes.caption("", "", *words)
        figure = nodes.figure("", drawing, caption, classes=["plainnet-diagram"])
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure]
