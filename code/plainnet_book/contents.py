"""The table of contents: the pages of the book, their titles and their numbers.

`_toc.yml` alone defines titles, parts and order, and only this module reads it. Numbers follow from
the order: chapters are numbered through all parts, the pages of the appendix have letters, and the
first ones have no number. A Chinese page has the part and the number of its English twin.
"""

import itertools
import string
from pathlib import Path
from typing import NamedTuple

import yaml

from plainnet_book import languages

FIRST_PART = "Start"
COURSE = "The course"
APPENDIX = "Appendix"


class Entry(NamedTuple):
    """A page: its file without suffix, its title or "", its part, its number.

    The part is named in English, also for a page in Chinese.
    """

    file: str
    title: str
    part: str
    number: str

    @property
    def is_appendix(self) -> bool:
        """Whether the page is in the appendix, for looking things up."""
        return self.part == APPENDIX

    @property
    def place(self) -> str:
        """The place of the page in words: 'Chapter 4', 'Appendix A', or nothing."""
        kind = "Appendix {number}" if self.is_appendix else "Chapter {number}"
        words = languages.words(self.file)(kind)
        return words.format(number=self.number) if self.number else ""


def read(path) -> tuple[Entry, ...]:
    """The pages listed in the file at ``path``, in the same order."""
    return entries(yaml.safe_load(Path(path).read_text("utf8")))


def differences(entries, root) -> tuple[list[str], list[str]]:
    """The pages that are listed and have no file in ``root``, and those that are not listed."""
    names = [path.relative_to(root) for path in (root / "chapters").rglob("*.*")]
    files = {
        name.with_suffix("").as_posix()
        for name in names
        if name.suffix in (".ipynb", ".md") and ".ipynb_checkpoints" not in name.parts
    }
    pages = {entry.file.removesuffix(".ipynb").removesuffix(".md") for entry in entries}
    return sorted(pages - files), sorted(files - pages)


def entries(toc) -> tuple[Entry, ...]:
    """The pages of a table of contents, given as the data in `_toc.yml`.

    Raises a `ValueError` for a page nested below another page, which would have no number, and for
    a Chinese page without its English twin.
    """
    chapters, letters = map(str, itertools.count(1)), iter(string.ascii_uppercase)
    found = [Entry(toc["root"], toc.get("title", ""), FIRST_PART, "")]
    for part in toc.get("parts", [toc]):
        caption = part.get("caption", "")
        for page in part.get("chapters", []):
            if "sections" in page:
                raise ValueError(f"_toc.yml: {page['file']}: expected no sections below a page")
            part, number = caption, ""
            if languages.is_chinese(page["file"]):
                name = languages.twin(page["file"])
                same = {entry.file: entry for entry in found}.get(name)
                if same is None:
                    raise ValueError(
                        f"_toc.yml: {page['file']}: expected {name} above it; add it, "
                        f"or take out {page['file']}"
                    )
                part, number = same.part, same.number
            elif caption != FIRST_PART:
                number = next(letters if caption == APPENDIX else chapters)
            found.append(Entry(page["file"], page.get("title", ""), part, number))
    return tuple(found)
