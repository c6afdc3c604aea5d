"""Merging style sheets and scripts: what stays, and what is removed."""

import base64
import io
import re
from types import SimpleNamespace

import pytest
from docutils import nodes
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph
from PIL import Image
from pygments import highlight
from pygments.lexers import PythonLexer
from pygments.styles import get_style_by_name
from pygments.token import Keyword, Text

from plainnet_book import code_spans, cover, head, lean, scripts, style_sheet

PAGE = """<html><head>
<script data-cfasync="false">atOnce()</script>
<link rel="stylesheet" href="{root}_static/theme.css?v=1" />
<link rel="stylesheet" type="text/css" href="{root}_static/more.css" />
<script src="{root}_static/first.js?v=2"></script>
<script>let hint = 'text';</script>
<script defer src="{root}_static/togglebutton.js"></script>
<link rel="icon" href="{root}_static/favicon.svg" />{own}
</head><body class="used">{body}<script type="application/json">{{"a": 1}}</script></body></html>"""
FOLDED = '<div class="solution dropdown admonition"></div>'


def page(root="", own="", body=""):
    return PAGE.format(root=root, own=own, body=body)


def used(css, pages=(), scripts=(), own=""):
    """What is left of a sheet, without the common beginning of all sheets, in one line."""
    text = style_sheet.style_sheet([css], own, pages, scripts)
    assert text.startswith('@charset "UTF-8";\n')
    return "".join(text.splitlines()[1:])


# The merged style sheet.
@pytest.mark.parametrize(
    ("selector", "left"),
    [
        (".a", ".a"),
        (".b", ""),
        ("#c .a", "#c .a"),
        ("#d .a", ""),
        (".a.b, p > .a, .b p", "p > .a"),
        ("p, .a[href='.b']", "p,.a[href='.b']"),
        (".a:is(.b, .x, #d)", ".a:is(.b, .x, #d)"),  # names inside of :is() are ignored
        ("p:has(> .b):not(.b)", "p:has(> .b):not(.b)"),
        (".w-1\\/2", ".w-1\\/2"),
        (".late:hover::before", ".late:hover::before"),
    ],
)
def test_a_rule_stays_if_all_its_classes_and_ids_are_known(selector, left):
    pages = ['<p class="a w-1/2" id="c">.b #d</p>']
    css = used(f"{selector} {{ color: red; }}", pages, ['node.classList.add("late")'])
    assert re.sub(r"\s*{.*", "", css).replace('"', "'") == left


def test_rules_keep_their_order_in_what_is_conditional_too():
    css = """p { color: red } @media print { .b { color: blue } p { color: black } }
    @supports (gap: 1px) { @media (width < 9px) { .b { gap: 2px } } } p { color: green }"""
    assert used(css) == "p{color: red}@media print {p{color: black}}p{color: green}"
    assert used(css, ['class="b"']).count("{color: blue}") == 1


def test_a_variable_stays_if_it_is_read():
    css = "p { --a: 1px; --b: var(--a); --c: var(--d); --d: 0; --e: 2; width: var( --b ) }"
    css += " i { --f: 3 }"
    assert used(css) == "p{--a: 1px;--b: var(--a);width: var( --b )}"
    more = used(css, ['<p style="--c: 1">'], ['getPropertyValue("--f")'])
    assert re.findall(r"(--\w):", more) == ["--a", "--b", "--c", "--d", "--f"]


def test_what_scripts_and_pages_of_data_name_is_known():
    assert used(".a{top:0}", [r'{"html": "<b class=\"a\">"}']) == ".a{top:0}"
    assert used(".show{top:0}", [], ['const s="show",t=1']) == ".show{top:0}"


def test_rules_of_the_book_itself_stay_whatever_scripts_call_their_classes():
    own = ".plainnet-series { stroke: var(--a); --b: 1 } @media print { .plainnet-x { top: 0 } }"
    assert used("p { --a: 1; --c: 2 }", scripts=["`plainnet-${kind}`"], own=own) == (
        "p{--a: 1}.plainnet-series{stroke: var(--a);--b: 1}@media print {.plainnet-x{top: 0}}"
    )


def test_licences_animations_and_fonts_stay_and_comments_go():
    css = "/*! Licence */ /* why */ p { animation: turn 1s } @page { margin: 1mm }"
    css += "@keyframes turn { to { top: 0 } } @keyframes jump { to { top: 1px } }"
    assert used(css) == (
        "/*! Licence */p{animation: turn 1s}@page {margin: 1mm}@keyframes turn {to { top: 0 }}"
    )


def test_nested_rules_stay_and_what_is_no_declaration_goes():
    assert used("p { *zoom: 1; b { top: 0 } top: 1px !important }") == (
        "p{b { top: 0 };top: 1px !important}"
    )


def font_file(path, *codes):
    """A font with nothing but the characters ``codes``."""
    builder = FontBuilder(100, isTTF=True)
    order = [".notdef", *(f"u{code:X}" for code in codes)]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(dict(zip(codes, order[1:], strict=True)))
    builder.setupGlyf({name: Glyph() for name in order})
    builder.setupHorizontalMetrics({name: (100, 0) for name in order})
    builder.setupHorizontalHeader()
    builder.setupNameTable({"familyName": "Icons"})
    builder.setupPost()
    builder.save(path)


def test_files_stand_inside_the_sheet_and_icons_are_cut_to_those_that_are_used(tmp_path):
    folder = tmp_path / "styles"
    folder.mkdir()
    (tmp_path / "dot.png").write_bytes(b"dot")
    font_file(tmp_path / "fa-solid-900.ttf", 0xF001, 0xF002, 0xF003)
    font_file(tmp_path / "fa-brands-400.ttf", 0xF001)
    faces = "".join(
        f"@font-face {{ font-family: {name}; src: url(../no.woff2), url('../{name}.ttf') }}"
        for name in ("fa-solid-900", "fa-brands-400")
    )
    (folder / "base.css").write_text("p { background: url(../dot.png) }")
    (folder / "theme.css").write_text(
        f'@import "base.css"; {faces}'
        '.fas::after { content: "\\f001" } .no { content: "\\f002" }'
    )
    css = used(style_sheet.read_sheet(folder / "theme.css"), ['class="fas"'])
    assert css.startswith("p{background: url(data:image/png;base64,ZG90)}")
    data = re.findall(r"url\(data:font/woff;base64,([^)]+)\)", css)
    assert len(data) == 1
    assert TTFont(io.BytesIO(base64.b64decode(data[0]))).getBestCmap().keys() == {0xF001}
    assert str(tmp_path) not in css


# The merged script.
def test_scripts_that_all_pages_have_are_found_texts_before_files():
    pages = [page(), page("../", own='<script src="../own.js"></script>')]
    assert scripts.common(pages) == ["let hint = 'text';", "_static/first.js"]
    assert scripts.common([*pages, page(body=FOLDED)])[-1] == "_static/togglebutton.js"


def test_pages_lose_what_is_merged_and_what_nobody_uses():
    rest = scripts.without(page("../", own='<script src="own.js"></script>'), ["_static/first.js"])
    assert re.findall(r"<script[^>]*>", rest) == [
        '<script data-cfasync="false">',
        "<script>",
        '<script src="own.js">',
        '<script type="application/json">',
    ]


def test_strict_scripts_do_not_make_others_strict(tmp_path):
    (tmp_path / "a.js").write_text('"use strict";\n//# sourceMappingURL=a.js.map')
    (tmp_path / "b.js").write_text("undeclared = 1")
    assert scripts.bundle(["a.js", "b.js"], tmp_path) == ';"use strict";\n;\nundeclared = 1'


def test_the_slow_loop_of_the_theme_is_mended_or_the_build_stops(tmp_path):
    ((name, patches),) = scripts.PATCHES.items()
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text("; ".join(patches))
    assert scripts.bundle([name], tmp_path) == ";" + "; ".join(patches.values())
    path.write_text(next(iter(patches)) * 2)
    with pytest.raises(
        ValueError, match=r"pydata-sphinx-theme.js: expected 'e\.tab.*got it 2 times"
    ):
        scripts.bundle([name], tmp_path)


# The merged style sheet and script on pages.
def test_a_page_loads_one_sheet_and_one_script_and_nothing_is_left_of_the_others(tmp_path):
    static = tmp_path / "_static"
    (static / "plainnet").mkdir(parents=True)
    (static / "vendor").mkdir()
    for name in ("first.js", "togglebutton.js", "theme.css", "more.css", "plainnet/core.js"):
        (static / name).write_text("p{top:0}" if name.endswith("css") else f"run('{name}')")
    paths = tmp_path / "search.html", tmp_path / "chapters" / "xor.html", tmp_path / "index.html"
    given = dict(zip(paths, [page(body=FOLDED), page("../"), "<p>redirect</p>"], strict=True))
    after = lean.lean(given, tmp_path, ".not{top:1px}", "own();")
    assert after[paths[2]] == given[paths[2]]
    sheet, script = (next(static.glob(f"plainnet/book.*.{kind}")) for kind in ("css", "js"))
    for path, root in zip(paths[:2], ("", "../"), strict=True):
        loaded = [f"{root}_static/plainnet/{file.name}" for file in (sheet, script)]
        assert re.findall(r'(?:stylesheet"|defer) (?:href|src)="([^"]+)"', after[path]) == loaded
        assert after[path].count("<link") == 2 and after[path].count("<script") == 3
        assert after[path].index("atOnce") < after[path].index(sheet.name)
    assert sheet.read_text("utf8").endswith('"UTF-8";p{top:0}p{top:0}.not{top:1px}')
    order = "let hint", "run('first.js')", "run('togglebutton.js')", "own();"
    text = script.read_text("utf8")
    assert sorted(order, key=text.index) == list(order)
    left = {str(file.relative_to(static)) for file in static.rglob("*")}
    assert left == {
        "plainnet",
        "plainnet/core.js",
        *(f"plainnet/{f.name}" for f in (sheet, script)),
    }


# Highlighted code.
def test_a_word_of_code_is_an_element_where_its_colour_needs_one():
    code = highlight("def f(x): return 1", PythonLexer(), code_spans.Formatter(nowrap=True))
    assert code == (
        '<span class="k">def</span> <span class="nf">f</span>(x): '
        '<span class="k">return</span> <span class="mi">1</span>\n'
    )


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_without_an_element_look_like_other_text(theme):
    look = get_style_by_name(f"a11y-high-contrast-{theme}").style_for_token  # the theme's styles
    assert [kind for kind in code_spans.PLAIN if look(kind) != look(Text)] == []
    assert look(Keyword) != look(Text)


# The head of a page, and the picture that it names.
def described(doctree, **context):
    config = SimpleNamespace(html_title="plainnet", html_baseurl="https://book.example/")
    head.add_description(SimpleNamespace(config=config), "xor", "page.html", context, doctree)
    return dict(re.findall(r'(?:name|property)="(\S+)" content="([^"]*)"', context["metatags"]))


def test_a_page_is_described_by_its_first_paragraph_cut_at_a_word():
    section = nodes.section(
        "", nodes.title("", "XOR"), nodes.paragraph("", f"«a» & {'word ' * 99}")
    )
    section += nodes.paragraph("", "not this")
    found = described(section, title="<em>XOR</em> &amp; more")
    assert (
        found["description"].startswith("«a» &amp; word") and found["description"][-5:] == "word…"
    )
    assert 150 < len(found["description"].replace("&amp;", "&")) <= 155
    assert found["og:description"] == found["description"]
    assert (found["og:title"], found["og:type"]) == ("XOR &amp; more", "article")
    assert not {"og:url", "og:image"} & set(found)


def test_with_an_address_a_page_has_a_picture():
    found = described(None, title="Search", pageurl="https://book.example/search.html")
    assert found["description"] == "Search: plainnet"
    assert found["og:url"] == "https://book.example/search.html"
    assert found["og:image"] == "https://book.example/_static/plainnet/cover.png"


@pytest.mark.parametrize(("address", "drawn"), [("", False), ("https://book.example/", True)])
def test_the_picture_is_drawn_if_the_site_has_an_address(tmp_path, monkeypatch, address, drawn):
    monkeypatch.setattr(cover, "draw", lambda path, title: path.write_text(title))
    (tmp_path / "_static" / "plainnet").mkdir(parents=True)
    config = SimpleNamespace(html_title="plainnet", html_baseurl=address)
    app = SimpleNamespace(config=config, outdir=tmp_path, builder=SimpleNamespace(format="html"))
    head.draw_picture(app, None)
    assert (tmp_path / head.PICTURE).exists() is drawn


def test_the_picture_has_the_size_that_sites_expect_and_is_the_same_each_time(tmp_path):
    for name in ("a.png", "b.png"):
        cover.draw(tmp_path / name, "plainnet")
    with Image.open(tmp_path / "a.png") as picture:
        assert picture.size == (1200, 630)
        assert len(picture.convert("RGB").getcolors(1 << 20)) > 20
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes()
