"""The learning edition: what becomes of a small notebook, and of the text of each kind."""

import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from each import each
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from plainnet_book import learning

PAGE = "chapters/one"
SITE = learning.HERE
TITLES = {PAGE: "One", "chapters/two": "The second", "index": "Home"}
LABELS = {"there": ("chapters/two", "there"), "here": (PAGE, "here"), "ex-sum": (PAGE, "ex-sum")}
OBJECTS = {"objects": {"plainnet.train": SimpleNamespace(docname="chapters/api")}}
REFERENCES = {("eq", "eq-a"): "(3.4)", ("t", "someone"): "Someone (1986)"}


class Domain:
    """Resolves the references above."""

    anonlabels = LABELS
    data = OBJECTS

    def resolve_xref(self, env, page, builder, kind, target, node, inner):
        text = REFERENCES.get((kind, target))
        return text and nodes.inline("", text)


@pytest.fixture
def edition():
    env = SimpleNamespace(
        titles={name: nodes.title("", title) for name, title in TITLES.items()},
        toc_fignumbers={PAGE: {"exercise": {"ex-sum": (3, 2)}}},
        get_domain=lambda name: Domain(),
    )
    app = SimpleNamespace(env=env, builder=None, config=SimpleNamespace(html_baseurl=""))
    return learning.Edition(app, PAGE)


DETAILS = "<details><summary>{}</summary>\n\n{}\n\n</details>"


@each(
    ("text", "plain"),
    [
        ("(here)=\n## Head\n\n*Text*.", "## Head\n\n*Text*."),
        ("A [weight](#there).", f"A [weight]({SITE}/chapters/two.html#there)."),
        ("[it](#plainnet.train)", f"[it]({SITE}/chapters/api.html#plainnet.train)"),
        ("$$\na = b\n$$ (eq-a)", "$$\na = b \\tag{3.4}\n$$"),
        ("See [](two.ipynb).", f"See [The second]({SITE}/chapters/two.html)."),
        ("See [it](two.ipynb).", f"See [it]({SITE}/chapters/two.html)."),
        ("At [home](https://a.org/#b).", "At [home](https://a.org/#b)."),
        ("By {eq}`eq-a` of {cite:t}`someone`.", "By (3.4) of Someone (1986)."),
        ("It takes {section-time}`some time <a b>`.", "It takes some time."),
        ("```{math}\n:label: eq-a\na = b\n```", "$$\na = b \\tag{3.4}\n$$"),
        ("```{math}\na = b\n```", "$$\na = b\n$$"),
        ("```python\nx = {eq}`eq-a`\n```", "```python\nx = {eq}`eq-a`\n```"),
        (":::{dropdown} Why & how\nSo.\n:::", DETAILS.format("Why &amp; how", "So.")),
        (":::{note}\nA [link](#here).\n:::", f"A [link]({SITE}/{PAGE}.html#here)."),
        (
            "````{exercise} Add\n:label: ex-sum\n:class: pencil\n\n`a`:\n\n```python\nb\n```\n````",
            "### Exercise 3.2 (Add)\n\n`a`:\n\n```python\nb\n```",
        ),
        (
            "```{solution} ex-sum\n:class: dropdown\n\nIt is 3.\n```",
            DETAILS.format("Solution to Exercise 3.2", "It is 3."),
        ),
        (
            "```{bibliography}\n:filter: docname in docnames\n```",
            f"The references are [on the page]({SITE}/{PAGE}.html).",
        ),
    ],
)
def test_the_text_is_plain_markdown_with_names_and_numbers_of_the_site(edition, text, plain):
    assert edition.markdown(text) == plain


def test_all_text_from_the_start_of_a_solution_to_its_end_is_folded(edition):
    folded = "Solution to Exercise 3.2"
    start = "Before.\n\n```{solution-start} ex-sum\n:class: dropdown\n```\n\nFirst."
    assert edition.markdown(start) == f"Before.\n\n{DETAILS.format(folded, 'First.')}"
    assert edition.markdown("Then.") == DETAILS.format(folded, "Then.")
    end = edition.markdown("Last.\n\n```{solution-end}\n```\n\nAfter.")
    assert end == f"{DETAILS.format(folded, 'Last.')}\n\nAfter."
    assert edition.markdown("Later.") == "Later."


@pytest.mark.parametrize("text", ["{eq}`eq-b`", "```{solution} ex-none\nIt is 3.\n```"])
def test_what_cannot_be_resolved_stops_the_build(edition, text):
    with pytest.raises(KeyError, match=PAGE):
        edition.markdown(text)


def code(source, *outputs, **metadata):
    about = {"mystnb": {"image": {"alt": "A <curve>"}}, **metadata}
    return new_code_cell(source, outputs=list(outputs), metadata=about)


UNSEEN = {"jupyter": {"outputs_hidden": True}, "tags": ["hide-output", "nbval-ignore-output"]}
IMG = '<img alt="A &lt;curve&gt;" src="data:image/svg+xml,%3Csvg/%3E">'
SVG = {"text/plain": "<Figure>", "image/svg+xml": "<svg/>", "x/y": "z"}
OTHER = {"text/plain": "Box", "text/html": "<p>"}
KEPT = ({"text/plain": "<Figure>", "text/html": IMG}, {"text/plain": "Box"})


def test_cells_have_their_figures_and_new_places_without_proofs_and_empty_text(edition):
    executed = [
        new_markdown_cell("# One"),
        code("x = 1", jupyter={"source_hidden": True}),
        code("def f(): pass", jupyter={"source_hidden": True}),
        code("assert x == 1", tags=["remove-cell"]),
        code("y = 2; assert y", tags=["remove-cell"]),
        new_markdown_cell("```{solution-end}\n```"),
        new_markdown_cell("After."),
        code("print(y)", new_output("stream", text="2"), **UNSEEN),
        code("draw(y)", *(new_output("display_data", data) for data in (SVG, OTHER))),
    ]
    notebook, places = learning.outline(new_notebook(cells=executed))
    assert places == {0: 1, 1: 2, 2: 3, 4: 4, 6: 5, 7: 6, 8: 7}
    assert notebook["cells"][6]["outputs"] == []
    assert notebook["cells"][6]["metadata"]["tags"] == ["hide-output", "nbval-ignore-output"]
    written = edition.written(notebook)["cells"]
    first, *others = ["".join(cell["source"]) for cell in written]
    folded = "# Folded\nx = 1", "def f(): pass"
    assert others == ["# One", *folded, "y = 2; assert y", "After.", "print(y)", "draw(y)"]
    assert [output["data"] for output in written[-1]["outputs"]] == [*KEPT]
    line = first.splitlines()[1]
    assert re.fullmatch(rf'# %pip install "plainnet\[explorers\] @ {SITE}/plainnet-\S+\.whl"', line)
