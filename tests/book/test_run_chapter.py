"""*Open in Jupyter*: the HTML of the fold with the lines to copy."""

import html
import re
from types import SimpleNamespace

import pytest
from each import each

from plainnet_book import run_chapter


def config(site="", **options):
    return SimpleNamespace(html_baseurl=site, html_theme_options=options)


def test_the_lines_bring_the_wheel_of_the_site_with_jupyterlab_on_each_system():
    block = run_chapter.block("chapters/xor", config("https://someone.github.io/plainnet/"))
    wanted = f"plainnet[lab] @ https://someone.github.io/plainnet/{run_chapter.WHEEL}"
    lines = [html.unescape(text) for text in re.findall(r"<pre[^>]*>(.*?)</pre>", block, re.DOTALL)]
    assert [line.replace("\n", "|") for line in lines] == [
        f'python3 -m venv book|book/bin/pip install "{wanted}"|book/bin/jupyter lab|',
        rf'py -m venv book|.\book\Scripts\pip install "{wanted}"|.\book\Scripts\jupyter lab|',
        f'uv run --with "{wanted}" jupyter lab',
    ]
    assert block.count(f'data-wheel="../{run_chapter.WHEEL}"') == 3
    assert 'href="../_sources/chapters/xor.ipynb" download' in block


@each("address", ["https://github.com/someone/plainnet", "", "https://git.example.org/a/plainnet"])
def test_colab_and_binder_follow_from_the_address_on_github_alone(address):
    options = {"source_repository": address, "source_branch": "book"}
    found = run_chapter.launchers("chapters/xor", options)
    colab, binder = "colab.research.google.com/github", "mybinder.org/v2/gh"
    github = {
        "Colab": f"https://{colab}/someone/plainnet/blob/book/chapters/xor.ipynb",
        "Binder": f"https://{binder}/someone/plainnet/book?urlpath=lab/tree/chapters/xor.ipynb",
    }
    assert found == (github if "github" in address else {})


@pytest.mark.parametrize(("file", "has"), [("chapters/a.ipynb", True), ("a.md", False), (None, 0)])
def test_only_pages_made_from_notebooks_lead_elsewhere(file, has):
    options = {"source_repository": "https://github.com/a/b", "source_branch": "main"}
    app, context = SimpleNamespace(config=config(**options)), {"sourcename": file}
    run_chapter.add_launchers(app, "chapters/a", "page.html", context, None)
    assert bool(context.get("launchers")) == bool(has)
