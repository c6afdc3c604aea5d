"""Converts formulas such as ``∂L/∂W₂ = A₁ᵀ δ₂`` to trees of MathML for the page.

Screen readers read the formula itself; the MathML has the same letters and signs.
"""

import re

LOWERED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
RAISED = {"ᵀ": ["mo", "⊤"], "ᵗ": ["mi", "t"], "²": ["mn", "2"]}
LETTER = r"[A-Za-zŷδθασ]"
CLAUSE = re.compile(r", (?=[a-z]{2})|，")
WORD = r"(?:[A-Za-z]{2,}|[\u4e00-\u9fff]+)"
TOKEN = re.compile(
    rf"(?P<slope>∂L/∂(?P<of>{LETTER})(?P<at>[₀-₉]?))"
    r"|(?P<function>ln|exp|Σ)"
    rf"|(?P<words> ?{WORD}(?: {WORD})* ?)"
    rf"|(?P<letter>{LETTER})(?P<low>[₀-₉]?)(?P<high>[ᵀᵗ²′]?)"
    r"|(?P<bracket>\))(?P<power>²?)"
    r"|(?P<number>\d+)"
    r"|(?P<sign>[^\s\w])"
    r"|\s+"
)


def trees(line) -> list:
    """The tree of the formula and, if a condition follows after a comma, that of the condition."""
    return [tree(part) for part in CLAUSE.split(line)]


def tree(line) -> list:
    """``line`` as ``["mrow", …]``: names of MathML elements, each with its text or its children."""
    parts, at = [], 0
    for found in TOKEN.finditer(line):
        if found.start() != at:
            break
        at = found.end()
        if found[0].strip():
            parts.append(_part(found))
    if at != len(line):
        raise ValueError(f"mathematics: {line[at:]!r} is not understood in {line!r}")
    return ["mrow", *parts]


def _part(found):
    if found["slope"]:
        return ["mfrac", _row(_sign("∂"), ["mi", "L"]), _row(_sign("∂"), _low(found, "of", "at"))]
    if found["letter"]:
        base = _low(found, "letter", "low")
        return _row(base, _sign("′")) if found["high"] == "′" else _high(base, found["high"])
    if found["bracket"]:
        return _high(_sign(")"), found["power"])
    if found["words"]:
        return ["mtext", found["words"].replace(" ", "\u00a0")]
    if found["function"]:
        return ["mi", found["function"]]
    return ["mn", found["number"]] if found["number"] else _sign(found["sign"])


def _low(found, letter, index):
    base = ["mi", found[letter]]
    if not found[index]:
        return base
    return ["msub", base, ["mn", found[index].translate(LOWERED)]]


def _high(base, raised):
    return ["msup", base, RAISED[raised]] if raised else base


def _sign(text):
    return ["mo", text]


def _row(*parts):
    return ["mrow", *parts]
