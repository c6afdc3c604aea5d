"""Matrix products: the numbers are those of the package's network, and every sum is correct."""

import math

import numpy as np
from each import each

from plainnet import NeuralNetwork, losses
from plainnet.explorers import MatrixProduct
from plainnet.explorers.matrix_product import STEPS
from plainnet.explorers.matrix_product.layer import DELTA, PRODUCTS, TARGETS, W, X

NAMED = {"X": X, "W": W, "δ": DELTA, "Xᵀ": X.T, "Wᵀ": W.T}
every_product = each("key", PRODUCTS)


def value(text):
    return float(text.replace("−", "-"))


def added_up(text):
    """The value of a written sum such as ``0 · 1 + 1 · (−0.5)``."""
    terms = [[value(part.strip("()")) for part in term.split("\u00a0·\u00a0")] for term in text]
    return sum(math.prod(term) for term in terms)


def test_they_are_the_products_of_a_layer():
    nn = NeuralNetwork(2, 3, output="identity", loss="mse", bias=False)
    nn.parameters = {"W1": W.copy()}
    record = nn.forward(X)
    np.testing.assert_array_equal(PRODUCTS["forward"].result, record.y_hat)
    np.testing.assert_array_equal(PRODUCTS["weights"].result, nn.backward(record, TARGETS)["W1"])
    np.testing.assert_array_equal(DELTA, losses.mean_squared_error_gradient(X @ W, TARGETS))
    nudge, slopes = 1e-5, np.zeros(X.shape)
    for place in np.ndindex(X.shape):
        step = np.zeros(X.shape)
        step[place] = nudge
        up, down = (losses.mean_squared_error((X + s) @ W, TARGETS) for s in (step, -step))
        slopes[place] = (up - down) / (2 * nudge)
    np.testing.assert_allclose(PRODUCTS["back"].result, slopes, atol=1e-8)


@every_product
def test_the_grids_are_the_matrices_of_its_name(shown, key):
    product, frame = PRODUCTS[key], shown.compute(STEPS - 1, key)
    left, right = (NAMED[name] for name in product.name.split(" @ "))
    for grid, matrix in (("left", left), ("right", right), ("result", left @ right)):
        np.testing.assert_array_equal([[value(x) for x in row] for row in frame[grid]], matrix)
        assert max(len(text) for row in frame[grid] for text in row) <= len("−0.25")
    names = [*product.names, product.name]
    shapes = left.shape, right.shape, (left @ right).shape
    assert frame["titles"] == [f"{name} {shape}" for name, shape in zip(names, shapes, strict=True)]


@every_product
def test_each_term_is_lit_and_the_sum_is_that_of_its_terms(shown, key):
    product = PRODUCTS[key]
    count = len(product.right)
    assert product.result.size * count == STEPS
    for step in range(STEPS):
        frame = shown.compute(step, key)
        row, column, k = -frame["result_y"], frame["result_x"], frame["left_x"]
        assert (frame["left_y"], frame["right_y"], frame["right_x"]) == (-row, -k, column)
        assert step == (row * product.result.shape[1] + column) * count + k
        assert frame["here"] == f"({product.name})[{row}, {column}]"
        texts = [text.removeprefix("+ ") for text in frame["terms"]]
        assert len(texts) == k + 1
        assert value(frame["total"].removeprefix("= ")) == added_up(texts)
        assert added_up(texts) == product.left[row, : k + 1] @ product.right[: k + 1, column]
        assert added_up(texts[-1:]) == product.left[row, k] * product.right[k, column]
        assert frame["result"][row][column] == frame["total"].removeprefix("= ")
        assert {*frame["row_y"]} == {-row - 0.5, -row + 0.5}
        assert {*frame["column_x"]} == {column - 0.5, column + 0.5}
        assert {*frame["row_x"]} == {-0.5, count - 0.5}
        assert {*frame["column_y"]} == {0.5, 0.5 - count}
        filled = [text != "" for cells in frame["result"] for text in cells]
        assert filled == [place <= step // count for place in range(len(filled))]


@every_product
def test_a_press_on_a_cell_completes_it(shown, key):
    product = PRODUCTS[key]
    for cell, end in zip(
        np.ndindex(product.result.shape), shown.compute(0, key)["ends"], strict=True
    ):
        frame = shown.compute(end, key)
        assert (-frame["result_y"], frame["result_x"]) == cell
        assert value(frame["total"].removeprefix("= ")) == product.result[cell]
        assert "Complete sum: " in frame["sentence"]


@every_product
def test_the_table_has_every_cell(shown, key):
    frame, result = shown.compute(0, key), PRODUCTS[key].result
    assert [value(text) for text in frame["value"]] == result.ravel().tolist()
    assert [added_up(text.split(" + ")) for text in frame["sum"]] == result.ravel().tolist()
    assert frame["cell"] == [f"[{i}, {j}]" for i, j in np.ndindex(result.shape)]


@every_product
def test_the_sentence_says_the_term_and_the_sum(shown, key):
    for step in (0, 1, 10, STEPS - 1):
        frame = shown.compute(step, key)
        texts = [text.removeprefix("+ ") for text in frame["terms"]]
        assert frame["sentence"].endswith(f": {' + '.join(texts)} {frame['total']}.")
        assert frame["place"] in frame["sentence"]


def test_each_axis_is_summed_away_once():
    lengths = {"pattern": 4, "input": 2, "unit": 3}
    assert {product.axes[1] for product in PRODUCTS.values()} == set(lengths)
    for product in PRODUCTS.values():
        rows, count, columns = (lengths[name] for name in product.axes)
        assert product.left.shape == (rows, count) and product.right.shape == (count, columns)


@every_product
def test_it_begins_with_the_product_that_is_asked_for(key):
    product = PRODUCTS[key]
    begun = MatrixProduct(product.name)
    assert begun.frame == begun.compute(product.step(product.start), key)
    row, column = product.start
    assert f"cell [{row}, {column}] of the result" in begun.alt_text(begun.frame)
    assert product.name in begun.alt_text(begun.frame)
