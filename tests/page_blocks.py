"""The explorers and answer boxes on the built pages, and the frames of the explorers."""

import functools
import json
import re
from typing import NamedTuple

from grounds import BLOCK

INLINE = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)


class Block(NamedTuple):
    """An explorer or an answer box on a page: its HTML, its view, the data for its JavaScript."""

    html: str
    view: str
    content: dict

    @property
    def spec(self):
        return self.content["spec"]

    def at(self, position):
        """The frame that the page stores for ``position``, which has one index per control."""
        sizes = [len(control["labels"]) for control in self.spec["controls"]]
        frame = {}
        for key, entry in self.content["frames"].items():
            place = 0
            for axis in entry["by"]:
                place = place * sizes[axis] + position[axis]
            frame[key] = entry["values"][place]
        return frame


@functools.cache
def blocks(path):
    """The blocks of a page, in order."""
    found = BLOCK.finditer(path.read_text("utf8"))
    return [Block(match[0], match[1], content(path.parent, *match.group(0, 2))) for match in found]


def content(folder, html, scripts):
    """The data of a block, which are in its HTML or in the last of its ``scripts``."""
    if inline := INLINE.search(html):
        return json.loads(inline[1])
    return content_of_script(folder / scripts.split(" ")[-1])


@functools.cache
def content_of_script(path):
    _, _, content = path.read_text("utf8").partition(" = ")
    return json.loads(content.removesuffix(";\n"))
