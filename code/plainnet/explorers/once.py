"""What explorers of several pages need, computed once while a book is built: `once`."""

import functools
import hashlib
import os
import pickle
from collections.abc import Callable
from pathlib import Path


def once(function) -> Callable:
    """Cache a function; where a book is built, its kernels share the results in a folder.

    ``PLAINNET_ONCE`` names it. The results must not depend on the language that is spoken.
    """

    @functools.cache
    @functools.wraps(function)
    def shared(*arguments):
        if not (folder := os.environ.get("PLAINNET_ONCE")):
            return function(*arguments)
        call = f"{function.__module__}.{function.__qualname__}{arguments}"
        path = Path(folder) / hashlib.sha256(call.encode()).hexdigest()
        if path.exists():
            return pickle.loads(path.read_bytes())
        result = function(*arguments)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(pickle.dumps(result))
        partial.replace(path)
        return result

    return shared
