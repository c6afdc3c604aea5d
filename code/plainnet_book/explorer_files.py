"""The files that explorers load when a reader comes near: scripts, data and still pictures.

A page holds only their addresses, and ``page/explorers.js`` loads them. Each file name contains a
digest of the content, so that browsers never use outdated files. The data of answer boxes are short
and stay on the page.
"""

import hashlib
import html
import itertools
import re
from urllib.request import urlopen

import rjsmin

from plainnet.explorers import ALL, javascript, shell

EXPLORER = re.compile(
    r'<div class="plainnet-explorer" data-view="(\w+)"((?! data-scripts)[^>]*)>\n(.*?)'
    r'(\n<script type="application/json">(.*?)</script>)\n</div>',
    re.DOTALL,
)
STILL = re.compile(r'<img ([^>]* )?class="plainnet-still[^>]* src="(data:[^"]+)"[^>]*>')


class Files(dict):
    """The files of explorers, by their path from the root of the site.

    ``scripts`` has the paths of the scripts, by view.
    """

    def __init__(self):
        super().__init__()
        self.scripts = {
            name: self.put(f"_static/plainnet/{name}", "js", rjsmin.jsmin(script).encode())
            for name, script in javascript.scripts().items()
        }

    def put(self, stem, suffix, content) -> str:
        """Add a file, and return its path."""
        path = f"{stem}.{digest(content)}.{suffix}"
        self[path] = content
        return path


def digest(content) -> str:
    """A short digest of these bytes."""
    return hashlib.sha256(content).hexdigest()[:12]


def moved_out(page, root, files, chapter="") -> str:
    """The HTML of a page without data and pictures of explorers, which are added to ``files``.

    ``root`` leads from the page to the root of the site. What `pictures` did before (sizes,
    formats, dark versions) is preserved. Explorers are numbered within their ``chapter``.
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
