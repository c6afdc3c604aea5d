"""What somebody looked at is written down; later, what differs from it is told in sentences.

A picture is what `looked_at.js` or `page_looked_at.js` saw: by kinds of parts, a line of words and
numbers for each. Of a row of pictures, each keeps only what is new in it.
"""

import json
import os
from pathlib import Path

HERE = Path(__file__).parent
WRITE = os.environ.get("LOOKED_AT") == "write"
NEAR = 0.3  # px, or parts of a number: processors round differently
SCROLLED = 1.1  # px: the border of a header that stays when a page is scrolled
WORDS = 3  # of a line for drawn parts: how many, what they look like, what they say


def changes(pictures):
    """The first picture, and of each later one the kinds that differ, each picture as a line."""
    before = {}
    for picture in pictures:
        gone = {kind: "" for kind in before if kind not in picture}
        new = {kind: line for kind, line in picture.items() if before.get(kind) != line} | gone
        yield "; ".join(f"{kind}: {line}" for kind, line in sorted(new.items()))
        before = picture


def whole(kept):
    """The pictures of which `changes` kept what is new."""
    picture = {}
    for new in kept:
        told = dict(part.split(": ", 1) for part in new.split("; ") if part)
        picture = {kind: line for kind, line in (picture | told).items() if line}
        yield picture


def is_near(line, other, near=NEAR):
    """Whether two lines agree: words exactly, numbers nearly."""
    words, others = line.split(), other.split()
    exact = WORDS if len(words) > 4 else 1
    numbers = zip(words[exact:], others[exact:], strict=False)
    are = all(abs(float(a) - float(b)) <= near + 1e-3 * abs(float(b)) for a, b in numbers)
    return len(words) == len(others) and words[:exact] == others[:exact] and are


def different(seen, kept, states, near=NEAR):
    """What has changed, as sentences."""
    if len(seen) != len(kept):
        yield f"there are {len(seen)} pictures, {', '.join(states)}, and there were {len(kept)}"
    for state, picture, before in zip(states, seen, whole(kept), strict=False):
        for kind in sorted(picture.keys() | before.keys()):
            now, then = picture.get(kind, "none"), before.get(kind, "none")
            if not is_near(now, then, near):
                yield f"{state}: {kind} is {now}, was {then}"


def unlike(file, name, size, seen, states, near=NEAR):
    """What differs from what `file` keeps of this `name` and `size`; or it is written down now."""
    path = HERE / file
    kept = json.loads(path.read_text("utf8")) if path.is_file() else {}
    if WRITE:
        kept.setdefault(name, {})[size] = list(changes(seen))
        path.write_text(json.dumps(kept, indent=0, sort_keys=True) + "\n", "utf8")
    assert size in kept.get(name, ()), f"look at it, and then: make looked-at NAME={name}"
    return list(different(seen, kept[name][size], states, near))
