"""*Open in Jupyter*: the HTML of the fold with the command to copy."""

from types import SimpleNamespace

import pytest
from docutils import nodes

from plainnet_book import folds, run_chapter, wheel


def config(site="", **options):
    return SimpleNamespace(html_baseurl=site, html_theme_options=options)


def test_the_line_brings_the_wheel_of_the_site_with_jupyterlab():
    block = run_chapter.block("chapters/xor", config("https://someone.github.io/plainnet/"))
    address = f"https://someone.github.io/plainnet/{wheel.name()}"
    assert f"pip install &quot;plainnet[lab] @ {address}&quot;" in block
    assert f'data-wheel="../{wheel.name()}"' in block
    assert 'href="../_sources/chapters/xor.ipynb" download' in block
    assert "jupyter lab xor.ipynb" in block


def test_without_an_address_the_line_says_so_and_no_host_is_named():
    block = run_chapter.block("chapters/xor", config())
    assert f"@ {run_chapter.HERE}/{wheel.name()}" in block
    assert "http" not in block


def test_colab_and_binder_follow_from_the_address_of_the_repository():
    options = {"source_repository": "https://github.com/someone/plainnet"}
    block = run_chapter.block("chapters/xor", config(**options, source_branch="book"))
    assert "colab.research.google.com/github/someone/plainnet/blob/book/chapters/xor.i" in block
    assert "mybinder.org/v2/gh/someone/plainnet/book?urlpath=lab/tree/chapters/xor.i" in block


@pytest.mark.parametrize("address", ["", "https://git.example.org/someone/plainnet"])
def test_other_addresses_have_neither(address):
    assert run_chapter.elsewhere("chapters/xor", {"source_repository": address}) == ""


def test_the_fold_stands_before_the_first_section():
    lead, section = nodes.paragraph("", "lead"), nodes.section("", nodes.title("", "First"))
    label = nodes.target("", "")
    top = nodes.section("", nodes.title("", "Page"), lead, label, section)
    body = nodes.raw("", "<hr>", format="html")
    run_chapter.insert(nodes.container("", top), body)
    _, found, fold, *rest = top.children
    assert (found, rest) == (lead, [label, section])
    assert isinstance(fold, folds.fold) and fold.children[1] is body
