"""What is changed on a built page alone. Texts in, texts out; a second pass changes nothing."""

import re

# What Jupyter Book puts on every page although the book has no use for it: sphinx-thebe's loader
# names another host and throws on load; Font Awesome's script draws icons that the style sheet has.
UNWANTED = (
    r"<script>const THEBE_JS_URL.*?</script>",
    r'<script type="text/x-thebe-config">.*?</script>',
    r"<script>kernelName = .*?</script>",
    r'<script async="async" src="[^"]*sphinx-thebe\.js[^"]*"></script>',
    r'<link [^>]*href="[^"]*sphinx-thebe\.css[^>]*>',
    r'<script src="[^"]*fontawesome\.js[^>]*></script>',
    r'<link rel="preload" as="script"[^>]*>',
    r"<script>DOCUMENTATION_OPTIONS\.pagename = .*?</script>",
    r'<meta name="viewport" content="width=device-width, initial-scale=1"\s*/>',  # one of three
    r'<script type="application/vnd\.jupyter\.widget-state\+json">.*?</script>',
    r'<div id="ethical-ad-placement".*?</div>',
)
# Attributes that extensions write: roles that no list or entry may have.
UNFIT = ('role="list"', 'role="doc-biblioentry"')
# Dozens on a page, and what they link to stands beside them.
HEADERLINK = re.compile(r'(<a class="headerlink" href="[^"]*") title="Link to this \w+"')
# The root page only leads to the first chapter; Jupyter Book writes it without a head.
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
# The theme knows whether a page is light or dark only when its script has run; until then a page
# in the dark would be light.
THEME = 'document.documentElement.dataset.theme = localStorage.getItem("theme") || "auto";'
THEME_AT_ONCE = """{
      const { dataset } = document.documentElement;
      const dark = matchMedia("(prefers-color-scheme: dark)").matches;
      dataset.theme = dataset.mode !== "auto" ? dataset.mode : dark ? "dark" : "light";
    }"""
# 260 kB that Sphinx puts on every page with a notebook, if pages typeset formulas themselves.
MATHJAX = r"<script[^>]*>window\.MathJax = .*?</script>", r"<script [^>]*mathjax/[^>]*></script>"


# Where white space is seen, or where it may matter.
AS_IT_IS = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
INDENTED = re.compile(r"^[ \t]+|\n\s*(?=\n)", re.MULTILINE)


def without_indents(html) -> str:
    """The page without the blanks that begin its lines, and without empty lines."""
    parts = AS_IT_IS.split(html)  # text, what stays, its name, text, ...
    texts = (INDENTED.sub("", text) for text in parts[::3])
    kept = [*parts[1::3], ""]
    return "".join(text + stays for text, stays in zip(texts, kept, strict=True))


def self_contained(html, root) -> str:
    """The page without what it does not need, with what it does; ``root`` leads to the top."""
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
    """The addresses of the style sheets and scripts that block the page until they are loaded."""
    sheets = re.findall(r'<link (?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"', html)
    scripts = re.findall(r'<script (?![^>]*(?:defer|async))[^>]*src="([^"]+)"', html)
    return sheets + scripts
