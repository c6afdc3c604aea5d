"""What an explorer loads when its reader comes near: its scripts, data, still picture.

A page holds their addresses, and ``page/explorers.js`` loads the files. Each name ends in a
digest of what is in the file, so that no browser takes an old one for a new one. The question and
the answers of an answer box are short, and stay on the page.
"""

import hashlib
import html
import itertools
import re
from urllib.request import urlopen

from plainnet.explorers import ALL, javascript, shell

EXPLORER = re.compile(
    r'<div class="plainnet-explorer" data-view="(\w+)"((?! data-scripts)[^>]*)>\n(.*?)'
    r'(\n<script type="application/json">(.*?)</script>)\n</div>',
    re.DOTALL,
)
STILL = re.compile(r'<img ([^>]* )?class="plainnet-still[^>]* src="(data:[^"]+)"[^>]*>')


class Files(dict):
    """Files by their path from the top of the site; those of all have names of their own.

    These are ``scripts``, by view.
    """

    def __init__(self):
        super().__init__()
        self.scripts = {
            name: self.put(f"_static/plainnet/{name}", "js", script.encode())
            for name, script in javascript.scripts().items()
        }

    def put(self, stem, suffix, content) -> str:
        """Add a file, and return its path."""
        path = f"{stem}.{digest(content)}.{suffix}"
        self[path] = content
        return path


def digest(content) -> str:
    """A name for these bytes."""
    return hashlib.sha256(content).hexdigest()[:12]


def moved_out(page, root, files, chapter="") -> str:
    """The HTML of a page without data and pictures, which are added to ``files``.

    ``root`` leads from the page to the top of the site. `pictures` has been there before: what it
    gave a picture, its size, its format and one for the dark, stays. Explorers are numbered, behind
    the number of their ``chapter``.
    """
    numbers = itertools.count(1)

    def replace(match):
        view, attributes, fallback, inline, data = match.groups()
        addresses = [files.scripts["core"], files.scripts[view]]
        if view in ALL:
            name = f"{view} {digest(data.encode())}"
            text = f'(window.plainnetData ??= {{}})["{name}"] = {data};\n'
            addresses.append(files.put(f"_static/plainnet/{view}-data", "js", text.encode()))
            number = f"{chapter}.{next(numbers)}" if chapter else str(next(numbers))
            attributes += f' data-content="{name}"'
            fallback = fallback.replace(shell.NUMBER, f" {number}{shell.NUMBER}", 1)
            inline = ""
        listed = " ".join(root + address for address in addresses)
        fallback = STILL.sub(lambda still: _as_file(still, view, root, files), fallback)
        return (
            f'<div class="plainnet-explorer" data-view="{view}" data-scripts="{listed}"'
            f"{attributes}>\n{fallback}{inline}\n</div>"
        )

    return EXPLORER.sub(replace, page)


def _as_file(still, view, root, files):
    with urlopen(html.unescape(still[2])) as picture:
        suffix = picture.headers.get_content_subtype().removesuffix("+xml")
        path = files.put(f"_images/{view}", suffix, picture.read())
    return still[0].replace(still[2], root + path)
