"""The texts that all explorers share; each explorer's own are in its module of the same name.

JavaScript contains no texts, so these modules are all that a translation would replace. Numbers are
formatted by Python.
"""

from plainnet import language

COMMON = {
    "explorer": "Explorer",
    "tasks": "Things to try",
    "try": "Try",
    "link": "Link",
    "copied": "Copied",
    "read": "Touch a curve to read it.",
    "before": " (before)",
    "legend": "How to read it",
    "numbers": "The numbers",
    "back": "One step back",
    "on": "One step on",
    "reset": "Back to the beginning",
    "play": "▶ Play",
    "pause": "❚❚ Pause",
    "comma": ", ",
    "semicolon": "; ",
    "space": " ",
    "summary": "{title}: {positions} positions",
}

OWN = {  # of what was not computed in advance
    "any": "Type a number",
    "computing": "Python computes…",
    "computed": "Computed by Python, in this page",
    "number": "{label}: a number from {low:g} to {high:g}, please, not “{got}”",
    "whole": "{label}: a whole number from {low:,} to {high:,}, please, not “{got}”",
    "failed": "Python could not go on ({error}): choose something else, or start over.",
}
COMMON["own"] = {name: OWN[name] for name in ("any", "computing", "computed")}

OUTCOMES = {
    "solved": "solved, all four patterns are right",
    "stuck": "stuck, the curve is flat near a plateau",
    "still learning": "still learning",
    "thrashing": "thrashing, the steps are too large",
    "diverged": "diverged, the numbers overflowed",
}
ENDED = {name: name for name in (*OUTCOMES, "hardly moves")}  # the same in a word or two
for texts in (COMMON, OWN, OUTCOMES, ENDED):
    language.words(__name__, texts)
