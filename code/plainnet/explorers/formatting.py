"""How numbers are rounded for the page, and written."""


def digits(values, count=4) -> list[float]:
    """``values`` as a list, rounded to so many significant digits."""
    return [float(f"{value:.{count}g}") for value in values]


def minus(text) -> str:
    """``text`` with a true minus sign for each hyphen."""
    return text.replace("-", "−")


def labels(values) -> tuple[str, ...]:
    """``values`` as short texts."""
    return tuple(minus(f"{value:g}") for value in values)


def number(value) -> str:
    """A number with three decimals; 0 and 1 as they are."""
    return minus(f"{value:g}" if value in (0.0, 1.0) else f"{value:.3f}")


def bracketed(value) -> str:
    """A number inside a product or sum: in brackets where it is negative."""
    return f"({number(value)})" if value < 0 else number(value)
