"""Where addresses lead whose page or section has moved: ``chapters/moved.toml``.

It has the new address of each that is not there any more (`published` has those that readers may
have kept). At an old address, the build puts a script that leads on; a page that is gone leads on
without scripts, too.
"""

import json
import re
import tomllib
from pathlib import Path
from posixpath import dirname, relpath

import rjsmin
from sphinx.errors import ExtensionError

from plainnet_book import pages
from plainnet_book.execution import ROOT

MOVED, PUBLISHED = "chapters/moved.toml", "chapters/published.txt"
SCRIPT = Path(__file__).with_suffix(".js")
ID = re.compile(r'(?:\sid|<div class="plainnet-explorer" data-view)="([^"]+)"')
ADDRESS = re.compile(r"[\w/]+\.html(#[\w.-]+)?")


def moves(root=ROOT) -> dict[str, str]:
    """The new addresses by the old ones; an address is one in the site, such as ``a.html#b``.

    Raises an `ExtensionError` if the file is not TOML.
    """
    path = Path(root) / MOVED
    try:
        return tomllib.loads(path.read_text("utf8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        wanted = 'expected lines such as "old" = "new", one for each old address'
        raise ExtensionError(f"{MOVED}: {wanted}: {error}") from None


def published(root=ROOT) -> set[str]:
    """The addresses that readers may have kept; none if there is no list of them yet."""
    path = Path(root) / PUBLISHED
    return set(path.read_text("utf8").split()) if path.exists() else set()


def anchors(html) -> dict[str, set[str]]:
    """The anchors on each page by its name, given the pages' HTML; pages that lead on have none."""
    return {name: set(ID.findall(page)) for name, page in html.items() if not pages.leads_on(page)}


def goal(address, moved) -> str:
    """Where an address leads at last. Raises a `ValueError` if it leads in a circle."""
    seen = []
    while address not in seen:
        seen.append(address)
        page, _, anchor = address.partition("#")
        if address in moved:
            address = moved[address]
        elif page in moved:  # which keeps the anchor, unless it leads to one itself
            address = moved[page] if "#" in moved[page] else f"{moved[page]}#{anchor}"
        else:
            return address
    raise ValueError(f"{address} leads in a circle")


def is_there(address, there) -> bool:
    """Whether a site with these `anchors` has the address."""
    page, _, anchor = address.partition("#")
    return page in there and (not anchor or anchor in there[page])


def errors(moved, there, listed=()) -> list[str]:
    """What is wrong with the ``moved`` addresses of a site with these `anchors`.

    An old address is also wrong if there are ``listed`` ones and it is not among them.
    """
    return [f"{MOVED}: {text}" for old in moved for text in _wrong(old, moved, there, listed)]


def _wrong(old, moved, there, listed):
    new, page = moved[old], old.partition("#")[0]
    for address in (old, new):
        if not (isinstance(address, str) and ADDRESS.fullmatch(address)):
            yield f"expected an address such as chapters/xor.html#train-it; got {address!r}"
            return
    if is_there(old, there):
        yield f"{old} is on the site; take its line out"
    elif listed and old not in listed:
        yield f"{old} was never published, so nobody can have kept it: mend it, or take it out"
    elif page not in there and page not in moved:
        yield f"{old}: its page is gone; add a line for {page}, too"
    else:
        try:
            end = goal(old, moved)
        except ValueError as error:
            yield str(error)
        else:
            if not is_there(end, there):
                yield f"{old} leads to {end}, which is not on the site"


def leading_on(html, name, moved) -> str:
    """The page ``name`` with a script in its head, if any of its anchors has moved."""
    if not (script := _script(name, moved)):
        return html
    return html.replace("<head>", f"<head>\n{script}", 1)


def redirects(moved) -> dict[str, str]:
    """The HTML of each page that is gone, by its name: it leads to where that has moved."""
    return {
        old: pages.stub(_seen_from(old, new), _script(old, moved))
        for old, new in moved.items()
        if "#" not in old
    }


def _script(name, moved):
    """The script that leads on from the page ``name``, or ""."""
    own = {old.partition("#")[2]: _seen_from(name, moved[old]) for old in moved if is_on(name, old)}
    others = own.pop("", None)
    if not own and not others:
        return ""
    moves = {f"#{anchor}": new for anchor, new in own.items()}
    code = rjsmin.jsmin(SCRIPT.read_text("utf8"))
    lead = f"leadOn({json.dumps(moves)}, {json.dumps(others)})"
    return f'<script>{code}\n{lead};addEventListener("hashchange", () => {lead})</script>\n'


def is_on(name, address) -> bool:
    """Whether an address is the page ``name`` or an anchor on it."""
    return address.partition("#")[0] == name


def _seen_from(name, address):
    """The address as a link on the page ``name``."""
    page, mark, anchor = address.partition("#")
    return relpath(page, dirname(name) or ".") + mark + anchor
