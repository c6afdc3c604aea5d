"""The texts of the explorer of descent in a valley."""

WORDS = {
    "title": "Descent in a valley",
    "learning_rate": "Learning rate α",
    "momentum": "Momentum β",
    "condition": "Condition number κ",
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
    "rate": "α = {learning_rate:g}",
    "best": "best without momentum: {best:.3g}",
    "limit": "limit {limit:g}",
    "zones": ["creeps", "swings", "diverges"],
    "needs": "to a thousandth: {steps}",
    "plain_needs": "β = 0: {steps}",
    "never": "never",
    "many": "over {most:,} steps",
    "one": "{count} step",
    "some": "{count} steps",
    "after": "after {steps}",
    "regimes": {
        "along": "the way along the valley takes longest",
        "across": "the swinging across the valley takes longest",
        "even": "both directions shrink about equally fast",
        "forever": "the swinging across the valley does not shrink",
        "diverges": "the swinging across the valley grows: α is too large",
    },
    "plain_sentence": (
        "Learning rate {learning_rate:g}, no momentum, condition number {condition}: {regime}. "
        "Less than a thousandth of the start is left along the valley {along}, across it {across}."
    ),
    "sentence": (
        "Learning rate {learning_rate:g}, momentum {momentum:g}, condition number {condition}: "
        "{regime}. Less than a thousandth of the start is left along the valley {along}, across it "
        "{across}. Without momentum (grey): {plain_along}, and {plain_across}."
    ),
    "losses": "From ({x}, {y}), {steps} steps take the loss from {first:.3g} to {last:.3g}.",
    "still": (
        "Contour lines of the loss, long ellipses around the minimum at (0, 0), and the path of "
        "gradient descent, {start}, one point a step. {sentence}"
    ),
    "summary": (
        "Descent in a valley: {frames} settings; at condition number 10, {low} of {runs} come down "
        "to a thousandth in {steps} steps"
    ),
}
