"""The lines in which an exhibit differs from the correct code, and the differences within them."""

import ast
import difflib
import inspect
import re
import textwrap

from plainnet.broken import museum

WORD = re.compile(r"\w+|\s+|[^\w\s]")  # the units of comparison: a name, a number, a single sign


def statements(function) -> list[str]:
    """A function's statements without its docstring and the line that unpacks a record."""
    source = textwrap.dedent(inspect.getsource(function))
    body = ast.parse(source).body[0].body[1:]  # skip the docstring
    lines = source.splitlines()[body[0].lineno - 1 :]
    return [line[4:] for line in lines if not line.endswith("= record")]


def changed(exhibit) -> list[str]:
    """The lines of the exhibit that differ from the correct code, and the lines they replace."""
    right = museum.step if exhibit.kind == "update" else museum.backward
    ours, theirs = statements(exhibit.function), statements(right)
    blocks = difflib.SequenceMatcher(None, ours, theirs).get_opcodes()
    differ = [block[1:] for block in blocks if block[0] != "equal"] or [(0, 0, 0, 0)]
    (i, _, j, _), (_, i_end, _, j_end) = differ[0], differ[-1]
    return ["\n".join(ours[i:i_end]), "\n".join(theirs[j:j_end])]


def pieces(ours, theirs) -> list[list]:
    """Both texts as pieces, each with whether it differs: ``[["g.derivative(", False], ...]``.

    No piece goes on after the end of a line.
    """
    words = WORD.findall(ours), WORD.findall(theirs)
    blocks = difflib.SequenceMatcher(None, *words, autojunk=False).get_opcodes()
    both = [[], []]
    for kind, i, i_end, j, j_end in blocks:
        for found, text in zip(both, (words[0][i:i_end], words[1][j:j_end]), strict=True):
            found += [[part, kind != "equal"] for part in "".join(text).splitlines(keepends=True)]
    return both
