"""In each chapter, the first use of a glossary term is a link to the glossary."""

import json
import re
from pathlib import Path

import pytest
from each import each

CHAPTERS = Path(__file__).parents[2] / "chapters"
GLOSSARY = CHAPTERS / "glossary.md"
PAGES = sorted(path for path in CHAPTERS.glob("*.ipynb") if path.stem != "notation")
ENTRY = re.compile(r"^\((gl-[\w-]+)\)=\n\*\*(.+?)\*\*( · .+)?\n: (.+)$", re.MULTILINE)
# Parts that are no running text; they are blanked before terms are searched for.
APART = (
    r"^(`{3,})[^\n]*\n.*?^\1 *$",  # fenced code, formulas, exercises
    r"^#[^\n]*$",  # headings
    r"^\|[^\n]*$",  # tables
    r"^:[\w-]+:[^\n]*$|^:{3}[^\n]*$|^\([\w-]+\)=$",  # options, colon fences, labels
    # The list at the top, whose items are links already.
    r"\*\*In this chapter\*\*.*?(?=\*\*You need)",
    r"`[^`\n]*`",  # code, roles
    r"\$[^$]*\$",  # formulas
    r"(?<!\()https?://\S+",  # addresses, except those of links
    # Phrases in which the word of a term means something else.
    r"linear algebra",
    r"language models?",
    r"temperature and a humidity",
    r"(?<!\*)\*(?!\*)[^*\n]*[Dd]eep [Ll]earning[^*\n]*\*(?!\*)",  # titles
)
LINK = r"\[([^\]]*)\]\(([^)\s]*)\)"


def entries(text):
    """The term of each label in the glossary."""
    return {label: term for label, term, _, _ in ENTRY.findall(text)}


def running(text):
    """``text`` with blanks in place of all that is no running text, with the same length."""
    for pattern in APART:
        text = re.sub(
            pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.MULTILINE | re.DOTALL
        )
    return text


def named(term):
    """A pattern for ``term`` and its plural; capitals matter only if the term has some."""
    word = re.escape(term)
    flags = "" if term.isupper() else "(?i:"
    return f"{flags}(?<![\\w-]){word}(?:s|es)?(?![\\w-]){')' if flags else ''}"


def first_uses(text, terms):
    """For each label whose term is used: the label to which its first use links, or ``None``.

    If several terms begin at the same place, the longest counts: ``learning rate``, not ``rate``.
    Words within another link do not count.
    """
    text, found = running(text), {}
    links = [(m.span(), m[1], m[2]) for m in re.finditer(LINK, text)]
    taken = []
    for label, term in sorted(terms.items(), key=lambda item: -len(item[1])):
        for match in re.finditer(named(term), text):
            start, end = match.span()
            if any(a <= start and end <= b for a, b in taken):
                continue
            around = [link for link in links if link[0][0] <= start and end <= link[0][1]]
            if around and around[0][2] != f"#{label}":
                continue
            if label not in found:
                found[label] = (f"#{label}" if around else None), start, end
            taken.append((start, end))
    return found


def words(path):
    cells = json.loads(path.read_text("utf8"))["cells"]
    return "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "markdown")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_term_is_linked_at_its_first_use(path):
    text = words(path)
    terms = entries(GLOSSARY.read_text("utf8"))
    missing = {
        terms[label]: text[max(0, start - 40) : end + 40].replace("\n", " ")
        for label, (link, start, end) in first_uses(text, terms).items()
        if link is None
    }
    labels = {term: label for label, term in terms.items()}
    assert not missing, f"{path.name}: link these first uses:\n" + "\n".join(
        f"[{term}](#{labels[term]}): …{around}…" for term, around in missing.items()
    )
    links = re.findall(r"\]\(#(gl-[\w-]+)\)", text)
    twice = {link for link in links if links.count(link) > 1}
    assert not twice, f"{path.name}: link only the first use of {twice}"
    unknown = set(links) - set(terms)
    assert not unknown, f"chapters/glossary.md: add {unknown}, which {path.name} links to"


def test_the_glossary_can_be_read():
    text = GLOSSARY.read_text("utf8")
    terms = entries(text)
    labels = re.findall(r"^\((gl-[\w-]+)\)=$", text, re.MULTILINE)
    assert labels == [*terms, "gl-sources"] and len(terms) > 50, (
        "chapters/glossary.md: write an entry in three lines: (gl-term)=, **term** · 中文, "
        f": what it means. Not read: {set(labels) - {*terms, 'gl-sources'}}"
    )
    assert len(set(terms.values())) == len(terms), "a term has two entries"
    unknown = set(re.findall(r"\]\(#(gl-[\w-]+)\)", text)) - set(labels)
    assert not unknown, f"chapters/glossary.md: {unknown} are linked, and have no entry"
    names = [term.lower() for term in terms.values()]
    letters = re.findall(r"^## (\w)$", text, re.MULTILINE)
    assert letters == sorted({name[0].upper() for name in names}), (
        "chapters/glossary.md: one heading `## A` for each first letter, in the alphabet's order"
    )
    firsts = [name[0].upper() for name in names]
    assert firsts == sorted(firsts), "chapters/glossary.md: move the entry below its letter"


def test_every_term_is_used_in_a_chapter():
    terms = entries(GLOSSARY.read_text("utf8"))
    used = {label for path in PAGES for label in first_uses(words(path), terms)}
    unused = {terms[label] for label in set(terms) - used}
    assert not unused, f"use {unused} in a chapter, or take it out of chapters/glossary.md"


# Tests of `first_uses`, which finds the terms of a text.
TERMS = {"gl-loss": "loss", "gl-learning-rate": "learning rate", "gl-rate": "rate", "gl-or": "OR"}


@each(
    ("text", "found"),
    [
        ("A [loss](#gl-loss), a loss.", {"gl-loss": "#gl-loss"}),
        ("The **[losses](#gl-loss)** fall.", {"gl-loss": "#gl-loss"}),
        ("A loss, a [loss](#gl-loss).", {"gl-loss": None}),
        ("The learning rate, or not.", {"gl-learning-rate": None}),
        ("A rate and OR.", {"gl-rate": None, "gl-or": None}),
        ("# Loss\n\n`loss` and $loss$ and [a loss](xor.ipynb)\n\n| loss |\n\n(loss)=", {}),
        ("```python\nloss\n```\n\n:label: loss\n:::{dropdown} loss\nthe loss", {"gl-loss": None}),
        ("**In this chapter** a loss\n\n**You need** nothing", {}),
        ("a loss-like thing, glossy", {}),
    ],
)
def test_first_uses_are_found(text, found):
    assert {label: link for label, (link, _, _) in first_uses(text, TERMS).items()} == found
