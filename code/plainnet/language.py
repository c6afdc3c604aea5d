"""In which language the package speaks to a reader: in English, or in that of a notebook.

All texts stand in the code in English. A notebook in Chinese begins with ``import plainnet.zh``:
from then on, explorers, exercises and figures speak Chinese.
"""

import functools
import re

WORD = re.compile(r"[A-Za-z]{2,}")
FIELD = re.compile(r"\{[^{}]*\}")
_handed = []  # pairs: the name of a module, and texts that it handed to `words`
_tables = {}  # by the name of a package, its texts from English to the language that is spoken


def words(module, texts) -> dict:
    """Put ``texts``, a dictionary of a module, into the language that is spoken; return it.

    It changes again when the language does. ``module`` is the ``__name__`` of the module. Raises a
    `KeyError` for a text without a translation, if the module has translations at all.
    """
    _handed.append((module, texts))
    return _translated(module, texts)


def speak(tables) -> None:
    """Let all packages speak another language: ``tables`` has their texts, from English to it."""
    _tables.update(tables)
    for module, texts in _handed:
        _translated(module, texts)


def said(module, message) -> str:
    """A ``message`` made of the texts of a module, in the language that is spoken.

    In the table, ``{}`` stands for any text within another; it is translated, too. What is not in
    the table, such as a number or a name, stays as it is.
    """
    table = _table(module)
    return _told(message, table) if table else message


def _translated(module, texts):
    """Translate texts where they stand: the same dictionary and lists, with other texts."""
    if table := _table(module):
        places = texts.items() if isinstance(texts, dict) else enumerate(texts)
        for place, text in list(places):
            if isinstance(text, dict | list):
                _translated(module, text)
            elif isinstance(text, str):
                texts[place] = _translation(module, text, table)
    return texts


def _translation(module, text, known):
    has_words = WORD.search(FIELD.sub("", text))
    if has_words and text not in known and text not in known.values():
        raise KeyError(f"{module}: no translation of {text!r}")
    return known.get(text, text)


def _table(module):
    """The table of the package in which this module is; empty if it has none."""
    return _tables.get(module.rpartition(".")[0], {})


def _told(message, known):
    if message in known:
        return known[message]
    for pattern, text in _patterns(tuple(known.items())):
        if found := pattern.fullmatch(message):
            return text.format(*(_told(part, known) for part in found.groups()))
    return message


@functools.cache
def _patterns(known):
    """The texts with ``{}`` as patterns, those with the most letters of their own first."""
    open_ = [(english, other) for english, other in known if "{}" in english]
    open_.sort(key=lambda pair: len(pair[0]), reverse=True)
    return [
        (re.compile("(.+?)".join(map(re.escape, english.split("{}"))), re.DOTALL), other)
        for english, other in open_
    ]
