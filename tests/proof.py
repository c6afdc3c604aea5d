"""What was proved and has not changed is not proved again; what takes turns waits for its turn.

Each green test is kept with its *grounds* (`grounds`) and a *key*: a digest of its name, of these
grounds, of the files that it is written in, and of all versions, browsers and fonts. While a test
has the key that was kept, it is left out. A test in one of the rooms ``CODE`` rests on code; one in
browsers on the pages that it opened, and says so while it runs (`rest_on`). Elsewhere a test is
kept only if it is marked with what it ``rests_on``, and nowhere if it ``shares_storage``.

Nothing red is kept. Two pages a run are proved anew although they need not be: if one is red, its
key lies. ``PROVE=all`` leaves nothing out. In a fresh clone nothing is kept, so all is proved but
for what takes turns (`rotation`).
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
ANEW = 2  # pages
ENGINES = "chromium-headless-shell", "chromium", "WebKitWebDriver", "firefox-esr"
MACHINERY = (  # beside it, what all explorers share: `is_shared`
    *("code/plainnet_book/", "code/plainnet/explorers/core/"),
    *("constraints.txt", "_config.yml", "_toc.yml"),
    *("tests/conftest.py", "tests/grounds.py", "tests/proof.py", "tests/colours.py"),
)
IMPORTED = re.compile(r"^(?:from|import) (\w+)", re.MULTILINE)
CODE = (  # the rooms of tests that rest on code alone
    *("lesson", "lab", "exercises", "sweeps", "broken", "model_size", "explorers", "book"),
)
MARKERS = (
    "rests_on(*grounds): kept while these do not change (tests/grounds.py)",
    "shares_storage: never kept, because it rests on what other pages stored",
    "turns(parts): run by one commit in so many, and when what it looks at has changed",
    "judges(*paths): of the tests themselves; run when a path has changed that begins so",
)
resting = set()  # the grounds of the test that runs
marked = set()  # the test that runs, if it is marked with them: what it reads adds none


def rest_on(*names) -> None:
    """Tell that the test that runs rests on these grounds."""
    resting.update(names)


def _note_pages_read(event, arguments):
    if event != "open" or marked or not isinstance(arguments[0], str):
        return
    if arguments[0].startswith(_CHAPTERS):
        rest_on(f"file {arguments[0].removeprefix(_ROOT)}")


_ROOT, _CHAPTERS = f"{grounds.ROOT}/", f"{grounds.ROOT}/chapters/"
sys.addaudithook(_note_pages_read)


def said(*command) -> str:
    """What a program says; nothing if it is not there."""
    if not shutil.which(command[0]):
        return ""
    return subprocess.run(command, capture_output=True, text=True).stdout


def versions() -> str:
    """A digest of Python, of all that is installed, of the browsers and the fonts."""
    installed = sorted(f"{d.name} {d.version}" for d in importlib.metadata.distributions())
    engines = [said(name, "--version") for name in ENGINES]
    fonts = sorted(said("fc-list").splitlines())
    return grounds.digest_of(sys.version, *installed, *engines, *fonts)


@functools.cache
def modules(root) -> dict:
    """The modules of all rooms of the checkout ``root``, by their names."""
    return {path.stem: path for path in root.glob("tests/**/*.py")}


@functools.cache
def written_in(path) -> str:
    """A digest of the files in which a module of tests is written."""
    names = IMPORTED.findall(path.read_text("utf8"))
    known = modules(grounds.ROOT)
    others = {known[name] for name in names if name in known}
    rooms = {room(path), *map(room, others)}  # of what is imported, all that it may import or read
    inside = (p for each in rooms for p in each.rglob("*") if p.is_file())
    helpers = (p for p in inside if not p.name.startswith("test_"))
    files = {path, *grounds.ROOT.glob("tests/*.py"), *helpers, *others}
    return grounds.digest_of_files(*(str(p.relative_to(grounds.ROOT)) for p in files))


class Proof:
    """The plugin. ``kept`` has an entry for each green test: its grounds, its page, its key."""

    def __init__(self, config):
        told = getattr(config, "workerinput", {}).get("proof")  # with xdist, by the first process
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
        """Whether it was green, and nothing that it rests on has changed; none is if it is anew."""
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
        outer = set(resting), set(marked)  # where a test runs tests
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
    """Whether it is this package: tests of a copy with a planted mistake prove nothing of it."""
    return (importlib.util.find_spec("plainnet").origin or "").startswith(f"{grounds.ROOT}/code/")


LIES = (
    "It was proved before, so its verdict rests on something that its key lacks (tests/proof.py)."
)


@functools.cache
def room(path):
    """The folder of ``tests`` in which a test lies."""
    return next(p for p in (path, *path.parents) if p.parent.name == "tests")


def default_grounds(item) -> list[str]:
    marked = item.get_closest_marker("rests_on")
    if marked:
        return list(marked.args)
    return ["code"] if room(item.path).name in CODE else []


def parameter(item, name):
    return item.callspec.params.get(name) if hasattr(item, "callspec") else None


def page_of(item) -> str | None:
    """The name of the page that the whole test is about."""
    page = parameter(item, "page")
    return page if isinstance(page, str) else None


def in_turn(items) -> set:
    """Those that are due: all that take no turns, those whose turn it is, what has changed."""
    groups, due = {}, set()
    for item in items:
        judged = item.get_closest_marker("judges")
        parts = max((mark.args[0] for mark in item.iter_markers("turns")), default=1)
        if judged and not rotation.has_changed(*judged.args, *own_files(item)):
            continue
        if parts == 1 or has_changed(item):
            due.add(item)
        else:
            groups.setdefault(parts, {})[item.nodeid] = item
    for parts, rest in groups.items():
        due.update(rest[name] for name in rotation.taken(rest, parts))
    return due


def own_files(item) -> list[str]:
    return [str(item.path.relative_to(grounds.ROOT))]


def has_changed(item) -> bool:
    """Whether what a test looks at has changed of late, by the sources."""
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
    """Whether all explorers, or all tests in browsers, are written in this file too."""
    folder, _, name = path.rpartition("/")
    helps = folder == "tests/pages" and not name.startswith("test_")
    return helps or folder == "code/plainnet/explorers"


def read() -> dict:
    with suppress(FileNotFoundError, ValueError):
        return json.loads(KEPT.read_text("utf8"))
    return {}


def write(green, red) -> None:
    """Keep what is green; forget what is red."""
    entries = {name: entry for name, entry in (read() | green).items() if name not in red}
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    partial = KEPT.with_suffix(f".{os.getpid()}")
    partial.write_text(json.dumps(entries, indent=0, sort_keys=True), "utf8")
    partial.replace(KEPT)
