"""Rounding numbers for the page, and writing them as text."""

import math

RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def digits(values, count=4) -> list[float]:
    """``values`` as a list, rounded to this many significant digits."""
    return [float(f"{value:.{count}g}") for value in values]


def minus(text) -> str:
    """``text`` with minus signs in place of hyphens."""
    return text.replace("-", "−")


def labels(values) -> tuple[str, ...]:
    """``values`` as short texts."""
    return tuple(minus(f"{value:g}") for value in values)


def number(value) -> str:
    """A number as text, with three decimals; 0 and 1 without any."""
    return minus(f"{value:g}" if value in (0.0, 1.0) else f"{value:.3f}")


def bracketed(value) -> str:
    """A number as text inside a product or sum; a negative one is in brackets."""
    return f"({number(value)})" if value < 0 else number(value)


def axis(start, end, ticks, label="", *, log=False, names=None) -> dict:
    """An axis for the page from ``start`` to ``end``, with ``ticks`` and the texts at them.

    Powers of ten below 0.01 and above 1,000 are written as powers, all other ticks in full.
    """
    names = [tick_name(tick) for tick in ticks] if names is None else list(names)
    ends = {"from": start, "to": end, "log": log}
    return ends | {"ticks": list(ticks), "names": names, "label": label}


def tick_name(value) -> str:
    """The text at a tick, such as ``0.1``, ``2,000`` or ``10⁻⁸``."""
    power = round(math.log10(value)) if value > 0 else 0
    if (power < -2 or power > 3) and math.isclose(value, 10.0**power):
        return "10" + str(power).translate(RAISED)
    return minus(f"{value:,g}")
