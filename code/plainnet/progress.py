"""A progress bar, when one is asked for."""


def bar(iterable, wanted, unit):
    """``iterable`` itself, or with a tqdm progress bar around it that counts in ``unit``."""
    if not wanted:
        return iterable
    from tqdm.auto import tqdm  # here, so that `import plainnet` loads NumPy only

    return tqdm(iterable, unit=unit)
