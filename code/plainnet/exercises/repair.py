"""The small change after which an answer would be right.

Where no mistake of a catalogue explains an answer, a check looks for one in the reader's own cell:
it makes one of the `changes`, an operator, an axis, a name, a line further in or out, and runs the
cell again. A change with which all is right is told, with its line. So what a check says is true of
this very code.
"""

import ast
import contextlib
import copy
import io
import linecache
import sys
import time
import warnings

import numpy as np

from plainnet.exercises.changes import changes, kept_nowhere, prints

SECONDS = 3.0  # the longest search
FILE = "<changed cell>"


def near_miss(search="all") -> str:
    """In words, a change of the running cell after which its checks all say *Right*, or "".

    Only the cells of pages and of notebooks are changed. A ``search`` of ``lines`` moves lines, or
    keeps what they compute, and does nothing else.
    """
    frame = None if Trial.is_running else _cell()
    if frame in (None, Trial.searched):  # if the first check of a cell finds nothing, no other does
        return ""
    Trial.searched, names = frame, frame.f_globals
    if (tree := _tree(frame)) is None:
        return ""
    until = time.perf_counter() + SECONDS
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        if search == "lines" and (words := kept_nowhere(tree)):  # true without a trial
            return words
        for change in changes(tree, search == "lines"):
            if time.perf_counter() > until:
                return ""
            if (code := _compiled(tree, change)) and Trial(names, until).is_right(code):
                return change.words
    return ""


class _Silent(ast.NodeTransformer):
    """Takes out the lines that print."""

    def visit_Expr(self, node):
        return None if prints(node) else node


def program() -> str:
    """The cell that is running, without the lines that print; "" outside of pages and notebooks."""
    tree = _tree(frame) if (frame := _cell()) else None
    return ast.dump(_Silent().visit(tree)) if tree else ""


def _tree(frame):
    """The code of a cell, or None if it is not plain Python, but has a magic of IPython."""
    with contextlib.suppress(SyntaxError):
        return ast.parse("".join(linecache.getlines(frame.f_code.co_filename)))


def _cell():
    """The frame of the cell that is running, or None."""
    frame = sys._getframe()
    while frame and not frame.f_code.co_name.startswith(("<module>", "<cell line")):
        frame = frame.f_back
    is_page = frame and frame.f_code.co_filename.startswith("<cell ")
    return frame if is_page or (frame and "get_ipython" in frame.f_globals) else None


def _compiled(tree, change):
    """The code of the tree with a change, or None if that is no Python."""
    before = getattr(change.node, change.field)
    setattr(change.node, change.field, change.value)
    try:
        return compile(ast.fix_missing_locations(tree), FILE, "exec")
    except (SyntaxError, ValueError, TypeError):
        return None
    finally:
        setattr(change.node, change.field, before)


class _TimeIsUpError(BaseException):
    """A changed cell took too long; not an `Exception`, so that no code of a reader catches it."""


class _NotRightError(BaseException):
    """A check of a changed cell does not say *Right*, so the rest of the cell need not run."""


class Said(str):
    """What a check says: `print` hands it on as it is, so it is known from all other text."""

    is_verdict = True

    def __str__(self):
        return self


RIGHT = "Right", "对了"  # how verdicts begin, in English and in Chinese


class Trial:
    """A run of a changed cell among ``names`` that leaves no trace there."""

    is_running = False
    searched = None  # the frame of the cell that was searched last

    def __init__(self, names, until):
        self.names, self.until = names, until

    def is_right(self, code) -> bool:
        """Whether the changed cell prints verdicts, and all of them begin with *Right*."""
        kept, said, tracer = dict(self.names), [], sys.gettrace()

        def hear(*values, **settings):
            said.extend(text for text in map(str, values) if isinstance(text, Said))
            if not all(text.startswith(RIGHT) for text in said):
                raise _NotRightError

        Trial.is_running = True
        try:
            self.names |= _copies(kept, code)
            self.names["print"] = hear
            sys.settrace(self._watch)
            with contextlib.redirect_stdout(io.StringIO()):
                exec(code, self.names)
        except BaseException as error:  # whatever a reader's code raises
            if isinstance(error, KeyboardInterrupt):  # Jupyter's *Stop*
                raise
            return False
        finally:
            sys.settrace(tracer)
            Trial.is_running = False
            self.names.clear()
            self.names |= kept
        return bool(said)

    def _watch(self, frame, event, argument):
        if frame.f_code.co_filename != FILE:
            return None
        if time.perf_counter() > self.until:
            raise _TimeIsUpError
        return self._watch


def _copies(names, code):
    """Copies of the data among the names that the code reads, because it may change them."""
    kinds, codes, data = (np.ndarray, np.random.Generator, list, dict), [code], {}
    while codes:
        code = codes.pop()
        read = {name: names[name] for name in code.co_names if name in names}
        data |= {n: v for n, v in read.items() if isinstance(v, kinds) or hasattr(v, "parameters")}
        codes += [each for each in code.co_consts if hasattr(each, "co_names")]
    with contextlib.suppress(Exception):
        return copy.deepcopy(data)
    return {}
