"""The texts of the explorer of matrix products."""

from plainnet import language

WORDS = {
    "title": "Matrix products",
    "step": "Term",
    "product": "Product",
    "cell": "Cell",
    "sum": "Its sum",
    "value": "Value",
    "table": "Every cell of the result",
    "legend": (
        "X has a row for each pattern of XOR, W a column for each of three units; δ has the slope "
        "of the loss for each number of X @ W. Rows and columns are counted from 0, as in Python."
    ),
    "sentence": (
        "{purpose}. Row {row} of {left} meets column {column} of {right}: {place}. "
        "{state}: {terms} = {total}."
    ),
    "purposes": {
        "forward": "What each unit sums up for each pattern",
        "weights": "The slope of each weight, over all patterns",
        "back": "The slope of each input, over all units",
    },
    "states": ["Sum so far", "Complete sum"],
    "tasks": {"forward": "one unit", "weights": "one weight", "back": "one input"},
    "one": {"pattern": "pattern", "input": "input", "unit": "unit"},
    "place": "{rows} {row}, {columns} {column}",
    "axes": {"pattern": "patterns", "input": "inputs", "unit": "units"},
    "arrows": ["{axis} →", "{axis} ↓"],
    "still": (
        "Three tables of numbers: {titles[0]} stands to the left of {titles[2]}, {titles[1]} above "
        "it. Coloured are a row, a column, and where they meet, cell {cell} of the result: "
        "{sum} = {total}."
    ),
}
language.words(__name__, WORDS)
