"""Chapters as text, for those who write them: ``python -m plainnet_book.text write xor``.

``write`` makes ``text/xor.md`` of a notebook, and ``take`` brings what was written there back into
it. The first line of a text has a digest of what the notebook was then. So ``take`` knows which of
the two has changed since, and refuses where both have.
"""

import hashlib
import re
import subprocess
import sys

import jupytext
import nbformat
from jupytext.myst import MystMetadataParsingError
from nbformat import NotebookNode, ValidationError

from plainnet_book import build, notebooks
from plainnet_book.execution import ROOT, ChapterError

FORMAT = "md:myst"
NO_HEADER = {"jupytext": {"notebook_metadata_filter": "-all"}}
ORIGIN = "% Made from {path}, {digest}. Leave this line: it tells which of the two has changed.\n\n"
NO_CELL = re.compile(r"^ *`{3,} *(\{(?!code-(?:cell|block)\})[\w-]*(?:code|cel)[\w-]*\})", re.M)
MADE_FROM = re.compile(r"% Made from \S+, (\w+)\..*\n+")


class TextError(Exception):
    """Why a text cannot be written or taken in, and what to do."""


def of(notebook) -> str:
    """The text of a notebook, without outputs and what `notebooks.stored` derives from it."""
    cells = [cell.copy() for cell in notebook.cells]
    for cell in cells:
        cell.metadata = {key: cell.metadata[key] for key in cell.metadata if key != "jupyter"}
    return jupytext.writes(nbformat.v4.new_notebook(cells=cells, metadata=NO_HEADER), FORMAT)


def notebook(text, before) -> NotebookNode:
    """The notebook of a text; a cell of the notebook ``before`` keeps its outputs and its id.

    Raises a `MystMetadataParsingError` if the text cannot be read.
    """
    made, known = jupytext.reads(text, FORMAT), {}
    for cell in before.cells:
        known.setdefault((cell.cell_type, cell.source), []).append(cell)
    for place, cell in enumerate(made.cells):
        if same := known.get((cell.cell_type, cell.source)):
            kept = same.pop(0).copy()
            folds = {key: kept.metadata[key] for key in kept.metadata if key == "jupyter"}
            kept.metadata = nbformat.from_dict(cell.metadata | folds)
            made.cells[place] = kept
    made.metadata = nbformat.from_dict(notebooks.METADATA)
    return made


def digest(text) -> str:
    """A short digest of a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:10]


class Draft:
    """The text of a chapter, such as ``xor`` or ``zh/xor``, beside its notebook."""

    def __init__(self, name, root=ROOT):
        self.path = root / "chapters" / f"{name}.ipynb"
        self.file = root / "text" / f"{name}.md"
        self.shown = f"chapters/{name}.ipynb", f"text/{name}.md"

    def before(self) -> NotebookNode:
        """The notebook as it is, or an empty one."""
        if not self.path.exists():
            return nbformat.v4.new_notebook()
        try:
            return nbformat.read(self.path, as_version=4)
        except (ValueError, AttributeError, ValidationError):
            path = self.shown[0]
            raise TextError(f"{path} is no notebook any more: git checkout {path}") from None

    def read(self) -> str:
        """The text, or a `TextError` where it is none, or where a cell would become prose."""
        try:
            text = self.file.read_text("utf8")
        except UnicodeDecodeError:
            raise TextError(f"{self.shown[1]} is not in UTF-8: save it so") from None
        if not text.strip():
            raise TextError(f"{self.shown[1]} is empty: remove it, and run make text again")
        if wrong := NO_CELL.search(text):
            line = text.count("\n", 0, wrong.start()) + 1
            told = f"`{wrong[1]}` is no kind of cell; expected `{{code-cell}}`"
            raise TextError(f"{self.shown[1]}, line {line}: {told}")
        return text

    def write(self, told="wrote {file}") -> None:
        """Write the text of the notebook, unless this is what the file has, and say so."""
        text = of(self.before())
        text = ORIGIN.format(path=self.shown[0], digest=digest(text)) + text
        if not self.file.exists() or self.file.read_text("utf8") != text:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            self.file.write_text(text, "utf8")
            print(told.format(path=self.shown[0], file=self.shown[1]))

    def is_newer(self) -> bool:
        """Whether the text has changed since it was made, or is that of a new chapter.

        Raises a `TextError` if the notebook has changed, too, if it is gone, or if the text cannot
        be read.
        """
        text = self.read()
        origin, (path, file) = MADE_FROM.match(text), self.shown
        try:
            new = of(notebook(MADE_FROM.sub("", text, count=1), self.before()))
        except MystMetadataParsingError as error:
            raise TextError(f"{file}: {error}") from None
        if not self.path.exists():
            if origin:
                raise TextError(GONE.format(path=path, file=file))
            return True
        old = of(self.before())
        if new == old or (origin and origin[1] == digest(new)):
            return False
        if not origin or origin[1] != digest(old):
            raise TextError(BOTH.format(path=path, file=file))
        return True

    def take(self) -> None:
        """Bring the text into the notebook, format that, and store its outputs.

        Raises a `TextError` as `is_newer` does, or if a cell is not Python, and a `ChapterError` if
        one raises an error. Then the notebook has the text, too.
        """
        if self.is_newer():
            text = MADE_FROM.sub("", self.read(), count=1)
            notebooks.write(notebook(text, self.before()), self.path)
            print(f"took {self.shown[1]} into {self.shown[0]}")
            is_python = formatted(self.path)
            self.write()
            if not is_python:
                raise TextError(f"{self.shown[1]}: mend what is no Python, and try again")
        self.write(OLDER)
        notebooks.store([self.path])


BOTH = """\
{file} and {path} have both changed since one was made from the other, so nothing was done. Rename
{file}, run make text again, and bring your changes from the renamed file into the new one. Or undo
the changes of the notebook, if you don't want them: git checkout {path}"""
GONE = """\
{file} was made from {path}, which is not there any more. If the chapter was renamed, rename
the text as well; to make a new chapter of it, remove its first line."""
OLDER = """\
{file} is older than {path}, so it was made anew. To undo the changes of
the notebook, and make the text of what it was: git checkout {path}"""
UNSAVED = "{file} has changes that {path} has not: make chapter takes them in, or remove the file."


def formatted(path) -> bool:
    """Format a notebook as ``make format`` does, and show what ruff says; whether it is Python."""
    ruff = [sys.executable, "-m", "ruff"]
    kept = ["--unfixable", "F401"]  # an import that is not used yet is told, and stays
    subprocess.run([*ruff, "check", "--fix", *kept, "--quiet", str(path)], cwd=ROOT)
    return not subprocess.run([*ruff, "format", "--quiet", str(path)], cwd=ROOT).returncode


def main(action, name, root=ROOT) -> int:
    """``write`` the text of a chapter, or ``take`` it in; return the exit code."""
    draft = Draft(name, root)
    path, file = draft.shown
    try:
        if action == "take":
            draft.take()
        elif draft.file.exists() and draft.is_newer():
            raise TextError(UNSAVED.format(path=path, file=file))
        elif not draft.path.exists():
            raise TextError(build.unknown(name, root, ["*.ipynb"]))
        else:
            draft.write()
    except (TextError, ChapterError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
