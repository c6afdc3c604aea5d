"""The site under test, a copy of ``_build/html`` with a witness on every page, and the engines."""

import os
import shutil
import tempfile
from pathlib import Path
from types import SimpleNamespace

import answer_box_page
import engines
import fonts as fonts_of
import pytest
from firefox import Firefox
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def built():
    """The site as it was built."""
    folder = ROOT / "_build" / "html"
    assert (folder / "search.html").exists(), "build the site first: make site"
    return folder


@pytest.fixture(scope="session")
def site(built):
    """A copy whose pages bear witness; ``pages`` are the names of all but the redirect."""
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


@pytest.fixture(scope="session", autouse=True)
def usual_fonts(tmp_path_factory):
    """What every browser and JupyterLab see of fonts."""
    os.environ |= fonts_of.environment(fonts_of.USUAL, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")
def fonts(request, tmp_path_factory):
    """What Chromium is told of fonts: nothing more, or a set that a test asks for by its name."""
    if not (name := getattr(request, "param", None)):
        return {}
    missing = fonts_of.missing(name)
    engines.need(not missing, " ".join(missing))
    return fonts_of.environment(name, tmp_path_factory.mktemp("fonts"))


@pytest.fixture(scope="module")  # some modules have flags of their own
def browser(request, fonts):
    flags = engines.FLAGS + getattr(request.module, "FLAGS", [])
    names = "chromium-headless-shell", "chromium"  # the first has no windows, and takes less time
    path = engines.need(shutil.which(names[0]) or shutil.which(names[1]), names[0])
    with sync_playwright() as playwright:
        told = os.environ | fonts
        browser = playwright.chromium.launch(executable_path=path, args=flags, env=told)
        yield browser
        browser.close()


@pytest.fixture
def chromium(site, browser):
    """Makes a Chromium with the options of a Playwright context; they end with the test."""
    made = []

    def make(**options):
        made.append(engines.Chromium(site, browser, **options))
        return made[-1]

    yield make
    for engine in made:
        engine.close()


@pytest.fixture(scope="module")
def one_chromium(site, browser):
    """One for all tests of a module, as the other engines are."""
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


IN_TURN = pytest.mark.thorough, pytest.mark.turns(4)
OTHERS = [pytest.param(name, marks=IN_TURN) for name in ("webkit", "firefox")]


@pytest.fixture(params=["chromium", *OTHERS])
def engine(request):
    """The engines in turn, 1280 px wide. They go on from test to test, with what they stored."""
    if request.param != "chromium":
        return request.getfixturevalue(request.param)
    found = request.getfixturevalue("one_chromium")
    found.begin()
    return found
