"""*Run this chapter*: on a page with exercises, the line that brings what its notebook needs.

The line holds the address at which the reader stands, which only the page knows: ``page/run.js``
puts it there. Without a script it stays the address that ``repository: url`` leads to, or a word
in capitals for it.
"""

import re
from html import escape

from docutils import nodes

from plainnet_book import wheel

ASKED = re.compile(r"\{exercise(?:-start)?\}")
HERE = "ADDRESS-OF-THIS-SITE"
TERMINAL = '<div class="highlight"><pre{about}>{line}</pre></div>'
BLOCK = """
<details class="plainnet-fold plainnet-run" data-kind="aside" id="run-this-chapter">
<summary><span>Run this chapter</span></summary>
<div>
<p>Its notebook needs Python 3.11 or newer. One line brings the package and JupyterLab:</p>
{install}
<p>Download <a href="{root}_sources/{name}.ipynb" download>{file}</a>, and open it where it is:</p>
{start}{elsewhere}
</div>
</details>
"""
ELSEWHERE = """
<p>Or open it at <a href="{colab}">Colab</a> (run the first line there, after a <code>!</code>) or
at <a href="{binder}">Binder</a>.</p>"""


def connect(app) -> None:
    """Connect to Sphinx."""
    asking = set()
    app.connect("source-read", lambda app, name, source: _note(asking, name, source[0]))
    app.connect(
        "doctree-resolved",
        lambda app, doctree, name: name in asking and insert(doctree, block(name, app.config)),
    )


def _note(asking, name, text):
    if name.startswith("chapters/") and ASKED.search(text):
        asking.add(name)


def insert(doctree, html) -> None:
    """Put ``html`` where the first section of a page begins."""
    top = next(doctree.findall(nodes.section))
    first = next(top.findall(nodes.section, include_self=False, descend=True))
    first.parent.insert(first.parent.index(first), nodes.raw("", html, format="html"))


def block(name, config) -> str:
    """The HTML for the page ``name``, such as ``chapters/xor``."""
    root, file = "../" * name.count("/"), f"{name.rpartition('/')[2]}.ipynb"
    site = config.html_baseurl.rstrip("/") or HERE
    install = f'pip install "plainnet[lab] @ {site}/{wheel.name()}"'
    return BLOCK.format(
        root=root,
        name=name,
        file=file,
        install=TERMINAL.format(about=f' data-wheel="{root}{wheel.name()}"', line=escape(install)),
        start=TERMINAL.format(about="", line=f"jupyter lab {file}"),
        elsewhere=elsewhere(name, config.html_theme_options),
    )


def elsewhere(name, options) -> str:
    """Links to Colab and Binder, once the repository has an address there."""
    address, branch = options.get("repository_url", ""), options.get("repository_branch", "main")
    if not address.startswith("https://github.com/"):
        return ""
    place = address.removeprefix("https://github.com/").strip("/").removesuffix(".git")
    return ELSEWHERE.format(
        colab=f"https://colab.research.google.com/github/{place}/blob/{branch}/{name}.ipynb",
        binder=f"https://mybinder.org/v2/gh/{place}/{branch}?urlpath=lab/tree/{name}.ipynb",
    )
