"""Executing chapters: what is stored, what it depends on, and how progress is reported."""

import copy
import re
import shutil

import nbformat
import pytest
from each import each

from plainnet_book import execution, keys, notebooks, pictures, twins
from plainnet_book.execution import Chapter, ChapterError, environment_digest, execute

CODE = nbformat.v4.new_code_cell
TEXT = nbformat.v4.new_markdown_cell


def write(path, *cells):
    nbformat.write(nbformat.v4.new_notebook(cells=[*cells]), path)
    return path


def executed(folder, *cells):
    """The cells of a chapter, as they are after it was executed in a folder."""
    (chapter,) = execute([write(folder / "one.ipynb", *cells)], folder / "executed", 1, len)
    return chapter.executed().cells


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """Two small chapters after execution: their folder, the chapters, the progress messages."""
    folder = tmp_path_factory.mktemp("executed")
    flushed = CODE("print(1, flush=True)\nprint('a b', end='', flush=True)\nprint(2)")
    read = CODE(
        "from plainnet.lab.dependencies import PACKAGE\nPACKAGE.module.cache_info().misses > 0"
    )
    mode = CODE("import os\nprint(os.environ['PLAINNET_BOOK'], os.environ['OMP_NUM_THREADS'])")
    error = CODE("1 / 0", metadata={"tags": ["raises-exception"]})
    one = write(folder / "one.ipynb", TEXT("Text."), flushed, CODE(""), error, CODE("6 * 7"))
    slow = CODE(f"import time\ntime.sleep({1.5 * execution.HEARTBEAT})")
    two = write(folder / "two.ipynb", mode, read, slow)
    messages = []
    chapters = execute([one, two], folder / "executed", 2, messages.append)
    return folder, chapters, messages


def test_a_chapter_gets_the_outputs_of_its_cells(ran):
    _, flushed, empty, error, result = ran[1][0].executed().cells
    assert [output.text for output in flushed.outputs] == ["1\na b2\n"]  # as it was printed
    assert empty.outputs == []
    assert [output.ename for output in error.outputs] == ["ZeroDivisionError"]
    assert [output.data["text/plain"] for output in result.outputs] == ["42"]
    mode, read, _ = ran[1][1].executed().cells
    assert mode.outputs[0].text == "1 1\n"
    assert read.outputs[0].data["text/plain"] == "True"  # the package, before any kernel began


def test_the_kernel_records_what_each_cell_changed_and_how_long_it_took(tmp_path):
    busy = "import time\nbegan = time.process_time()\nwhile time.process_time() < began + 0.2: 0"
    sources = ["a = [1]\n_hidden = 1", "b = a", "b.append(2)", "a", busy, "del a\nimport math"]
    _, *cells = executed(tmp_path, TEXT("Text."), *map(CODE, sources))
    changed = [["a"], ["b"], ["a", "b"], [], ["began"], []]
    assert [cell.metadata.built.changed for cell in cells] == changed
    seconds = [cell.metadata.built.seconds for cell in cells]
    assert 0.2 <= seconds.pop(4) < 0.6 and max(seconds) < 0.2


BUSY = """import time
def wait():
    began = time.process_time()
    while time.process_time() < began + 0.2:
        pass
wait()
count = [int(open("runs", "a").write("x"))]
print("{word}", count)
"""


@pytest.fixture
def editions_of(tmp_path):
    """Execute a chapter in both languages: what the Chinese one has, and how often it ran."""
    folder = tmp_path / "chapters" / "zh"
    folder.mkdir(parents=True)

    def run(english, chinese, alone=False):
        paths = [write(folder.parent / "a.ipynb", *english), write(folder / "a.ipynb", *chinese)]
        runs = folder / "runs"
        runs.unlink(missing_ok=True)
        options = tmp_path / "executed", 2, lambda line: None, alone
        _, chapter = execute(paths, *options)
        return chapter.executed().cells, len(runs.read_text()) if runs.exists() else 0

    return run


def in_chinese(source, printed, stored=None):
    outputs = [nbformat.v4.new_output("stream", text=printed)] * bool(printed)
    cell = CODE(source, outputs=outputs, execution_count=1)
    cell.id = twins.name_of(stored or source)
    return cell


def test_the_english_chapter_stands_in_for_dear_cells_of_the_chinese_one(editions_of):
    english = CODE(BUSY.format(word="done")), CODE("print(count, wait.__name__)")
    chinese = in_chinese(BUSY.format(word="好"), "好 [1]\n"), CODE("print(count, wait.__name__)")
    (dear, other), runs = editions_of(english, chinese)
    assert runs == 0 and dear.source == chinese[0].source
    assert dear.outputs[0].text == "好 [1]\n" and other.outputs[0].text == "[1] wait\n"
    assert dear.metadata.built.seconds > 0.15 and dear.metadata.built.changed == ["count"]
    (dear, _), runs = editions_of(english, chinese, alone=True)
    assert runs == 1 and dear.outputs[0].text == "好 [1]\n"


HUGE = "a, fill = 1, bytes(3_000_000)"
OTHERS = {
    "what it makes is large": ({"source": f"{HUGE}\n{BUSY}\nword = 'done'"}, ()),
    "the outputs are not those of this source": ({"stored": "another"}, ()),
    "a text that is not printed differs": ({"source": BUSY + "\nword = '好'"}, ()),
    "a cell above is another program": ({}, [CODE("a = 2")]),
}


@each("reason", OTHERS)
def test_a_cell_of_a_chinese_chapter_is_executed_where(reason, editions_of):
    changes, above = OTHERS[reason]
    cell = {"source": BUSY + "\nword = 'done'", "printed": "{word} [1]\n", **changes}
    huge = f"{HUGE}\n" * (HUGE in cell["source"])
    english = [CODE("a = 1")] * bool(above) + [CODE(f"{huge}{BUSY}\nword = 'done'")]
    _, runs = editions_of(english, [*above, in_chinese(**cell)])
    assert runs == 1


def test_a_chapter_begins_with_no_names(tmp_path):
    names = CODE("print([n for n in dir() if n[0] != '_'], __name__)")
    names = executed(tmp_path, names)[0].outputs[0]
    assert names.text == "['In', 'Out', 'exit', 'get_ipython', 'open', 'quit'] __main__\n"


PANELS = """import matplotlib.pyplot as plt
plt.style.use("plainnet.book")
figure, axes = plt.subplots({shape}, figsize=({width}, 2), squeeze=False)
for number, ax in enumerate(axes.flat):
    ax.text(0, 0, "text", url=f"https://example.org/{{number}}")"""
IN_ROWS = {  # the row of each of the axes in the drawing for a phone
    ("1, 1", 3.9): [0],
    ("1, 2", 5): [0, 0],
    ("1, 1", 6.5): [0],
    ("1, 2", 6.5): [0, 1],
    ("1, 5", 6.5): [0, 0, 0, 1, 1],
    ("2, 4", 6.5): [0, 0, 1, 1, 2, 2, 3, 3],
}


def test_a_figure_is_as_wide_as_the_text_and_drawn_for_a_phone_too(tmp_path):
    sources = [PANELS.format(shape=shape, width=width) for shape, width in IN_ROWS]
    cells = executed(tmp_path, *map(CODE, sources))
    for cell, (shape, width) in zip(cells, IN_ROWS, strict=True):
        (output,) = cell.outputs
        wide, *narrow = pictures.DRAWING.findall(output.data["image/svg+xml"])
        assert abs(pictures.size(wide)[0] - 96 * min(6.7, 1.35 * width)) < 20
        assert narrow
        for drawing in narrow:
            assert abs(pictures.size(drawing)[0] - 96 * min(width, 4)) < 20
            text = r'example\.org/(\d)".*?translate\([\d.]+ ([\d.]+)\)'
            heights = [float(y) for _, y in sorted(re.findall(text, drawing, re.DOTALL))]
            rows = sorted(set(heights))
            assert [rows.index(height) for height in heights] == IN_ROWS[shape, width]


def test_progress_is_reported_with_the_seconds_left_and_no_long_silence(ran):
    beats = [line for line in ran[2] if line.startswith("executing ")]
    done = [line for line in ran[2] if line.startswith("executed ")]
    assert re.fullmatch(r"executing .*two \(cell 3 of 3, for \d+ s\), about \d+ s left", beats[-1])
    assert re.fullmatch(r"executed 1 of 2: one \d+ s, about \d+ s left", done[0])
    assert re.fullmatch(r"executed 2 of 2: two \d+ s, done", done[1])
    assert len(ran[2]) == len(beats) + len(done)
    assert execution.HEARTBEAT <= 8  # a reader of the output should not wait 10 s


def test_what_is_stored_is_not_executed_again(ran, monkeypatch):
    folder, chapters, _ = ran
    monkeypatch.setattr(Chapter, "execute", None)
    messages = []
    again = execute([chapter.path for chapter in chapters], folder / "executed", 2, messages.append)
    assert messages == []
    assert [c.executed() for c in again] == [c.executed() for c in chapters]


def test_the_times_are_stored_to_estimate_how_many_seconds_are_left(ran):
    times = execution.Times(ran[0] / "executed", ran[1])
    assert set(times.known) == {"one", "two"} and times.expect(ran[1][1]) > execution.HEARTBEAT


def key(path, environment="same"):
    return Chapter(path, environment).output_file


def test_outputs_depend_on_code_tags_and_environment_and_on_no_word_of_prose(tmp_path):
    before = key(write(tmp_path / "one.ipynb", TEXT("Text."), CODE("1 + 1")))
    caption = {"mystnb": {"figure": {"caption": "Another caption."}}}
    words = write(tmp_path / "one.ipynb", TEXT("Other text."), CODE("1 + 1", metadata=caption))
    assert key(words) == before
    assert key(words, "another environment") != before
    tagged = CODE("1 + 1", metadata={"tags": ["raises-exception"]})
    assert key(write(tmp_path / "one.ipynb", CODE("from plainnet import xor"))) != before
    for cells in ([CODE("1 + 2")], [CODE("1 + 1"), CODE("2")], [tagged]):
        assert key(write(tmp_path / "one.ipynb", TEXT("Text."), *cells)) != before


def test_a_key_is_found_once_until_code_changes(tmp_path, monkeypatch):
    path, asked = write(tmp_path / "one.ipynb", CODE("1")), []
    monkeypatch.setattr(keys, "used", lambda sources, tags: asked.append(sources) or [])

    def key():
        (chapter,) = execute([path], tmp_path / "executed", 1, lambda line: None)
        return chapter.output_file

    first = key()
    assert key() == first and asked == [["1"]]
    monkeypatch.setattr(keys, "state", lambda: "another")
    assert key() == first and asked == [["1"]] * 2
    write(path, TEXT("Text."), CODE("2"))
    assert key() != first and asked == [["1"], ["1"], ["2"]]


def test_a_cell_that_raises_is_named_and_the_other_chapters_are_executed(tmp_path):
    bad = write(tmp_path / "bad.ipynb", TEXT("Text."), CODE("1"), CODE("raise OSError('no')"))
    good = write(tmp_path / "good.ipynb", CODE("1"))
    told = []
    with pytest.raises(ChapterError, match=r"bad.ipynb, cell 3:[\s\S]*OSError: no"):
        execute([bad, good], tmp_path / "executed", 1, told.append)
    assert re.match(r"executed 1 of 2: bad failed after \d+ s, about ", told[0])
    environment = environment_digest()
    assert Chapter(bad, environment, tmp_path / "executed").executed() is None
    assert Chapter(good, environment, tmp_path / "executed").executed()


def test_a_cell_that_is_no_python_is_named_before_any_chapter_is_executed(tmp_path):
    bad = write(tmp_path / "bad.ipynb", TEXT("Text."), CODE("1"))
    execute([bad], cache := tmp_path / "executed", 1, len)  # what it made is there
    write(bad, TEXT("Text."), CODE("1"), CODE("a = 1\nb = ("))
    with pytest.raises(ChapterError) as error:
        execute([bad, write(tmp_path / "good.ipynb", CODE("1"))], cache, 1, len)
    assert str(error.value) == f"{bad}, cell 3, line 2: '(' was never closed: b = ("
    assert not (cache / "good").exists()


def test_a_file_that_is_no_notebook_is_named(tmp_path):
    path = write(tmp_path / "cut.ipynb", CODE("1"))
    path.write_text(path.read_text("utf8")[:-9], "utf8")
    with pytest.raises(ChapterError, match=r"cut.ipynb is no notebook: .*: line \d+"):
        execute([path], tmp_path / "executed", 1, len)


# The digest of the environment.
@pytest.fixture
def copied(tmp_path):
    """A copy of the files on which the outputs of chapters depend."""
    package, ignored = "code/plainnet", shutil.ignore_patterns("__pycache__")
    shutil.copytree(execution.ROOT / package, tmp_path / package, ignore=ignored)
    shutil.copy(execution.ROOT / "constraints.txt", tmp_path)
    return tmp_path


@each(
    "name",
    [
        *("code/plainnet/book.mplstyle", "code/plainnet/data/digits.csv.gz"),
        *("code/plainnet/results/xor_learning_rates.json", "constraints.txt"),
    ],
)
def test_the_digest_changes_with_every_file_that_outputs_depend_on(copied, name):
    path, before = copied / name, environment_digest(copied)
    assert before == environment_digest()
    content = path.read_bytes()
    path.write_bytes(content + b"\n")
    assert environment_digest(copied) != before
    path.unlink()
    path.with_stem("renamed").write_text("", "utf8")
    (copied / "constraints.txt").touch()
    assert environment_digest(copied) != before
    path.with_stem("renamed").unlink()
    path.write_bytes(content)


def test_the_digest_depends_on_no_code_no_drawing_and_no_cache(copied):
    """Code is covered by `keys.used`."""
    before = environment_digest(copied)
    (copied / "code/plainnet/__pycache__").mkdir()
    (copied / "code/plainnet/__pycache__/losses.cpython-311.pyc").write_bytes(b"x")
    (copied / "code/plainnet/losses.py").write_text("")
    (copied / "code/plainnet/explorers/view.js").write_text("")
    (copied / "code/plainnet/results/notes.md").write_text("no result")
    assert environment_digest(copied) == before


# What is stored in a notebook.
NOTHING = nbformat.v4.new_notebook()


def test_of_an_output_only_text_is_stored_and_errors_as_they_are():
    data = {"text/plain": "a", "text/latex": "$a$", "text/html": "<b>", "image/png": "iVBO"}
    output = nbformat.v4.new_output("display_data", data, metadata={"image/png": {"width": 5}})
    stored = execution.reduced(output)
    assert (stored.data, stored.metadata) == ({"text/plain": "a", "text/latex": "$a$"}, {})
    for output in (
        nbformat.v4.new_output("stream", name="stdout", text="hello\n"),
        nbformat.v4.new_output("error", ename="ValueError", evalue="no", traceback=[]),
    ):
        assert execution.reduced(nbformat.from_dict(dict(output))) == output


def test_three_new_cells_are_a_difference_of_three_cells(ran):
    def lines(*cells):
        book = copy.deepcopy(nbformat.v4.new_notebook(cells=[*cells]))
        for number, cell in enumerate(book.cells):  # as Jupyter would number them
            for output in cell.get("outputs", []):
                if "execution_count" in output:
                    output.execution_count = number
        return nbformat.writes(notebooks.stored(book, NOTHING)).splitlines()

    old = ran[1][0].executed().cells
    new = CODE("8", outputs=[nbformat.v4.new_output("execute_result", {})])
    before = lines(*old)
    after = lines(*old[:2], TEXT("New."), new, CODE("7", execution_count=9), *old[2:])
    assert set(before) <= set(after)
    left = iter(after)
    assert all(line in left for line in before)  # in the same order: nothing else has changed


def test_every_cell_has_an_id_of_its_own():
    book = nbformat.v4.new_notebook(cells=[CODE("1"), TEXT("1"), CODE("1"), CODE("2")])
    ids = [cell.id for cell in notebooks.stored(book, NOTHING).cells]
    assert len(set(ids)) == 4
    nbformat.validate(book)


def test_an_output_that_nbval_ignores_stays_as_it_was():
    def book(text, source="f()"):
        printed = nbformat.v4.new_output("stream", name="stdout", text=text)
        tags = {"tags": ["nbval-ignore-output"]}
        cells = [CODE(source, outputs=[printed], metadata=tags), CODE("g()", outputs=[printed])]
        return nbformat.v4.new_notebook(cells=cells)

    def stored(new, before):
        return [cell.outputs[0].text for cell in notebooks.stored(new, before).cells]

    assert stored(book("2 s"), book("1 s")) == ["1 s", "2 s"]
    assert stored(book("2 s"), book("1 s", source="h()")) == ["2 s", "2 s"]


@each("path", sorted((execution.ROOT / "chapters").glob("*.ipynb")), ids=str)
def test_a_stored_notebook_has_only_what_a_writer_and_jupyterlab_need(path):
    """Not what the build records of a cell, which differs from one time to the next."""
    book = nbformat.read(path, as_version=4)
    known = {"jupyter", "tags", "mystnb"}
    assert {key for cell in book.cells for key in cell.metadata} <= known
    for cell in execution.code_cells(book):
        cell.metadata["built"] = {"seconds": 0.1}
    assert {key for cell in notebooks.stored(book, NOTHING).cells for key in cell.metadata} <= known
