"""A progress bar, when one is asked for."""

from collections.abc import Iterable

from plainnet._validation import unfit


def bar(iterable, wanted, unit) -> Iterable:
    """``iterable`` itself, or with a tqdm progress bar around it that counts its items.

    ``unit`` names them. Raises a `ValueError` for a list or an array in place of True or False.
    """
    if hasattr(wanted, "__len__"):
        raise unfit("progress", "True or False", wanted)
    if not wanted:
        return iterable
    from tqdm.auto import tqdm  # here, so that `import plainnet` loads NumPy only

    return tqdm(iterable, unit=unit)
