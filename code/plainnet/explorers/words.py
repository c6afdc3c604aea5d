"""All words that an explorer shows, in one place, so that a translation can replace them.

Each explorer has a module here, of its own name. JavaScript holds no sentence. Numbers arrive
formatted by Python.
"""

COMMON = {
    "explorer": "Explorer",
    "tasks": "Things to try",
    "link": "Link",
    "copied": "Copied",
    "read": "Touch a curve to read it.",
    "before": "before",
    "numbers": "Show the numbers",
    "back": "One step back",
    "on": "One step on",
    "reset": "Back to the beginning",
    "play": "▶ Play",
    "pause": "❚❚ Pause",
    "again": "↺ Again",
}

OUTCOMES = {
    "solved": "solved, all four patterns are right",
    "stuck": "stuck, the curve is flat near a plateau",
    "still learning": "still learning",
    "thrashing": "thrashing, the steps are too large",
    "diverged": "diverged, the numbers overflowed",
}
