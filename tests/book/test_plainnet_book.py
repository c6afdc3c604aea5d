"""The Sphinx extension: pages use no other hosts, and one address determines all others."""

import base64
import gzip
import hashlib
import threading
import urllib.request
from types import SimpleNamespace

import nbformat
import pytest
from each import each
from sphinx.errors import ExtensionError

import plainnet_book
from plainnet.network import Record
from plainnet_book import docstrings, pages, serve

EXPLORER = '<div class="plainnet-explorer" data-view="{}"></div>'
UNWANTED = """
<meta name="viewport" content="width=device-width, initial-scale=1" />
"""


def page(body="", head=""):
    return f"""<!DOCTYPE html>
<html>
  <head>
    <title>A page</title>
    <link rel="stylesheet" href="_static/theme.css" />
    <script src="_static/documentation_options.js?v=1"></script>
    <script src="_static/doctools.js"></script>
    <script async="async" src="_static/later.js"></script>{head}
  </head>
  <body>{body}</body>
</html>
"""


@pytest.mark.parametrize("body", ["", UNWANTED, EXPLORER.format("xor_learning_rate")])
def test_a_second_pass_changes_nothing(body):
    once = pages.self_contained(page(body, UNWANTED))
    assert once != page(body, UNWANTED)
    assert pages.self_contained(once) == once


@pytest.mark.parametrize(("renderer", "more"), [("plainnet", []), ("mathjax", [6, 7])])
def test_a_page_loads_what_the_book_uses_and_mathjax_where_it_typesets(renderer, more):
    names = ["doctools.js", "scripts/furo.js", "plainnet/book.js", "copybutton.js", "theme.js"]
    names = [f"_static/{name}" for name in (*names, "sphinx_highlight.js", "mathjax/tex-chtml.js")]
    scripts = [SimpleNamespace(filename=name) for name in (*names, "")]
    sheets = [SimpleNamespace(filename=f"_static/{name}.css") for name in ("basic", "styles/furo")]
    config = SimpleNamespace(html_math_renderer=renderer, mathjax_path="mathjax/tex-chtml.js")
    context = {"css_files": sheets, "script_files": scripts}
    plainnet_book.choose_files(SimpleNamespace(config=config), "a", "page.html", context, None)
    assert context["css_files"] == [sheets[1]]
    assert context["script_files"] == [scripts[place] for place in (1, 2, 3, *more)]


def test_the_policy_of_a_page_names_its_inline_scripts_by_their_digest():
    inline = "<script>alert('a')</script><script type='application/json'>1</script>"
    after = pages.with_policy(f"<html><head>\n<title>A</title></head><body>{inline}</body></html>")
    digest = base64.b64encode(hashlib.sha256(b"alert('a')").digest()).decode()
    assert f"script-src 'self' 'wasm-unsafe-eval' 'sha256-{digest}'; worker-src blob:" in after
    assert "; form-action 'none'; base-uri 'none'\"" in after
    assert after.index("Content-Security-Policy") < after.index("<title>")
    assert "sha256" not in pages.with_policy("<head></head>")


def test_an_address_is_escaped_once():
    text = page('<a class="x" href="https://a.org/?b=1&amp;amp;c=2">&amp;amp;</a>')
    assert 'href="https://a.org/?b=1&amp;c=2">&amp;amp;<' in pages.self_contained(text)


def test_the_root_leads_on_also_where_nothing_is_refreshed():
    stub = '<meta http-equiv="Refresh" content="0; url=chapters/intro.html" />\n'
    after = pages.self_contained(stub)
    assert 'content="0; url=chapters/intro.html"' in after
    assert '<a href="chapters/intro.html">' in after and "<title>" in after
    assert pages.self_contained(after) == after


def test_what_is_not_a_page_stays_as_it_is():
    assert pages.self_contained("<p>a fragment</p>") == "<p>a fragment</p>"


# Addresses.
GITHUB = {
    "html_baseurl": "https://someone.github.io/plainnet/",
    "source_repository": "https://github.com/someone/plainnet",
    "source_branch": "book",
    "notfound_urls_prefix": "/plainnet/",
}
OTHER = {"html_baseurl": "", "source_repository": "https://git.example.org/someone/plainnet"}


@each(
    ("address", "derived"),
    [
        ("", {"html_baseurl": "", "source_repository": None, "show_toc_level": None}),
        *((f"{GITHUB['source_repository']}{end}", GITHUB) for end in ("", "/", ".git")),
        (OTHER["source_repository"], OTHER),
    ],
)
def test_everything_follows_from_the_address_of_the_repository(address, derived):
    options = {"repository_url": address, "repository_branch": "book", "show_toc_level": 1}
    config = SimpleNamespace(html_theme_options=options, html_baseurl="")
    app = SimpleNamespace(setup_extension={"notfound.extension"}.__contains__)
    plainnet_book.derive_addresses(app, config)
    found = config.html_theme_options | vars(config)
    assert {name: found.get(name) for name in derived} == derived


# Docstrings.
KNOWN = ("p", "p.a", "p.b", "p.a.load", "p.b.load", "p.a.C", "p.a.C.load", "p.b.D.run", "p.b.D.go")


@each(
    ("name", "scope", "meant"),
    [
        ("load", ("p.a", "C", "p.a.C"), "p.a.C.load"),  # a member of the same class
        ("load", ("p.a", "C", "p.a.C.load"), "p.a.load"),  # a method does not link to itself
        ("load", ("p.b", "D", "p.b.D.run"), "p.b.load"),  # the same module
        ("load", ("p.c", None, None), None),  # two candidates are equally near
        ("C", ("p.b", "D", "p.b.D"), "p.a.C"),
        ("go", ("p.c", None, None), "p.b.D.go"),
        ("p.a", ("p.b", None, None), "p.a"),
        ("ValueError", ("p.a", None, None), None),
    ],
)
def test_a_name_means_what_is_nearest(name, scope, meant):
    assert docstrings.full_name(name, KNOWN, *scope) == meant


TOC = "root: c/first\nparts: [{caption: A, chapters: [file: c/second, file: c/x, file: c/third]}]"


def test_a_list_of_pages_follows_from_their_code(tmp_path):
    (tmp_path / "c").mkdir()
    (tmp_path / "_toc.yml").write_text(TOC)
    for name, code in (("third", "Tiny()"), ("second", "import Tiny"), ("first", "1\nTiny(2)")):
        cells = [nbformat.v4.new_markdown_cell("Small()"), nbformat.v4.new_code_cell(code)]
        nbformat.write(nbformat.v4.new_notebook(cells=cells), tmp_path / "c" / f"{name}.ipynb")
    assert docstrings.pages_with(tmp_path, "Tiny(") == ":doc:`/c/first` and :doc:`/c/third`"
    assert docstrings.pages_with(tmp_path, "Small(", "import") == ":doc:`/c/second`"
    with pytest.raises(ExtensionError, match="no page uses Small"):
        docstrings.pages_with(tmp_path, "Small(")


def test_a_sweep_is_used_where_its_result_is_read():
    assert docstrings.uses('sweeps.ALL["tiny"]', "tiny")
    assert docstrings.uses('load_sweep("tiny")', "tiny")
    assert not docstrings.uses('load_sweep("tiny_one")', "tiny")


def test_fields_of_a_named_tuple_are_skipped_and_what_has_a_docstring_is_not():
    def skipped(member):
        return docstrings.skip(None, "class", "", member, False, {})

    assert skipped(Record.Z)
    assert skipped(Record.y_hat) is skipped(Record) is skipped(None) is None


@pytest.mark.parametrize(
    ("signature", "shown"),
    [
        ("(loss, snapshots=<factory>)", "(loss, snapshots=…)"),
        ("(a, b=1)", "(a, b=1)"),
        (None, None),
    ],
)
def test_a_signature_is_shown_as_a_reader_would_write_it(signature, shown):
    assert docstrings.readable(None, "class", "", None, {}, signature, None) == (shown, None)


def test_a_failed_build_is_left_alone():
    plainnet_book.finish(SimpleNamespace(outdir="/nowhere"), RuntimeError("the build failed"))


# The server.
@each("name, packed", [("index.html", True), ("picture.png", False)])
def test_the_server_shows_a_folder_here_only_and_compresses_its_texts(
    name, packed, tmp_path, capfd
):
    (tmp_path / name).write_text("word " * 999)
    with serve.server(str(tmp_path)) as site:
        host, port = site.server_address
        threading.Thread(target=site.serve_forever, daemon=True).start()
        for wanted in ("gzip", "identity"):
            address, headers = f"http://127.0.0.1:{port}/{name}", {"Accept-Encoding": wanted}
            with urllib.request.urlopen(urllib.request.Request(address, headers=headers)) as answer:
                data, is_packed = answer.read(), answer.headers["Content-Encoding"] == "gzip"
            assert is_packed == (packed and wanted == "gzip")
            data = gzip.decompress(data) if is_packed else data
            assert data == (tmp_path / name).read_bytes()
        site.shutdown()
    assert host == "127.0.0.1"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("language", ["python", "default"])
def test_what_has_the_colour_of_text_needs_no_span(language):
    listing = '<div class="highlight-{} notranslate"><div class="highlight"><pre>{}</pre></div>'
    lines = '<span class="k">if</span> <span class="n">a</span> <span class="o">&lt;</span> b:\n'
    after = pages.self_contained(listing.format(language, lines))
    assert after == listing.format(language, '<span class="k">if</span> a &lt; b:\n')
