"""*Open in Jupyter*: on pages with exercises, the commands that set up a notebook environment.

They contain the address of the site, which only a browser knows: ``page/run.js`` inserts it.
Without scripts, it is the address that follows from ``repository: url``, or a word in capitals in
its place. If the repository is on GitHub, each page made from a notebook leads to Colab and Binder.
"""

from html import escape

from docutils import nodes
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx_exercise.nodes import is_exercise_node

import plainnet
from plainnet_book import folds, languages

WHEEL = f"plainnet-{plainnet.__version__}-py3-none-any.whl"
HERE = "ADDRESS-OF-THIS-SITE"
FOLDER = "book"  # of the environment; its own, because many systems protect their Python
PLACES = {
    "On macOS or Linux:": ("python3", f"{FOLDER}/bin/"),
    "On Windows:": ("py", rf".\{FOLDER}\Scripts" + "\\"),
}
COMMANDS = """\
{python} -m venv {folder}
{programs}pip install "plainnet[lab] @ {site}/{wheel}"
{programs}jupyter lab
"""
UV = 'uv run --with "plainnet[lab] @ {site}/{wheel}" jupyter lab'
TERMINAL = '<div class="highlight"><pre data-wheel="{root}{wheel}">{lines}</pre></div>'
DOWNLOAD = '<a href="{root}_sources/{name}.ipynb" download>{words}</a>'
NEEDS = (
    "{download}. In its folder, these lines make an environment with the package and JupyterLab, "
    "and open it. They need Python 3.11 or newer, and on Debian or Ubuntu "
    "<code>sudo apt install python3-venv</code> before."
)


def connect(app) -> None:
    """Register the transform and the links with Sphinx."""
    app.add_post_transform(RunChapter)
    app.connect("html-page-context", add_launchers)


class RunChapter(SphinxPostTransform):
    """Inserts the fold *Open in Jupyter* before the first section of a page with exercises."""

    default_priority = folds.Fold.default_priority - 1

    def run(self) -> None:
        """Insert the fold, if the page has exercises."""
        if any(self.document.findall(is_exercise_node)):
            html = block(self.env.docname, self.config)
            say = languages.words(self.env.docname)
            body = nodes.raw("", f"<div>{html}</div>", format="html")
            insert(self.document, body, say("Open in Jupyter"))


def insert(document, body, label) -> None:
    """Insert ``body``, folded with this label, before a page's first section, or at its end."""
    top = next(document.findall(nodes.section), None)
    if top is None:
        raise ExtensionError(f"{document['source']}: expected a heading at the top: # Title")
    first = next(top.findall(nodes.section, include_self=False), None)
    label = [nodes.Text(label)]
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
    known = {"site": config.html_baseurl.rstrip("/") or HERE, "wheel": WHEEL}
    say = languages.words(name)
    blocks = {
        say(system): COMMANDS.format(python=python, programs=programs, folder=FOLDER, **known)
        for system, (python, programs) in PLACES.items()
    }
    blocks[say("Or, if you have uv, on any system:")] = UV.format(**known)
    html = (
        f"<p>{words}</p>\n" + TERMINAL.format(root=root, wheel=WHEEL, lines=escape(lines))
        for words, lines in blocks.items()
    )
    words = say("Download {file}").format(file=file)
    download = DOWNLOAD.format(root=root, name=name, words=words)
    return "\n".join([f"<p>{say(NEEDS).format(download=download)}</p>", *html])


def add_launchers(app, name, template, context, doctree) -> None:
    """Give the template of a page made from a notebook the addresses to open it elsewhere."""
    if (context.get("sourcename") or "").endswith(".ipynb"):
        context["launchers"] = launchers(name, app.config.html_theme_options)


def launchers(name, options) -> dict[str, str]:
    """The addresses at Colab and Binder; empty unless the repository is on GitHub."""
    address, branch = options.get("source_repository", ""), options.get("source_branch")
    if not address.startswith("https://github.com/"):
        return {}
    place = address.removeprefix("https://github.com/")
    return {
        "Colab": f"https://colab.research.google.com/github/{place}/blob/{branch}/{name}.ipynb",
        "Binder": f"https://mybinder.org/v2/gh/{place}/{branch}?urlpath=lab/tree/{name}.ipynb",
    }
