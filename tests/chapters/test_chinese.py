"""The Chinese pages: as the English ones in all but the language, and in Chinese throughout."""

import re
import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from each import each
from fontTools.ttLib import TTFont

from plainnet_book import editions, han_font
from plainnet_book.execution import ROOT
from plainnet_book.zh import former

SITE = ROOT / "_build" / "html"
PAGES = editions.pages()
ENGLISH = re.compile(
    r"[A-Za-z]{2,}(?:[ ,]+[A-Za-z]{2,}){3,}|(?:Fig\.|Exercise|Explorer|Chapter|Appendix) [\dA-Z]"
)
NO_CHINESE = re.compile("[^\u4e00-\u9fff]*[A-Za-z]{3}[^\u4e00-\u9fff]*")
SAMPLE = re.compile("“[^”]*(?:”|$)")  # what a network wrote
SPOKEN = "alt", "title", "aria-label", "placeholder", "data-title", "data-none", "data-said"
# What is not in Chinese, or not for reading.
APART = 'style, pre, code, em, [lang="en"], .citation'  # titles are in italics


@pytest.fixture(scope="module")
def site():
    """The Chinese pages, by name."""
    found = sorted((SITE / "chapters" / "zh").glob("*.html"))
    assert len(found) > len(PAGES), "build the site first: make site"
    pages = {path.stem: BeautifulSoup(path.read_text("utf8"), "html.parser") for path in found}
    for page in pages.values():
        for tag in page.select("template, script"):  # texts in them are none of the page
            tag.decompose()
    return pages


@each(("english", "chinese"), PAGES)
def test_a_chinese_page_is_a_translation(english, chinese):
    name = english.relative_to(ROOT).as_posix()
    found = editions.amiss(
        editions.read(english), editions.read(chinese), lambda mark: former(name, mark) is not None
    )
    assert not found, f"make zh NAME={chinese.stem}: " + "; ".join(found)


def test_no_english_sentence_is_left(site):
    for name, page in site.items():
        for tag in page.select(APART):
            tag.decompose()
        texts = page.get_text("\n").split("\n")
        spoken = [tag[key] for key in SPOKEN for tag in page.select(f"[{key}]:not(a.reference)")]
        assert not [text for text in texts + spoken if ENGLISH.search(SAMPLE.sub("", text))], name
        assert not list(filter(NO_CHINESE.fullmatch, spoken)), name
        assert "**" not in page.get_text(), name


TERM = re.compile(r"^\(gl-[\w-]+\)=\n\*\*(.+?)\*\* · (.+)$", re.MULTILINE)
LATIN = {"Adam", "ReLU", "logit", "sigmoid", "softmax", "tanh"}  # pages leave these as they are
SHORT = {"seed": ["种子"], "nudge": ["差分", "推"], "attention": ["注意力"]}
# Other translations of the same terms, as other books have them.
OTHERS = re.compile(
    "权值|学习速率|迭代周期|批次|隐层|隐含层|平台期|梯度检查|激励函数|代价函数|准确度|节点|随机数种子"
    "|向前传播|后向传播|逆向传播|过度拟合|矩阵相乘|均方差|平方误差|对数几率|修正线性"
)


def terms(pairs):
    """The 60 most frequent terms: their names, and the pairs of cells of which one has the term."""
    glossary = (ROOT / editions.FOLDER / "glossary.md").read_text("utf8")
    found = {}
    for chinese, english in TERM.findall(glossary):
        case = 0 if english.isupper() else re.IGNORECASE
        word = re.compile(rf"\b{re.escape(english)}(?:e?s)?\b", case)
        names = [*chinese.split(" / "), *SHORT.get(english, ()), *LATIN & {english}]
        found[english] = names, [pair for pair in pairs if word.search(pair[1])]
    often = sorted(found, key=lambda term: len(found[term][1]), reverse=True)[:60]
    return {term: found[term] for term in often}


def test_each_term_has_one_translation_on_all_pages():
    pairs, others = [], []
    for english, chinese in PAGES:
        if english.stem != "glossary":
            cells = editions.read(chinese)
            for pair in editions.paired(editions.read(english), cells):
                if pair.english and pair.chinese and not pair.english.is_code:
                    texts = editions.prose(pair.english), editions.prose(pair.chinese)
                    pairs.append((f"{english.stem}, cell {pair.number}", *texts))
            others += [(english.stem, *OTHERS.findall(cell.source)) for cell in cells]
    assert not [found for found in others if len(found) > 1]
    for term, (names, having) in terms(pairs).items():
        assert len(having) > 2, term
        lacking = [place for place, _, text in having if not any(n in text for n in names)]
        assert len(lacking) <= max(1, len(having) / 10), f"{term}, {names}: not in {lacking}"


def test_each_page_leads_to_the_other_language(site):
    for english, chinese in PAGES:
        pages = [
            SITE / "chapters" / f"{english.stem}.html",
            SITE / "chapters/zh" / f"{chinese.stem}.html",
        ]
        for page, language_, other in zip(pages, ("en", "zh-CN"), ("zh-CN", "en"), strict=True):
            html = BeautifulSoup(page.read_text("utf8"), "html.parser")
            assert html.html["lang"] == language_
            (link,) = html.select(f'.plainnet-place a[hreflang="{other}"][lang="{other}"]')
            leads = page.parent.joinpath(link["href"]).resolve()
            assert leads == next(path for path in pages if path != page).resolve()


def test_the_search_of_a_page_is_in_its_language(site):
    for name, page in site.items():
        leads = [form["action"] for form in page.select("form[role=search]")]
        leads += [link["href"] for link in page.select("a.plainnet-find")]
        assert len(leads) > 1 and set(leads) <= {"search.html", "#"}, name


def test_what_a_chinese_page_links_in_english_is_said_to_be(site):
    counted = 0
    for name, page in site.items():
        for link in page.select("article a[href]"):
            address, _, _ = link["href"].partition("#")
            leads_away = address.startswith("../") and address.count("..") == 1
            is_api = "api.html" in address or link.find_parent(class_="plainnet-place")
            if leads_away and address.endswith(".html") and not is_api:
                text = link.get_text() + str(link.next_sibling or "")[:4]
                assert "英文" in text or "[" in text, (name, link)
                counted += 1
    assert counted > 40


def test_the_font_has_every_character_that_figures_may_need():
    needed = set(map(ord, han_font.characters()))
    assert len(needed) > 80 and needed <= TTFont(han_font.FONT).getBestCmap().keys(), "make font"


# Importing `plainnet.zh` changes the language of a process, so it has one of its own.
TABLES = r"""
import re
from plainnet import explorers, language, zh

def leaves(texts):
    for text in texts.values() if isinstance(texts, dict) else texts:
        yield from leaves(text) if isinstance(text, dict | list) else [text]

for module, texts in language._handed:
    table = language._table(module)
    for text in leaves(texts) if table else ():
        words = isinstance(text, str) and language.WORD.search(language.FIELD.sub("", text))
        if words and text not in table.values():
            print(f"{module}: {text!r} has no translation")
for package, table in zh.TABLES.items():
    for english, chinese in table.items():
        fields = [sorted(re.findall(r"\{[a-z][^{}]*\}", text)) for text in (english, chinese)]
        if fields[0] != fields[1]:
            print(f"{package}: {english!r} has other fields")
"""


def test_every_text_of_an_explorer_is_translated_with_its_fields():
    run = subprocess.run([sys.executable, "-c", TABLES], capture_output=True, text=True)
    assert run.stdout + run.stderr == ""


# What explorers of Chinese pages say without a browser.
SAID = r"""
import re
from bs4 import BeautifulSoup
from plainnet import zh
from plainnet.exercises import questions
from plainnet.explorers import ALL, AnswerBox, Hand, Playground

NO_TEXTS = "roles columns code python equation_set letters sure pixels units maps answers cells"
NO_TEXTS = {*NO_TEXTS.split(), "left_grid", "right_grid"}

def leaves(parts):
    for part in parts:
        yield from leaves(part) if isinstance(part, list) else [part] * isinstance(part, str)

pad = Hand()
texts = [pad.plain_text(), Playground().plain_text()]
for name in zh.TABLES.keys() & {f"plainnet.explorers.{name}" for name in ALL}:
    made = ALL[name.rpartition(".")[2]]()
    html = BeautifulSoup(made.first()["shell"], "html.parser")
    for code in html.select("code"):
        code.decompose()
    texts += html.get_text("\n").split("\n")
    texts += (tag["aria-label"] for tag in html.select("[aria-label]"))
    texts.append(made.plain_text())
    for place in 0, 0.5, 1:  # of its controls, from their first to their last values
        made.position = [int(place * (size - 1)) for size in made.frame_sizes]
        frame = made.at(made.position)
        texts += made.alt_text(frame), *leaves(frame[key] for key in frame.keys() - NO_TEXTS)
texts += pad.shown(pad.stored[0])["says"], *(pad.spec["words"][n] for n in ("proving", "proved"))
for name in "line", "rings", "digits":
    begin, sent = {"do": "begin", "state": {"data": name}}, []
    Playground().receive(begin, lambda message, *_: sent.append(message))
    made, shown = sent
    texts += made["made"]["count"], shown["frame"]["said"], shown["frame"]["legend"]
for words in "漏了偏置", "b 取了 2", "−1 乘了两次", "2 没有求平方":
    box = AnswerBox(questions.number("是多少？", 1.0, "", {words: 2.0}))
    texts += (answer["message"] for answer in box.spec["answers"])
HAN, MARK = "[\u4e00-\u9fff]", "[,.;:?!]"
WRONG = f"{HAN}{MARK}|{MARK} ?{HAN}|{HAN} {HAN}|{HAN}[A-Za-z0-9−]|[A-Za-z0-9]{HAN}|[，。：；、] "
WRONG += f"|{HAN}.*[,;:] |[,;:] .*{HAN}| %"
# What stays: what a network wrote, names in code, places such as (0, 1), and other names.
STAYS = r"“… .*? …”|\b[A-Za-z]\w*(\[[\d, ]+\])? = |[(\[][^()\[\]]*[)\]]"
NAMES = "XOR ReLU sigmoid tanh ln exp log Python Adam LeNet AlexNet GPT Llama Kimi kB MB GB TB"
for text in texts:
    plain = re.sub(STAYS, "1", text, flags=re.ASCII)
    if {*re.findall("[A-Za-z]{2,}", plain)} - {*NAMES.split()} or re.search(WRONG, plain):
        print(text)
"""


def test_what_explorers_put_together_is_punctuated_in_chinese():
    command = [sys.executable, "-X", "utf8", "-c", SAID]
    run = subprocess.run(command, capture_output=True, encoding="utf8")
    assert run.stdout + run.stderr == ""
