"""Mutants: a source with one small mistake each, such as a programmer makes.

A mutant differs from the source in a few characters, so that its lines stay where they are. What
computes nothing stays as it is: docstrings, annotations, texts, and what an error says.
"""

import ast
import itertools
import re
from dataclasses import dataclass

OPERATORS = {
    **{ast.Lt: ("<", "<=", ">="), ast.LtE: ("<=", "<", ">")},
    **{ast.Gt: (">", ">=", "<="), ast.GtE: (">=", ">", "<")},
    **{ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not")},
    **{ast.IsNot: ("is not", "is"), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in")},
    **{ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*")},
    **{ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "*"), ast.Pow: ("**", "*")},
    **{ast.MatMult: ("@", "*"), ast.BitAnd: ("&", "|"), ast.BitOr: ("|", "&")},
    **{ast.And: ("and", "or"), ast.Or: ("or", "and")},
}
_PAIRS = (
    *(("any", "all"), ("min", "max"), ("minimum", "maximum"), ("argmin", "argmax")),
    *(("zeros", "ones"), ("zeros_like", "ones_like"), ("add", "subtract"), ("sin", "cos")),
    *(("multiply", "divide"), ("hstack", "vstack"), ("greater", "greater_equal")),
)
SWAPPED = dict(_PAIRS) | {two: one for one, two in _PAIRS}
UNWRAPPED = {"abs", "absolute", "asarray", "deepcopy", "reversed", "sorted", "unique"}
IN_ANY_ORDER = {"add", "logaddexp", "max", "maximum", "min", "minimum", "multiply"}


@dataclass(frozen=True)
class Mutant:
    """One mistake: in ``where``, a module and its function, ``before`` became ``after``.

    ``becomes`` has the lines that it stands in, joined to one, without comments; ``line`` is the
    number of the first; ``change`` is that text with both in it, as in ``a ⟨< → <=⟩ b``.
    ``source`` is the whole module with the mistake.
    """

    where: str
    line: int
    before: str
    after: str
    becomes: str
    change: str
    source: str

    @property
    def module(self):
        return self.where.partition(".")[0]


def mutants(module, source):
    """All mutants of a module, in the order of the source."""
    finder = _Finder(source)
    finder.visit(ast.parse(source))
    return [finder.mutant(module, *change) for change in sorted(set(finder.changes))]


def _one_line(text):
    return " ".join(re.sub(r"  # .*", "", text).split())


def _name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


class _Finder(ast.NodeVisitor):
    """Collects changes as tuples: start and end in bytes, the new text, the function's name."""

    def __init__(self, source):
        self.source, self.changes, self.path = source.encode(), [], []
        lengths = map(len, self.source.splitlines(keepends=True))
        self.starts = [*itertools.accumulate(lengths, initial=0)]

    def mutant(self, module, start, end, after, function):
        source = self.source
        first, last = source.rfind(b"\n", 0, start) + 1, source.find(b"\n", end)
        spans = (first, start), (start, end), (end, last)
        left, before, right = (source[slice(*span)].decode() for span in spans)
        return Mutant(
            where=f"{module}.{function}".rstrip("."),
            line=source.count(b"\n", 0, start) + 1,
            before=before,
            after=after,
            becomes=_one_line(left + after + right),
            change=_one_line(f"{left}⟨{before} → {after}⟩{right}"),
            source=(source[:start] + after.encode() + source[end:]).decode(),
        )

    def change(self, start, end, after):
        if self.source[start:end] != after.encode():
            self.changes.append((start, end, after, ".".join(self.path)))

    def span(self, node):
        start, end = self.starts[node.lineno - 1], self.starts[node.end_lineno - 1]
        return start + node.col_offset, end + node.end_col_offset

    def text(self, node):
        start, end = self.span(node)
        return self.source[start:end].decode()

    def replace(self, node, after):
        self.change(*self.span(node), after)

    def operator(self, operator, left, right):
        """Replace the operator between two operands by each of its alternatives in turn."""
        before, *others = OPERATORS[type(operator)]
        gap = self.source[self.span(left)[1] : self.span(right)[0]]
        start = self.span(left)[1] + gap.index(before.encode())
        for after in others:
            self.change(start, start + len(before), after)

    # Parts that compute nothing: they are not changed.
    def visit_JoinedStr(self, node):
        pass

    visit_arg = visit_JoinedStr

    def visit_AnnAssign(self, node):
        if node.value:
            self.visit(node.value)

    def visit_keyword(self, node):
        if node.arg != "strict":  # of zip: it only raises an error, after a mistake in this package
            self.visit(node.value)

    # Changes of statements.
    def visit_FunctionDef(self, node):
        self.path.append(node.name)
        for default in (*node.args.defaults, *node.args.kw_defaults):
            if isinstance(default, ast.Constant) and default.value is None:
                self.replace(default, "0")
        for part in (node.args, *node.body):
            self.visit(part)
        self.path.pop()

    def visit_ClassDef(self, node):
        self.path.append(node.name)
        self.generic_visit(node)
        self.path.pop()

    def visit_Raise(self, node):
        self.replace(node, "pass")

    visit_Break = visit_Raise  # noqa: N815

    def visit_Expr(self, node):
        if not isinstance(node.value, ast.Constant):
            self.replace(node, "pass")
            self.visit(node.value)

    def visit_Assign(self, node):
        if isinstance(node.targets[0], ast.Attribute | ast.Subscript):
            self.replace(node, "pass")
        self.generic_visit(node)

    def visit_AugAssign(self, node):
        self.replace(node, "pass")
        self.operator(node.op, node.target, node.value)
        self.generic_visit(node)

    def visit_If(self, node):
        if isinstance(node.test, ast.Attribute | ast.Call | ast.Name):
            self.replace(node.test, f"not {self.text(node.test)}")
        self.generic_visit(node)

    visit_IfExp = visit_If  # noqa: N815

    # Changes of expressions.
    def visit_Compare(self, node):
        for operator, pair in zip(
            node.ops, itertools.pairwise((node.left, *node.comparators)), strict=True
        ):
            self.operator(operator, *pair)
        self.generic_visit(node)

    def visit_BoolOp(self, node):
        for pair in itertools.pairwise(node.values):
            self.operator(node.op, *pair)
        self.generic_visit(node)

    def visit_BinOp(self, node):
        self.operator(node.op, node.left, node.right)
        self.generic_visit(node)

    def visit_UnaryOp(self, node):
        self.replace(node, self.text(node.operand))
        self.generic_visit(node)

    def visit_Name(self, node):
        if (name := _name(node)) in SWAPPED:
            end = self.span(node)[1]
            self.change(end - len(name), end, SWAPPED[name])
        self.generic_visit(node)

    visit_Attribute = visit_Name  # noqa: N815

    def visit_Call(self, node):
        name, args = _name(node.func), node.args
        if name in UNWRAPPED and len(args) == 1 and not node.keywords:
            self.replace(node, f"({self.text(args[0])})")
        if name == "copy" and isinstance(node.func, ast.Attribute) and not args:
            self.replace(node, self.text(node.func.value))
        if name not in IN_ANY_ORDER and len(args) > 1 and not _named_or_starred(args[:2]):
            between = self.source[self.span(args[0])[1] : self.span(args[1])[0]].decode()
            turned = f"{self.text(args[1])}{between}{self.text(args[0])}"
            self.change(self.span(args[0])[0], self.span(args[1])[1], turned)
        self.generic_visit(node)

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, bool):
            self.replace(node, str(not value))
        elif isinstance(value, int):
            for other in {value + 1, abs(value - 1)}:
                self.replace(node, str(other))
        elif isinstance(value, float):
            for other in {2 * value or 1.0, value / 2 or 1.0}:
                self.replace(node, str(other))


def _named_or_starred(args):
    """Whether an argument is a string, such as the name of a setting, or starred."""
    return any(
        isinstance(arg, ast.Starred) or isinstance(getattr(arg, "value", None), str) for arg in args
    )
