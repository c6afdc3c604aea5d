"""Frames around exercises: the task, the cells that belong to it, answer boxes and the solution.

In a cell with the tag ``exercise``, readers write their answer; it ends with the check, if any.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import (
    exercise_enumerable_node,
    exercise_node,
    is_exercise_node,
    solution_node,
)

from plainnet_book import languages
from plainnet_book.page_python import session

BOX = 'data-view="answer_box"'
TAG = f"tag_{session.EXERCISE}"  # the class of a cell in which readers write
HERE, ELSEWHERE = "in the page", "in a notebook"  # where a reader can solve an exercise
KINDS = {"pencil": "with a pencil", "longer": "a longer piece"}  # by the class of the exercise
SOLUTIONS = "Solutions"  # the heading above all solutions in print


def connect(app) -> None:
    """Register the transform with Sphinx."""
    app.setup_extension("sphinx_exercise")
    for node in (exercise_node, exercise_enumerable_node):
        app.add_node(node, override=True, html=(_open, _close))
    app.add_post_transform(Frame)


class Frame(SphinxPostTransform):
    """Moves everything up to the solution into the exercise, and says where it can be solved."""

    default_priority = 180  # after titles are set, and before anything is folded

    def run(self) -> None:
        """Frame the exercises of one page."""
        say = languages.words(self.env.docname)
        for exercise in list(self.document.findall(is_exercise_node)):
            title, task = exercise.children
            inside = belonging(exercise)
            for node in inside:
                node.parent.remove(node)
            exercise[1:] = [*task.children, *inside]
            answered = [node for node in inside if not isinstance(node, solution_node)]
            cells = [node for node in answered if TAG in node.get("classes", ())]
            for cell in cells:
                cell[1:] = []  # no output, since nobody has answered yet
            boxes = (BOX in raw.astext() for node in answered for raw in node.findall(nodes.raw))
            where = HERE if cells or any(boxes) else ELSEWHERE
            kind = next((KINDS[name] for name in exercise["classes"] if name in KINDS), where)
            title += nodes.inline("", say(kind), classes=["plainnet-where"])
        if any(self.document.findall(solution_node)):
            end = nodes.container(
                "", nodes.rubric("", say(SOLUTIONS)), classes=["plainnet-solutions"]
            )
            self.document[0] += end  # `page/print.js` moves the solutions there


def belonging(exercise) -> list:
    """The siblings between an exercise and its solution; none if the solution is elsewhere."""
    siblings = exercise.parent.children[exercise.parent.index(exercise) + 1 :]
    for index, node in enumerate(siblings):
        if is_exercise_node(node):
            break
        if isinstance(node, solution_node) and node["target_label"] == exercise["label"]:
            return siblings[: index + 1]
    return []


def _open(self, node):
    self.body.append(self.starttag(node, "div"))  # which the theme does not style as an admonition


def _close(self, node):
    self.body.append("</div>\n")
