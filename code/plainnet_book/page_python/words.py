"""All words of *Run*, by their names: of its buttons, its messages, and Python in the page."""

NUMPY, PYTHON = "2.0", "3.12"  # those that run in the page; a test compares them with the files

WORDS = {
    "run": "Run",
    "check": "Check",
    "answered": "Answered",
    "run_long": "Run, about {seconds} s",
    "stop": "Stop",
    "edit": "Edit",
    "reset": "↺ Original",
    "undo": "↻ My version",
    "reset_all": "↺ Originals on this page",
    "reset_done": "Done: each listing has “↻ My version”",
    "book": "The book's result",
    "stale": "The book's result, from the original code:",
    "stale_above": "The book's result, without your changes above:",
    "old": "From before your last change:",
    "download": "↓ Download with my changes",
    "code": "Code: {begin}",
    "figure": "Figure that your run drew",
    "loading": "Python is loading",
    "edited": "Edited, and kept in this browser",
    "not_kept": "Edited; this browser keeps nothing, so take your changes along",
    "waiting": "Starting Python, {seconds} s",
    "starting": (
        "Loading Python, once: {came} of {all} MB "
        f"(Python {PYTHON} and NumPy {NUMPY}, whichever made the book)"
    ),
    "coming": "Python loads, once: {came} of {all} MB",
    "figures": "Loading Matplotlib, once: {came} of {all} MB",
    "running": "Running, {seconds} s",
    "running_long": "Running, {seconds} s of about {all} s",
    "short": "less than 0.1",
    "done": "Your run, {seconds} s",
    "done_edited": "Your run, {seconds} s, with your changes above",
    "failed": "Your run ended with an error, after {seconds} s",
    "stopped": "Stopped after {seconds} s",
    "broken": "Python stopped working, and starts again with the next run ({error})",
    "lost": "Python was stopped, and starts again when it is asked",
    "gone": "Python was stopped, and forgot this one: run its cell again",
    "not_loaded": "Python could not be loaded; another press tries again ({error})",
    "too_old": "This browser is too old to run Python; one of 2023 or newer does",
    "above": "A cell above, which this one needs, stopped with an error:",
    "too_long": "\n… more was printed than this page shows.\n",
    "this_cell": "this cell",
    "cell_above": "a cell above",
}
