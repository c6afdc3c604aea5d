"""The table of contents: which pages there are, what they are called, and the number of each.

`_toc.yml` is the one place of titles, parts and order, and this the one reader of it. A page's
number is its place there: chapters are counted through all parts, the pages of the appendix have
letters, and the first page of all has none.
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
    """A page: its file without the ending, its title or "", the part it stands in, its number."""

    file: str
    title: str
    part: str
    number: str

    @property
    def is_appendix(self) -> bool:
        """Whether the page is there to be looked things up in."""
        return self.part == APPENDIX

    @property
    def place(self) -> str:
        """Where the page stands, in words: 'Chapter 4', 'Appendix A', or nothing."""
        kind = "Appendix" if self.is_appendix else "Chapter"
        return f"{kind} {self.number}" if self.number else ""


def read(path) -> tuple[Entry, ...]:
    """The pages that the file ``path`` lists, in its order."""
    return entries(yaml.safe_load(Path(path).read_text("utf8")))


def entries(toc) -> tuple[Entry, ...]:
    """The pages of a table of contents, as `_toc.yml` holds it.

    Raises a `ValueError` for a page below another page, which would have no number.
    """
    chapters, letters = map(str, itertools.count(1)), iter(string.ascii_uppercase)
    found = [Entry(toc["root"], toc.get("title", ""), FIRST_PART, "")]
    for part in toc.get("parts", [toc]):
        caption = part.get("caption", "")
        for page in part.get("chapters", []):
            if "sections" in page:
                raise ValueError(f"_toc.yml: {page['file']}: expected no sections below a page")
            number = next(letters if caption == APPENDIX else chapters)
            found.append(Entry(page["file"], page.get("title", ""), caption, number))
    return tuple(found)
