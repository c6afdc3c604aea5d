"""The learning edition of a chapter: the notebook that the site offers, for any notebook program.

It is made from the committed one when the book is built. Its text is plain Markdown, with the
numbers, titles and links of the site; its figures are stored; solutions are folded, and what they
print is left out; and so are the proofs that the page leaves out, which may tell an answer.
"""

import copy
import json
import posixpath
import re
from html import escape
from urllib.parse import quote

from docutils import nodes

from plainnet_book import cells, languages
from plainnet_book.execution import STORED, reduced
from plainnet_book.page_python import session
from plainnet_book.run_chapter import HERE, WHEEL  # a page writes its own address for HERE

# Untrusted notebooks show no SVG of their own.
FIGURE = '<img alt="{alt}" src="data:image/svg+xml,{svg}">'
PLAIN = " !$()*+,-./:;=?@_~"  # signs that such an address may have; so it packs well
FIRST = """\
# Only where `plainnet` is missing, as at Colab: delete the # of the next line, and run this cell.
# %pip install "plainnet[explorers] @ {site}/{wheel}"
"""
BLOCK = re.compile(
    r"^(?P<fence>`{3,}|:{3,})\{(?P<kind>[\w-]+)\}[ \t]*(?P<title>[^\n]*)\n"
    r"(?P<options>(?::[\w-]+:[^\n]*\n)*)(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.DOTALL | re.MULTILINE,
)
EQUATION = re.compile(
    r"^\$\$\n(?P<body>.*?)\n\$\$ \((?P<label>[\w-]+)\)$",
    re.DOTALL | re.MULTILINE,
)
LABEL = re.compile(r"^\([\w-]+\)=\n+", re.MULTILINE)
ROLE = re.compile(r"\{(?P<kind>[\w:-]+)\}`(?P<text>[^`]*)`")
LINK = re.compile(
    r"\[(?P<text>[^\]]*)\]\((?P<target>#[^)\s]+|[\w/.]+\.(?:ipynb|md)(?:#[^)\s]+)?)\)"
)
SPOKEN = re.compile(r"(?P<text>[^<]*?) *<[^>]*>")  # the words of a role, without its target
CODE = re.compile(r"^(?P<fence>`{3,})[^{\n]*\n.*?^(?P=fence)[ \t]*$", re.DOTALL | re.MULTILINE)
# Of a folded cell and of a folded output, the first line is seen.
TELL_NOTHING = "def ", "class ", "@", "AnswerBox(", "#"
END = re.compile(r"```\{solution-end\}\n```")


def outline(executed) -> tuple[dict, dict[int, int]]:
    """The edition of an executed chapter, its text still as it was; and the new places of cells."""
    kept, places, end = [_code(FIRST, "install")], {}, ""
    code = [cell.source for cell in executed.cells if cell.cell_type == "code"]
    for index, cell in enumerate(copy.deepcopy(executed.cells)):
        if cell.cell_type == "markdown":
            if END.fullmatch(cell.source.strip()):  # no cell of its own: it ends with the next text
                end = cell.source + "\n\n"
                continue
            cell.source, end = end + cell.source, ""
        else:
            source = code.pop(0)
            is_left_out = "remove-cell" in cell.metadata.get("tags", [])
            if is_left_out and "import" not in source and cells.is_proof(source, "\n".join(code)):
                continue
            cell.metadata.pop("built", None)
            cell.execution_count = 1 if cell.source.strip() else None
            hidden = cell.metadata.get("jupyter", {})
            cell.outputs = [_stored(output, cell.metadata) for output in cell.outputs]
            if hidden.get("outputs_hidden") and cell.outputs:
                tags = cell.metadata.get("tags", [])
                cell.outputs, cell.metadata.tags = [], sorted({*tags, "nbval-ignore-output"})
            if hidden.get("source_hidden") and not cell.source.startswith(TELL_NOTHING):
                cell.source = session.FOLDED + cell.source
        places[index] = len(kept)
        kept.append(cell)
    return json.loads(json.dumps(executed | {"cells": kept})), places


def _stored(output, metadata):
    """An output with its text and its figure."""
    data, about = output.get("data", {}), metadata.get("mystnb", {}).get("image", {})
    forms = STORED
    if "image/svg+xml" in data:
        wide = "".join(data["image/svg+xml"].partition("</svg>")[:2])  # not that for a phone
        alt, svg = escape(about.get("alt", "")), quote(wide, safe=PLAIN)
        data["text/html"] = FIGURE.format(alt=alt, svg=svg)
        forms = STORED | {"text/html"}
    return reduced(output, forms)


def _code(source, name):
    more = {"execution_count": None, "outputs": [], "metadata": {}}
    return {"cell_type": "code", "id": name, "source": source} | more


class Edition:
    """Writes the text of one page: ``name`` is that of the page, such as ``chapters/xor``."""

    def __init__(self, app, name):
        self.app, self.name, self.env = app, name, app.env
        self.site = app.config.html_baseurl.rstrip("/") or HERE
        self.say = languages.words(name)
        self.solution = ""  # the exercise whose solution the cells are in

    def written(self, notebook) -> dict:
        """The notebook of `outline` with its text in plain Markdown."""
        written = copy.deepcopy(notebook)
        for cell in written["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = self.markdown("".join(cell["source"]))
        first = written["cells"][0]
        first["source"] = first["source"].format(site=self.site, wheel=WHEEL).rstrip()
        return written

    def markdown(self, text) -> str:
        """The text of one cell; a part within a solution is folded."""
        parts, start = [], 0
        for block in BLOCK.finditer(text):
            if block["kind"] in ("solution-start", "solution-end"):
                parts.append(self._folded(text[start : block.start()]))
                self.solution = block["title"] if block["kind"] == "solution-start" else ""
                start = block.end()
        parts.append(self._folded(text[start:]))
        return "\n\n".join(filter(None, parts))

    def _folded(self, text):
        text = self._plain(text).strip()
        if not (self.solution and text):
            return text
        return _details(self._solution(self.solution), text)

    def _plain(self, text):
        """Markdown without directives, roles and labels; code stays as it is."""
        text = EQUATION.sub(lambda it: self._equation(*it.group("body", "label")), text)
        text, parts, start = BLOCK.sub(self._block, LABEL.sub("", text)), [], 0
        for code in CODE.finditer(text):
            parts += [self._linked(text[start : code.start()]), code[0]]
            start = code.end()
        return "".join([*parts, self._linked(text[start:])])

    def _linked(self, text):
        return ROLE.sub(self._role, LINK.sub(self._link, text))

    def _block(self, block):
        kind, title, body = block["kind"], block["title"], block["body"].strip()
        options = dict(re.findall(r"^:([\w-]+): *(.*)$", block["options"], re.MULTILINE))
        if kind == "math":
            return self._equation(body, options.get("label"))
        if kind == "exercise":
            return f"### {self._exercise(options['label'])} ({title})\n\n{self._plain(body)}"
        if kind == "solution":
            return _details(self._solution(title), self._plain(body))
        if kind == "dropdown":
            return _details(title, self._plain(body))
        if kind == "bibliography":
            words = self.say("The references are [on the page]({page}).")
            return words.format(page=f"{self.site}/{self.name}.html")
        return self._plain(f"**{title}**\n\n{body}" if title else body)

    def _equation(self, body, label):
        """An equation, with its number if it has a label."""
        number = self._reference("math", "eq", label).strip("()") if label else ""
        tag = rf" \tag{{{number}}}" if number else ""
        return f"$$\n{body}{tag}\n$$"

    def _solution(self, label):
        return self.say("Solution to {exercise}").format(exercise=self._exercise(label))

    def _exercise(self, label):
        """The name of an exercise, such as 'Exercise 4.2'."""
        for numbers in self.env.toc_fignumbers.values():
            for kind, by_id in numbers.items():
                if label in by_id and "exercise" in kind:
                    number = ".".join(map(str, by_id[label]))
                    return self.say("Exercise {number}").format(number=number)
        raise KeyError(f"{self.name}: no exercise has the label {label}")

    def _role(self, role):
        kind, text = role["kind"], role["text"]
        if kind == "eq":
            return self._reference("math", "eq", text)
        if kind.startswith("cite:"):
            return self._reference("cite", kind.removeprefix("cite:"), text)
        spoken = SPOKEN.fullmatch(text)
        return spoken["text"] if spoken else text

    def _reference(self, domain, kind, target):
        """The text of a reference, as on the page."""
        about = {"reftarget": target, "reftype": kind, "refdoc": self.name, "refdomain": domain}
        node = nodes.Element("", **about)
        domains = self.env.get_domain(domain)
        builder, inner = self.app.builder, nodes.inline("", target)
        found = domains.resolve_xref(self.env, self.name, builder, kind, target, node, inner)
        if found is None:
            raise KeyError(f"{self.name}: {kind} {target} cannot be resolved")
        return found.astext()

    def _link(self, link):
        page, _, label = link["target"].partition("#")
        name = posixpath.normpath(f"{self.name}/../{page}") if page else self.name
        name = re.sub(r"\.(ipynb|md)$", "", name)
        labels = self.env.get_domain("std").anonlabels
        objects = self.env.get_domain("py").data.get("objects", {})
        if label in labels:
            name, label = labels[label]
        elif label in objects:
            name = objects[label].docname
        anchor = f"#{label.removeprefix(languages.PREFIX)}" if label else ""
        text = link["text"] or self.env.titles[name].astext()
        return f"[{text}]({self.site}/{name}.html{anchor})"


def _details(summary, text):
    """A fold. Programs show Markdown in it if there are empty lines around."""
    return f"<details><summary>{escape(summary)}</summary>\n\n{text.strip()}\n\n</details>"
