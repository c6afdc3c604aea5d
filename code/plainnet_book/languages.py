"""The languages of the book: English, and Chinese for the pages in ``chapters/zh``.

The language of a page follows from its name. A Chinese page has the name, the place and the labels
of the English one that it translates, its *twin*: while Sphinx reads it, a prefix tells its labels
from those of the twin, and `unmarked` takes it away again. What has no Chinese twin is linked in
English, and the link says so.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urljoin

from plainnet_book import editions
from plainnet_book.chinese import TEXTS, THEME, TITLES

FOLDER = "chapters/zh/"
PREFIX = "zh-"
ENGLISH_ONLY = "（英文）"
# What names a label, with the label as the last group.
LABEL = re.compile(
    r"(\]\((?:[\w/]+\.(?:ipynb|md))?#|^\(|^:(?:label|name): *|\{solution(?:-start)?\} *"
    r"|\{(?:eq|numref|ref)\}`(?:[^`<]*<)?|^\$\$ \()([\w-]+)",
    re.MULTILINE,
)
DEFINED = re.compile(
    r"^(?: *\")?\(([\w-]+)\)=|^(?: *\")?:(?:label|name): *([\w-]+)"
    r"|^(?: *\")?\$\$ \(([\w-]+)\)|^ *\"name\": \"([\w-]+)\"",
    re.MULTILINE,
)
# Where a cell has its first heading, all up to that.
TOP = re.compile(r"\A(?:(?:\([\w-]+\)=\n)*#+ .*\n)?")
TIMES = re.compile(r"(\{section-time\}`[^`<]*<)([^>]*)>")
LINK = re.compile(r"(?<!!)\[((?:[^\]`]|`[^`]*`)*)\]\((?:(\w+)(?:\.(?:ipynb|md))?)?(?:#([\w-]+))?\)")
ROLE = re.compile(r"\{(?:numref|ref|eq)\}`(?:[^`<]*<)?([\w-]+)>?`")
PREFIXED = re.compile(rf'((?:\bid|\bfor|\bhref)="(?:[^"#]*#)?(?:equation-)?){PREFIX}')
TERM = re.compile(r"(?<=</strong> · )([^<]+)(?=</dt>)")
# The theme and extensions write these with numbers and names.
NUMBERED = {
    r' title="Link to this \w+"': ' title="链接"',
    r"\bFig\. (?=[\dA-Z])": "图 ",
    r"\bExercise (?=[\dA-Z]+\.\d)": "练习 ",
    r"(?<=\w) (?:<em>)?et al\.(?:</em>)?|(?<=\w) and others(?= \[)": " 等人",
    r"(?<=\w) and (?=[A-Z]\w+ \[)": " 和 ",
    r' </span> \((.*)\)(?=<span class="plainnet-where">)': r"</span>（\1）",
    # Browsers would begin a line with a mark that follows a formula.
    r'(<span class="math"(?:(?!</svg></span>).)*</svg></span>[，。：；、？！）])': (
        r'<span class="plainnet-kept">\1</span>'
    ),
}


def is_chinese(name) -> bool:
    """Whether the page ``name``, such as ``chapters/zh/xor``, is in Chinese."""
    return name.startswith(FOLDER)


def code(name) -> str:
    """The language of a page as HTML names it."""
    return "zh-CN" if is_chinese(name) else "en"


def untitled(entries) -> str:
    """What is wrong with the Chinese titles of pages that are in English alone; "" if nothing is.

    ``entries`` are the pages of the contents; a book without Chinese pages needs no titles.
    """
    chinese = {Path(entry.file).stem for entry in entries if is_chinese(entry.file)}
    alone, titled = {Path(entry.file).stem for entry in entries} - chinese, set(TITLES)
    if not chinese or alone == titled:
        return ""
    return (
        "plainnet_book/chinese.py, TITLES: expected the pages that are in English alone; "
        f"give {sorted(alone - titled)} a title, and take out {sorted(titled - alone)}"
    )


def twin(name) -> str:
    """The name of the same page in the other language, whether there is one or not."""
    if is_chinese(name):
        return name.replace(FOLDER, "chapters/", 1) if name != f"{FOLDER}search" else "search"
    return FOLDER + name.rpartition("/")[2]


def file(name) -> str:
    """The name of a page as that of a file in one folder with all others, such as ``zh-xor``."""
    return name.removeprefix("chapters/").replace("/", "-")


def words(name) -> Callable[[str], str]:
    """A function that says a text of the builder in the language of a page.

    For a Chinese page it raises a `KeyError` if the text has no translation in `chinese`.
    """
    return TEXTS.__getitem__ if is_chinese(name) else str


def defined(text) -> Iterable[str]:
    """The labels that a text in MyST, or a notebook as JSON, defines."""
    return (label for found in DEFINED.findall(text) for label in found if label)


class Chinese:
    """Tells Chinese pages from their twins: ``labels`` are those that Chinese pages define.

    ``pages`` are the file names of pages that have a Chinese twin.
    """

    def __init__(self, labels, pages):
        self.labels, self.pages = frozenset(labels), frozenset(pages)

    def marked(self, text) -> str:
        """A text in MyST with a prefix at its labels, and a word at links to English pages."""
        text = ROLE.sub(self._role, LINK.sub(self._link, text))
        text = LABEL.sub(lambda found: found[1] + self.label(found[2]), text)
        return TIMES.sub(
            lambda found: f"{found[1]}{' '.join(map(self.label, found[2].split()))}>", text
        )

    def mark(self, notebook, path) -> None:
        """Mark the cells of a notebook."""
        old = stale(path)
        for place, cell in enumerate(notebook.cells):
            if cell.cell_type == "markdown":
                if place in old or place + 1 in old:  # code is told of above it
                    cell.source = with_notice(cell.source, path)
                cell.source = self.marked(cell.source)
            if name := cell.metadata.get("mystnb", {}).get("figure", {}).get("name"):
                cell.metadata.mystnb.figure.name = self.label(name)

    def label(self, label) -> str:
        """A label with its prefix, if a Chinese page defines it."""
        return PREFIX + label if label in self.labels else label

    def _link(self, link):
        text, page, label = link.groups()
        if page in TITLES and page not in self.pages:
            target = link[0].rpartition("](")[2]
            return f"[{text or TITLES[page]}{ENGLISH_ONLY}](../{target}"
        if label and not page and label not in self.labels:
            said = link[0].replace("](", f"{ENGLISH_ONLY}](", 1)
            return said if text else f"{link[0]}{ENGLISH_ONLY}"
        return link[0]

    def _role(self, role):
        return role[0] if role[1] in self.labels else role[0] + ENGLISH_ONLY


def connect(app, entries) -> None:
    """Register with Sphinx; ``entries`` are the pages of the book (`plainnet_book.contents`)."""
    chinese = [entry.file for entry in entries if is_chinese(entry.file)]
    paths = [path for name in chinese for path in Path(app.srcdir).glob(f"{name}.*")]
    labels = (label for path in paths for label in defined(path.read_text("utf8")))
    app.chinese = Chinese(labels, [name.rpartition("/")[2] for name in chinese])
    app.connect("source-read", mark)
    app.connect("html-page-context", speak)


def mark(app, name, source) -> None:
    """Mark a Chinese page in Markdown."""
    path = Path(app.env.doc2path(name))
    if is_chinese(name) and path.suffix == ".md":
        blocks, old = editions.read(path), stale(path)
        texts = [  # with an empty line, or the notice, in the place of a mark: warnings count lines
            with_notice(block.source, path) if n in old else "\n" * bool(block.mark) + block.source
            for n, block in enumerate(blocks)
        ]
        source[0] = app.chinese.marked("\n\n".join(texts))


def stale(path) -> set[int]:
    """The places of the cells of a Chinese page whose English has changed since."""
    english = path.parents[1] / path.name
    return editions.stale(editions.read(english), editions.read(path))


def with_notice(source, path) -> str:
    """A cell that says, at its top or below its heading, that its English is newer."""
    words = TEXTS["The English page has changed since"]
    link = f'<p class="plainnet-stale"><a href="../{path.stem}.html">{words}</a></p>'
    # Other HTML would go on until an empty line; with a comment at its front, it ends with its own.
    return TOP.sub(lambda top: f"{top[0]}<!-- -->{link}\n", f"{source}\n", count=1)[:-1]


def speak(app, name, template, context, doctree) -> None:
    """Let the templates speak the language of a page, and tell them where the other one is."""
    here = app.builder.get_relative_uri
    is_there = twin(name) in app.env.found_docs or name.endswith("search")
    both = (name, twin(name)) if is_there and app.chinese.pages else ()
    context["language"] = code(name)
    own = f"{name.rpartition('/')[2]}.html"
    addresses = {code(each): here(name, each) or own for each in both}
    context["book_languages"] = addresses
    site = context.get("pageurl")  # search engines read whole addresses only
    context["book_alternates"] = {
        other: urljoin(site, address) for other, address in addresses.items() if site
    }
    context["book_search"] = "search"
    context["book_glossary"] = "chapters/glossary"
    if is_chinese(name):
        context["book_search"] = f"{FOLDER}search"
        context["book_glossary"] = twin("chapters/glossary")
        context["master_doc"] = twin(context["master_doc"])
        context["_"] = context["gettext"] = words(name)


def unmarked(html, name) -> str:
    """The page ``name`` without prefixes and, if it is in Chinese, without English of others.

    The other name of a term in the glossary says in which language it is.
    """
    other = "en" if is_chinese(name) else "zh-CN"
    html = TERM.sub(rf'<span lang="{other}">\1</span>', html)
    if not is_chinese(name):
        return html
    html = PREFIXED.sub(r"\1", html)
    for english, chinese in THEME.items():
        html = html.replace(english, chinese)
    for english, chinese in NUMBERED.items():
        html = re.sub(english, chinese, html)
    return html
