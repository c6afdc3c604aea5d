"""The site under test, a copy of ``_build/html`` that records errors, and the browser engines."""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import answer_box_page
import engines
import explorer_page
import fonts as fonts_of
import page_blocks
import pytest
from firefox import Firefox
from playwright.sync_api import sync_playwright

from plainnet import explorers

ROOT = Path(__file__).parents[2]
OWN = explorers.Hand, explorers.Playground, explorers.AnswerBox  # not among `explorers.ALL`


@pytest.fixture(scope="session")
def built():
    """The folder of the built site."""
    folder = ROOT / "_build" / "html"
    assert (folder / "search.html").exists(), "build the site first: make site"
    return folder


@pytest.fixture(scope="session")
def site(built):
    """A copy whose pages record errors; ``pages`` are the names of all except the redirect."""
    with tempfile.TemporaryDirectory() as place:
        folder = shutil.copytree(built, Path(place) / "html")
        pages = []
        for path in sorted({*folder.glob("*.html"), *folder.glob("chapters/**/*.html")}):
            html = path.read_text("utf8")
            if 'http-equiv="Refresh"' not in html:
                pages.append(str(path.relative_to(folder)))
                assert "<head>" in html, path
                path.write_text(html.replace("<head>", f"<head>{engines.WITNESS}", 1), "utf8")
        (folder / "narrow.html").write_text(engines.NARROW, "utf8")
        with engines.served(folder) as http:
            yield SimpleNamespace(folder=folder, http=http, pages=pages)


@pytest.fixture(scope="module")
def samples(site):
    """The name of a page with answer boxes of all kinds."""
    with answer_box_page.sample_page(site) as name:
        yield name


@pytest.fixture(scope="module")
def all_views(site):
    """A page with one block of each view, and the views in their order."""
    found = {}
    for name in (name for name in site.pages if name.count("/") == 1):  # files are named from there
        for block in page_blocks.blocks(site.folder / name):
            found[block.view] = name, block.html
    assert set(found) == {*explorers.ALL, *(each.view for each in OWN)}
    names, blocks = zip(*found.values(), strict=True)
    made = explorer_page.without_text(site.folder, names[0], "all-views", "".join(blocks))
    engines.made[made] = [f"blocks {name}" for name in sorted(set(names))]
    return made, list(found)


@pytest.fixture(scope="session", autouse=True)
def usual_fonts(tmp_path_factory):
    """Make all browsers and JupyterLab use the fonts of the usual set."""
    os.environ |= fonts_of.environment(fonts_of.USUAL, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def fonts(request, tmp_path_factory):
    """Settings of fonts for Chromium: none, or a set that a test asks for by name."""
    if not (name := getattr(request, "param", None)):
        return {}
    missing = fonts_of.missing(name)
    engines.need(not missing, " ".join(missing))
    return fonts_of.environment(name, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")  # some modules need other flags
def browser(request, fonts):
    flags = engines.FLAGS + getattr(request.module, "FLAGS", [])
    names = "chromium-headless-shell", "chromium"  # the first has no windows and is faster
    path = engines.need(shutil.which(names[0]) or shutil.which(names[1]), names[0])
    with sync_playwright() as playwright:
        environment = os.environ | fonts
        browser = playwright.chromium.launch(executable_path=path, args=flags, env=environment)
        yield browser
        browser.close()


@pytest.fixture
def chromium(site, browser):
    """A function that starts Chromium with options of a Playwright context until the test ends."""
    made = []

    def make(**options):
        made.append(engines.Chromium(site, browser, **options))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(scope="module")
def one_chromium(site, browser):
    """One Chromium that all tests of a module share."""
    engine = engines.Chromium(site, browser)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def webkit(site):
    with engines.screen() as screen:
        engine = engines.WebKit(site, screen)
        yield engine
        engine.close()


@pytest.fixture(scope="session")
def firefox(site):
    engine = Firefox(site)
    yield engine
    engine.close()


IN_TURN = pytest.mark.thorough, pytest.mark.turns(4), pytest.mark.twins
OTHERS = [pytest.param(name, marks=IN_TURN) for name in ("webkit", "firefox")]


@pytest.fixture(params=["chromium", *OTHERS])
def engine(request):
    """The engines in turn, 1280 px wide; later tests reuse them with their stored data."""
    if request.param != "chromium":
        return request.getfixturevalue(request.param)
    found = request.getfixturevalue("one_chromium")
    found.begin()
    return found
