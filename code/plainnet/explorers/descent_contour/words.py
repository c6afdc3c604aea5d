"""The texts of the explorer of descent in a valley."""

from plainnet import language

WORDS = {
    "title": "Descent in a valley",
    "learning_rate": "Learning rate α",
    "momentum": "Momentum β",
    "condition": "Condition κ",
    "start_x": "Start along x",
    "start_y": "Start across y",
    "symbols": {"learning_rate": "α", "start_x": "x", "start_y": "y"},
    "roll": "▶ Roll",
    "x": "x, along the valley",
    "y": "y, across",
    "step": "Step",
    "share_x": "along: x / start x",
    "share_y": "across: y / start y",
    "along": "along",
    "across": "across",
    "plain_along": "plain along",
    "plain_across": "plain across",
    "table": "Which share of the start is left: x / start x along, y / start y across",
    "level": "L = {level:g}",
    "start": "start ({x:g}, {y:g})",
    "chosen": "α = {learning_rate:g}, β = {momentum:g}",
    "shades": "the bluer, the fewer steps",
    "fewest": "fewest: {steps}",
    "tasks": {
        "limit": "the limit",
        "valley": "a long valley",
        "bowl": "a round bowl",
        "wins": "momentum wins",
        "loses": "momentum loses",
    },
    "zones": ["creeps", "swings", "diverges"],
    "needs": "to a thousandth: {steps}",
    "plain_needs": "β = 0: {steps}",
    "never": "never",
    "many": "over {most:,} steps",
    "one": "{count} step",
    "some": "{count} steps",
    "regimes": {
        "along": "The way along the valley takes longest",
        "across": "The swinging across the valley takes longest",
        "even": "Both directions shrink about equally fast",
        "forever": "The swinging across the valley does not shrink",
        "diverges": "The swinging across the valley grows: α is too large",
    },
    "plain_sentence": ("{regime}. To a thousandth: {along} along the valley, {across} across it."),
    "sentence": (
        "{regime}. To a thousandth: {along} along the valley, {across} across it. "
        "Without momentum: {plain_along}, {plain_across}."
    ),
    "still": (
        "Contour lines of the loss, long ellipses around the minimum at (0, 0), and the path of "
        "gradient descent, {start}, one point a step. {sentence}"
    ),
    "summary": (
        "Descent in a valley: {frames} settings; at condition number 10, {low} of {runs} come down "
        "to a thousandth in {steps} steps"
    ),
}
language.words(__name__, WORDS)
