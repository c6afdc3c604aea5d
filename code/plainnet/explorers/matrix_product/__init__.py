"""Explorer: the matrix products of a layer, cell by cell and term by term."""

import numpy as np

from plainnet import _validation, plots
from plainnet.explorers.explorer import Explorer, Slider
from plainnet.explorers.formatting import axis, minus
from plainnet.explorers.matrix_product.layer import PRODUCTS, W, X
from plainnet.explorers.matrix_product.words import WORDS

KEYS = {product.name: key for key, product in PRODUCTS.items()}
STEPS = X.size * W.shape[1]  # the same for each product: patterns · inputs · units
LONGEST = max(*X.shape, *W.shape)
MUTED = "index", "row_axis", "column_axis", "place"
BLUE = "row_y", "column_y", "summed"


def written(value) -> str:
    """A number as text, with all its digits."""
    return minus(f"{value + 0.0:g}")  # 0 · (−0.5) is -0.0


def multiplied(a, b) -> str:
    """A product as text, without line breaks inside; negative numbers are in brackets."""
    return "\u00a0·\u00a0".join(f"({written(x)})" if x < 0 else written(x) for x in (a, b))


def summed(pairs) -> tuple[list[str], str]:
    """A sum of products written out, with its value."""
    return [multiplied(*pair) for pair in pairs], written(sum(a * b for a, b in pairs))


def shown(matrix) -> list[list[str]]:
    """The numbers of a matrix as texts."""
    return [[written(value) for value in row] for row in matrix.tolist()]


class MatrixProduct(Explorer):
    """The three products of a layer: X @ W, Xᵀ @ δ and δ @ Wᵀ, cell by cell and term by term.

    ``product`` is the one to begin with, such as ``"X @ W"``.
    """

    view = "matrix_product"
    height = "450px", 600, "328px"

    def __init__(self, product="X @ W"):
        first = PRODUCTS[_validation.choice("product", product, KEYS)]
        steps, start = tuple(range(STEPS)), first.step(first.start)
        counted = tuple(f"{step + 1}/{STEPS}" for step in steps)
        keys, names = tuple(PRODUCTS), tuple(KEYS)
        super().__init__(
            [
                Slider("step", WORDS["step"], steps, counted, start, "time", pace=1000),
                Slider("product", WORDS["product"], keys, names, names.index(product), "choice"),
            ],
            tasks=[
                (WORDS["tasks"][key], {"product": key, "step": chosen.step(chosen.task)})
                for key, chosen in PRODUCTS.items()
            ],
            roles=dict.fromkeys(MUTED, "muted") | dict.fromkeys(BLUE, "curve"),
            words=WORDS,
            index=list(range(LONGEST)),
            line=[[-row] * LONGEST for row in range(LONGEST)],
            across=[axis(-0.5, size - 0.5, []) for size in range(LONGEST + 1)],
            down=[axis(0.5 - size, 0.5, []) for size in range(LONGEST + 1)],
            table=["cell", "sum", "value"],
        )

    def compute(self, step, product) -> dict:
        """The three grids, the cells at work in them, and the sum up to this term."""
        chosen = PRODUCTS[product]
        cell, term = divmod(step, len(chosen.right))
        row, column = divmod(cell, chosen.right.shape[1])
        terms, total = summed(chosen.pairs(row, column)[: term + 1])
        return {
            "left": shown(chosen.left),
            "right": shown(chosen.right),
            "result": _filled(chosen.result, cell, total),
            **_lit(chosen, row, column, term),
            "terms": [f"+ {text}" if k else text for k, text in enumerate(terms)],
            "total": f"= {total}",
            "here": f"({chosen.name})[{row}, {column}]",
            "place": _place(chosen, row, column),
            **_labels(chosen),
            "ends": [chosen.step(at) for at in np.ndindex(chosen.result.shape)],
            **_table(chosen),
            "sentence": _sentence(product, row, column, terms, total),
        }

    def draw_still(self, ax, frame) -> None:
        product, titles = self._shown(), frame["titles"]
        row, column = product.start
        count = len(product.right)
        lit = [(row, k) for k in range(count)], [(k, column) for k in range(count)]
        below = count + 1, 0
        plots.number_grid(ax, product.left, below, marked=lit[0], label=titles[0])
        plots.number_grid(ax, product.right, below[::-1], marked=lit[1], label=titles[1])
        place = count + 1, count + 1
        plots.number_grid(ax, product.result, place, marked=[product.start], label=titles[2])
        for text in ax.texts:
            text.set_fontsize(7)

    def alt_text(self, frame) -> str:
        product = self._shown()
        terms, total = summed(product.pairs(*product.start))
        return WORDS["still"].format(
            titles=frame["titles"], sum=" + ".join(terms), total=total, cell=list(product.start)
        )

    def _shown(self):
        return list(PRODUCTS.values())[self.position[1]]


def _filled(result, cell, total):
    """The result so far; the cell at work shows the sum up to its term."""
    texts = [text for row in shown(result) for text in row]
    texts[cell:] = [total] + [""] * (len(texts) - cell - 1)
    width = result.shape[1]
    return [texts[start : start + width] for start in range(0, len(texts), width)]


def _lit(product, row, column, term):
    """The corners of the current row and column, the cells at work, and their colours.

    On the y axis, the first row is at 0 and the others are below it.
    """
    end = len(product.right) - 0.5
    return {
        "row_x": [-0.5, end, end, -0.5],
        "row_y": [0.5 - row, 0.5 - row, -0.5 - row, -0.5 - row],
        "column_x": [column - 0.5, column + 0.5, column + 0.5, column - 0.5],
        "column_y": [0.5, 0.5, -end, -end],
        **{"left_x": term, "left_y": -row},
        **{"right_x": column, "right_y": -term},
        **{"result_x": column, "result_y": -row},
        "roles": {f"terms.{term}": "curve", f"result.{row}.{column}": "curve"},
    }


def _labels(product):
    """The texts around the grids."""
    rows, summed_over, columns = (WORDS["axes"][name] for name in product.axes)
    names = [*product.names, product.name]
    shapes = product.left.shape, product.right.shape, product.result.shape
    return {
        "titles": [f"{name} {shape}" for name, shape in zip(names, shapes, strict=True)],
        "row_axis": rows,
        "column_axis": columns,
        "summed": [arrow.format(axis=summed_over) for arrow in WORDS["arrows"]],
    }


def _place(product, row, column):
    rows, _, columns = (WORDS["one"][name] for name in product.axes)
    return WORDS["place"].format(rows=rows, row=row, columns=columns, column=column)


def _table(product):
    """The table: every cell of the result with its sum."""
    cells = list(np.ndindex(product.result.shape))
    sums = [summed(product.pairs(*cell)) for cell in cells]
    return {
        "cell": [f"[{row}, {column}]" for row, column in cells],
        "sum": [" + ".join(terms) for terms, _ in sums],
        "value": [total for _, total in sums],
    }


def _sentence(key, row, column, terms, total):
    product = PRODUCTS[key]
    (left, right), count = product.names, len(product.right)
    return WORDS["sentence"].format(
        purpose=WORDS["purposes"][key],
        row=row,
        left=left,
        column=column,
        right=right,
        place=_place(product, row, column),
        state=WORDS["states"][len(terms) == count],
        terms=" + ".join(terms),
        total=total,
    )
