"""The comparison of two editions of a page: what it sees, and what it lets pass."""

from each import each

from plainnet_book import editions, zh
from plainnet_book.editions import Cell, amiss, digest, mark_of, paired, stale

TEXT = """\
(lo-first)=
## Loss

The [loss](#gl-loss) is **0.5** after 2,000 epochs, so $L = \\ln 2$ and `nn.loss` says it.

```{math}
:label: eq-lo
L = \\text{mean of } d^2
```

See {numref}`fig-lo`, {ref}`the start <lo-first>` and [](xor.ipynb)."""
TRANSLATED = """\
(lo-first)=
## 损失

经过 2,000 轮，[损失](#gl-loss)是 **0.5**，所以 $L = \\ln 2$，`nn.loss` 也这么说。

```{math}
:label: eq-lo
L = \\text{平均的 } d^2
```

见 {numref}`fig-lo`、{ref}`开头 <lo-first>` 和[](xor.ipynb)。"""
CODE = 'import numpy as np\n\nn = 4  # patterns\nprint(f"{n} of {2 * n} are right, by `nn`")'
CODED = (
    "import numpy as np\nimport plainnet.zh\n\nn = 4  # 样本\n"
    'print(f"{2 * n} 个里对 {n} 个，由 `nn` 得出")'
)
CAPTION, CAPTIONED = ("figure", "caption", "Two of 4."), ("figure", "caption", "4 个里的两个。")
OTHER, OTHERS = "The end is near.", "快结束了。"
ENGLISH = [
    Cell(False, TEXT),
    Cell(True, CODE, ("hide-input",), (CAPTION,), "4 of 8 are right, by `nn`"),
    *(Cell(False, f"{OTHER} {'x' * n}") for n in range(40)),  # so that one is not many
]
CHINESE = [
    Cell(False, TRANSLATED, mark=mark_of(ENGLISH[0])),
    Cell(
        True,
        CODED,
        ("hide-input",),
        (CAPTIONED,),
        "8 个里对 4 个，由 `nn` 得出",
        mark_of(ENGLISH[1]),
    ),
    *(Cell(False, OTHERS, mark=mark_of(cell)) for cell in ENGLISH[2:]),
]


def changed(cells, place, **parts):
    """The cells with other parts of one of them; a pair of texts replaces one by the other."""
    old = cells[place]
    if isinstance(parts.get("source"), tuple):
        before, after = parts["source"]
        assert before in old.source
        parts["source"] = old.source.replace(before, after, 1)
    return [*cells[:place], old._replace(**parts), *cells[place + 1 :]]


def test_a_translation_is_one():
    assert amiss(ENGLISH, CHINESE) == [] and stale(ENGLISH, CHINESE) == set()


AMISS = {
    0: [
        ({"source": ("#gl-loss", "#gl-losses")}, "link '#gl-losses' is not in the English"),
        ({"source": ("[损失](#gl-loss)", "损失")}, "link '#gl-loss' is missing"),
        ({"source": ("0.5", "0.6")}, "number '0.6' is not in the English"),
        ({"source": ("2,000 轮", "两千轮")}, "number '2000' is missing"),
        ({"source": ("\\ln 2", "\\ln 3")}, "formula 'L = \\\\ln 3' is not in the English"),
        ({"source": ("d^2", "d^3")}, "formula 'L =  d^3' is not in the English"),
        ({"source": ("nn.loss", "nn.cost")}, "code 'nn.cost' is not in the English"),
        ({"source": ("(lo-first)=\n", "")}, "label 'lo-first' is missing"),
        ({"source": ("eq-lo", "eq-low")}, "eq-low"),
        ({"source": ("## 损", "### 损")}, "heading '###' is not in the English"),
        ({"source": ("```{math}", "```{note}")}, "directive '{note}' is not in the English"),
        ({"source": ("{numref}`fig-lo`", "图")}, "role '{numref}`fig-lo`' is missing"),
        ({"source": ("<lo-first>", "<lo-last>")}, "role '{ref}`<lo-last>`' is not in the English"),
        ({"source": ("所以", "so that the loss of this net is small and")}, "seven English words"),
        ({"mark": ""}, "not marked as made from an English cell"),
    ],
    1: [
        ({"source": ("n = 4", "n = 5")}, "program"),
        ({"source": ("2 * n", "3 * n")}, "program"),
        ({"source": ("  # 样本", "")}, "comments '0' is not in the English"),
        ({"source": ("import plainnet.zh\n", "")}, "expected one cell with `import plainnet.zh`"),
        ({"source": ("由 `nn`", "由 `net`")}, "stands for"),
        ({"source": ("个里对", "个里对 3 或")}, "stands for"),
        ({"tags": ()}, "tags 'hide-input' is missing"),
        ({"words": ()}, "words of 'figure caption' is missing"),
        ({"words": (("figure", "caption", "3 个里的两个。"),)}, "number '3' is not in the English"),
        ({"words": (CAPTION,)}, "stands for"),
        ({"printed": "8 个里对 5 个"}, "printed number '5' is not in the English"),
        ({"printed": ""}, "printed number '4' is missing"),
    ],
}


@each("place, part, words", [(place, *row) for place, rows in AMISS.items() for row in rows])
def test_what_says_or_does_something_else_is_amiss(place, part, words):
    found = amiss(ENGLISH, changed(CHINESE, place, **part))
    assert any(words in text for text in found), found


@each(
    ("english", "other", "fits"),
    [
        *((t, t, False) for t in ("{} of {} right", "a text of three words", "0.5 of `nn` is")),
        *((t, t, True) for t in ("solved", "plainnet.book", "W1", "x = y + z", "")),
        ("solved", "学会", False),
    ],
)
def test_a_text_of_a_program_may_not_stay_english_and_what_names_something_does(
    english, other, fits
):
    assert editions.fits(english, other) == fits


@each(
    ("text", "numbers"),
    [
        ("in March 1990, on 5 May 2019", ["3", "1990", "5", "5", "2019"]),
        ("It may be, and a March of 3 days.", ["3"]),
        ("1990 年 3 月", ["1990", "3"]),
        ("14 million, 2.8 trillion", ["14000000", "2800000000000"]),
        ("1,400 万、2.8 万亿；28,000 亿", ["14000000", "2800000000000", "2800000000000"]),
        ("14 millimetres", ["14"]),
    ],
)
def test_months_of_dates_and_millions_are_numbers(text, numbers):
    assert editions.numbers(text) == numbers


def test_a_page_may_have_texts_of_its_own_but_no_code():
    for place in (0, 1, len(CHINESE)):
        own = [*CHINESE[:place], Cell(False, "5 本中文书", mark=editions.OWN), *CHINESE[place:]]
        assert amiss(ENGLISH, own) == [] and stale(ENGLISH, own) == set()
        rewritten = changed(ENGLISH, 0, source=("says it", "agrees"))
        assert stale(rewritten, own) == {int(place == 0)} and amiss(rewritten, own) == []
    (found,) = amiss(ENGLISH, [*CHINESE, Cell(True, "1 + 1", mark=editions.OWN)])
    assert found.endswith("only a text may be the page's own")


# What has changed in the English.
def test_a_mended_comma_is_no_change():
    mended = changed(ENGLISH, 0, source=("epochs, so", "epochs – so"))
    assert digest(mended[0]) == digest(ENGLISH[0])
    assert amiss(mended, CHINESE) == [] and stale(mended, CHINESE) == set()


def test_an_old_sentence_is_tolerated():
    rewritten = changed(ENGLISH, 0, source=("says it", "agrees"))
    assert amiss(rewritten, CHINESE) == [] and stale(rewritten, CHINESE) == {0}


def test_many_old_sentences_are_not():
    rewritten = ENGLISH
    for place in (0, 2, 5):
        rewritten = changed(rewritten, place, source=("e ", "e, then, "))
    (found,) = amiss(rewritten, CHINESE)
    assert found.startswith("cells 1, 3, 6: the English has changed since")


def test_a_wrong_number_is_not_even_in_an_old_sentence():
    measured_anew = changed(ENGLISH, 0, source=("0.5", "0.4"))
    assert amiss(measured_anew, CHINESE) == [
        "cell 1: the number 0.5 is not in the English page any more"
    ]


def test_an_old_sentence_may_not_be_changed_into_another_one():
    rewritten = changed(ENGLISH, 0, source=("says it", "agrees"))
    (found,) = amiss(rewritten, changed(CHINESE, 0, source=("#gl-loss", "#gl-cost")))
    assert "are not those that it was made from" in found


def test_a_digest_that_no_english_cell_had_is_amiss():
    found = amiss(ENGLISH, changed(CHINESE, 3, mark="0123456789 abc"), lambda mark: False)
    assert any("no English cell has, or had, the digest" in text for text in found)


def test_a_new_cell_and_one_that_is_gone_wait():
    longer = [*ENGLISH[:2], Cell(False, "A new paragraph."), *ENGLISH[2:]]
    assert [pair.place for pair in paired(longer, CHINESE) if not pair.is_current] == [2]
    assert amiss(longer, CHINESE) == []
    assert stale(ENGLISH[:-1], CHINESE) == {len(CHINESE) - 1}


def test_cells_are_marked_by_the_numbers_that_are_told(tmp_path):
    path, english = tmp_path / "a.md", [Cell(False, f"Part {n}.") for n in range(3)]
    path.write_text("\n\n".join(f"% english: 12 34\n{OTHERS}" for _ in english), "utf8")
    zh.stamp(english, path, ["2"])
    assert [pair.is_current for pair in paired(english, editions.read(path))] == [0, 1, 0]


def test_markdown_is_read_block_by_block(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("% english: 12 34\n# One\n\nTwo\nlines.\n")
    assert editions.read(path) == [
        Cell(False, "# One", mark="12 34"),
        Cell(False, "Two\nlines."),
    ]
