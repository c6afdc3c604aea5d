"""Everything that folds looks the same: ``<details class="plainnet-fold">`` with a label.

This concerns cells with the tags of Jupyter Book, solutions and dropdowns. The label of a cell is
derived from its source, unless its metadata have one as ``mystnb.code_prompt_show``, the setting of
myst-nb. No script is needed.
"""

import itertools
import re

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import solution_node

from plainnet_book import cells, languages

# For other values of `hide_mode`, the whole cell is folded.
HIDDEN = {"input": "cell_code_source", "output": "cell_code_output"}
YOU_SAID = "You said: "  # before the reader's prediction, next to the result


class fold(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """The node of a fold, which begins with a `fold_label`; ``kind`` is, for example, solution."""


class fold_label(nodes.General, nodes.TextElement):  # noqa: N801
    """The label of a fold."""


def connect(app) -> None:
    """Register nodes and transform with Sphinx."""
    app.add_node(fold, html=(_open_fold, _closer("</details>\n")))
    app.add_node(fold_label, html=(_open_label, _closer("</span></summary>\n")))
    app.add_post_transform(Fold)


def labelled(notebook, say=str) -> dict:
    """The notebook with labels for cells that fold, and marks on those that follow a prediction.

    ``say`` translates the labels.
    """
    before = ""
    for cell in notebook.cells:
        if cells.FOLDED & set(cell.metadata.get("tags", [])):
            words = cells.label(cell.source, cell.metadata, bool(cell.outputs), say)
            cell.metadata.setdefault("mystnb", {}).setdefault("code_prompt_show", words)
            cell.metadata["predicted"] = "prediction=True" in before
        before = cell.source
    return notebook


class Fold(SphinxPostTransform):
    """Folds cells, dropdowns and solutions, instead of three extensions with three looks."""

    default_priority = 190

    def run(self) -> None:
        """Fold the parts of one page, and put neighbouring folds into a row."""
        say = languages.words(self.env.docname)
        for node in list(self.document.findall(nodes.container)):
            if node.get("nb_element") == "cell_code":
                node.parent.replace(node, _cell(node, say(YOU_SAID)))
            elif node.get("design_component") == "dropdown":
                title, *body = node.children
                _fold_instead(node, "aside", title.children, body, title["ids"])
        for node in list(self.document.findall(solution_node)):
            title, body = node.children
            _fold_instead(node, "solution", _short(title, say), body.children, node["ids"])
        for parent in {
            id(node.parent): node.parent for node in self.document.findall(fold)
        }.values():
            parent[:] = list(_in_rows(parent.children))


def folded(kind, label, body, **attributes) -> fold:
    """A fold of this ``kind``; ``label`` and ``body`` are lists of nodes."""
    return fold("", fold_label("", "", *label), *body, kind=kind, **attributes)


def _fold_instead(node, kind, label, body, ids):
    node.parent.replace(node, folded(kind, label, body, ids=ids))


def _cell(node, said):
    """The parts of a cell, some of them folded; an empty list for an empty cell.

    ``said`` stands before the reader's prediction.
    """
    mode, parts = node.get("hide_mode"), node.children
    if not mode or not parts:
        return [node] if parts else []
    pieces = [[part] for part in parts] if mode in HIDDEN else [parts]
    if mode == "input":
        pieces.reverse()  # first what it shows, which the text before it announces
    return [_piece(node, piece, said) for piece in pieces]


def _piece(cell, parts, said):
    """A part of a cell, folded if the cell's tags say so."""
    mode = cell["hide_mode"]
    piece = nodes.container("", *parts, classes=cell["classes"])
    if mode in HIDDEN and parts[0]["nb_element"] != HIDDEN[mode]:
        return piece
    kind = "code" if mode == "input" else "result"
    is_predicted = cell["cell_metadata"].get("predicted") and kind == "result"
    label = _rich(cell["prompt_show"])
    return folded(kind, label, [piece], said=said if is_predicted else None)


def _rich(text):
    """The nodes of a text, in which parts between backticks are code."""
    parts = enumerate(re.split("`([^`]+)`", text))
    return [nodes.literal("", part) if index % 2 else nodes.Text(part) for index, part in parts]


def _short(title, say):
    """The label of a solution; only print and screen readers include the name of the exercise."""
    exercise, classes = title.next_node(nodes.reference), ["plainnet-whose"]
    whose = nodes.inline("", say(" to"), *exercise, classes=classes)
    return [nodes.Text(say("Solution")), whose]


def _in_rows(siblings):
    for is_fold, group in itertools.groupby(siblings, lambda node: isinstance(node, fold)):
        group = list(group)
        yield from (
            [nodes.container("", *group, classes=["plainnet-folds"])]
            if is_fold and len(group) > 1
            else group
        )


def _open_fold(self, node):
    answer = {"data-said": node["said"]} if node.get("said") else {}
    self.body.append(
        self.starttag(
            node, "details", CLASS="plainnet-fold", **{"data-fold": node["kind"]}, **answer
        )
    )


def _open_label(self, node):
    self.body.append("<summary><span>")


def _closer(text):
    return lambda self, node: self.body.append(text)
