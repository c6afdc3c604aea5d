"""The foot of a page, if the repository has an address: where its source is, and how to cite it.

A citation is made from ``CITATION.cff``, the version of the package, and the title and the address
of the page.
"""

import re
from pathlib import Path

import yaml
from markupsafe import Markup

import plainnet
from plainnet_book import languages

# Where a host lets people edit a file, and where it shows how the file has changed.
LINKS = {
    "https://github.com/": {
        "Edit this page": "{at}/edit/{branch}/{file}",
        "Changes": "{at}/commits/{branch}/{file}",
    },
    "https://gitlab.com/": {
        "Edit this page": "{at}/-/edit/{branch}/{file}",
        "Changes": "{at}/-/commits/{branch}/{file}",
    },
}
TEXT = "{authors}. {book}. Version {version}, {year}. Page “{page}”, {address}"
NOTE = "Version {version}, page “{page}”"
BIBTEX = """\
@misc{{{key},
  author = {{{authors}}},
  title = {{{{{book}}}}},
  note = {{{note}}},
  year = {{{year}}},{doi}
  url = {{{address}}},
}}"""
SPECIAL = re.compile(r"[&%$#_{}]")


def connect(app) -> None:
    """Register with Sphinx."""
    app.connect("html-page-context", add_foot)


def add_foot(app, name, template, context, doctree) -> None:
    """Give the template of a page that has a source the links to it, and the citation."""
    options, suffix = app.config.html_theme_options, context.get("page_source_suffix")
    if not suffix or not (address := options.get("source_repository")):
        return
    context["source_links"] = source_links(address, options["source_branch"], name + suffix)
    about = yaml.safe_load((Path(app.srcdir) / "CITATION.cff").read_text("utf8"))
    title = Markup(context["title"]).striptags()
    year = str(about.get("date-released", app.config.copyright))[:4]
    context["citation"] = citation(about, name, title, year, context.get("pageurl") or address)


def source_links(address, branch, file) -> dict[str, str]:
    """The addresses at which a file is edited and its changes are shown; empty on unknown hosts."""
    for host, links in LINKS.items():
        if address.startswith(host):
            place = {"at": address, "branch": branch, "file": file}
            return {words: link.format(**place) for words, link in links.items()}
    return {}


def citation(about, name, title, year, address) -> dict[str, str]:
    """How to cite the page ``name``, as a ``text`` in its language and in ``bibtex``.

    ``about`` is the content of ``CITATION.cff``.
    """
    say = languages.words(name)
    known = {"book": about["title"], "version": plainnet.__version__, "year": year}
    known |= {"page": title, "address": address, "key": f"plainnet-{languages.file(name)}"}
    text = say(TEXT).format(authors=", ".join(map(_name, about["authors"])), **known)
    known["authors"] = " and ".join(map(_whole, about["authors"]))
    known["note"] = SPECIAL.sub(r"\\\g<0>", say(NOTE).format(**known))
    known["doi"] = f"\n  doi = {{{about['doi']}}}," if "doi" in about else ""
    return {"text": text, "bibtex": BIBTEX.format(**known)}


def _name(author):
    """The name of a person or of a group."""
    return author.get("name") or f"{author['given-names']} {author['family-names']}"


def _whole(author):
    """The same for BibTeX, which would take the last word of a group for its family name."""
    return f"{{{_name(author)}}}" if "name" in author else _name(author)
