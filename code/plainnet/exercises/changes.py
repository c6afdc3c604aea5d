"""The small changes that `repair` tries in a reader's cell, the likeliest first."""

import ast
import copy
from collections.abc import Iterator
from typing import NamedTuple

LONGEST = 50  # characters of code that are shown
DOES = {
    ast.Add: "adds",
    ast.Sub: "subtracts",
    ast.Mult: "multiplies",
    ast.Div: "divides",
    ast.FloorDiv: "divides and drops what is left",
    ast.MatMult: "takes the matrix product",
    ast.Pow: "takes a power",
    ast.BitXor: "compares bits (a power is `**`)",
}
INSTEAD = {  # operators that are taken for each other
    ast.Add: [ast.Mult],
    ast.Mult: [ast.Div, ast.MatMult, ast.Pow, ast.Add],
    ast.Div: [ast.Mult, ast.FloorDiv],
    ast.FloorDiv: [ast.Div],
    ast.MatMult: [ast.Mult],
    ast.Pow: [ast.Mult],
    ast.BitXor: [ast.Pow],
}
TURNED = {ast.Add: ast.Sub, ast.Sub: ast.Add}
COMPARISONS = [ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq]
REDUCING = {"sum", "mean", "prod", "max", "min", "argmax", "argmin"}
REDUCING |= {"std", "var", "median", "any", "all", "norm"}
ALIKE = [  # functions that are taken for each other
    *("sum mean prod max min median", "argmax argmin", "exp log", "std var", "any all"),
    *("hstack vstack", "floor ceil round", "zeros ones", "zeros_like ones_like", "sin cos tanh"),
]
MISSING = {  # what may be missing around an expression, by how it is written
    "({}) ** 2": "the square of {} is missing",
    "abs({})": "the absolute value of {} is missing",
    "np.sqrt({})": "the root of {} is missing",
    "np.sum({})": "the sum of {} is missing",
    "np.mean({})": "the mean of {} is missing",
    "({}).sum(axis=0)": "the sum of {} over axis 0 is missing",
    "({}).sum(axis=1)": "the sum of {} over axis 1 is missing",
    "np.exp({})": "`exp` of {} is missing",
    "np.log({})": "`log` of {} is missing",
    "({}).copy()": "a copy of {} is missing",
    "({})[:, None]": "{} should be a column",
    "({}).astype(float)": "{} should become numbers with a point first",
    "({}) * 2": "a factor 2 at {} is missing",
    "({}) / 2": "a factor ½ at {} is missing",
    "100 * ({})": "a factor 100 at {} is missing",
    "int({})": "`int` around {} is missing",
    "1 / ({})": "{} stands for its inverse",
    "1 - ({})": "{} stands for 1 minus it",
    "({0}) * (1 - ({0}))": "{} alone is not the slope of a sigmoid",
    "1 - ({}) ** 2": "{} alone is not the slope of tanh",
}
INDICES = ["0", "1", "-1", ":, 0", ":, [0]"]
FACTORS = [0.5, 2, 10, 0.1, 5, 0.2, 100, 0.01]
NOWHERE = "keeps its result nowhere"
UNPARSED = ast.Slice, ast.Starred, ast.FormattedValue, ast.JoinedStr  # no expressions alone


class Change(NamedTuple):
    """A field of a node that gets another value: how unlikely that is, and what it mends."""

    cost: int
    words: str
    node: ast.AST
    field: str
    value: object


def changes(tree, of_lines=False) -> Iterator[Change]:
    """The changes of a cell in the order in which they are tried; its checks stay as they are.

    Those ``of_lines`` alone move a line, or keep what it computes.
    """
    own = [node for node in tree.body if not prints(node)]
    nodes = [node for statement in own for node in ast.walk(statement)]
    names = sorted({node.id for node in nodes if isinstance(node, ast.Name)})
    texts = sorted({n.value for n in nodes if isinstance(getattr(n, "value", None), str)})
    given = {node.arg for node in nodes if isinstance(node, ast.arg)}
    loops = [ast.walk(node.target) for node in nodes if isinstance(node, ast.For)]
    given |= {node.id for loop in loops for node in loop if isinstance(node, ast.Name)}
    found = []
    for node in [tree, *nodes]:
        for field in ("body", "orelse"):
            if isinstance(block := getattr(node, field, None), list):
                found += _of_block(node, field, block, given)
    if of_lines:
        yield from (each for each in found if each.cost == 0)
        return
    places = [place for node in nodes for place in _places(node)]
    found += [change for place in places for change in _of_expression(*place, names, texts)]
    yield from sorted(found, key=_cost)
    for node, field, index, old in places:
        if field not in ("func", "slice") and not isinstance(old, ast.Constant):
            for name in names:
                words = f"in line {old.lineno}, `{name}` is missing at {_shown(old)}"
                for sign in "+*-/":
                    new = _parsed(f"({ast.unparse(old)}) {sign} {name}")
                    yield Change(5, words, node, field, _in_place(node, field, index, new))


def kept_nowhere(tree) -> str:
    """In words, a line that computes something which is not kept, such as a step, or ""."""
    lines = (change.words for change in changes(tree, of_lines=True))
    return next((words for words in lines if words.endswith(NOWHERE)), "")


def _cost(change):
    return change.cost


def prints(node) -> bool:
    """Whether a statement is a call of `print`."""
    call = getattr(node, "value", None)
    return isinstance(call, ast.Call) and getattr(call.func, "id", "") == "print"


def _places(node):
    """Where in a node an expression stands that is read: the field, the place in its list."""
    for field, value in ast.iter_fields(node):
        for index, each in enumerate(value if isinstance(value, list) else [value]):
            is_read = not isinstance(getattr(each, "ctx", None), ast.Store)
            is_cut = any(isinstance(p, UNPARSED) for p in (each, *getattr(each, "elts", [])))
            if isinstance(each, ast.expr) and is_read and not is_cut:
                yield node, field, index, each


def _in_place(node, field, index, new):
    value = getattr(node, field)
    return [*value[:index], new, *value[index + 1 :]] if isinstance(value, list) else new


def _shown(node):
    text = ast.unparse(node).splitlines()[0]
    return f"`{text if len(text) <= LONGEST else text[: LONGEST - 2] + ' …'}`"


def _parsed(text):
    return ast.parse(text, mode="eval").body


def _of_expression(node, field, index, old, names, texts):
    for cost, words, new in (
        *_instead(old, node, names, texts),
        *(_of_call(old) if isinstance(old, ast.Call) else ()),
        *(_around(old, node, field) if not isinstance(old, ast.Constant) else ()),
    ):
        if isinstance(new, str):
            new = _parsed(new)
        words = f"in line {old.lineno}, {words}"
        yield Change(cost, words, node, field, _in_place(node, field, index, new))


def _instead(old, node, names, texts):
    """What may be meant in place of an expression of a ``node``.

    A number that is assigned may be the answer, and a seed is as good as another, so they stay; and
    no list is put into itself.
    """
    shown, targets = _shown(old), getattr(node, "targets", [])
    bound = {n.id for target in targets for n in ast.walk(target) if isinstance(n, ast.Name)}
    is_seed = getattr(getattr(node, "func", None), "attr", "") == "default_rng"
    match old:
        case ast.BinOp(left, op, right):
            does = DOES.get(type(op), "computes")
            if other := TURNED.get(type(op)):
                yield 1, f"the sign is turned: {shown} {does}", ast.BinOp(left, other(), right)
            if isinstance(op, ast.Mult) and isinstance(left, ast.List):
                new = _parsed(f"[{ast.unparse(left)[1:-1]} for _ in range({ast.unparse(right)})]")
                yield 1, f"{shown} has the same list again and again", new
            for other in INSTEAD.get(type(op), ()):
                yield 1, f"{shown} {does}, and should not", ast.BinOp(left, other(), right)
            if not isinstance(op, ast.Add | ast.Mult):
                yield 2, f"the two sides are exchanged in {shown}", ast.BinOp(right, op, left)
            brackets = f"brackets are missing or in the wrong place in {shown}"
            if isinstance(left, ast.BinOp):
                new = ast.BinOp(left.left, left.op, ast.BinOp(left.right, op, right))
                yield 2, brackets, new
            if isinstance(right, ast.BinOp):
                new = ast.BinOp(ast.BinOp(left, op, right.left), right.op, right.right)
                yield 2, brackets, new
            yield 3, f"{_shown(right)} is too much in {shown}", left
            yield 3, f"{_shown(left)} is too much in {shown}", right
            for form in ("({}) ** 2", "abs({})"):
                words = MISSING[form].format(f"both {_shown(left)} and {_shown(right)}")
                both = [_parsed(form.format(ast.unparse(side))) for side in (left, right)]
                yield 5, words, ast.BinOp(both[0], op, both[1])
        case ast.UnaryOp(ast.USub() | ast.Not(), operand):
            yield 1, f"the sign of {_shown(operand)} is turned", operand
        case ast.Compare(left, [op], right):
            for other in COMPARISONS if type(op) in {*COMPARISONS, ast.Is, ast.IsNot} else ():
                yield 1, f"{shown} is the wrong comparison", ast.Compare(left, [other()], right)
        case ast.BoolOp(op, values):
            other = ast.And() if isinstance(op, ast.Or) else ast.Or()
            yield 1, f"`and` and `or` are exchanged in {shown}", ast.BoolOp(other, values)
        case ast.IfExp(test, body, orelse):
            yield 1, f"the two cases of {shown} are exchanged", ast.IfExp(test, orelse, body)
        case ast.Attribute(value, "T"):
            yield 1, f"`.T` in {shown} is too much", value
        case ast.List([part]):
            yield 1, f"the brackets of {shown} are too much", part
        case ast.Tuple(parts):
            for part in parts:
                yield 4, f"{shown} has several values, and only {_shown(part)} is needed", part
            if len(parts) == 2:
                yield 2, f"{shown} is in the wrong order", ast.Tuple(parts[::-1], ast.Load())
            copies = [_parsed(f"({ast.unparse(part)}).copy()") for part in parts]
            yield 3, f"{shown} are no copies", ast.Tuple(copies, ast.Load())
        case ast.Name(name):
            for other in (each for each in names if each != name and each not in bound):
                yield 3, f"`{name}` stands in the place of `{other}`", other
        case ast.Constant(bool() as value):
            yield 1, f"`{value}` is the wrong way round", str(not value)
        case ast.Constant(int() as value) if not (targets or is_seed):
            for other in (value - 1, value + 1, -value):
                yield 2, f"`{value}` is not the right number", str(other)
        case ast.Constant(float() as value) if not targets:
            for factor in FACTORS:
                yield 3, f"`{value}` is not the right number", str(value * factor)
        case ast.Constant(str() as value):
            for other in (each for each in texts if each != value):
                yield 2, f"{value!r} stands in the place of {other!r}", repr(other)
        case ast.Subscript(value, inside):
            if isinstance(inside, ast.Tuple):
                new = ast.Tuple(inside.elts[::-1], ast.Load())
                words = f"the indices of {shown} are exchanged"
                yield 1, words, ast.Subscript(value, new, ast.Load())
            if isinstance(value, ast.Subscript):
                new = ast.Subscript(value.value, inside, ast.Load())
                words = f"the indices of {shown} are exchanged"
                yield 1, words, ast.Subscript(new, value.slice, ast.Load())
            yield 3, f"{shown} should be all of {_shown(value)}", value
            match inside:
                case ast.Slice(ast.Constant(int() as low), ast.Constant(int() as high)):
                    for by in (1, -1):
                        new = f"({ast.unparse(value)})[{low + by}:{high + by}]"
                        yield 2, f"{shown} is taken from the wrong place", new


def _of_call(call):
    """Another function, other arguments, or the argument alone."""
    function, arguments, keywords, shown = call.func, call.args, call.keywords, _shown(call)
    kind = "attr" if isinstance(function, ast.Attribute) else "id"
    name = getattr(function, kind, "")
    families = [family for family in map(str.split, ALIKE) if name in family]
    for other in dict.fromkeys(each for family in families for each in family if each != name):
        new = copy.copy(function)
        setattr(new, kind, other)
        words = f"`{name}` in {shown} is not the right function"
        yield 1, words, ast.Call(new, arguments, keywords)
    if arguments:
        yield 3, f"`{name}` around {_shown(arguments[0])} is too much", arguments[0]
    elif kind == "attr":
        yield 3, f"`{name}` of {_shown(function.value)} is too much", function.value
    for i in range(len(arguments) - 1):
        new = [*arguments[:i], arguments[i + 1], arguments[i], *arguments[i + 2 :]]
        yield 2, f"arguments of {shown} are exchanged", ast.Call(function, new, keywords)
    for i, each in enumerate(keywords):
        new = [*keywords[:i], *keywords[i + 1 :]]
        yield 2, f"`{each.arg}` is too much in {shown}", ast.Call(function, arguments, new)
    if name in REDUCING:
        axes = [each for each in keywords if each.arg == "axis"]
        rest = [each for each in keywords if each.arg != "axis"]
        words = f"{shown} {'goes along the wrong axis' if axes else 'needs an axis'}"
        keep = ast.keyword("keepdims", ast.Constant(True))
        for axis in "01":
            new = [*rest, ast.keyword("axis", _parsed(axis))]
            yield 1, words, ast.Call(function, arguments, new)
            yield 2, f"{words}, and `keepdims`", ast.Call(function, arguments, [*new, keep])
        words = f"`keepdims=True` is missing in {shown}"
        yield 1, words, ast.Call(function, arguments, [*keywords, keep])


def _around(old, node, field):
    """What may be missing around an expression of a ``node``."""
    text, shown = ast.unparse(old), _shown(old)
    if field in ("args", "upper", "lower", "slice"):
        yield 2, f"{shown} is one too small", f"({text}) + 1"
        yield 2, f"{shown} is one too large", f"({text}) - 1"
    if field in ("func", "slice"):
        return
    # the length of one column's transpose is 1, so many a wrong mean would be right by it
    is_counted = getattr(getattr(node, "func", None), "id", "") == "len"
    yield 4 if is_counted else 2, f"{shown} should be transposed", f"({text}).T"
    yield 2, f"the sign of {shown} is turned", f"-({text})"
    yield 4, f"{shown} is in the wrong order", f"({text})[::-1]"
    for form, words in MISSING.items():
        yield 4, words.format(shown), form.format(text)
    for index in INDICES:
        yield 4, f"{shown} is more than is needed; take a part of it", f"({text})[{index}]"


def _of_block(node, field, body, given):
    """A line too much, lines in another order, further in or out, and how a line assigns.

    ``given`` are the names of parameters and of loops, which may be names of a reader's arrays.
    """

    def change(cost, words, start, stop, *new):
        return Change(cost, words, node, field, [*body[:start], *new, *body[stop:]])

    for i, line in enumerate(body):
        if prints(line) and isinstance(node, ast.Module):
            continue
        here, below = f"line {line.lineno}, {_shown(line)},", body[i + 1 : i + 2]
        yield change(3, f"{here} is too much", i, i + 1, *([] if body[1:] else [ast.Pass()]))
        is_last = below and (isinstance(below[0], ast.Return) or prints(below[0]))
        if below and not is_last:  # below a `return`, a line would be too much
            words = f"lines {line.lineno} and {below[0].lineno} are in the wrong order"
            yield change(3, words, i, i + 2, *below, line)
        if isinstance(line, ast.For | ast.While | ast.If):
            yield from _inwards_and_outwards(line, i, body, change)
        yield from _of_statement(line, i, here, given, change)
        match line:
            case ast.Expr(ast.BinOp(ast.Name() | ast.Subscript() | ast.Attribute() as left)):
                kept = ast.parse(f"{ast.unparse(left)} = {ast.unparse(line)}").body
                yield change(0, f"{here} {NOWHERE}", i, i + 1, *kept)
        if isinstance(node, ast.FunctionDef) and i == len(body) - 1:
            yield from _returned(line, i, here, change)


def _inwards_and_outwards(outer, i, body, change):
    """Changes in which a line leaves a loop or a condition, or comes into it."""
    kind, inner = "condition" if isinstance(outer, ast.If) else "loop", outer.body

    def with_body(lines):
        new = copy.copy(outer)
        new.body = lines
        return new

    def moved(line, where):
        return f"line {line.lineno}, {_shown(line)}, should stand {where} of the {kind}"

    for k in range(1, len(inner)):
        left, out = inner[:-k], inner[-k:]
        yield change(0, moved(out[0], "outside"), i, i + 1, with_body(left), *out)
        out, left = inner[:k], inner[k:]
        yield change(0, moved(out[0], "outside"), i, i + 1, *out, with_body(left))
    if kind == "loop" and isinstance(last := inner[-1], ast.If) and last.orelse:
        shorter = copy.copy(last)
        shorter.orelse = []
        new = with_body([*inner[:-1], shorter]), *last.orelse
        yield change(0, moved(last.orelse[0], "outside"), i, i + 1, *new)
    for k in (1, 2):
        if (lines := body[i + 1 : i + 1 + k]) and not any(map(prints, lines)):
            new = with_body([*inner, *lines])
            yield change(0, moved(lines[0], "inside"), i, i + 1 + k, new)
        if i >= k and not any(map(prints, lines := body[i - k : i])):
            new = with_body([*lines, *inner])
            yield change(0, moved(lines[0], "inside"), i - k, i + 1, new)


def _of_statement(line, i, here, given, change):
    """Changes of how a line assigns."""
    match line:
        case ast.AugAssign(target, op, value):
            loaded, does = _parsed(ast.unparse(target)), DOES.get(type(op), "computes")
            if other := TURNED.get(type(op)):
                new = ast.AugAssign(target, other(), value)
                yield change(1, f"{here} has its sign turned: it {does}", i, i + 1, new)
            words = f"{here} {does}; it should replace what was there"
            yield change(2, words, i, i + 1, ast.Assign([target], value))
            words = f"{here} changes the array itself, which others have as well"
            new = ast.Assign([target], ast.BinOp(loaded, op, value))
            yield change(2, words, i, i + 1, new)
        case ast.Assign([ast.Name(name) | ast.Subscript(ast.Name(name)) as target], value):
            if isinstance(target, ast.Name) and name in given:
                kept = f"{here} gives a name to new numbers; the array itself stays as it was"
                whole = ast.Subscript(ast.Name(name, ast.Load()), ast.Constant(...), ast.Store())
                yield change(0, kept, i, i + 1, ast.Assign([whole], value))
            words = f"{here} replaces what was there; add to it, or subtract"
            for op in TURNED:
                yield change(2, words, i, i + 1, ast.AugAssign(target, op(), value))


def _returned(line, i, here, change):
    """Changes of the last line of a function: what it computes is returned."""
    match line:
        case ast.Expr(ast.Call(ast.Name("print"), [value])):
            yield change(0, f"{here} should return, not print", i, i + 1, ast.Return(value))
        case ast.Expr(value):
            yield change(0, f"{here} should return", i, i + 1, ast.Return(value))
        case ast.Assign([target]):
            new = ast.Return(_parsed(ast.unparse(target)))
            yield change(0, f"after {here} a `return` is missing", i, i + 1, line, new)
