"""The search: what comes first, over http and from a folder, by keyboard and on a phone."""

import functools
import gzip
import html
import json
import unicodedata
from itertools import filterfalse

import accessibility
import page_scripts
import pytest

from plainnet_book import search

SEARCH = page_scripts.functions("search.js")
INDEX = "_static/plainnet/search-index.js"
TEXTS = [f"_static/plainnet/search-texts-{language}.js" for language in ("en", "zh-CN")]
# Compressed, as hosts send them: the titles in both languages, loaded first; the texts of one.
INDEX_BYTES, TEXTS_BYTES = 25_000, 180_000
pytestmark = pytest.mark.rests_on(*(f"file _build/html/{name}" for name in (INDEX, *TEXTS)))
PAGE = "chapters/xor.html"
FEW, MOST = 10, 50  # hits that the menu and the page show
# Queries as learners type them: the query, the entry of the glossary that is shown, and the page
# and section that come first.
QUERIES = [
    ("learning rate", "gl-learning-rate", "gradient_descent.html"),
    ("learing rate", "gl-learning-rate", "gradient_descent.html"),
    ("学习率", "gl-learning-rate", "gradient_descent.html"),
    ("why is my loss nan", None, "debugging.html#the-loss-runs-away"),
    ("loss not decreasing", None, "faq.html#fq-loss"),
    ("relu", "gl-relu", "faq.html#fq-relu"),
    ("xor", "gl-xor", "concepts.html#co-xor"),
    ("xor stuck", None, "plateaus.html"),
    ("softmax", "gl-softmax", "digits.html#dg-softmax"),
    ("overfitting", "gl-overfitting", "concepts.html#co-overfit"),
    ("adam", "gl-adam", "optimisers.html#gd-adam"),
    ("label", "gl-target", "debugging.html#db-data"),
    ("convergence", "gl-converge", "faq.html#fq-converge"),
    ("divergence", "gl-diverged", "xor.html#one-lucky-seed-proves-nothing"),
    ("momentum", "gl-momentum", "optimisers.html#gd-momentum"),
    ("chain rule", "gl-chain-rule", "forward_backward.html#fb-chain"),
    ("bias", "gl-bias", "xor.html#the-seventh-no-biases"),
    ("seed", "gl-seed", "xor.html#the-second-and-the-third-no-seed-no-loss"),
    ("gradient descent", "gl-gradient-descent", "gradient_descent.html"),
    ("backpropagation", "gl-back-propagation", "forward_backward.html"),
    ("backprop", "gl-back-propagation", "forward_backward.html"),
    ("local minima", "gl-local-minimum", "plateaus.html#what-is-proved"),
    ("vanishing gradients", "gl-vanishing-gradient", "outlook.html#ol-depth"),
    (
        "weight initialization",
        None,
        "gradient_descent.html#gd-start",
    ),
    ("zero weights", None, "faq.html#fq-zeros"),
    ("batch size", None, "faq.html#fq-batch"),
    ("sgd", "gl-mini-batch", "gradient_descent.html#gd-batches"),
    ("how many hidden units", None, "faq.html#fq-width"),
    ("matrix multiplication", "gl-matrix-product", "toolbox.html#tb-product"),
    ("broadcasting", "gl-broadcasting", "toolbox.html#tb-adding"),
    ("mse", "gl-mean-squared-error", "forward_backward.html#fb-loss"),
    ("validation set", "gl-validation-set", "digits.html#dg-choose"),
    ("gradient checking", "gl-gradient-check", "gradient_check.html"),
    ("attention", "gl-attention", "autograd.html#ag-attention"),
    ("convolution", "gl-convolution", "autograd.html#ag-convolution"),
    ("perceptron", "gl-perceptron", "history.html#bg-limits"),
    ("pytorch", None, "numpy_to_pytorch.html"),
    ("gpu", None, "faq.html#fq-gpu"),
    ("accuracy 50%", None, "faq.html#fq-75"),
    ("different result every time", None, "faq.html#fq-repeat"),
    ("check_gradient", None, "api.html#plainnet.gradient_check.check_gradient"),
]


def opened(engine, over="http"):
    """The page of the search, with its texts; returns the hits for a query, best first."""
    engine.open("search.html?q=x", over)
    engine.wait(SEARCH.isComplete)
    assert engine.run(SEARCH.hits), "nothing of what the address asks"
    return functools.partial(engine.run, SEARCH.ask)


def first(hits):
    """The entry of the glossary that is shown, and the page and section that come first."""
    terms = [hit["address"].partition("#")[2] for hit in hits[:1] if hit["isTerm"]]
    others = [hit["address"] for hit in hits[len(terms) :]]
    return (*terms, None)[0], (*others, "nothing")[0].removeprefix("chapters/")


@pytest.fixture(scope="module")
def index(site):
    text = (site.folder / INDEX).read_text("utf8")
    return json.loads(text.partition("=")[2])


def test_what_learners_ask_is_answered_first(engine):
    ask, found = opened(engine), {}
    for query, *_ in QUERIES:
        hits = ask(query)
        found[query] = first(hits)
        if len(hits) < MOST:
            words = "One hit" if len(hits) == 1 else f"{len(hits)} hits, the best first"
            assert engine.run(SEARCH.status) == words
    assert found == {query: (term, place) for query, term, place in QUERIES}
    assert engine.problems() == []


# In Chinese: the query, the entry of the glossary, and the page that comes first.
CHINESE = [
    ("学习率", "gl-learning-rate", "zh/"),
    ("反向传播", "gl-back-propagation", "zh/"),
    ("梯度下降", "gl-gradient-descent", "zh/"),
    ("XOR", "gl-xor", "zh/concepts.html"),
    ("什么是过拟合", None, "zh/"),
    ("损失函数", "gl-loss", "zh/"),
    ("广播", "gl-broadcasting", "zh/toolbox.html"),
    ("momentum", "gl-momentum", "zh/"),
    ("bug museum", None, "bug_museum.html"),
]


@pytest.mark.parametrize("over", ["http", "file"])
def test_in_chinese_pages_the_chinese_hits_come_first(chromium, over):
    engine = chromium()
    engine.open("chapters/zh/search.html?q=%E6%8D%9F%E5%A4%B1", over)
    engine.wait(SEARCH.isComplete)
    for query, term, begins in CHINESE:
        hits = engine.run(SEARCH.ask, query)
        shown, place = first(hits)
        assert shown == term and place.startswith(begins), (query, shown, place)
        languages = ["/zh/" in hit["address"] for hit in hits]
        assert languages == sorted(languages, reverse=True), query
    engine.page.locator("article .plainnet-search li a").first.click()
    engine.page.wait_for_url("**/chapters/**.html*")
    assert engine.problems() == []


@pytest.mark.parametrize("over", ["http", "file"])
def test_the_field_keeps_the_query_and_a_section_is_found_by_its_heading(chromium, index, over):
    engine = chromium()
    engine.open("search.html?q=%3Cb%3Eloss", over)
    assert engine.run(SEARCH.focused) == "<b>loss"
    place = engine.run(SEARCH.magnifier)
    assert place["right"] <= place["begin"]
    page = next(k for k, (address, *_) in enumerate(index["pages"]) if address == PAGE)
    _, anchor, heading, _ = next(one for one in index["sections"] if one[0] == page and one[1])
    found, *_ = opened(engine, over)(heading)
    assert found["title"] == heading and found["where"] == "Chapter 6 · XOR from scratch"
    assert found["address"] == f"{PAGE}#{anchor}"
    engine.page.locator("article .plainnet-search li a").first.click()
    engine.wait(SEARCH.seesTop, anchor)
    engine.page.go_back()  # the address has the words
    engine.wait(SEARCH.isComplete)
    assert engine.run(SEARCH.focused) == heading and engine.run(SEARCH.hits)[0] == found
    engine.run(SEARCH.ask, "")
    assert engine.run("() => location.search") == ""
    assert engine.problems() == []


def test_most_words_must_occur_and_may_be_a_beginning_or_mistyped(chromium):
    ask = opened(engine := chromium())
    both, one = ask("platea saddle"), ask("platea")
    assert 0 < len(both) < len(one)
    assert len(ask("plateau saddle xyzzy")) == len(both)
    assert ask("习率")  # a part of 学习率
    for mistyped in ("plaetau", "plataeu", "platau", "platteau"):
        assert first(ask(mistyped))[0] == "gl-plateau", mistyped
    for nowhere in ("plateau xyzzy", "import matplotlib.pyplot as plt", "plt.subplots"):
        assert ask(nowhere) == [] and engine.run(SEARCH.status).startswith("Nothing"), nowhere


def test_a_hit_is_a_definition_under_each_of_its_names_or_a_line_with_the_words(
    chromium, site, index
):
    ask = opened(chromium())
    entry, *_ = ask("learning rate")
    assert entry["where"] == "Appendix C · Glossary"
    assert entry["line"].startswith("The factor α") and entry["line"].endswith("Gradient descent.")
    anchors = {anchor for _, anchor, *_ in index["sections"]}
    assert search.SYNONYMS.keys() <= anchors
    for anchor, names in search.SYNONYMS.items():
        for name in names:
            assert first(ask(name))[0] == anchor, name
    hit, *_ = ask("weight initialization")
    assert {"initialisation", "weights"} & {mark.lower() for mark in hit["marks"]}
    hits = ask("gradient")
    assert len(hits) == MOST  # in some lines, letters may be counted wrongly before the word
    assert {mark.lower() for hit in hits for mark in hit["marks"]} == {"gradient", "gradients"}
    texts = json.loads((site.folder / TEXTS[0]).read_text("utf8").partition("=")[2])
    for hit in hits:  # dots stand where its text goes on
        page, _, anchor = hit["address"].partition("#")
        named = zip(index["sections"], texts, strict=True)
        (whole,) = (t for (n, a, *_), t in named if (index["pages"][n][0], a) == (page, anchor))
        piece = hit["line"].removeprefix("… ").removesuffix(" …")
        begins, ends = whole.startswith(piece), whole.endswith(piece)
        dots = "… " * (not begins), " …" * (not ends)
        assert piece in whole and hit["line"] == piece.join(dots), hit
    words = ["gradient", "noise", "batch"]  # not side by side, but near each other
    line = next(hit["line"].lower() for hit in ask(" ".join(words)) if not hit["isTerm"])
    assert all(word in line for word in words)


def test_no_character_is_shown_that_no_page_has(site):
    pages = "".join((site.folder / name).read_text("utf8") for name in site.pages)
    for name in (INDEX, *TEXTS):
        shown = (site.folder / name).read_text("utf8")
        unseen = set(shown) - set(html.unescape(pages))
        assert list(filterfalse(unicodedata.combining, unseen)) == [], name


@pytest.mark.parametrize("over", ["http", "file"])
def test_in_the_menu_hits_open_while_one_types_and_the_keyboard_chooses(engine, over):
    engine.open("chapters/plateaus.html", over)
    engine.run(SEARCH.focusMenu)
    assert not engine.run(SEARCH.isAsked)
    engine.type("saddle")
    engine.wait(SEARCH.isComplete)
    hits = engine.run(SEARCH.hits, True)
    assert engine.run(SEARCH.status, True).endswith(" hits, the best first")
    seen = []
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Escape"):
        engine.press(key)
        seen.append(engine.run(SEARCH.focused))
    assert seen == [hits[0]["title"], hits[1]["title"], hits[0]["title"], "saddle"]
    assert engine.run(SEARCH.hits, True) == []
    engine.type(" ")
    engine.click(1000, 700)  # hits close when the reader goes elsewhere
    assert engine.run(SEARCH.hits, True) == []
    engine.run(SEARCH.focusMenu)
    engine.press("ArrowDown", "ArrowDown", "Enter")
    page, _, anchor = hits[1]["address"].partition("#")
    assert page == "chapters/plateaus.html"
    engine.wait(SEARCH.seesTop, anchor)
    assert engine.run(SEARCH.hits, True) == []
    assert engine.problems() == []


def test_ctrl_k_leads_to_the_field_and_enter_to_all_hits(chromium):
    engine = chromium()
    engine.open(PAGE, "file")
    for key in "Meta+k", "Control+k":
        engine.run("() => document.activeElement.blur()")
        engine.press(key)
        assert engine.run(SEARCH.focused) == ""
    engine.type("loss")
    engine.wait(SEARCH.isComplete)
    few = engine.run(SEARCH.hits, True)
    engine.press("Enter")
    engine.page.wait_for_url("**/search.html?q=loss")
    engine.wait(SEARCH.isComplete)
    all_hits = engine.run(SEARCH.hits)
    assert len(few) == FEW < len(all_hits) and engine.problems() == []
    assert [hit["address"] for hit in all_hits[: len(few)]] == [hit["address"] for hit in few]


@pytest.mark.parametrize("narrow", [False, True])
def test_a_hit_on_the_same_page_closes_the_hits_and_the_menu_of_a_phone(chromium, narrow):
    engine = chromium()
    engine.open(PAGE, narrow=narrow)
    if narrow:
        engine.page.locator(".nav-overlay-icon").click()
    engine.page.locator(".sidebar-drawer .sidebar-search").click()
    engine.type("the task xor")
    engine.wait(SEARCH.isComplete)
    addresses = [hit["address"] for hit in engine.run(SEARCH.hits, True)]
    here = next(address for address in addresses if address.startswith(f"{PAGE}#"))
    links = engine.page.locator(".sidebar-drawer .plainnet-search li a")
    links.nth(addresses.index(here)).click()
    engine.wait(SEARCH.seesTop, here.partition("#")[2])
    assert engine.run(SEARCH.hits, True) == []
    assert engine.page.locator(".sidebar-drawer .sidebar-search").is_visible() != narrow


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("narrow", [False, True])
def test_all_can_use_the_hits_and_fingers_meet_them(chromium, narrow, theme):
    engine = chromium(color_scheme=theme, reduced_motion="reduce")
    engine.open(PAGE, narrow=narrow)
    if narrow:
        engine.page.locator(".nav-overlay-icon").click()
    else:
        engine.page.set_viewport_size({"width": 1280, "height": 700})
    field = engine.page.locator(".sidebar-drawer .sidebar-search")
    field.click()
    engine.type("learning rate")
    engine.wait(SEARCH.isComplete)
    engine.press("ArrowDown")
    hits = engine.run(SEARCH.hits, True)
    assert len(hits) > 5 and min(hit["height"] for hit in hits) >= 44
    assert not narrow or field.bounding_box()["height"] >= 44
    for rules in (accessibility.OF_STRUCTURE, accessibility.OF_COLOURS):
        assert accessibility.judged(engine, rules, include=[[".sidebar-drawer"]]) == []
    box = engine.page.locator(".sidebar-drawer .plainnet-search ol").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= engine.page.viewport_size["width"]
    engine.hover(box["x"] + box["width"] / 2, box["y"] + 60)
    engine.page.mouse.wheel(0, 5000)
    engine.wait(SEARCH.isSeen, len(hits) - 1)
    engine.press("Escape")
    assert engine.run(SEARCH.hits, True) == []
    assert field.is_visible()


def test_the_titles_are_light_and_answer_before_the_texts(chromium, site):
    for file, most in [(INDEX, INDEX_BYTES), *((texts, TEXTS_BYTES) for texts in TEXTS)]:
        assert len(gzip.compress((site.folder / file).read_bytes())) <= most, file
    engine = chromium()
    engine.page.route("**/search-texts-*.js", lambda route: route.abort())
    engine.open("search.html")
    assert not engine.run(SEARCH.isAsked)
    engine.run(SEARCH.ask, "softmax or sigmoid")
    engine.wait(SEARCH.status)
    assert engine.run(SEARCH.hits)[0]["title"] == "Softmax or sigmoid?"
