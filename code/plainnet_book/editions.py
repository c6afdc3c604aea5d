"""Chinese pages beside the English ones that they translate, cell by cell: ``make zh``.

Each Chinese cell carries two digests of the English cell from which it was made: of its text, and
of its `bones`, which a translation shares with it. A Chinese cell is *current* as long as the
English cell has this text. When that changes, the Chinese one is *stale*: it stands, the page says
that the English is newer, and ``make zh`` lists it with what changed. It is *amiss*, and a test is
red, if its bones are not those of the English cell, or if one of its numbers is in the English page
no more. So an old sentence is tolerated for a while, and a wrong number never. What only Chinese
readers need, such as books in Chinese, is marked as the page's `OWN`.
"""

import ast
import calendar
import difflib
import hashlib
import io
import json
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
FOLDER = "chapters/zh"
OPENING = "import plainnet.zh"  # in the first code cell of a Chinese notebook
OWN = "own"  # the mark of a text that translates nothing
MOST_STALE = 0.03  # the largest part of a page's cells
HAN = re.compile(r"[\u3400-\u9fff]")
COMMENT = re.compile(r"^% english: (.*)\n")  # the mark of a block of Markdown
TARGET = re.compile(r"\]\([^)]*\)")
MARKS = re.compile(r"[\s.,;:!?'\"“”‘’–—…()*_-]")  # which may be mended without a new translation
# What a text has in common with its translation: as often, in any order.
SHARED = {
    "displayed formula": r"\$\$([\s\S]*?)\$\$",
    "link": r"\]\(([^)\s]+)\)",
    "label": r"^\(([\w-]+)\)=$",
    "directive": r"^[`:]{3,}(\{[\w:-]+\}[ \t]*(?:(?:ex|fig|eq)-\S+)?)",
    "option": r"^:(?:label|class|name|filter|open): *(.*)$",
    "role": r"(\{[\w:-]+\}`[^`]*`)",
    "formula": r"(?<![\\$])\$(?!\$)([^$]+)\$",
    "code": r"(?<!`)`([^`\n]+)`(?!`)",
    "heading": r"^(#+) ",
}
SPOKEN = re.compile(r"\\text\{[^}]*\}|(?<=`)[^`<]*(?=<)|(?<=time\}`)[^`<]*")  # words in these
FENCE = re.compile(r"(`{3,}|:{3,})(\{[\w:-]+\})?(.*)")
SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
SCALES |= {"万亿": 10**12, "亿": 10**8, "万": 10**4}
NUMBER = re.compile(rf"(?<![\w.])(\d+(?:,\d{{3}})*(?:\.\d+)?)(?: ?({'|'.join(SCALES)}))?")
MONTHS = calendar.month_name[1:]
MONTH = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b(?= \d)|(?<=\d )(?:{'|'.join(MONTHS)})\b")
ENGLISH = re.compile(r"[A-Za-z]{3,}(?:[ ,]+[A-Za-z]{2,}){6,}")
# Texts that name something in code, and beginnings for a network that knows English alone.
NAMES = {"solved", "stuck", "still learning", "thrashing", "diverged", "def predict"}
NAMES |= {"the netw", "gradient desc", "the loss ", "a learning rate "}
NAMES |= {"why does my network not "}


class Cell(NamedTuple):
    """A cell of a notebook, or a block of Markdown; ``mark`` has its two digests, if it is Chinese.

    ``words`` are the caption and the description of its figure.
    """

    is_code: bool
    source: str
    tags: tuple = ()
    words: tuple = ()
    printed: str = ""
    mark: str = ""


class Pair(NamedTuple):
    """A Chinese cell with the English one at its place; one of them may be missing."""

    english: Cell | None
    chinese: Cell | None
    place: int  # of the Chinese cell, or of that before which one is missing

    @property
    def number(self) -> int:
        """Its place as people count, and builds: from 1."""
        return self.place + 1

    @property
    def is_current(self) -> bool:
        """Whether the Chinese cell was made from the English one as it is."""
        both = self.english is not None and self.chinese is not None
        return both and self.chinese.mark.partition(" ")[0] == digest(self.english)


def read(path) -> list[Cell]:
    """The cells of a notebook, or the blocks of a page in Markdown."""
    return cells(path.read_text("utf8"), path.suffix == ".md")


def cells(text, is_markdown) -> list[Cell]:
    """The same, of the content of a file."""
    if is_markdown:
        blocks = [block for block in text.strip().split("\n\n") if block]
        marks = [COMMENT.match(block) for block in blocks]
        return [
            Cell(False, COMMENT.sub("", block), mark=mark[1] if mark else "")
            for block, mark in zip(blocks, marks, strict=True)
        ]
    return [cell_of(cell) for cell in json.loads(text)["cells"]]


def cell_of(cell) -> Cell:
    """The parts of a notebook's cell that matter here."""
    about = cell["metadata"].get("mystnb", {})
    words = [
        (kind, name, about[kind][name])
        for kind in sorted(about)
        if kind in ("figure", "image")
        for name in sorted(about[kind])
    ]
    if "code_prompt_show" in about:
        words.append(("fold", "label", about["code_prompt_show"]))
    return Cell(
        cell["cell_type"] == "code",
        "".join(cell["source"]),
        tuple(cell["metadata"].get("tags", ())),
        tuple(words),
        "\n".join(map(_printed, cell.get("outputs", ()))),
        cell["metadata"].get("english", ""),
    )


def _printed(output):
    return "".join(output.get("text", output.get("data", {}).get("text/plain", "")))


def digest(cell) -> str:
    """A digest of what has to be translated again when it changes.

    Of a text, without typographic marks and link targets; of code, without white space.
    """
    text = re.sub(r"\s", "", cell.source) if cell.is_code else _bare(cell.source)
    return _short(json.dumps([text, [_bare(words) for *_, words in cell.words]]))


def _bare(text):
    return MARKS.sub("", TARGET.sub("]", text))


def _short(text):
    return hashlib.sha256(text.encode()).hexdigest()[:10]


def bones(cell) -> Counter:
    """What a cell shares with its translation, each with how often it occurs."""
    found = Counter()
    if cell.is_code:
        found["program", program(cell.source)] += 1
        found["comments", str(_comments(cell.source))] += 1
        found["tags", " ".join(cell.tags)] += 1
        found.update(("words of", f"{kind} {name}") for kind, name, _ in cell.words)
        texts = [text for *_, text in cell.words]
        found.update(("number", number) for text in texts for number in numbers(text))
        return found
    text = _unfenced(cell.source)
    for kind, pattern in SHARED.items():
        parts = re.findall(pattern, text, re.MULTILINE)
        found.update((kind, SPOKEN.sub("", " ".join(part.split()))) for part in parts)
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    found.update(("number", number) for number in numbers(text))
    return found


def program(source, mask=None) -> str:
    """A program without its texts and comments, or with a ``mask`` of another kind."""
    tree = ast.parse(source)
    tree.body = [node for node in tree.body if ast.unparse(node) != OPENING]
    return ast.unparse(ast.fix_missing_locations((mask or Masked()).visit(tree)))


def _unfenced(text):
    """``text`` with each line of fenced code in backticks, and of a formula in dollars."""
    lines, code, fences, is_formula = [], None, [], False
    for line in text.splitlines():
        fence = FENCE.fullmatch(line)
        if code:
            is_end = fence and fence[1] == code and not fence[3].strip()
            lines.append("" if is_end or not line.strip() else f"`{line.strip()}`")
            code = None if is_end else code
        elif fence and fences and fence[1] == fences[-1] and not fence[2]:
            fences.pop()
            is_formula = False
        elif fence and fence[2]:
            fences.append(fence[1])
            lines.append(line)
            is_formula = fence[2] == "{math}"
        elif fence:
            code = fence[1]
        else:
            lines.append(f"${line}$" if is_formula and line[:1] not in ("", ":") else line)
    return "\n".join(lines)


def numbers(text) -> list[str]:
    """The numbers that a text has in digits; the name of a month in a date is one, too.

    Of 14 million and 1,400 万, both are 14000000.
    """
    text = MONTH.sub(lambda found: str(1 + MONTHS.index(found[0])), text)
    found = ((number.replace(",", ""), scale) for number, scale in NUMBER.findall(text))
    return [f"{(Decimal(n) * SCALES[scale]).normalize():f}" if scale else n for n, scale in found]


def _comments(source):
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return sum(token.type == tokenize.COMMENT for token in tokens)


class Masked(ast.NodeTransformer):
    """A program with its texts blanked; what an f-string computes stays, in any order."""

    def visit_Constant(self, node):
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_JoinedStr(self, node):
        parts = [v for v in node.values if isinstance(v, ast.FormattedValue)]
        return ast.List(sorted((part.value for part in parts), key=ast.dump), ast.Load())


def strings(tree) -> Iterator[str]:
    """Every text of a program in order, an f-string as one, with ``{}`` for what it computes."""
    if isinstance(tree, ast.JoinedStr):
        yield "".join(v.value if isinstance(v, ast.Constant) else "{}" for v in tree.values)
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield tree.value
    else:
        for child in ast.iter_child_nodes(tree):
            yield from strings(child)


def paired(english, chinese) -> list[Pair]:
    """The cells of two editions of a page, side by side, but for the Chinese page's own."""
    made = [(place, cell) for place, cell in enumerate(chinese) if cell.mark != OWN]
    places = [*(place for place, _ in made), len(chinese)]
    marks = [cell.mark.partition(" ")[0] for _, cell in made]
    matcher = difflib.SequenceMatcher(None, marks, list(map(digest, english)), autojunk=False)
    pairs = []
    for _, i, j, k, m in matcher.get_opcodes():
        for n in range(max(j - i, m - k)):
            mine = made[i + n][1] if i + n < j else None
            place = places[min(i + n, j)]
            pairs.append(Pair(english[k + n] if k + n < m else None, mine, place))
    return pairs


def stale(english, chinese) -> set[int]:
    """The places of Chinese cells whose English has changed since."""
    return {pair.place for pair in paired(english, chinese) if not pair.is_current}


def amiss(english, chinese, known=lambda mark: True) -> list[str]:
    """All that keeps a Chinese page from being a translation of the English one.

    ``known`` tells whether an English cell had a digest once.
    """
    found, pairs = [], paired(english, chinese)
    here = {n for cell in english for n in numbers(f"{cell.source}\n{cell.printed}\n{cell.words}")}
    for pair in pairs:
        found += [f"cell {pair.number}: {text}" for text in _amiss(pair, here, known)]
    own = [n for n, cell in enumerate(chinese, 1) if cell.mark == OWN and cell.is_code]
    found += [f"cell {n}: only a text may be the page's own" for n in own]
    old = [pair.number for pair in pairs if not pair.is_current]
    if len(old) > MOST_STALE * len(english):
        found.append(f"cells {', '.join(map(str, old))}: the English has changed since; {HINT}")
    openings = [cell for cell in chinese if cell.is_code and OPENING in cell.source]
    if any(cell.is_code for cell in chinese) and len(openings) != 1:
        found.append(f"expected one cell with `{OPENING}`; got {len(openings)}")
    return found


HINT = f"at most {MOST_STALE:.0%} of a page may wait: `make zh NAME=…` shows what is new"


def _amiss(pair, here, known):
    english, chinese = pair.english, pair.chinese
    if chinese is None:
        return
    if not chinese.mark:
        yield f"it is not marked as made from an English cell; {HINT}"
        return
    text, made_of = chinese.mark.split()
    own = bones(chinese)
    if not pair.is_current:
        if not known(text):
            yield "no English cell has, or had, the digest that it carries"
        if _digest_of(own) != made_of:
            yield "its formulas, numbers, code, links or labels are not those that it was made from"
        for number in sorted(set(numbers(prose(chinese))) - here):
            yield f"the number {number} is not in the English page any more"
    else:
        yield from _differences(bones(english), own)
        yield from _texts(english, chinese)
        if english.is_code and "nbval-ignore-output" not in english.tags:
            yield from _differences(
                Counter(("printed number", number) for number in numbers(english.printed)),
                Counter(("printed number", number) for number in numbers(chinese.printed)),
            )
    if ENGLISH.search(prose(chinese)):
        yield f"seven English words in a row: {ENGLISH.search(prose(chinese))[0]}"


def prose(cell) -> str:
    """What a reader reads of a cell: its text without formulas and code, or words of its figure."""
    if cell.is_code:
        return "\n".join(text for *_, text in cell.words)
    text = _unfenced(cell.source)
    for pattern in SHARED.values():
        text = re.sub(pattern, " ", text, flags=re.MULTILINE)
    return text


def _digest_of(counter):
    return _short(json.dumps(sorted((*key, count) for key, count in counter.items())))


def _differences(ours, theirs):
    for kind, what in ours - theirs:
        yield f"{kind} {what[:90]!r} is missing"
    for kind, what in theirs - ours:
        yield f"{kind} {what[:90]!r} is not in the English"


def _texts(english, chinese):
    """Texts of two programs, or words of two figures, that do not fit each other."""
    pairs = [
        (a[2], b[2]) for a, b in zip(english.words, chinese.words, strict=False) if a[1] != "name"
    ]
    if english.is_code:
        ours, theirs = (list(strings(ast.parse(cell.source))) for cell in (english, chinese))
        pairs += zip(ours, theirs, strict=False)
    for ours, theirs in pairs:
        if not fits(ours, theirs):
            yield f"text {theirs[:60]!r} stands for {ours[:60]!r}"


def fits(english, chinese) -> bool:
    """Whether a text of a program may stand where the English one stands."""
    if english == chinese:
        is_prose = re.search(r"[A-Za-z]{2,}[,.]? +(?:\S+ +)?[A-Za-z]{2,}", english)
        return english in NAMES or not is_prose or bool(re.search(r"[=_/]|[a-z]\.[a-z]", english))
    return (
        bool(HAN.search(chinese) or not re.search(r"[A-Za-z]{2,}", chinese))
        and english not in NAMES
        and english.count("{}") == chinese.count("{}")
        and Counter(numbers(english)) == Counter(numbers(chinese))
        and Counter(re.findall(r"`[^`]+`", english)) == Counter(re.findall(r"`[^`]+`", chinese))
    )


def mark_of(cell) -> str:
    """The mark of a translation of this English cell."""
    return f"{digest(cell)} {_digest_of(bones(cell))}"


def pages(root=ROOT) -> list[tuple[Path, Path]]:
    """The English and the Chinese file of each page that has both."""
    found = sorted((*root.glob(f"{FOLDER}/*.ipynb"), *root.glob(f"{FOLDER}/*.md")))
    return [(root / "chapters" / path.name, path) for path in found]
