"""The book as a PDF, from the pages of the built site: ``python -P code/plainnet_book/pdf.py``.

(By its path, because the package imports it.) Without a name it makes the English book, with
``zh`` the Chinese one, and with the name of a page, such as ``xor`` or ``zh/xor``, that page alone.
`joined` makes one page of all: ids are unique, links stay within it, explorers are pictures with
their sentence, and answers stand at the end. Chromium prints it at least twice, because only a
print shows on which page each thing is. The site links to the PDF of a book as long as that is made
of the same pages (`link`).
"""

import hashlib
import io
import itertools
import json
import posixpath
import re
import shutil
import sys
from html import escape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin

from bs4 import BeautifulSoup

from plainnet_book import contents, exercises, languages

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
STYLE = Path(__file__).with_suffix(".css")
BOOKS = {"": "plainnet.pdf", "zh": "plainnet-zh.pdf"}
CHROMIUM = "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"
MISSING = f"make pdf prints by Chromium: please install {CHROMIUM[0]} (Debian's name)"
PRINTS = 5  # at most: a page number that gets longer may move what follows it
MARK = "<!-- pdf -->"  # in the foot of a page, for the link to the PDF
LINK = re.compile(MARK + r"(?:\s*<a [^>]* download>[^<]*</a>[.。])?")
ARTICLE = re.compile(r"<article\b.*?(?=<template\b|</article>)", re.DOTALL)  # without definitions
SHEET = re.compile(r'<link rel="stylesheet"[^>]* href="([^"?]+)')
CANONICAL = re.compile(r'<link rel="canonical" href="([^"]+)')
GLYPH = re.compile(r'<path id="(tex-[^"]+)" d="[^"]*"/>')
ON_SCREEN = (
    "script, nav, source, .only-dark, .headerlink, .plainnet-find, .plainnet-run, .plainnet-link, "
    ".plainnet-launchers, .plainnet-place a, .plainnet-solutions, .plainnet-copy, .plainnet-class"
)
ANSWERS = "details[data-fold=solution], .plainnet-prompt ~ details"
PAGE = """<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
{styles}
<style>{heads}</style>
</head>
<body data-theme="light">
{cover}
{contents}
{articles}
<svg class="plainnet-glyphs" aria-hidden="true"><defs>{glyphs}</defs></svg>
</body>
</html>
"""
HEAD = '[id="{name}"] {{ page: {name}; }}\n@page {name} {{ @top-right {{ content: {title}; }} }}\n'
ROW = '<li><a href="#{name}"><span>{title}</span><span data-page></span></a></li>'
# Writes page numbers, by the ids that links lead to.
WRITE = """numbers => {
  for (const place of document.querySelectorAll("[data-page]")) {
    place.textContent = numbers[place.closest("a").getAttribute("href").slice(1)];
  }
}"""


class Place(NamedTuple):
    """Where a page lies: its ``file`` in the folder ``site``, and its ``address`` or "".

    ``names`` has the names of all pages of the PDF, by their files.
    """

    site: str
    file: str
    names: dict
    address: str

    def id(self, name) -> str:
        """An id that no other page has."""
        return f"{self.names[self.file]}--{name}"

    def source(self, address) -> str:
        """The address of a picture or a style sheet, from beside the folder."""
        return posixpath.normpath(f"{self.site}/{posixpath.dirname(self.file)}/{address}")

    def link(self, address) -> str:
        """The address that a link gets; "" if what it leads to is nowhere to be found."""
        path, _, anchor = unquote(address).partition("#")
        if re.match(r"\w+:", address):
            return address
        file = posixpath.normpath(f"{self.file}/../{path}") if path else f"{self.file}.html"
        if name := self.names.get(file.removesuffix(".html")):
            anchor = anchor.partition("&")[0]  # what follows is a state of an explorer
            return f"#{name}--{anchor}" if anchor else f"#{name}"
        return self.address and urljoin(self.address, address)


def chosen(name, book) -> list[contents.Entry]:
    """The pages of the PDF ``name``, out of all pages of the book.

    Raises a `ValueError` that lists the names if there is no such PDF.
    """
    if name in BOOKS:
        return [entry for entry in book if languages.is_chinese(entry.file) == (name == "zh")]
    found = [entry for entry in book if entry.file == f"chapters/{name}"]
    if not found:
        names = ", ".join(entry.file.removeprefix("chapters/") for entry in book)
        raise ValueError(f"NAME: expected nothing, zh or one of {names}; got {name!r}")
    return found


def joined(site, entries) -> str:
    """One page of these pages of the folder ``site``, beside which it is to lie."""
    say, glyphs, articles, addresses = languages.words(entries[0].file), {}, [], []
    names = {entry.file: languages.file(entry.file) for entry in entries}
    end = element(f'<article id="solutions"><h1>{say("Solutions")}</h1></article>')
    for entry in entries:
        html = (site / f"{entry.file}.html").read_text("utf8")
        glyphs |= {found[1]: found[0] for found in GLYPH.finditer(html)}
        address = CANONICAL.search(html)
        place = Place(site.name, entry.file, names, address[1] if address else "")
        article = on_paper(element(ARTICLE.search(html)[0]), entry)
        answers = taken_out(article, titled(entry), say)
        for part in (article, answers):
            kept_together(part, place)
        addresses.append(place.address)
        article["id"] = names[entry.file]
        articles.append(article)
        end.extend([answers] if answers.div else [])
    heads = [(names[entry.file], titled(entry)) for entry in entries]
    if end.section:
        articles.append(end)
        heads.append(("solutions", say("Solutions")))
    styles = [*map(place.source, SHEET.findall(html)), STYLE.as_uri()]
    return PAGE.format(
        language=languages.code(entries[0].file),
        title=f"{titled(entries[0])} · plainnet" if len(entries) == 1 else "plainnet",
        styles="\n".join(f'<link rel="stylesheet" href="{address}">' for address in styles),
        heads="".join(HEAD.format(name=name, title=quoted(title)) for name, title in heads),
        cover=cover(entries, say, addresses[0]),
        contents=table(entries, articles, say),
        articles="\n".join(map(str, articles)),
        glyphs="".join(glyphs.values()),
    )


def quoted(text) -> str:
    """A text as style sheets write it."""
    return json.dumps(text, ensure_ascii=False)


def element(html):
    """The first element of a text, for BeautifulSoup."""
    return BeautifulSoup(html, "html.parser").find()


def titled(entry) -> str:
    """The number and the title of a page."""
    return f"{entry.number} {entry.title}".strip()


def cover(entries, say, address) -> str:
    """The title, of a page or of the book, what the PDF is, its address or "", and the licences."""
    about = say("A book about neural networks that runs")
    licences = say("Text and figures: "), "CC BY 4.0", say("."), " ", say("Code: "), "BSD-3-Clause"
    lines = [
        titled(entries[0]) if len(entries) == 1 else about,
        say("On the site, explorers move, answer boxes answer, and listings run."),
        "".join([*licences, say(".")]),
    ]
    if address:
        lines.insert(2, address)
    text = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return f'<header class="plainnet-cover"><h1>plainnet</h1>{text}</header>'


def table(entries, articles, say) -> str:
    """The contents: parts and pages of the book, or the sections of a page."""
    if len(entries) == 1:
        sections = articles[0].select("section[id]:has(> h2)")
        groups = [("", [(part["id"], part.h2.text) for part in sections])]
    else:
        grouped = itertools.groupby(entries, key=lambda entry: entry.part)
        groups = [
            (say(part), [(languages.file(entry.file), titled(entry)) for entry in pages])
            for part, pages in grouped
        ]
    groups.append(("", [("solutions", say("Solutions"))] * (articles[-1]["id"] == "solutions")))
    rows = ""
    for part, listed in groups:
        lines = "".join(ROW.format(name=name, title=escape(title)) for name, title in listed)
        rows += f"<h2>{part}</h2>" * bool(part) + f"<ul>{lines}</ul>"
    return f'<nav class="plainnet-contents"><h1>{say("Contents")}</h1>{rows}</nav>'


def on_paper(article, entry):
    """The article of a page, without what is for screens only, and with its number."""
    for node in article.select(ON_SCREEN):
        node.decompose()
    for place in article.select(".plainnet-place"):
        place.string = place.text.strip(" ·\n")
    article.h1.insert(0, f"{entry.number} " if entry.number else "")
    here = languages.words(entry.file)(exercises.HERE)
    for where in article.find_all(class_="plainnet-where", string=here):
        where.decompose()  # it means the page of the site
    for picture in article.select("img[loading]"):
        del picture["loading"]
    for code in article.select("pre:not(:has(a)), code:not(:has(a))"):
        code.string = code.text  # each of the marks that colour it would be a tag of the PDF
    for formula in article.select(".math[data-tex]"):
        formula.math.decompose()  # which no PDF could show
        formula.svg.attrs |= {"role": "img", "aria-label": formula["data-tex"]}
        del formula.svg["aria-hidden"]
    for fold in article.select("details"):
        fold["open"] = ""
    for explorer in article.select(".plainnet-explorer[data-view]"):
        if not article.find(id=explorer["data-view"]):
            explorer["id"] = explorer["data-view"]  # links to its states lead there
        stand_still(explorer)
    return article


def stand_still(explorer) -> None:
    """Leave of an explorer its title, its picture and what describes that, if it has one."""
    if picture := explorer.select_one(".plainnet-still"):
        del picture["class"], explorer["data-view"]  # the styles of what is not there any more
        said = element(f"<p>{escape(picture['alt'])}</p>")
        picture["alt"] = ""
        title = explorer.select(".plainnet-title")
        explorer.clear()
        explorer.extend([*title, picture, said])


def taken_out(article, title, say):
    """Take what answers questions out of an article, and return it as a section.

    Where it stood, a line tells on which page it is now.
    """
    section = element(f"<section><h2>{escape(title)}</h2></section>")
    for count, answer in enumerate(article.select(ANSWERS), 1):
        question = answer.find_parent(class_=["exercise", "plainnet-explorer"])
        prompt = answer.find_previous_sibling(class_="plainnet-prompt")
        name = prompt.decode_contents() if prompt else answer.summary.span.decode_contents()
        kind = "p" if prompt else "h3"
        question["id"] = question.get("id", f"question-{count}")
        answer["id"] = answer.get("id", f"answer-{count}")
        line = f'<a href="#{answer["id"]}">{say("Solution on page {page}")}</a>'
        line = line.format(page="<span data-page></span>")
        answer.replace_with(element(f'<p class="plainnet-solved-at">{line}</p>'))
        head = f'<{kind} class="plainnet-asked"><a href="#{question["id"]}">{name}</a></{kind}>'
        answer.summary.replace_with(element(head))
        answer.name, answer["class"] = "div", "plainnet-answer"
        section.append(answer)
    return section


def kept_together(part, place) -> None:
    """Let ids, links and pictures of a part of a page be right in a page of all pages."""
    for node in part.find_all(True):
        for key in ("id", "for", "aria-labelledby"):
            if key in node.attrs:
                node[key] = " ".join(map(place.id, node[key].split()))
        if "src" in node.attrs:
            node["src"] = place.source(node["src"])
        if "marker-end" in node.attrs:
            node["marker-end"] = node["marker-end"].replace("#", f"#{place.id('')}")
        if node.name == "a" and "href" in node.attrs:
            node["href"] = place.link(node["href"])
            if not node["href"]:
                del node["href"]


def printed(path) -> bytes:
    """The page in the file ``path`` as a PDF.

    Raises an `OSError` where Chromium is missing, a `RuntimeError` if page numbers never settle.
    """
    from playwright.sync_api import sync_playwright  # as pypdf, of those who work on the book

    program = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if program is None:
        raise OSError(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program)
        page, numbers = browser.new_context(java_script_enabled=False).new_page(), {}
        for _ in range(PRINTS):
            # Loaded anew: printed again as it lies, the same page may break in other places.
            page.goto(path.as_uri(), timeout=0)
            page.evaluate(WRITE, numbers)
            pdf = page.pdf(
                tagged=True, outline=True, prefer_css_page_size=True, print_background=True
            )
            known, numbers = numbers, page_numbers(pdf)
            if numbers == known:
                return pdf
    raise RuntimeError(f"{path}: after {PRINTS} prints, page numbers still move")


def page_numbers(pdf) -> dict[str, int]:
    """On which page each target of a link is."""
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(pdf))
    targets = reader.named_destinations.items()
    places = ((name, reader.get_destination_page_number(target)) for name, target in targets)
    return {name.removeprefix("/"): place + 1 for name, place in places}


def digest(site, name) -> str:
    """A digest of all that the PDF of a book is made of."""
    pages = (LINK.sub(MARK, path.read_text("utf8")) for path in of_book(site, name))
    own = (path.read_text("utf8") for path in (Path(__file__), STYLE))
    return hashlib.sha256("".join([*own, *pages]).encode()).hexdigest()


def of_book(site, name) -> list[Path]:
    """The pages of a book in the folder of a built site."""
    return sorted((site / "chapters" / name).glob("*.html"))


def link(site, folder) -> list[str]:
    """Let a built site have the PDFs in ``folder`` that are made of its pages; name the others."""
    old = []
    for name, file in BOOKS.items():
        pdf, links = folder / file, MARK
        if is_of(site, name, pdf):
            shutil.copy(pdf, site)
            say = languages.words(f"chapters/{name}/")
            address = "../" * (2 if name else 1) + file
            links += f' <a href="{address}" download>{say("This book as a PDF")}</a>{say(".")}'
        elif pdf.exists():
            old.append(file)
        for path in of_book(site, name):
            path.write_text(LINK.sub(links, path.read_text("utf8")), "utf8")
    return old


def is_of(site, name, pdf) -> bool:
    """Whether there is such a PDF, and it is made of the pages of this site."""
    key = key_of(pdf)
    return pdf.exists() and key.exists() and key.read_text("utf8") == digest(site, name)


def key_of(pdf) -> Path:
    """The file beside a PDF that has the digest of what it is made of."""
    return pdf.with_suffix(".key")


def make(name, site=SITE) -> Path:
    """Print the PDF ``name`` of a built site and put it beside that, which links to a whole book.

    Raises a `ValueError` for a wrong name, and an `OSError` where Chromium is missing.
    """
    entries = chosen(name, contents.read(ROOT / "_toc.yml"))
    pdf = site.parent / BOOKS.get(name, f"{languages.file(f'chapters/{name}')}.pdf")
    page = pdf.with_suffix(".html")
    page.write_text(joined(site, entries), "utf8")
    pdf.write_bytes(printed(page))
    page.unlink()
    if name in BOOKS:
        key_of(pdf).write_text(digest(site, name), "utf8")
        link(site, site.parent)
    return pdf


if __name__ == "__main__":
    try:
        print(f"The PDF is {make(*sys.argv[1:] or [''])}")
    except (ValueError, OSError) as error:
        sys.exit(str(error))
