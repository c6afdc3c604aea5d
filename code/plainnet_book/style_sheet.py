"""One style sheet for the whole book, with only the rules, variables and glyphs that it uses.

A rule of Sphinx or the theme stays if some page or script contains all classes and ids of its
selector; so elements that scripts add later are styled, too. All of the book's own rules stay. The
order does not change.
"""

import base64
import io
import itertools
import logging
import mimetypes
import re
from pathlib import Path
from urllib.parse import quote, unquote

import tinycss2
from fontTools import subset
from fontTools.ttLib import TTFont

ATTRIBUTE = re.compile(r'\b(?:class|id)=\\?"([^"\\]*)')
WORD = re.compile(r"[A-Za-z_][\w-]*")
VARIABLE = re.compile(r"--[\w-]+")
READ = re.compile(r"var\(\s*(--[\w-]+)")
NOTICE = re.compile(r"/\*!.*?\*/", re.DOTALL)  # licence notices, which must be kept
IMPORT = re.compile(r'@import "([^"]+)";')
ADDRESS = re.compile(r"""url\((?!["']?(?:data:|#))["']?([^"')]+)["']?\)""")
ANIMATION = re.compile(r"@keyframes ([\w-]+)\s*{.*}\n")
FACE = re.compile(r"@font-face\s*{[^}]*url\(([^)]*\.ttf)\)[^}]*}")
GLYPH = re.compile("[\ue000-\uf8ff]")
logging.getLogger("fontTools").setLevel(logging.WARNING)  # no message for each font table


def style_sheet(sheets, own, pages, scripts) -> str:
    """The ``sheets`` without what neither ``pages`` nor ``scripts`` use, followed by ``own``.

    Files that it still refers to are embedded, so that no other request is needed.
    """
    own = _used(tinycss2.parse_stylesheet(own), None, set(VARIABLE.findall(own)))
    css = "\n".join(sheets)
    notices = "\n".join(dict.fromkeys(NOTICE.findall(css)))
    names = {name for page in pages for names in ATTRIBUTE.findall(page) for name in names.split()}
    names.update(*map(WORD.findall, scripts))
    read = set().union(*map(VARIABLE.findall, (own, *pages, *scripts)))
    rules, before = tinycss2.parse_stylesheet(css), None
    while css != before:  # a removed variable may have been the only use of another one
        before = css
        css = _used(rules, names, read | set(READ.findall(css)))
    css += own
    css = ANIMATION.sub(lambda found: found[0] if css.count(found[1]) > 1 else "", css)
    glyphs = set(map(ord, GLYPH.findall(css)))
    css = FACE.sub(lambda face: _with_font(face, glyphs) if _styles(face) & names else "", css)
    css = ADDRESS.sub(lambda found: _inside(Path(unquote(found[1])).read_bytes(), found[1]), css)
    return f'@charset "UTF-8";\n{notices}\n{css}'


def read_sheet(path) -> str:
    """The text of a sheet with its imports inserted and with absolute paths of files."""
    folder = Path(path).parent
    text = IMPORT.sub(lambda found: read_sheet(folder / found[1]), path.read_text("utf8"))

    def full(found):  # quoted, because folder names may contain spaces
        return f"url({quote(str((folder / unquote(found[1])).resolve()))})"

    return ADDRESS.sub(full, text)


def _used(rules, names, read):
    """The rules whose selectors contain only ``names``, without variables that are not ``read``.

    All rules, if ``names`` is ``None``.
    """
    texts = []
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = [s for s in _split(rule.prelude) if names is None or _names(s) <= names]
            head = ",".join(tinycss2.serialize(selector).strip() for selector in selectors)
            body = _declarations(rule.content, read) if selectors else ""
        elif rule.type == "at-rule" and rule.lower_at_keyword in ("media", "supports"):
            head = f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}"
            body = _used(tinycss2.parse_rule_list(rule.content), names, read)
        elif rule.type == "at-rule" and rule.content:
            head = f"@{rule.lower_at_keyword}{tinycss2.serialize(rule.prelude)}"
            body = re.sub(r"\s+", " ", tinycss2.serialize(rule.content).strip())
        else:  # white space, comments, @charset
            continue
        texts += [f"{head}{{{body}}}\n"] if body else []
    return "".join(texts)


def _split(prelude):
    """The selectors in a list, each as its tokens; commas inside of :is() do not separate."""
    selectors = [[]]
    for token in prelude:
        if token == ",":
            selectors.append([])
        elif token.type != "comment":
            selectors[-1].append(token)
    return selectors


def _names(selector):
    """The classes and ids of a selector, except those inside of :is(), :not() and so on."""
    after_dot = itertools.pairwise(selector)
    classes = {token.value for dot, token in after_dot if dot == "." and token.type == "ident"}
    return classes | {token.value for token in selector if token.type == "hash"}


def _declarations(content, read):
    parsed = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    texts = [
        item.serialize().strip()
        for item in parsed
        if item.type != "error" and not _is_unread(getattr(item, "name", ""), read)
    ]
    return ";".join(texts)


def _is_unread(name, read):
    return name.startswith("--") and name not in read


def _styles(face):
    """The classes that use an icon font: fa-brands and fab for fa-brands-400.ttf."""
    style = Path(face[1]).stem.rpartition("-")[0]
    return {style, style[:2] + style[3:4]}


def _with_font(face, glyphs):
    """The rule @font-face with its font embedded, reduced to ``glyphs``."""
    font = TTFont(unquote(face[1]), recalcTimestamp=False)
    cut = subset.Subsetter(subset.Options(layout_features=[], name_IDs=[]))
    cut.populate(unicodes=glyphs & font.getBestCmap().keys())
    cut.subset(font)
    font.flavor, file = "woff", io.BytesIO()
    font.save(file)
    return re.sub(r"src:[^;}]*", f"src:{_inside(file.getvalue(), 'icons.woff')}", face[0])


def _inside(data, name):
    kind = mimetypes.guess_type(name)[0]
    return f"url(data:{kind};base64,{base64.b64encode(data).decode()})"
