"""A build shows the current state, keeps the last good site if it fails, and reports progress.

The tests build a book of two small chapters with a copy of the package.
"""

import contextlib
import functools
import itertools
import os
import queue
import re
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat
import pytest
import small_book

from plainnet_book import build, notebooks

pytestmark = pytest.mark.rests_on("code")

CODE = """from plainnet import ACTIVATIONS

print(ACTIVATIONS["sigmoid"].function(0.0))"""


def write(path, text, code):
    cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell(code)]
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=notebooks.METADATA), path)


@pytest.fixture
def book(tmp_path):
    """The folder of a small book."""
    toc = "format: jb-book\nroot: chapters/one\nchapters: [{file: chapters/two}]\n"
    chapters = small_book.begin(tmp_path, toc)
    write(chapters / "one.ipynb", "# One\n\n[Two](two.ipynb)", CODE)
    write(chapters / "two.ipynb", "# Two", "print(2)")
    return tmp_path


def built(book, *arguments):
    """Run a build; return its exit code and its output on stderr."""
    command, environment = small_book.build(book, *arguments)
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.stdout == ""
    return run.returncode, run.stderr


def site(book, name="html"):
    """The bytes of every file of the site, by path."""
    folder = book / "_build" / name
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def change(path, before, after):
    text = path.read_text("utf8")
    assert before in text
    path.write_text(text.replace(before, after, 1), "utf8")


@pytest.mark.thorough  # five builds
def test_the_site_is_the_last_good_one_and_the_next_build_is_right(book):
    chapters = book / "chapters"
    (book / "_build" / "html").mkdir(parents=True)
    (book / "_build" / "html" / "index.html").write_text("good")
    good = site(book)
    # Kill a build while it finishes the pages.
    kill_while_pages_are_finished(book)
    assert site(book) == good
    # Change prose, and make a build fail.
    change(chapters / "two.ipynb", "# Two", "# Second, see [three](three.ipynb)")
    code, stderr = built(book)
    assert code != 0 and "three.ipynb" in stderr
    assert "execut" not in stderr
    assert site(book) == good
    # Start two builds at once: the second waits, both are correct, no chapter is executed twice.
    change(chapters / "two.ipynb", ", see [three](three.ipynb)", "")
    change(chapters / "one.ipynb", "0.0", "0.0 + 0")
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(built, [book, book]))
    assert [code for code, _ in both] == [0, 0]
    messages = sorted((stderr for _, stderr in both), key=lambda stderr: "waiting" in stderr)
    assert [stderr.startswith("waiting for another build") for stderr in messages] == [False, True]
    assert "executed 1 of 1: one" in messages[0] and "execut" not in messages[1]
    rebuilt = site(book)
    assert b"0.5" in rebuilt["chapters/one.html"]
    assert b"Second" in rebuilt["chapters/one.html"]  # in the menu
    left = {path.name for path in (book / "_build").iterdir()}
    assert left == {"executed", "html", "lock", "setuptools"}
    # The results are the same as those of a clean build.
    shutil.rmtree(book / "_build")
    assert built(book)[0] == 0
    assert site(book) == rebuilt


def kill_while_pages_are_finished(book):
    """Kill what `make` started and nothing else; its child processes end by themselves."""
    extension = book / "code" / "plainnet_book" / "__init__.py"
    begin = "def finish(app, exception) -> None:"
    change(extension, begin, f"{begin}\n    import time\n\n    time.sleep(60)")
    command, environment = small_book.build(book)
    settings = {"env": environment, "stderr": subprocess.PIPE, "start_new_session": True}
    with subprocess.Popen(command, text=True, **settings) as run:
        told = "".join(itertools.takewhile("finishing pages\n".__ne__, run.stderr))
        os.killpg(run.pid, signal.SIGKILL)
    assert "executed 2 of 2" in told, told  # pages are finished after a failure, too
    change(extension, "    import time\n\n    time.sleep(60)", "")


def test_a_build_that_is_interrupted_says_so_in_a_line(book):
    command, environment = small_book.build(book)
    settings = {"env": environment, "stderr": subprocess.PIPE, "start_new_session": True}
    heard = functools.partial(signal.signal, signal.SIGINT, signal.SIG_DFL)  # not so behind `&`
    with subprocess.Popen(command, text=True, preexec_fn=heard, **settings) as run:
        assert run.stderr.readline() == "starting Sphinx\n"
        os.killpg(run.pid, signal.SIGINT)
        assert run.stderr.read() == "interrupted\n"
    run.stderr.close()
    build.listen(run.stderr, lines := queue.SimpleQueue())  # what it was reading is closed
    assert lines.get_nowait() is None


def test_of_two_builds_at_once_the_second_waits_and_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(build, "SILENCE", 0.1)
    order, stderr = [], ""

    def second():
        with build.no_other_build(tmp_path):
            order.append("second")

    thread = threading.Thread(target=second, daemon=True)
    with build.no_other_build(tmp_path):
        thread.start()
        while stderr.count("waiting for another build") < 3:  # the second build repeats it
            stderr += capsys.readouterr().err
        order.append("first")
    thread.join()
    assert order == ["first", "second"]


def test_of_two_pages_alone_at_once_each_is_its_own(book, monkeypatch):
    """The second is asked for while the first waits for its turn."""
    asked, lock = [], build.no_other_build

    def run(command):
        asked.append(Path(command[-1]).read_text().splitlines()[-1])
        return 1

    @contextlib.contextmanager
    def waiting(folder):
        monkeypatch.setattr(build, "no_other_build", lock)
        build.build_alone("two", book)
        with lock(folder):
            yield

    monkeypatch.setattr(build, "run", run)
    monkeypatch.setattr(build, "no_other_build", waiting)
    build.build_alone("one", book)
    assert asked == ["root: chapters/two", "root: chapters/one"]


SLOW = """import sys, time
print("a word on stdout")
for word in ("one", "two"):
    print(word, file=sys.stderr, flush=True)
    time.sleep(1)
sys.exit(3)"""


def test_a_build_is_never_silent_for_long(monkeypatch, capsys):
    monkeypatch.setattr(build, "SILENCE", 0.2)
    assert build.run([sys.executable, "-c", SLOW]) == 3
    out, stderr = capsys.readouterr()
    lines = stderr.splitlines()
    assert (out, lines[0], "one" in lines, "two" in lines) == ("", "starting Sphinx", True, True)
    for word in ("one", "two"):
        assert any(line.startswith(f"… {word}, for ") for line in lines)


def test_a_site_that_was_moved_aside_comes_back(book, monkeypatch):
    """The build was killed between the two steps of `replace`; the next build fails, too."""
    last = book / "_build" / "html.last"
    last.mkdir(parents=True)
    (last / "index.html").write_text("good")
    (book / "_toc.yml").write_text("format: unknown\n")
    assert build.build(root=book) != 0
    assert site(book) == {"index.html": b"good"}


def test_one_chapter_alone(book):
    path = book / "chapters" / "two.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.cells.append(nbformat.v4.new_markdown_cell("See [](one.ipynb)."))
    nbformat.write(notebook, path)
    code, _ = built(book, "two")
    assert code == 0
    pages = {name for name in site(book, "chapter") if name.startswith("chapters/")}
    assert "chapters/two.html" in pages and "chapters/one.html" not in pages
    code, stderr = built(book, "three")
    assert code != 0 and stderr == "NAME: expected one of one, two; got 'three'\n"
    (book / "chapters" / "two.md").write_text("# Two\n\n```{note}\nText.\n")
    path.unlink()
    code, stderr = built(book, "two")
    told = [line for line in stderr.splitlines() if not line.startswith("… ")]  # for 6 s
    assert code != 0 and "\n".join(told).count("two.md, line 3: ```{note} has no end") == 1


NUMBERED = """# {title}

$$
x = {title}
$$ (eq-{name})

```{{exercise}} Try it
:label: ex-{name}
See {{ref}}`ex-one`, {{ref}}`ex-two`, {{eq}}`eq-one` and {{eq}}`eq-two`.
```
"""


def numbers(html):
    """The numbers of a page's equation and exercise, and the numbers in its references."""
    article = html.decode().partition("<article")[2].partition("</article>")[0]
    return re.findall(r">\(([\w.]+)\)|Exercise ([\w.]+)[ <]", article)


FIRST, SECOND = (("one", "two"), "1.1", "2.1"), (("two", "one"), "2.1", "1.1")


@pytest.mark.parametrize(
    "orders", [[SECOND], pytest.param([FIRST, SECOND], marks=pytest.mark.thorough)], ids=len
)
def test_moving_a_page_changes_all_its_numbers(book, orders):
    toc = book / "_toc.yml"
    pages = {name: f"  - {{file: chapters/{name}, title: {name}}}\n" for name in ("one", "two")}
    begin = "format: jb-book\nroot: chapters/start\nparts:\n- caption: All\n  chapters:\n"
    for name in pages:
        (book / "chapters" / f"{name}.ipynb").unlink()
        text = NUMBERED.format(title=name.title(), name=name)
        (book / "chapters" / f"{name}.md").write_text(text)
    (book / "chapters" / "start.md").write_text("# Start\n\n{eq}`eq-two`\n")
    for order, one, two in orders:
        toc.write_text(begin + "".join(pages[name] for name in order))
        code, stderr = built(book)
        assert code == 0, stderr
        made = site(book)
        refers = [("", one), ("", two), (one, ""), (two, "")]
        assert numbers(made["chapters/one.html"]) == [(one, ""), ("", one), *refers]
        assert numbers(made["chapters/two.html"]) == [(two, ""), ("", two), *refers]
        assert numbers(made["chapters/start.html"]) == [(two, "")]
        place = f'<p class="plainnet-place">Chapter {one[0]} · about 5 minutes with exercises</p>'
        assert place in made["chapters/one.html"].decode()


def test_a_site_with_an_address_names_itself_and_where_its_notebooks_run(book):
    config = book / "_config.yml"
    address = 'url: "https://github.com/someone/plainnet"'
    config.write_text(config.read_text("utf8").replace('url: ""', address), "utf8")
    text = "# One\n\nA page.\n\n```{exercise} A task\n:label: ex-a\nDo it.\n```\n"
    write(book / "chapters" / "one.ipynb", text, CODE)
    code, stderr = built(book)
    assert code == 0, stderr
    made = site(book)
    page = made["chapters/one.html"].decode()
    place = "https://someone.github.io/plainnet"
    for part in (
        f'<link rel="canonical" href="{place}/chapters/one.html"',
        f'<meta property="og:url" content="{place}/chapters/one.html"',
        f"[lab] @ {place}/plainnet-",
        "colab.research.google.com/github/someone/plainnet/blob/main/chapters/one.ipynb",
        "mybinder.org/v2/gh/someone/plainnet/main?urlpath=lab/tree/chapters/one.ipynb",
    ):
        assert part in page, part
    missing = made["404.html"].decode()
    assert "<h1>There is no page here</h1>" in missing
    addresses = re.findall(r'(?:href|src|action)="([^"#][^":]*)"', missing)
    assert len(addresses) > 10
    for address in addresses:
        name = address.partition("?")[0]
        assert name.startswith("/plainnet/") and name.removeprefix("/plainnet/") in made, address
