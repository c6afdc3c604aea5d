"""*Open in Jupyter*: on pages with exercises, the command that sets up a notebook environment.

The command contains the address of the site, which only a browser knows: ``page/run.js`` inserts
it. Without scripts, it is the address that follows from ``repository: url``, or a word in capitals
in its place.
"""

from html import escape

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import is_exercise_node

from plainnet_book import folds, wheel

HERE = "ADDRESS-OF-THIS-SITE"
TERMINAL = '<div class="highlight"><pre{about}>{line}</pre></div>'
BLOCK = """
<p>Its notebook needs Python 3.11 or newer. One line brings the package and JupyterLab:</p>
{install}
<p>Download <a href="{root}_sources/{name}.ipynb" download>{file}</a>, and open it where it is:</p>
{start}{elsewhere}
"""
ELSEWHERE = """
<p>Or open it at <a href="{colab}">Colab</a> (run the first line there, after a <code>!</code>) or
at <a href="{binder}">Binder</a>.</p>"""


def connect(app) -> None:
    """Register the transform with Sphinx."""
    app.add_post_transform(RunChapter)


class RunChapter(SphinxPostTransform):
    """Inserts the fold *Open in Jupyter* before the first section of a page with exercises."""

    default_priority = folds.Fold.default_priority - 1
    formats = ("html",)

    def run(self) -> None:
        """Insert the fold, if the page has exercises."""
        if any(self.document.findall(is_exercise_node)):
            html = block(self.env.docname, self.config)
            insert(self.document, nodes.raw("", f"<div>{html}</div>", format="html"))


def insert(document, body) -> None:
    """Insert ``body``, folded, before the first section of a page, or at its end."""
    top = next(document.findall(nodes.section))
    first = next(top.findall(nodes.section, include_self=False), None)
    label = [nodes.Text("Open in Jupyter")]
    fold = folds.folded("aside", label, [body], ids=["run-this-chapter"], classes=["plainnet-run"])
    if first is None:
        top.append(fold)
        return
    place = first.parent.index(first)
    while isinstance(first.parent[place - 1], nodes.target):  # before the label of the section
        place -= 1
    first.parent.insert(place, fold)


def block(name, config) -> str:
    """The HTML inside the fold of the page ``name``, such as ``chapters/xor``."""
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
    """Links to Colab and Binder; empty unless the repository is on GitHub."""
    address, branch = options.get("source_repository", ""), options.get("source_branch")
    if not address.startswith("https://github.com/"):
        return ""
    place = address.removeprefix("https://github.com/")
    return ELSEWHERE.format(
        colab=f"https://colab.research.google.com/github/{place}/blob/{branch}/{name}.ipynb",
        binder=f"https://mybinder.org/v2/gh/{place}/{branch}?urlpath=lab/tree/{name}.ipynb",
    )
