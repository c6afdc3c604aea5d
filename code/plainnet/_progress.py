"""A progress bar, when one is asked for."""

from collections.abc import Iterable

from plainnet._validation import flag


def bar(iterable, wanted, unit) -> Iterable:
    """``iterable`` itself, or with a tqdm progress bar around it that counts its items.

    ``unit`` names them. Raises a `ValueError` for what is neither True nor False.
    """
    if not flag("progress", wanted):
        return iterable
    from tqdm.auto import tqdm  # here, so that `import plainnet` loads NumPy only

    return tqdm(iterable, unit=unit)
