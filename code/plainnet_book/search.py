"""The index of the search: the words of every section, to be looked up in the browser.

Besides sections, exercises, glossary terms and documented functions can be found. Code and its
output are not searched, because half of them are imports.
"""

import itertools
import json
import re
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import desc
from sphinx_exercise.nodes import is_exercise_node

NOT_SEARCHED = (nodes.literal_block, nodes.raw, nodes.comment, nodes.math, nodes.math_block)
SHORTEST = 2  # the fewest characters of a word in the index


class Search:
    """Collects the sections of all pages while Sphinx writes them, and writes the index."""

    def __init__(self, app):
        self.pages = {}  # by name: the title, and a list of [anchor, title, words]
        app.connect("builder-inited", self.alone)
        app.connect("doctree-resolved", self.read)
        app.connect("build-finished", self.write)

    def alone(self, app) -> None:
        """Stop Sphinx from making its own index."""
        app.builder.index_page = app.builder.dump_search_index = lambda *_: None

    def read(self, app, document, name) -> None:
        """Collect the sections of a page, after its references are resolved."""
        self.pages[name] = app.env.titles[name].astext(), sections(document)

    def write(self, app, error) -> None:
        """Write the index, and remove the scripts of Sphinx's search."""
        if error or app.builder.format != "html":
            return
        out, root = Path(app.outdir), app.config.root_doc
        order = [root, *app.env.toctree_includes.get(root, [])]
        found = {f"{name}.html": self.pages[name] for name in order if name in self.pages}
        text = json.dumps(index(found), ensure_ascii=False, separators=(",", ":"))
        (out / "_static" / "plainnet").mkdir(exist_ok=True)
        path = out / "_static" / "plainnet" / "search-index.js"
        path.write_text(f"globalThis.plainnetSearch={text}\n", "utf8")
        for name in ("searchtools.js", "language_data.js"):
            (out / "_static" / name).unlink(missing_ok=True)


def sections(document) -> list[tuple[str, str, set[str]]]:
    """The anchor, title and words of each section of a page, the page itself first.

    The page itself has no anchor, which means its top.
    """
    top = document.next_node(nodes.section)
    found = [("", top.next_node(nodes.title).astext(), set())] if top else []
    if top:
        _read(top, found[0][2], found)
    return found


def index(pages) -> dict:
    """The data for the browser, from ``pages``: their titles and `sections`, by address.

    A section has the number of its page, its anchor and its title. ``words`` lists for each word
    the numbers of its sections, each as the difference from the previous one. It is a single text,
    ``loss 3 1 12;slope 4``, because quotes and brackets would be a twelfth of it.
    """
    listed, words = [], {}
    for number, (_, parts) in enumerate(pages.values()):
        for anchor, heading, own in parts:
            for word in own:
                words.setdefault(word, [0]).append(len(listed))
            listed.append([number, anchor, heading])
    titles = [[address, title] for address, (title, _) in pages.items()]
    gaps = {w: [b - a for a, b in itertools.pairwise(words[w])] for w in sorted(words)}
    lines = (" ".join([word, *map(str, each)]) for word, each in gaps.items())
    return {"pages": titles, "sections": listed, "words": ";".join(lines)}


def words_of(text) -> set[str]:
    """The words of a text in lower case, as `page/search.js` splits those of a query.

    Digits after a decimal point, such as 001, do not count.
    """
    words = (word for word in re.findall(r"\w+", text.lower()) if len(word) >= SHORTEST)
    return {word for word in words if not re.fullmatch(r"0\d*", word)}


def _read(node, words, found):
    """Add the words below a node to ``words``, and the sections that begin there to ``found``."""
    for child in node.children:
        if place := _place(child):
            found.append((*place, set()))
            _read(child, found[-1][2], found)
        elif isinstance(child, nodes.Text):
            words.update(words_of(child))
        elif not isinstance(child, NOT_SEARCHED) and child.get("kind") != "code":
            _read(child, words, found)


def _place(node):
    """The anchor and the title of ``node`` if it has its own entry in the index, or ``None``."""
    if isinstance(node, nodes.section):
        return node["ids"][0], node.next_node(nodes.title).astext()
    if is_exercise_node(node):
        # The last child says where to do the exercise.
        title = "".join(part.astext() for part in node[0].children[:-1])
        return node["ids"][0], f"{node['title']}: {title.strip(' ()')}"
    if isinstance(node, desc) and node[0]["ids"]:
        return node[0]["ids"][0], node[0]["fullname"]
    if isinstance(node, nodes.definition_list) and node["ids"]:
        return node["ids"][0], node.next_node(nodes.strong).astext()
    return None
