"""What the files of the built site tell without a browser: icons, descriptions, licences."""

import gzip
import inspect
import re
from html import unescape

import pytest

import plainnet
from plainnet.explorers.widget import BUDGET
from plainnet_book import execution, head, pages

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


def test_only_one_style_sheet_keeps_a_page_from_being_shown(site):
    for path, html in site.items():
        blocking = pages.render_blocking(html)
        assert len(blocking) == 1 and ".css" in blocking[0], f"{path}: {blocking}"
        assert path.parent.joinpath(blocking[0]).is_file(), path


def test_an_explorer_is_light(site):
    for path, html in site.items():
        for data in re.findall(r'<script type="application/json">(.*?)</script>', html, re.DOTALL):
            weight = packed(data.encode())
            assert weight <= BUDGET, f"{path}: an explorer weighs {weight} bytes; give fewer values"


def test_every_page_describes_itself_as_no_other_does(site):
    seen = {}
    for path, html in site.items():
        for tag in ('meta name="viewport"', 'meta name="description"', 'meta property="og:title"'):
            assert html.count(f"<{tag}") == 1, f"{path}: {tag}"
        description = re.search(r'<meta name="description" content="([^"]+)"', html)[1]
        assert description not in seen, f"{path} and {seen[description]}: {description}"
        assert len(unescape(description)) <= head.LONGEST, path
        seen[description] = path


def test_every_page_names_its_licences(site):
    for path, html in site.items():
        footer = html.partition('<footer class="bd-footer-content"')[2]
        for name in ("CC BY 4.0", "BSD-3-Clause", "Font Awesome"):
            assert name in footer, f"{path}: `extra_footer` in _config.yml lacks {name}"


def packed(data):
    return len(gzip.compress(data))
