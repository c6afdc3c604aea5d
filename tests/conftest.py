"""Options of a test run, ``--all`` and ``--seed``, and how tests are divided among workers."""

import importlib
import random
import re
import secrets
import subprocess
import sys
from pathlib import Path

import grounds
import proof
import pytest
from hypothesis import settings
from matplotlib import rc_context

sys.modules.setdefault("rfc3987_syntax", None)  # saves 2 s: it only checks addresses in notebooks
EXPLORERS = Path(__file__).parents[1] / "code" / "plainnet" / "explorers"
ONE_ENVIRONMENT = "test_run_this_chapter.py"  # its virtual environment takes a minute to make
APART = "tests/chapters/test_page_python.py::test_a_page_prints"  # each runs Node for itself
NEEDS_NO_SITE = re.compile(r"tests/(?!chapters|pages)")
OTHER_FONTS = "Liberation", "Noto"  # each needs a Chromium of its own
# Property tests are repeatable and untimed: CI machines are slow at times.
settings.register_profile("plainnet", deadline=None, derandomize=True, database=None)
settings.load_profile("plainnet")
VIEWS = sorted(path.parent.name for path in EXPLORERS.glob("*/view.js"))


def pytest_addoption(parser):
    parser.addoption(
        "--all",
        action="store_true",
        help="also what `make test` leaves to `make test-all`: tests marked `thorough`",
    )
    parser.addoption(
        "--seed", type=int, help="of the random samples; without it another one each time"
    )


def pytest_configure(config):
    config.addinivalue_line("markers", "thorough: left to `make test-all`")
    is_asked = not all(map(NEEDS_NO_SITE.search, config.args))
    if is_asked and not grounds.SITE.exists() and not hasattr(config, "workerinput"):
        build_site(config)
    if config.option.seed is None:
        # With xdist, the workers get the seed that the first process drew.
        given = getattr(config, "workerinput", {})
        config.option.seed = given.get("seed", secrets.randbits(32))
    for marker in proof.MARKERS:
        config.addinivalue_line("markers", marker)
    config.pluginmanager.register(proof.Proof(config), "proof")


def build_site(config):
    """Make what `make site` makes, as it is not there after `pip install -r requirements.txt`."""
    with config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        subprocess.run([sys.executable, "-m", "plainnet_book.page_python"])
        subprocess.run(
            [sys.executable, "code/plainnet_book/build.py"], cwd=grounds.ROOT, check=True
        )


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    node.workerinput["seed"] = node.config.option.seed


def pytest_report_header(config):
    return f"random samples: --seed={config.option.seed}"


def pytest_collection_modifyitems(config, items):
    # Slow tests begin early; otherwise one worker would still run when all others have ended.
    order = "pages", "chapters"
    items.sort(key=lambda item: (*(proof.room(item.path).name != name for name in order),))
    if not config.option.all:
        left = [item for item in items if item.get_closest_marker("thorough")]
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Run on one worker: each file or, in ``tests/pages``, all of an explorer or set of fonts."""
    # Not `--dist loadgroup`: with pytest 9.2, xdist 3.8 does not see the groups.
    scheduler = importlib.import_module("xdist.scheduler").LoadScopeScheduling(config, log)
    scheduler._split_scope = together
    return scheduler


def together(nodeid):
    """The name of the group to which a test belongs; a group runs on one worker."""
    file, _, test = nodeid.partition("::")
    if nodeid.startswith(APART):
        return nodeid
    if not file.startswith("tests/pages/") or file.endswith(ONE_ENVIRONMENT):
        return file
    views = [view for view in VIEWS if test.endswith((f"[{view}]", f"-{view}]"))]
    others = [f"{file} in {name}" for name in OTHER_FONTS if name in test.partition("[")[2]]
    return [*views, *others, nodeid][0]


@pytest.fixture(autouse=True)
def own_style():
    """A chapter that a test runs sets the book's style, which no later test may inherit."""
    with rc_context():
        yield


@pytest.fixture
def draw(request):
    """A `random.Random` for samples that differ from run to run; a failure shows its seed."""
    seed = request.config.option.seed
    request.node.add_report_section("setup", "random sample", f"again with pytest --seed={seed}")
    return random.Random(f"{seed} {request.node.name}")
