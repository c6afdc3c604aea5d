"""What cells print: Python looks like a listing, and columns stay side by side."""

import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from plainnet_book import folds

PRINTED = "myst-ansi"  # the language that myst-nb gives to what is printed
SOURCE = "tag_source"  # the class of a cell that prints Python
COLUMNS = re.compile(r"\S {2,}\S|^ +\S.*\n +\S", re.MULTILINE)


def connect(app) -> None:
    """Register the transform with Sphinx."""
    app.add_post_transform(Printed)


class Printed(SphinxPostTransform):
    """Gives outputs their language, or the class of a text in columns."""

    default_priority = folds.Fold.default_priority - 2

    def run(self) -> None:
        """Go through the outputs of one page."""
        for cell in self.document.findall(nodes.container):
            if cell.get("nb_element") != "cell_code":
                continue
            for text in cell.findall(nodes.literal_block):
                if text.get("language") != PRINTED:
                    continue
                if SOURCE in cell["classes"]:
                    text["language"], text.rawsource = "python", text.astext().rstrip()
                    text[:] = [nodes.Text(text.rawsource)]
                elif COLUMNS.search(text.astext()):
                    text["classes"].append("plainnet-columns")
