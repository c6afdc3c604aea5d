"""Cleaning up the HTML of single pages: idempotent functions from text to text."""

import re

# Jupyter Book puts these on every page, but the book needs none of them: sphinx-thebe's loader uses
# another host and throws an error; Font Awesome's script draws icons that the style sheet has.
UNWANTED = (
    r"<script>const THEBE_JS_URL.*?</script>",
    r'<script type="text/x-thebe-config">.*?</script>',
    r"<script>kernelName = .*?</script>",
    r'<script async="async" src="[^"]*sphinx-thebe\.js[^"]*"></script>',
    r'<link [^>]*href="[^"]*sphinx-thebe\.css[^>]*>',
    r'<script src="[^"]*fontawesome\.js[^>]*></script>',
    r'<link rel="preload" as="script"[^>]*>',
    r"<script>DOCUMENTATION_OPTIONS\.pagename = .*?</script>",
    r'<meta name="viewport" content="width=device-width, initial-scale=1"\s*/>',  # a page has three
    r'<script type="application/vnd\.jupyter\.widget-state\+json">.*?</script>',
    r'<div id="ethical-ad-placement".*?</div>',
)
# These roles, which extensions write, are invalid on their elements.
UNFIT = ('role="list"', 'role="doc-biblioentry"')
# Links next to headings, dozens on a page: their titles need not say what they link to.
HEADERLINK = re.compile(r'(<a class="headerlink" href="[^"]*") title="Link to this \w+"')
# The root page only redirects to the first chapter; Jupyter Book writes it without a head.
STUB = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Refresh" content="0; url={address}">
<title>plainnet</title>
<link rel="icon" href="data:,">
</head>
<body><a href="{address}">plainnet</a></body>
</html>
"""
# The theme knows only after loading its script whether a page is light or dark; until then, a dark
# page would flash in light colours.
THEME = 'document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";'
THEME_AT_ONCE = """{
      const { dataset } = document.documentElement;
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      dataset.theme = dataset.mode !== "auto" ? dataset.mode : dark ? "dark" : "light";
    }"""
# Sphinx loads these 260 kB on every page with a notebook if pages typeset formulas themselves.
MATHJAX = r"<script[^>]*>window\.MathJax = .*?</script>", r"<script [^>]*mathjax/[^>]*></script>"


# Elements in which white space matters or may matter.
AS_IT_IS = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
INDENTED = re.compile(r"^[ \t]+|\n\s*(?=\n)", re.MULTILINE)


def without_indents(html) -> str:
    """The page without indentation and empty lines."""
    parts = AS_IT_IS.split(html)  # text, an element, its name, text, ...
    texts = (INDENTED.sub("", text) for text in parts[::3])
    verbatim = [*parts[1::3], ""]
    return "".join(text + stays for text, stays in zip(texts, verbatim, strict=True))


def self_contained(html, root) -> str:
    """The page without what it does not need; ``root`` leads to the root of the site."""
    if refresh := re.search(r'http-equiv="Refresh" content="0; url=([^"]+)"', html):
        return STUB.format(address=refresh[1])
    unwanted = UNWANTED if 'class="math ' in html else (*UNWANTED, *MATHJAX)
    html = re.sub(rf"\s*(?:{'|'.join(unwanted)})", "", html, flags=re.DOTALL)
    for attribute in UNFIT:
        html = html.replace(f" {attribute}", "")
    html = HEADERLINK.sub(r'\1 title="Link"', html)
    html = html.replace(THEME, THEME_AT_ONCE)
    html = re.sub(r"<script (?![^>]*\b(?:defer|async)\b)(?=[^>]*src=)", "<script defer ", html)
    return without_indents(html)


def render_blocking(html) -> list[str]:
    """The addresses of style sheets and scripts that delay the first rendering of a page."""
    sheets = re.findall(r'<link (?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"', html)
    scripts = re.findall(r'<script (?![^>]*(?:defer|async))[^>]*src="([^"]+)"', html)
    return sheets + scripts
