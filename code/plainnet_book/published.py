"""The addresses that readers may have kept: ``chapters/published.txt``.

It lists pages and the anchors in them that authors have set: labels of sections, exercises,
figures, equations and terms, and explorers. ``python -m plainnet_book.published`` adds to it what
is new on the built site, and says what is there no more. Nothing leaves the list by itself: `moved`
tells where an address leads that is gone.
"""

import sys
from pathlib import Path
from posixpath import dirname

from plainnet import explorers
from plainnet_book import languages, moved
from plainnet_book.execution import ROOT

PUBLISHED = "chapters/published.txt"
VIEWS = {*explorers.ALL, explorers.Playground.view}  # those with links to their states
UNKNOWN = "…"


def listed(root=ROOT) -> set[str]:
    """The addresses of the list."""
    return set((root / PUBLISHED).read_text("utf8").split())


def read(site) -> dict[str, set[str]]:
    """The `moved.anchors` of a built site."""
    paths = (*site.glob("*.html"), *site.glob("chapters/**/*.html"))
    return moved.anchors(
        {path.relative_to(site).as_posix(): path.read_text("utf8") for path in paths}
    )


def set_by_authors(there, root=ROOT) -> set[str]:
    """The addresses that readers may keep of a site with these `moved.anchors`."""
    found = set(there)
    for name, ids in there.items():
        sources = [root / Path(name).with_suffix(suffix) for suffix in (".ipynb", ".md")]
        texts = [path.read_text("utf8") for path in sources if path.exists()]
        labels = VIEWS.union(*map(languages.defined, texts))
        found |= {f"{name}#{each}" for each in ids if each.removeprefix("equation-") in labels}
    return found


def lost(listed, moves, there) -> list[str]:
    """Those of the ``listed`` addresses that lead nowhere, of a site with these `moved.anchors`."""
    return sorted(each for each in listed if not moved.is_there(moved.goal(each, moves), there))


def about(gone, there) -> str:
    """What to do about addresses that are `lost`."""
    lines = "\n".join(_proposed(gone, there))
    return (
        f"{len(gone)} addresses that readers may have kept lead nowhere. If you mean it, add to "
        f"{moved.MOVED} where each leads from now on. These lines are guesses; mend those that are "
        f"wrong, and put what answers the same question in the place of {UNKNOWN}:\n{lines}\n"
        f"(What was never on the published site may leave {PUBLISHED} instead.)"
    )


def _proposed(gone, there):
    """A line for each address, but for anchors that go with their page."""
    new = {}
    for address in sorted(gone, key=lambda each: ("#" in each, each)):
        page, mark, anchor = address.partition("#")
        same = [address] if mark else [each for each in gone if moved.is_on(page, each)]
        own = {each.partition("#")[2] for each in same}
        near = [other for other in there if dirname(other) == dirname(page)]
        home = max(near, key=lambda other: len(own & there[other]), default="")
        home = home if own & there.get(home, set()) else ""
        if not mark:
            new[address] = home or f"{UNKNOWN}.html#{UNKNOWN}"
        elif page not in new or anchor not in there.get(new[page], {anchor}):
            new[address] = f"{home}#{anchor}" if home else f"{new.get(page, page)}#{UNKNOWN}"
    return [f'"{old}" = "{address}"' for old, address in new.items()]


def main(root=ROOT) -> int:
    """Add to the list what is new on the built site; return the exit code."""
    there = read(root / "_build" / "html")
    known = listed(root) if (root / PUBLISHED).exists() else set()
    every = known | set_by_authors(there, root)
    (root / PUBLISHED).write_text("\n".join(sorted(every)) + "\n", "utf8")
    print(f"{PUBLISHED}: {len(every)} addresses, {len(every - known)} of them new")
    if gone := lost(every, moved.moves(root), there):
        print(about(gone, there), file=sys.stderr)
    return int(bool(gone))


if __name__ == "__main__":
    sys.exit(main())
