"""The anchors of headings, which the link beside a heading gives to readers: they have to last.

A heading has the anchor of its label or, without one, of its text in English, on Chinese pages as
well: docutils would only number these, and a new heading would move all that follow.
"""

import re

from docutils import nodes

from plainnet_book import languages

NUMBERED = re.compile(r"id\d+")  # what docutils calls a heading without a Latin letter
FIRST = 100  # a priority, before Sphinx's own collectors


def connect(app) -> None:
    """Register with Sphinx, which reads all English pages before the Chinese ones."""
    english = {}
    app.connect("doctree-read", lambda app, tree: name(english, app.env.docname, tree), FIRST)


def name(english, page, doctree) -> None:
    """Put the anchor that is to last first; ``english`` keeps the headings of English pages."""
    labels = {doctree.nameids[label] for label, is_label in doctree.nametypes.items() if is_label}
    sections = list(doctree.findall(nodes.section))
    twins = english.get(languages.twin(page), [])
    if languages.is_chinese(page) and len(twins) == len(sections):
        for section, twin in zip(sections, twins, strict=True):
            ids = [twin if NUMBERED.fullmatch(each) else each for each in section["ids"]]
            if languages.PREFIX + twin in ids:  # a label with the English words themselves
                ids.remove(twin)
            section["ids"] = ids
    else:
        english[page] = [section["ids"][0] for section in sections]
    for section in sections:
        section["ids"].sort(key=lambda each: each not in labels)
