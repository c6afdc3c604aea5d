"""What the files of the built site tell without a browser: icons, descriptions, weights."""

import gzip
import inspect
import re

import pytest

import plainnet
from plainnet.explorers import ALL, AnswerBox
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


def test_pages_are_light(site):
    for path, html in site.items():
        blocking = [address.partition("?")[0] for address in pages.render_blocking(html)]
        assert blocking, path
        weight = packed(html.encode())
        assert weight <= PAGE_BUDGET, f"{path}: {weight} bytes; split the chapter"
        sizes = [packed(path.parent.joinpath(one).read_bytes()) for one in blocking]
        assert sum(sizes) <= BLOCKING_BUDGET, f"{path}: {sum(sizes)} bytes block: {blocking}"


def test_an_explorer_loads_little_and_a_page_holds_none_of_it(site):
    views = set()
    for path, html in site.items():
        assert "data:image/png" not in html, f"{path}: a picture that is no file"
        for view, listed in re.findall(r'data-view="(\w+)" data-scripts="([^"]+)"', html):
            views.add(view)
            code, data = listed.split(" ")[:2], listed.split(" ")[2:]
            assert all(path.parent.joinpath(address).is_file() for address in code)
            assert len(data) == (view != AnswerBox.view)
            weight = sum(packed(path.parent.joinpath(one).read_bytes()) for one in data)
            assert weight <= BUDGET, f"{path}: {view} weighs {weight} bytes; give fewer values"
    assert views == {*ALL, AnswerBox.view}


def packed(data):
    return len(gzip.compress(data))
