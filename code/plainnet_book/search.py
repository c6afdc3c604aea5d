"""The index of the search: every section with its text, in which `page/search.js` searches.

Besides sections, exercises, glossary terms and documented functions can be found. Code and its
output are not searched, because half of them are imports; nor are solutions, because a line of
context would give them away.
"""

import json
import re
from collections import Counter
from html.entities import html5
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import desc, desc_signature
from sphinx_exercise.nodes import is_exercise_node

from plainnet_book import languages

NOT_SEARCHED = (nodes.literal_block, nodes.raw, nodes.comment, nodes.math_block)
NOT_SEARCHED += (nodes.title, nodes.term, desc_signature)
FOLDS_NOT_SEARCHED = ("code", "solution", "references")
ADDED = {"plainnet-run", "plainnet-solutions"}  # classes of what the builder adds to many pages
EXERCISE = "Exercise: "  # before the title of one
OFTEN = 3  # a heading on so many pages, such as *Exercises*, says nothing about its section
# Names that learners know from elsewhere, by the entry of the glossary that explains them.
SYNONYMS = {
    "gl-activation": ["activation function"],
    "gl-array": ["ndarray"],
    "gl-back-propagation": ["backprop"],
    "gl-converge": ["convergence"],
    "gl-diverged": ["divergence"],
    "gl-feature": ["attribute"],
    "gl-learning-rate": ["step size", "alpha"],
    "gl-local-minimum": ["local minima", "local optimum"],
    "gl-loss": ["cost", "loss function", "cost function", "objective"],
    "gl-loss-surface": ["loss landscape"],
    "gl-matrix-product": ["matrix multiplication", "dot product", "matmul"],
    "gl-mini-batch": ["sgd", "stochastic gradient descent"],
    "gl-nudge": ["finite differences", "numerical gradient"],
    "gl-pattern": ["sample", "example"],
    "gl-residual-connection": ["skip connection", "resnet"],
    "gl-saddle": ["saddle point"],
    "gl-target": ["label", "ground truth"],
}
# What HTML has no or another sign for; a formula with any other command is shown as "…".
SIGNS = {"cdot": "·", "cdots": "…", "dots": "…", "hat": "\u0302", "ldots": "…", "partial": "∂"}
SIGNS |= {"sqrt": "√", "to": "→", ",": " ", "big": "", "text": "", "%": "%"}
SIGNS |= {"tilde": "\u0303", "varepsilon": "ε", "varphi": "φ"}
SIGNS |= {name: name for name in ("cos", "exp", "ln", "log", "max", "min", "tanh")}


class Search:
    """Collects the sections of all pages while Sphinx writes them, and writes the index.

    ``entries`` are the pages of the book, by name (`plainnet_book.contents`).
    """

    def __init__(self, app, entries):
        self.entries, self.pages = entries, {}  # the sections of each page, by its name
        app.connect("builder-inited", self.alone)
        app.connect("html-collect-pages", self.page)
        app.connect("doctree-resolved", self.read)
        app.connect("build-finished", self.write)

    def alone(self, app) -> None:
        """Stop Sphinx from making its own index."""
        app.builder.index_page = app.builder.dump_search_index = lambda *_: None

    def page(self, app) -> list[tuple]:
        """The page of the search in Chinese; Sphinx makes the English one."""
        name = f"{languages.FOLDER}search"
        has = any(map(languages.is_chinese, self.entries))
        return [(name, {"title": languages.words(name)("Search")}, "search.html")] if has else []

    def read(self, app, document, name) -> None:
        """Collect the sections of a page, after its references are resolved."""
        self.pages[name] = sections(document)
        say = languages.words(name)
        for part in self.pages[name]:
            part.title = re.sub(f"^{EXERCISE}", say(EXERCISE), part.title)

    def write(self, app, error) -> None:
        """Write the index, and remove the scripts of Sphinx's search."""
        if error:
            return
        pages = [each for name, each in self.entries.items() if name in self.pages]
        found, texts = index(pages, self.pages)
        folder = Path(app.outdir) / "_static"
        (folder / "plainnet").mkdir(exist_ok=True)
        files = [("index", "", found)]
        for language in {row[3]: None for row in found["pages"]}:
            own = for_readers(language, pages, found["sections"], texts)
            files.append((f"texts-{language}", ".texts", own))
        for file, name, data in files:
            text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
            path = folder / "plainnet" / f"search-{file}.js"
            path.write_text(f"globalThis.plainnetSearch{name}={text}\n", "utf8")
        for name in ("searchtools.js", "language_data.js"):
            (folder / name).unlink(missing_ok=True)


def index(entries, pages) -> tuple[dict, list[str]]:
    """The data for the browser: of ``entries`` of the contents and of their `sections`, by page.

    First what every search needs: of each page its address, place, title and language; of each
    section the number of its page, its anchor, its title, and 1 if it stands behind others. A term
    has the number of its section, that of the page that explains it or ``None``, the numbers of
    sections that link to it, and its names. Then the texts of the sections.
    """
    titles = [
        [f"{entry.file}.html", entry.place, entry.title, languages.code(entry.file)]
        for entry in entries
    ]
    parts = [(number, part) for number, entry in enumerate(entries) for part in pages[entry.file]]
    headings = Counter(part.title for _, part in parts)
    numbers = {(row[3], Path(row[0]).name): number for number, row in enumerate(titles)}
    listed, terms = [], []
    for number, part in parts:
        if part.names:
            links = f"{Path(titles[number][0]).name}#{part.anchor}"
            linking = [k for k, (_, other) in enumerate(parts) if links in other.leads_to]
            names = ((titles[number][3], name) for name in part.leads_to)
            page = next((numbers[name] for name in names if name in numbers), None)
            terms.append([len(listed), page, linking, *part.names])
        is_exercise = part.anchor.removeprefix(languages.PREFIX).startswith("ex-")
        is_behind = entries[number].is_appendix or is_exercise
        is_behind = is_behind or headings[part.title] >= OFTEN
        anchor = part.anchor.removeprefix(languages.PREFIX)
        listed.append([number, anchor, part.title, int(is_behind)])
    texts = [" ".join("".join(part.text).split()) for _, part in parts]
    return {"pages": titles, "sections": listed, "terms": terms}, texts


def for_readers(language, entries, listed, texts) -> list[str]:
    """The texts that readers of a language need: of pages in it, and of others that have no twin.

    ``listed`` are the sections of ``entries`` that `index` returns, with their ``texts``. Of what
    is left out, titles can be found; so can those of the appendix in another language.
    """
    own = {Path(entry.file).name for entry in entries if languages.code(entry.file) == language}
    pages = [
        languages.code(entry.file) == language
        or not (Path(entry.file).name in own or entry.is_appendix)
        for entry in entries
    ]
    return [text if pages[row[0]] else "" for row, text in zip(listed, texts, strict=True)]


class Section:
    """What is found on its own: its anchor, "" for the top of a page, and its title.

    Reading the page adds its text and where its links lead. A term of the glossary has names.
    """

    def __init__(self, anchor, title, names=()):
        self.anchor, self.title, self.names = anchor, title, names
        self.text, self.leads_to = [], []


def sections(document) -> list[Section]:
    """The sections of a page, the page itself first."""
    top = document.next_node(nodes.section)
    found = [Section("", _text(top.next_node(nodes.title)))] if top else []
    if top:
        _read(top, found[0], found)
    return found


def plain(tex) -> str:
    """A formula in the characters of a text, such as 0 < α < 2/λ, or "…"."""
    tex = re.sub(r"\\(hat|tilde) (\w)", r"\2\\\1{}", tex)
    text = re.sub(r"\\([A-Za-z]+|.)", lambda found: _sign(found[1]), tex)
    return "…" if "\\" in text else re.sub(r"[{}]", "", text)


def names(term) -> list[str]:
    """The names of a term, from its line of the glossary; the first is that of the book.

    Someone may also type it as one word, or the initials of its words.
    """
    book, *others = re.split(r" [·/] ", term.lower())
    words = re.split(r"[ -]", book)
    joined = ["".join(words)] if "-" in book else []
    initials = ["".join(word[0] for word in words)] if len(words) > 1 else []
    return [book, *others, *joined, *initials]


def _sign(command):
    return SIGNS.get(command, html5.get(f"{command};", "\\"))


def _read(node, section, found):
    """Add the text below a node to its section, and the sections that begin there to ``found``."""
    for child in node.children:
        if begun := _begun(child):
            found.append(begun)
            _read(child, begun, found)
        elif isinstance(child, nodes.Text | nodes.math):
            section.text.append(_text(child))
        elif _is_searched(child):
            section.leads_to.append(child.get("refuri", ""))
            _read(child, section, found)
            section.text += [] if isinstance(child, nodes.Inline) else [" "]


def _is_searched(node):
    is_added = ADDED.intersection(node.get("classes", ()))
    is_left_out = is_added or node.get("kind") in FOLDS_NOT_SEARCHED
    return not isinstance(node, NOT_SEARCHED) and not is_left_out


def _text(node):
    if isinstance(node, nodes.math):
        return plain(node.astext())
    return "".join(map(_text, node.children)) or node.astext()


def _begun(node):
    """The `Section` that begins with ``node``, or ``None``."""
    if isinstance(node, nodes.section):
        return Section(node["ids"][0], _text(node.next_node(nodes.title)))
    if is_exercise_node(node):
        # The last child says where to do the exercise.
        title = "".join(map(_text, node[0].children[:-1]))
        return Section(node["ids"][0], EXERCISE + title.strip(" ()"))
    if isinstance(node, desc) and node[0]["ids"]:
        return Section(node[0]["ids"][0], node[0]["fullname"])
    if isinstance(node, nodes.definition_list) and node["ids"]:
        anchor, term = node["ids"][0], node.next_node(nodes.term).astext()
        return Section(
            anchor, term, [*names(term), *SYNONYMS.get(anchor.removeprefix(languages.PREFIX), ())]
        )
    return None
