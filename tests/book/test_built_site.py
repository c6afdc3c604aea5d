"""What the files of the built site tell without a browser: icons, descriptions, weights."""

import gzip
import inspect
import re

import pytest

import plainnet
from plainnet.explorers.widget import BUDGET
from plainnet_book import BLOCKING_BUDGET, PAGE_BUDGET, execution, pages

SITE = execution.ROOT / "_build" / "html"


@pytest.fixture(scope="module")
def site():
    """The path of each page but the redirect, and its HTML."""
    files = sorted({*SITE.glob("*.html"), *SITE.glob("chapters/**/*.html")})
    html = {path: path.read_text("utf8") for path in files}
    found = {path: text for path, text in html.items() if 'http-equiv="Refresh"' not in text}
    assert len(found) > 10, "build the site first: make site"
    return found


def test_every_page_has_its_icon(site):
    for path, html in site.items():
        icon = re.search(r'<link rel="icon" href="([^"]+)"', html)
        assert path.parent.joinpath(icon[1]).is_file(), f"{path}: `favicon` in _config.yml"


@pytest.mark.parametrize("name", plainnet.__all__)
def test_what_the_package_offers_is_described(site, name):
    found = getattr(plainnet, name)
    if inspect.isfunction(found) or inspect.isclass(found):
        anchor = f'id="{found.__module__}.{found.__qualname__}"'
        assert anchor in site[SITE / "chapters" / "api.html"], (
            f"chapters/api.md: add an automodule block for {found.__module__}"
        )


def test_descriptions_are_without_noise(site):
    html = site[SITE / "chapters" / "api.html"]
    for noise in ("Alias for field", "Create new instance", "factory", "kwargs", ">object<"):
        assert noise not in html, "api.html: leave it out in plainnet_book/docstrings.py"


def test_formulas_are_typeset(site):
    count = 0
    for path, html in site.items():
        assert "mathjax/" not in html and "window.MathJax" not in html, path
        formulas = re.findall(r'<(span|div) class="math[^>]*>(.*?)</\1>', html, re.DOTALL)
        assert all("<svg" in text and "<math>" in text for _, text in formulas), path
        used = re.findall(r'<use href="#([^"]+)"', html)
        assert re.findall(r'<path id="(tex-[^"]+)"', html) == sorted(set(used)), path
        count += len(formulas)
    assert count > 1000
    assert not (SITE / "_static" / "mathjax").exists()


def test_pages_are_light(site):
    for path, html in site.items():
        blocking = [address.partition("?")[0] for address in pages.render_blocking(html)]
        assert blocking, path
        weight = packed(html.encode())
        assert weight <= PAGE_BUDGET, f"{path}: {weight} bytes; split the chapter"
        sizes = [packed(path.parent.joinpath(one).read_bytes()) for one in blocking]
        assert sum(sizes) <= BLOCKING_BUDGET, f"{path}: {sum(sizes)} bytes block: {blocking}"
        for data in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL):
            weight = packed(data.encode())
            assert weight <= BUDGET, f"{path}: an explorer weighs {weight} bytes; give fewer values"


def packed(data):
    return len(gzip.compress(data))
