"""What is changed on a built page. Texts in, texts out; a second pass changes nothing."""

import re

# What Jupyter Book puts on every page although the book has no use for it: sphinx-thebe's loader
# names another host and throws on load; Font Awesome is replaced by `icons`.
UNWANTED = (
    r"<script>const THEBE_JS_URL.*?</script>",
    r'<script type="text/x-thebe-config">.*?</script>',
    r"<script>kernelName = .*?</script>",
    r'<script async="async" src="[^"]*sphinx-thebe\.js[^"]*"></script>',
    r'<link [^>]*href="[^"]*sphinx-thebe\.css[^>]*>',
    r'<script src="[^"]*fontawesome\.js[^>]*></script>',
    r'<script type="application/vnd\.jupyter\.widget-state\+json">.*?</script>',
    r'<div id="ethical-ad-placement".*?</div>',
)
# Attributes that extensions write: an id on every exercise, roles that no list or entry may have.
UNFIT = (
    'id="exercise-content"',
    'id="solution-content"',
    'role="list"',
    'role="doc-biblioentry"',
)
# The root page only leads to the first chapter; Jupyter Book writes it without a head.
STUB = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
{refresh}
<title>plainnet</title>
<link rel="icon" href="data:,">
</head>
<body></body>
</html>
"""
# 260 kB that Sphinx puts on every page with a notebook, if pages typeset formulas themselves.
MATHJAX = r"<script[^>]*>window\.MathJax = .*?</script>", r"<script [^>]*mathjax/[^>]*></script>"
NEEDED_AT_ONCE = ("documentation_options.js",)  # an inline script after it writes into it


def self_contained(html, root) -> str:
    """The page without what it does not need, with what it does; ``root`` leads to the top."""
    if 'http-equiv="Refresh"' in html:
        return html if "</head>" in html else STUB.format(refresh=html.strip())
    for pattern in UNWANTED if 'class="math ' in html else (*UNWANTED, *MATHJAX):
        html = re.sub(rf"\s*{pattern}", "", html, flags=re.DOTALL)
    for attribute in UNFIT:
        html = html.replace(f" {attribute}", "")
    html = re.sub(r"<script [^>]*src=[^>]*>", _deferred, html)
    if "plainnet/book.css" in html:
        return html
    static = f"{root}_static/plainnet"
    added = [f'<link rel="stylesheet" href="{static}/{name}.css" />' for name in ("icons", "book")]
    added.append(f'<script defer src="{static}/book.js"></script>')
    views = sorted(set(re.findall(r'class="plainnet-explorer" data-view="(\w+)"', html)))
    if views:
        added.append(f'<link rel="stylesheet" href="{static}/explorers.css" />')
        added += [f'<script defer src="{static}/{name}.js"></script>' for name in ("core", *views)]
    return html.replace("</head>", "".join(f"    {line}\n" for line in added) + "  </head>", 1)


def render_blocking(html) -> list[str]:
    """The addresses of the style sheets and scripts that block the page until they are loaded."""
    sheets = re.findall(r'<link (?=[^>]*rel="stylesheet")[^>]*href="([^"]+)"', html)
    scripts = re.findall(r'<script (?![^>]*(?:defer|async))[^>]*src="([^"]+)"', html)
    return sheets + scripts


def _deferred(match):
    tag = match.group()
    if re.search(r"\b(defer|async)\b", tag) or any(name in tag for name in NEEDED_AT_ONCE):
        return tag
    return tag.replace("<script ", "<script defer ", 1)
