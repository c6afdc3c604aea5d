"""One look for all that is folded: ``<details class="plainnet-fold">``, with a label of its own.

Folded are cells with the tags of Jupyter Book, solutions and dropdowns. The label of a cell comes
from its source, unless the metadata of the cell have one as ``mystnb.code_prompt_show``, which is
myst-nb's setting. It needs no script.
"""

import itertools
import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import solution_node

from plainnet_book import cells

HIDDEN = {"input": "cell_code_source", "output": "cell_code_output"}  # else the whole cell
SAID = "You said:"  # before a prediction, beside what came out


class fold(nodes.General, nodes.Element):  # noqa: N801 - docutils writes its nodes so
    """What is folded, below a `fold_label`; ``kind`` says what it is, such as a solution."""


class fold_label(nodes.General, nodes.TextElement):  # noqa: N801
    """What stands on a fold."""


def connect(app) -> None:
    """Connect to Sphinx."""
    app.add_node(fold, html=(_open_fold, _closer("</details>\n")))
    app.add_node(fold_label, html=(_open_label, _closer("</span></summary>\n")))
    app.add_post_transform(Fold)


def labelled(notebook) -> dict:
    """The notebook, in which each cell that folds has a label, and tells whether it answers one."""
    before = ""
    for cell in notebook.cells:
        if cells.FOLDED & set(cell.metadata.get("tags", [])):
            words = cells.label(cell.source, cell.metadata, bool(cell.outputs))
            cell.metadata.setdefault("mystnb", {}).setdefault("code_prompt_show", words)
            cell.metadata["predicted"] = "prediction=True" in before
        before = cell.source
    return notebook


class Fold(SphinxPostTransform):
    """Folds before myst-nb and sphinx-design do, each with a look of its own."""

    default_priority = 190
    formats = ("html",)

    def run(self) -> None:
        """Fold what is to be folded on one page, and put folds that touch into one row."""
        for node in list(self.document.findall(nodes.container)):
            if node.get("nb_element") == "cell_code":
                node.parent.replace(node, _cell(node))
            elif node.get("design_component") == "dropdown":
                title, *body = node.children
                _fold_instead(node, "aside", title.children, body, title["ids"])
        for node in list(self.document.findall(solution_node)):
            title, body = node.children
            _fold_instead(node, "solution", _short(title), body.children, node["ids"])
        for parent in {
            id(node.parent): node.parent for node in self.document.findall(fold)
        }.values():
            parent[:] = list(_in_rows(parent.children))


def folded(kind, label, body, **attributes) -> fold:
    """A fold of one ``kind``; ``label`` and ``body`` are lists of nodes."""
    return fold("", fold_label("", "", *label), *body, kind=kind, **attributes)


def _fold_instead(node, kind, label, body, ids):
    node.parent.replace(node, folded(kind, label, body, ids=ids))


def _cell(node):
    """The parts of a cell, of which some are folded; nothing, if it is empty."""
    mode, parts = node.get("hide_mode"), node.children
    if not mode or not parts:
        return [node] if parts else []
    pieces = [[part] for part in parts] if mode in HIDDEN else [parts]
    return [_piece(node, piece) for piece in pieces]


def _piece(cell, parts):
    """Parts of a cell, folded if it says so."""
    mode = cell["hide_mode"]
    piece = nodes.container("", *parts, classes=cell["classes"])
    if mode in HIDDEN and parts[0]["nb_element"] != HIDDEN[mode]:
        return piece
    kind = "code" if mode == "input" else "result"
    predicted = cell["cell_metadata"].get("predicted") and kind == "result"
    return folded(kind, _rich(cell["prompt_show"]), [piece], predicted=predicted)


def _rich(text):
    """The nodes of a text; what stands between backticks is code."""
    parts = enumerate(re.split("`([^`]+)`", text))
    return [nodes.literal("", part) if index % 2 else nodes.Text(part) for index, part in parts]


def _short(title):
    """The title of a solution: the exercise is named on paper, and to screen readers."""
    exercise = title.next_node(nodes.reference)
    return [nodes.Text("Solution"), nodes.inline("", " to", *exercise, classes=["plainnet-whose"])]


def _in_rows(siblings):
    for is_fold, group in itertools.groupby(siblings, lambda node: isinstance(node, fold)):
        group = list(group)
        yield from (
            [nodes.container("", *group, classes=["plainnet-folds"])]
            if is_fold and len(group) > 1
            else group
        )


def _open_fold(self, node):
    said = {"data-said": SAID} if node.get("predicted") else {}
    self.body.append(
        self.starttag(node, "details", CLASS="plainnet-fold", **{"data-fold": node["kind"]}, **said)
    )


def _open_label(self, node):
    self.body.append("<summary><span>")


def _closer(text):
    return lambda self, node: self.body.append(text)
