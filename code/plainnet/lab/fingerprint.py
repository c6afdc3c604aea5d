"""A short text for all that a stored result depends on: the code that computes it, and settings.

What computes nothing does not count: docstrings, comments, annotations, imports, and what an error
says. So a comma in an error message leaves all stored results valid, and a changed activation none.
"""

import ast
import functools
import hashlib
import inspect
import json
import textwrap
import threading
from collections.abc import Callable
from types import ModuleType

PARSING = threading.Lock()  # Python 3.11 fails at times if two threads parse at once


class _Computing(ast.NodeTransformer):
    """Removes what computes nothing from a syntax tree; with ``errors``, error messages stay."""

    def __init__(self, errors):
        self.errors = errors

    def visit_Import(self, node):
        return None

    visit_ImportFrom = visit_Import  # noqa: N815

    def visit_Raise(self, node):
        return self.generic_visit(node) if self.errors else ast.Raise()

    def visit_AnnAssign(self, node):
        targets = [self.visit(node.target)]
        return ast.Assign(targets, self.visit(node.value or ast.Constant(...)), lineno=0)

    def visit_arg(self, node):
        return ast.arg(node.arg)

    # As lists and tuples, because Python 3.12 writes f-strings with other quotes than 3.11, and
    # puts an empty text behind a value in a specification.
    def visit_JoinedStr(self, node):
        return ast.List([self.visit(value) for value in node.values if _is_not_empty(value)])

    def visit_FormattedValue(self, node):
        specification = [self.visit(node.format_spec)] if node.format_spec else []
        return ast.Tuple([self.visit(node.value), ast.Constant(node.conversion), *specification])

    def generic_visit(self, node):
        node = super().generic_visit(node)
        if isinstance(node, ast.FunctionDef):
            node.returns = None
        documented = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        if documented and ast.get_docstring(node, clean=False) is not None:
            del node.body[0]
        if getattr(node, "body", None) == []:
            node.body = [ast.Pass()]
        return node


def _is_not_empty(value):
    return not (isinstance(value, ast.Constant) and value.value == "")


def parsed(source: str) -> ast.Module:
    """The syntax tree of ``source``."""
    with PARSING:
        return ast.parse(textwrap.dedent(source))


def only_computing(tree: ast.Module, errors: bool = False) -> ast.Module:
    """Remove what computes nothing from ``tree``, in place, and return it."""
    return _Computing(errors).visit(tree)


@functools.cache
def computing(source: str, errors: bool = False) -> str:
    """The part of ``source`` that computes, in a standard layout; ``errors`` adds error texts."""
    return ast.unparse(only_computing(parsed(source), errors))


def fingerprint(*parts: str | ModuleType | type | Callable | dict | list | tuple) -> str:
    """A digest of ``parts``: modules, classes and functions by what they compute, the rest as is.

    Settings are texts, or what JSON can hold.
    """
    texts = []
    for part in parts:
        if inspect.ismodule(part) or inspect.isclass(part) or inspect.isroutine(part):
            texts.append(computing(inspect.getsource(part)))
        else:
            texts.append(part if isinstance(part, str) else json.dumps(part))
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()
