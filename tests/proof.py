"""Leaves out tests that passed and whose grounds have not changed, and tests not in turn.

Each test that passed is stored with its *grounds* (`grounds`) and a *key*: a digest of its name, of
these grounds, of the files that it is written in, and of all versions, browsers and fonts. While a
test has the stored key, it is left out. A test in one of the folders ``CODE`` rests on code; one in
browsers on the pages that it opened, and says so while it runs (`rest_on`). Elsewhere a test is
stored only if it is marked with what it ``rests_on``, and nowhere if it ``shares_storage``.

A test that failed is not stored. Each run repeats the tests of two pages that it could leave out:
if one fails, its key lacks something. ``PROVE=all`` leaves nothing out. In a fresh clone nothing is
stored, so all tests run except those that wait for their turn (`rotation`).
"""

import functools
import importlib.metadata
import importlib.util
import json
import os
import random
import re
import shutil
import subprocess
import sys
from contextlib import suppress

import grounds
import pytest
import rotation

KEPT = grounds.ROOT / "_build" / "proved" / "keys.json"
ANEW = 2  # pages whose tests are repeated although they could be left out
ENGINES = "chromium-headless-shell", "chromium", "WebKitWebDriver", "firefox-esr"
MACHINERY = (  # a change in these, or in a file that `is_shared`, can affect all tests
    *("code/plainnet_book/", "code/plainnet/explorers/core/"),
    *("constraints.txt", "_config.yml", "_toc.yml"),
    *("tests/conftest.py", "tests/grounds.py", "tests/proof.py", "tests/colours.py"),
)
IMPORTED = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)
CODE = (  # the folders of tests that depend on code alone
    *("lesson", "lab", "exercises", "sweeps", "broken", "model_size", "explorers", "book"),
)
MARKERS = (
    "rests_on(*grounds): kept while these do not change (tests/grounds.py)",
    "shares_storage: never kept, because it rests on what other pages stored",
    "turns(parts): run by one commit in so many, and when what it looks at has changed",
    "twins: of a page in both languages, one is enough: the one that changed, or by turns",
    "judges(*paths): of the tests themselves; run when a path has changed that begins so",
)
resting = set()  # the grounds of the test that runs
marked = set()  # the running test's marks ``rests_on``; with any, files that it opens add nothing


def rest_on(*names) -> None:
    """Record that the running test depends on these grounds."""
    resting.update(names)


def _note_pages_read(event, arguments):
    if event != "open" or marked or not isinstance(arguments[0], str):
        return
    if arguments[0].startswith(_CHAPTERS):
        rest_on(f"file {arguments[0].removeprefix(_ROOT)}")


_ROOT, _CHAPTERS = f"{grounds.ROOT}/", f"{grounds.ROOT}/chapters/"
sys.addaudithook(_note_pages_read)


def said(*command) -> str:
    """The output of a program; empty if it is not installed."""
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, capture_output=True, text=True).stdout


def versions() -> str:
    """A digest of the versions of Python, packages and browsers, and of the list of fonts."""
    installed = sorted(f"{d.name} {d.version}" for d in importlib.metadata.distributions())
    engines = [said(name, "--version") for name in ENGINES]
    fonts = sorted(said("fc-list").splitlines())
    return grounds.digest_of(sys.version, *installed, *engines, *fonts)


@functools.cache
def modules(root) -> dict:
    """The paths of all modules below ``tests`` in the checkout ``root``, by module name."""
    return {path.stem: path for path in root.glob("tests/**/*.py")}


@functools.cache
def written_in(path) -> str:
    """A digest of a test module and of all helpers that it may import or read."""
    names = IMPORTED.findall(path.read_text("utf8"))
    known = modules(grounds.ROOT)
    others = {known[name] for name in names if name in known}
    rooms = {room(path), *map(room, others)}  # an imported module may use files beside it
    inside = (p for each in rooms for p in each.rglob("*") if p.is_file())
    helpers = (p for p in inside if not p.name.startswith("test_"))
    files = {path, *grounds.ROOT.glob("tests/*.py"), *helpers, *others}
    return grounds.digest_of_files(*(str(p.relative_to(grounds.ROOT)) for p in files))


class Proof:
    """The pytest plugin. ``kept`` has the grounds, page and key of each test that passed."""

    def __init__(self, config):
        told = getattr(config, "workerinput", {}).get("proof")  # from xdist's first process
        self.is_first = told is None
        self.kept, self.versions, self.anew = told or (read(), versions(), [])
        self.green, self.red, self.left = {}, set(), {}
        if self.is_first and not rotation.EVERYTHING:
            pages = sorted({e["page"] for e in self.kept.values() if e["page"]})
            self.anew = random.Random(config.option.seed).sample(pages, min(ANEW, len(pages)))
        self.is_ours = is_ours()

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node):
        node.workerinput["proof"] = self.kept, self.versions, self.anew

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        due = in_turn(items)
        others = [item for item in items if item not in due]
        proved = {item for item in due if self.is_proved(item)}
        config.hook.pytest_deselected(items=[*others, *proved])
        due -= proved
        items[:] = [item for item in items if item in due]
        self.left = {"did not change since they were green": len(proved)}
        self.left["take turns with other commits"] = len(others)

    def is_proved(self, item) -> bool:
        """Whether a test passed and its grounds have not changed; no, if its page is repeated."""
        entry = self.kept.get(item.nodeid)
        if not entry or rotation.EVERYTHING or not self.is_ours:
            return False
        item.was_proved = self.key(item, entry["grounds"]) == entry["key"]
        return item.was_proved and page_of(item) not in self.anew

    def key(self, item, names) -> str:
        parts = [part for name in names for part in (name, grounds.digest(name))]
        return grounds.digest_of(item.nodeid, written_in(item.path), self.versions, *parts)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item, nextitem):
        outer = set(resting), set(marked)  # restored at the end: a test may run other tests
        resting.clear()
        marked.clear()
        marked.update(mark.args for mark in item.iter_markers("rests_on"))
        rest_on(*default_grounds(item))
        item.is_green = True
        try:
            return (yield)
        finally:
            for now, before in zip((resting, marked), outer, strict=True):
                now.clear()
                now.update(before)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self, item, call):
        report = yield
        item.is_green &= report.passed
        if report.failed and getattr(item, "was_proved", False):
            report.sections.append(("its key", LIES))
        is_kept = item.is_green and resting and not item.get_closest_marker("shares_storage")
        if report.when == "teardown" and is_kept and self.is_ours:
            names = sorted(resting)
            report.proof = {"grounds": names, "page": page_of(item), "key": self.key(item, names)}
        return report

    def pytest_runtest_logreport(self, report):
        if report.failed:
            self.red.add(report.nodeid)
        if entry := getattr(report, "proof", None):
            self.green[report.nodeid] = entry

    def pytest_sessionfinish(self, session):
        if not self.is_first:
            session.config.workeroutput["left"] = self.left
        elif self.green or self.red:
            write(self.green, self.red)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node):
        self.left = getattr(node, "workeroutput", {}).get("left", self.left)

    def pytest_terminal_summary(self, terminalreporter):
        told = [f"{count} {why}" for why, count in self.left.items() if count]
        told += [f"proved anew: {' and '.join(self.anew)}"] if self.anew else []
        if told:
            terminalreporter.write_line(f"left out (not with PROVE=all): {', '.join(told)}")


def is_ours() -> bool:
    """Whether ``plainnet`` is imported from this checkout, not from a copy with a mistake."""
    return (importlib.util.find_spec("plainnet").origin or "").startswith(f"{grounds.ROOT}/code/")


LIES = (
    "It was proved before, so its verdict rests on something that its key lacks (tests/proof.py)."
)


@functools.cache
def room(path):
    """The folder in ``tests`` that contains a test."""
    return next(p for p in (path, *path.parents) if p.parent.name == "tests")


def default_grounds(item) -> list[str]:
    marked = item.get_closest_marker("rests_on")
    if marked:
        return list(marked.args)
    return ["code"] if room(item.path).name in CODE else []


def parameter(item, name):
    return item.callspec.params.get(name) if hasattr(item, "callspec") else None


def page_of(item) -> str | None:
    """The parameter ``page`` of a test, the name of the page that it is about, or ``None``."""
    page = parameter(item, "page")
    return page if isinstance(page, str) else None


def in_turn(items) -> set:
    """The tests that are due: they take no turns, it is their turn, or a change affects them."""
    groups, due = {}, set()
    for item in items:
        judged = item.get_closest_marker("judges")
        parts = max((mark.args[0] for mark in item.iter_markers("turns")), default=1)
        if judged and not rotation.has_changed(*judged.args, *own_files(item)):
            continue
        if parts == 1 or has_changed(item):
            due.update(() if twin_stands_in(item) else (item,))
        else:
            groups.setdefault(parts, {})[item.nodeid] = item
    for parts, rest in groups.items():
        due.update(rest[name] for name in rotation.taken(rest, parts))
    return due


def twin_stands_in(item) -> bool:
    """Whether a test marked ``twins`` looks at its page in the other language instead.

    Of both, it looks at the one that has changed; if both have, or neither, they take turns.
    """
    if not (page := page_of(item)) or not item.get_closest_marker("twins"):
        return False
    english = page.replace("/zh/", "/")
    both = {english, english.replace("chapters/", "chapters/zh/")} & {*grounds.pages()}
    changed = {name for name in both if rotation.has_changed(name.removesuffix("html"))}
    due = changed or both
    return page in both and page not in rotation.taken(due, len(due))


def own_files(item) -> list[str]:
    return [str(item.path.relative_to(grounds.ROOT))]


def has_changed(item) -> bool:
    """Whether any source on which a test depends has changed since `rotation.base`."""
    paths = [*MACHINERY, *own_files(item)]
    if page := page_of(item):
        paths.append(page.removesuffix("html"))
    if isinstance(view := parameter(item, "view"), str):
        paths.append(f"code/plainnet/explorers/{view}/")
    named = {name for mark in item.iter_markers("rests_on") for name in mark.args}
    paths += [name.partition(" ")[2] for name in named - {"code"}]
    if rotation.has_changed(*paths) or any(map(is_shared, rotation.changed())):
        return True
    return bool(page or "code" in named) and any(map(grounds.is_code, rotation.changed()))


def is_shared(path) -> bool:
    """Whether all explorers, or all tests in browsers, use the file at this path."""
    folder, _, name = path.rpartition("/")
    helps = folder == "tests/pages" and not name.startswith("test_")
    return helps or folder == "code/plainnet/explorers"


def read() -> dict:
    with suppress(FileNotFoundError, ValueError):
        return json.loads(KEPT.read_text("utf8"))
    return {}


def write(green, red) -> None:
    """Store the tests that passed; remove those that failed."""
    entries = {name: entry for name, entry in (read() | green).items() if name not in red}
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    partial = KEPT.with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(entries, indent=0, sort_keys=True), "utf8")
    partial.replace(KEPT)
