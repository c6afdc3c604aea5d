"""The index of the search: sections, their texts, and the names of terms."""

import unicodedata

import pytest
from docutils import nodes
from sphinx.addnodes import desc, desc_signature
from sphinx_exercise.nodes import exercise_node

from plainnet_book import search
from plainnet_book.contents import Entry
from plainnet_book.folds import fold


def section(anchor, title, *children):
    return nodes.section("", nodes.title("", title), *children, ids=[anchor])


def text(words):
    return nodes.paragraph("", words)


def link(address):
    return nodes.reference("", "here", refuri=address)


EXERCISE = exercise_node("", ids=["ex-1"], title="Exercise")
EXERCISE += nodes.title("", "", nodes.Text(" (Three gates)"), nodes.inline("", "here"))
EXERCISE += [text("Find weights."), fold("", text("They are 1."), kind="solution")]
TERM = nodes.definition_list_item(
    "",
    nodes.term("", "", nodes.strong("", "Chain rule"), nodes.Text(" · 链式法则")),
    nodes.definition("", nodes.paragraph("", "Multiply; see ", link("b.html"), link("#gl-x"))),
)
TERM = nodes.definition_list("", TERM, ids=["gl-chain-rule"])
FUNCTION = desc("", desc_signature("", "train(nn)", ids=["plainnet.train"], fullname="train"))
PAGE = nodes.Element(
    "",
    section(
        "top",
        "XOR from scratch",
        nodes.paragraph("", "A plateau of ", nodes.math("", r"\ln 2")),
        section(
            "down", "Downhill", nodes.literal_block("", "import numpy"), text("The slope_of b₁")
        ),
        fold("", text("Setup"), kind="code"),
        fold("", text("Open in Jupyter"), kind="aside", classes=["plainnet-run"]),
        EXERCISE,
        TERM,
        FUNCTION,
        nodes.container("", nodes.rubric("", "Solutions"), classes=["plainnet-solutions"]),
    ),
)


def read(page):
    return {part.title: part for part in search.sections(page)}


def test_sections_and_what_is_found_on_its_own_have_places():
    assert [(part.anchor, part.title) for part in search.sections(PAGE)] == [
        ("", "XOR from scratch"),
        ("down", "Downhill"),
        ("ex-1", "Exercise: Three gates"),
        ("gl-chain-rule", "Chain rule · 链式法则"),
        ("plainnet.train", "train"),
    ]


def test_a_section_has_its_own_text_and_no_code_solution_or_what_the_builder_adds():
    texts = {title: "".join(part.text).split() for title, part in read(PAGE).items()}
    assert texts["XOR from scratch"] == ["A", "plateau", "of", "ln", "2"]
    assert texts["Downhill"] == ["The", "slope_of", "b₁"]
    assert texts["Exercise: Three gates"] == ["Find", "weights."]


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"0 < \alpha < 2/\lambda", "0 < α < 2/λ"),
        (r"\hat y", "ŷ"),
        (r"\partial L", "∂ L"),
        (r"\lambda_{\max}", "λ_max"),
        (r"\frac{1}{2}", "…"),
    ],
)
def test_formulas_are_written_in_a_line_or_left_out(tex, text):
    assert unicodedata.normalize("NFC", search.plain(tex)) == text


def test_formulas_of_a_heading_are_in_its_title_and_a_page_without_one_is_not_found():
    title = nodes.title("", "", nodes.Text("Below "), nodes.math("", r"2/\lambda"))
    part = search.sections(nodes.Element("", nodes.section("", title, ids=["a"])))[0]
    assert part.title == "Below 2/λ"
    assert search.sections(nodes.Element("", text("alone"))) == []


def test_a_term_has_several_names():
    names = ["back-propagation", "反向传播", "backpropagation", "bp"]
    assert search.names("Back-propagation · 反向传播") == names
    assert search.names("weight · 权重") == ["weight", "权重"]


def test_the_index_puts_behind_what_others_explain_and_knows_who_links_to_a_term():
    linking = section("s", "Slopes", nodes.paragraph("", "", link("g.html#gl-chain-rule")))
    often = [section(f"e{k}", "Exercises") for k in range(search.OFTEN)]
    parts = {"p/b": [linking, *often], "p/g": [TERM]}
    roots = {name: nodes.Element("", section("", name, *below)) for name, below in parts.items()}
    pages = {name: search.sections(root) for name, root in roots.items()}
    entries = [Entry("p/b", "B", "The course", "1"), Entry("p/g", "G", "Appendix", "A")]
    found, texts = search.index(entries, pages)
    assert found["pages"] == [
        ["p/b.html", "Chapter 1", "B", "en"],
        ["p/g.html", "Appendix A", "G", "en"],
    ]
    assert [(anchor, behind) for _, anchor, _, behind in found["sections"]] == [
        *[("", 0), ("s", 0), ("e0", 1), ("e1", 1), ("e2", 1)],
        *[("", 1), ("gl-chain-rule", 1)],
    ]
    assert found["terms"] == [[6, 0, [1], "chain rule", "链式法则", "cr"]]
    assert texts[6] == "Multiply; see herehere" and len(texts) == len(found["sections"])


def test_readers_of_a_language_get_no_text_that_they_can_read_in_it_and_no_foreign_appendix():
    names = ("p/a", "The course"), ("p/b", "The course"), ("p/c", "Appendix")
    entries = [Entry(name, "", part, "") for name, part in (*names, ("chapters/zh/a", "中文"))]
    listed, texts = [[0], [1], [1], [2], [3]], ["a", "b", "b 2", "c", "甲"]
    of_pages = entries, listed, texts
    assert search.for_readers("en", *of_pages) == ["a", "b", "b 2", "c", ""]
    assert search.for_readers("zh-CN", *of_pages) == ["", "b", "b 2", "", "甲"]
