"""The addresses that readers may have kept: ``chapters/published.txt``.

It lists pages and their anchors that readers find or that authors have set: of headings, exercises,
figures, equations, terms and explorers. ``python -m plainnet_book.published`` adds to it what is
new on the built site, and says what is there no more. Nothing leaves the list by itself: `moved`
tells where an address leads that is gone.
"""

import re
import sys
from pathlib import Path
from posixpath import dirname

from plainnet import explorers
from plainnet_book import languages, moved
from plainnet_book.execution import ROOT
from plainnet_book.headings import NUMBERED

VIEWS = {*explorers.ALL, explorers.Playground.view}  # those with links to their states
UNKNOWN = "…"
HEADING = re.compile(r'<a class="headerlink" href="#([^"]+)"[^>]*>[^<]*</a></h\d>')


def read(site) -> dict[str, str]:
    """The HTML of the pages of a built site by their names."""
    paths = (*site.glob("*.html"), *site.glob("chapters/**/*.html"))
    return {path.relative_to(site).as_posix(): path.read_text("utf8") for path in paths}


def kept(html, root=ROOT) -> set[str]:
    """The addresses that readers may keep of a site with this HTML by the pages' names."""
    there = moved.anchors(html)
    found = set(there)
    for name, ids in there.items():
        sources = [root / Path(name).with_suffix(suffix) for suffix in (".ipynb", ".md")]
        texts = [path.read_text("utf8") for path in sources if path.exists()]
        labels = VIEWS.union(*map(languages.defined, texts))
        own = {each for each in ids if each.removeprefix("equation-") in labels}
        own |= {each for each in HEADING.findall(html[name]) if not NUMBERED.fullmatch(each)}
        found |= {f"{name}#{each}" for each in own}
    return found


def lost(listed, moves, there) -> list[str]:
    """Those of the ``listed`` addresses that lead nowhere, of a site with these `moved.anchors`."""
    return sorted(each for each in listed if not moved.is_there(moved.goal(each, moves), there))


def about(gone, moves, there, new=()) -> str:
    """What to do about addresses that are `lost`, and what is wrong with the lines of ``moves``.

    ``new`` are the addresses of the site that are not listed yet.
    """
    gone = [address for address in gone if address not in moves]
    wrong = "".join(f"{error}\n" for error in moved.errors(moves, there))
    apart = {address.partition("#")[0] for address in gone if _is_apart(address, there)}
    for page in sorted(apart):
        gone = [address for address in gone if not moved.is_on(page, address)]
        wrong += (
            f"{page}: its headings, or labels, are not those of its English page, which it needs "
            f"for its addresses: `make zh NAME={Path(page).stem}` tells which\n"
        )
    lines = "\n".join(_proposed(gone, there, new))
    return wrong + bool(gone) * (
        f"{len(gone)} addresses that readers may have kept lead nowhere. If you mean it, add to "
        f"{moved.MOVED} where each leads from now on. These lines are guesses; mend those that are "
        f"wrong, and put what answers the same question in the place of {UNKNOWN}:\n{lines}\n"
        f"(What was never on the published site may leave {moved.PUBLISHED} instead.)"
    )


def _is_apart(address, there):
    """Whether an address is lost on a Chinese page alone: its English page has the anchor."""
    page, _, anchor = address.partition("#")
    twin = there.get(languages.twin(page), ())
    return languages.is_chinese(page) and page in there and anchor in twin


def _proposed(gone, there, added):
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
            goal = new.get(page, page)
            only = [each for each in added if "#" in each and moved.is_on(goal, each)]
            guess = only[0] if len(only) == 1 else f"{goal}#{UNKNOWN}"
            new[address] = f"{home}#{anchor}" if home else guess
    return [f'"{old}" = "{address}"' for old, address in new.items()]


def main(root=ROOT) -> int:
    """Add to the list what is new on the built site; return the exit code."""
    html, moves = read(root / "_build" / "html"), moved.moves(root)
    there = moved.anchors(html)
    known = moved.published(root)
    new = kept(html, root) - known
    every = known | new
    (root / moved.PUBLISHED).write_text("\n".join(sorted(every)) + "\n", "utf8")
    print(f"{moved.PUBLISHED}: {len(every)} addresses, {len(new)} of them new")
    if gone := lost(every, moves, there):
        print(about(gone, moves, there, new), file=sys.stderr)
    return int(bool(gone))


if __name__ == "__main__":
    sys.exit(main())
