"""The files that explorers load when a reader comes near: scripts, data and still pictures.

A page holds only their addresses, and ``page/explorers.js`` loads them. Each file name contains a
digest of the content, so that browsers never use outdated files. The data of answer boxes are short
and stay on the page.
"""

import hashlib
import json

import rjsmin

from plainnet.explorers import ALL, AnswerBox, javascript, shell, widget


class Files(dict):
    """The files of explorers, by their path from the root of the site.

    ``scripts`` has the paths of the scripts, by view, and ``specs``, by the name of a page, the
    constants of its explorers, by view.
    """

    def __init__(self):
        super().__init__()
        self.specs = {}
        self.scripts = {
            name: self.put(f"_static/plainnet/{name}", "js", rjsmin.jsmin(script).encode())
            for name, script in javascript.scripts().items()
        }

    def put(self, stem, suffix, content) -> str:
        """Add a file, and return its path."""
        path = f"{stem}.{digest(content)}.{suffix}"
        self[path] = content
        return path

    def put_data(self, view, kind, data) -> tuple[str, str]:
        """Add a script with data of an explorer; return the name of these data, and its path."""
        name = f"{view} {digest(data.encode())}"
        script = f'(window.plainnetData ??= {{}})["{name}"] = {data};\n'
        return name, self.put(f"_static/plainnet/{view}-{kind}", "js", script.encode())


def digest(content) -> str:
    """A short digest of these bytes."""
    return hashlib.sha256(content).hexdigest()[:12]


def placed(notebook, name, files, chapter=""):
    """The executed ``notebook`` of the page ``name`` with the HTML of explorers, not their parts.

    Their data and pictures are added to ``files``. Explorers are numbered within their ``chapter``.
    """
    root, count = "../" * name.count("/"), 0
    specs = files.specs[name] = {}
    for output in (output for cell in notebook.cells for output in cell.get("outputs", [])):
        if parts := output.get("data", {}).pop(widget.PARTS, None):
            count += shell.NUMBER in parts["html"]
            if parts["view"] in ALL:
                specs[parts["view"]] = json.loads(parts["data"])["spec"]
            number = f"{chapter}.{count}" if chapter else str(count)
            output["data"]["text/html"] = html(parts, root, files, number)
    return notebook


def html(parts, root, files, number) -> str:
    """The HTML of an explorer or answer box; ``root`` leads from its page to that of the site."""
    view, text, data = parts["view"], parts["html"], parts["data"]
    addresses, attributes = [files.scripts["core"], files.scripts[view]], ""
    if view != AnswerBox.view:
        name, path = files.put_data(view, "data", data)
        addresses.append(path)
        text = text.replace(shell.NUMBER, f" {number}{shell.NUMBER}", 1)
        attributes = f' data-content="{name}"'
        if later := parts.get("later"):
            name, path = files.put_data(view, "later", later)
            attributes += f' data-later="{name}" data-later-script="{root + path}"'
    else:
        text += widget.DATA.format(data)
    if "picture" in parts:
        path = files.put(f"_images/{view}", "svg", parts["picture"].encode())
        text = text.replace(widget.PICTURE, root + path)
    listed = " ".join(root + address for address in addresses)
    attributes = f' data-scripts="{listed}"{attributes}'
    return widget.PAGE.format(view=view, attributes=attributes, html=text)
