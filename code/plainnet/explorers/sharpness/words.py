"""The texts of the sharpness explorer."""

from plainnet import language

WORDS = {
    "title": "Sharpness and 2/α",
    "learning_rate": "Learning rate α",
    "seed": "Start (seed)",
    "epoch": "Epoch",
    "loss": "Loss L",
    "sharpness": "λₘₐₓ",
    "curvature": "Sharpness λₘₐₓ",
    "parabola": "Along the largest curvature",
    "step": "One step: ×",
    "limit": "2/α = {limit:.3g}",
    "limit_above": "2/α = {limit:.3g} lies above",
    "legend": (
        "Both curves belong to one run, and the upright line marks the same epoch in both. Red "
        "dots mark epochs at which the sharpness lies above 2/α; broken grey is the run before, "
        "and a click brings it back. The parabola is the quadratic approximation of the loss in "
        "the direction of the largest curvature, in units of the present distance from its bottom: "
        "the next two steps take the ball from 1 to 1 − αλₘₐₓ and to its square. Higher orders are "
        "left out; because of them, a run need not be lost where λₘₐₓ lies above 2/α."
    ),
    "start": "Start {seed}:",
    "crossing": "where it crosses",
    "run": "start {seed} at {learning_rate:g}",
    "table": "Loss and sharpness after some of the epochs",
    "sentence": (
        "Start {seed}: {outcome}. The sharpness is at most {highest:.4f}, after {when} epochs, and "
        "ends at {last:.4f}. It lies above 2/α at {above} of {shown} epochs."
    ),
    "still": (
        "The largest eigenvalue of the Hessian along training, and a dashed line at 2/α. {sentence}"
    ),
    "summary": (
        "Sharpness: {rates} rates × {seeds} starts; in {above} of {runs} runs "
        "λ_max is above 2/α at an epoch shown"
    ),
}
language.words(__name__, WORDS)
