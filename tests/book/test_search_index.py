"""The search index: which words are in which section."""

from docutils import nodes
from sphinx.addnodes import desc, desc_signature
from sphinx_exercise.nodes import exercise_node

from plainnet_book import search
from plainnet_book.folds import fold


def section(anchor, title, *children):
    return nodes.section("", nodes.title("", title), *children, ids=[anchor])


def text(words):
    return nodes.paragraph("", words)


EXERCISE = exercise_node("", ids=["ex-1"], title="Exercise")
EXERCISE += nodes.title("", "", nodes.Text(" (Three gates)"), nodes.inline("", "here"))
EXERCISE += text("Find weights.")
TERM = nodes.definition_list(
    "", nodes.definition_list_item("", nodes.term("", "", nodes.strong("", "loss")))
)
TERM["ids"] = ["gl-loss"]
FUNCTION = desc("", desc_signature("", "train(nn)", ids=["plainnet.train"], fullname="train"))
PAGE = nodes.Element(
    "",
    section(
        "top",
        "XOR from scratch",
        text("A plateau, 0.0346, 学习率."),
        section(
            "down", "Downhill", nodes.literal_block("", "import numpy"), text("The slope_of b₁")
        ),
        fold("", text("Setup"), kind="code"),
        EXERCISE,
        TERM,
        FUNCTION,
    ),
)


def test_sections_and_what_is_found_on_its_own_have_places():
    assert [(anchor, title) for anchor, title, _ in search.sections(PAGE)] == [
        ("", "XOR from scratch"),
        ("down", "Downhill"),
        ("ex-1", "Exercise: Three gates"),
        ("gl-loss", "loss"),
        ("plainnet.train", "train"),
    ]


def test_a_section_has_its_own_words_and_no_code():
    words = {title: words for _, title, words in search.sections(PAGE)}
    assert words["XOR from scratch"] == {"xor", "from", "scratch", "plateau", "学习率"}
    assert words["Downhill"] == {"downhill", "the", "slope_of", "b₁"}
    assert {"find", "weights", "gates"} <= words["Exercise: Three gates"]


def test_the_index_counts_sections_by_gaps():
    first, second = (("", "A", {"one", "two"}), ("b", "B", {"two"})), (("", "C", {"two", "four"}),)
    found = search.index({"a.html": ("A", first), "c.html": ("C", second)})
    assert found["pages"] == [["a.html", "A"], ["c.html", "C"]]
    assert found["sections"] == [[0, "", "A"], [0, "b", "B"], [1, "", "C"]]
    assert found["words"] == "four 2;one 0;two 0 1 1"


def test_a_page_without_a_heading_is_not_found():
    assert search.sections(nodes.Element("", text("alone"))) == []
