"""The table of contents: the pages of the book, their titles and their numbers.

`_toc.yml` alone defines titles, parts and order, and only this module reads it. Numbers follow from
the order: chapters are numbered through all parts, the pages of the appendix have letters, and the
first ones have no number.
"""

import itertools
import string
from pathlib import Path
from typing import NamedTuple

import yaml

FIRST_PART = "Start"
COURSE = "The course"
APPENDIX = "Appendix"


class Entry(NamedTuple):
    """A page: its file without suffix, its title or "", its part, its number."""

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
        kind = "Appendix" if self.is_appendix else "Chapter"
        return f"{kind} {self.number}" if self.number else ""


def read(path) -> tuple[Entry, ...]:
    """The pages listed in the file at ``path``, in the same order."""
    return entries(yaml.safe_load(Path(path).read_text("utf8")))


def entries(toc) -> tuple[Entry, ...]:
    """The pages of a table of contents, given as the data in `_toc.yml`.

    Raises a `ValueError` for a page nested below another page, which would have no number.
    """
    chapters, letters = map(str, itertools.count(1)), iter(string.ascii_uppercase)
    found = [Entry(toc["root"], toc.get("title", ""), FIRST_PART, "")]
    for part in toc.get("parts", [toc]):
        caption = part.get("caption", "")
        for page in part.get("chapters", []):
            if "sections" in page:
                raise ValueError(f"_toc.yml: {page['file']}: expected no sections below a page")
            counted = {APPENDIX: letters, FIRST_PART: itertools.repeat("")}
            number = next(counted.get(caption, chapters))
            found.append(Entry(page["file"], page.get("title", ""), caption, number))
    return tuple(found)
