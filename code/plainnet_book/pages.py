"""Cleaning up the HTML of single pages, and a strict policy for what they may load."""

import base64
import hashlib
import re
from html import unescape

# Put on pages, but not needed: a viewport besides that of the theme, and a button that would cover
# the text.
UNWANTED = (
    r'<meta name="viewport" content="width=device-width, initial-scale=1" />',
    r'<a href="#" class="back-to-top .*?</a>',
)
# These roles, which extensions write, are invalid on their elements.
UNFIT = ('role="list"', 'role="doc-biblioentry"')
# Links next to headings, dozens on a page: their titles need not say what they link to.
HEADERLINK = re.compile(r'(<a class="headerlink" href="[^"]*") title="Link to this \w+"')
# References have their words in spans by which nothing is told apart.
REFERENCE = re.compile(r'<span class="std std-\w+">((?:(?!</?span\b).)*)</span>', re.DOTALL)
# MyST escapes addresses that the writer escapes again.
ADDRESS = re.compile(r'(?<= href=")https?:[^"]+')
# A page that only leads on, as the root does, which Jupyter Book writes without a head.
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
# A page loads nothing from elsewhere and runs only scripts of the site, these inline scripts, and
# Python: WebAssembly in a worker that is made from files of the site.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; worker-src blob:; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; base-uri 'none'"
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
# Elements in which white space matters or may matter.
AS_IT_IS = re.compile(r"(<(pre|script|style|textarea)\b.*?</\2>)", re.DOTALL)
INDENTED = re.compile(r"^[ \t]+|\n\s*(?=\n)", re.MULTILINE)


# The text of a listing. On a phone its long lines wrap, by their indentation further in.
LISTING = re.compile(
    r'(<div class="[^"]*highlight-(?:python|default)\b[^>]*><div class="highlight"><pre>)'
    r"(.*?)(?=</pre>)",
    re.DOTALL,
)
BREAK = re.compile(r'<span class="p">\W*[(\[]</span>|(?=<span class="o">\.</span>)')  # by a name
LONG = 36  # characters that fit on every phone
# Names, operators and punctuation, in the colour of text: half of a listing's bytes.
PLAIN = re.compile(r'<span class="[nop]">(.*?)</span>')


def with_long_lines(html) -> str:
    """The page with marks on long lines of Python and on how far they are indented."""
    return LISTING.sub(lambda found: found[1] + _lines_marked(found[2]), html)


def _lines_marked(listing):
    return PLAIN.sub(r"\1", "".join(map(_marked, listing.splitlines(keepends=True))))


def _marked(line):
    code = unescape(re.sub(r"<[^>]*>", "", line))
    if len(code.rstrip()) <= LONG:
        return line
    indent = len(code) - len(code.lstrip())
    line = BREAK.sub(r"\g<0><wbr>", line)
    return f'<span class="plainnet-long" style="--in:{indent}">{line}</span>'


def without_indents(html) -> str:
    """The page without indentation and empty lines."""
    parts = AS_IT_IS.split(html)  # text, an element, its name, text, ...
    texts = (INDENTED.sub("", text) for text in parts[::3])
    verbatim = [*parts[1::3], ""]
    return "".join(text + stays for text, stays in zip(texts, verbatim, strict=True))


def self_contained(html) -> str:
    """The page without what it does not need."""
    if refresh := re.search(r'http-equiv="Refresh" content="0; url=([^"]+)"', html):
        return STUB.format(address=refresh[1])
    html = re.sub(rf"\s*(?:{'|'.join(UNWANTED)})", "", html, flags=re.DOTALL)
    for attribute in UNFIT:
        html = html.replace(f" {attribute}", "")
    html = with_long_lines(html)
    html = HEADERLINK.sub(r'\1 title="Link"', html)
    html = REFERENCE.sub(r"\1", html)
    html = ADDRESS.sub(lambda found: found[0].replace("&amp;amp;", "&amp;"), html)
    return without_indents(html)


def with_policy(html) -> str:
    """The page with a Content-Security-Policy as the first element of its head."""
    digests = (hashlib.sha256(text.encode()).digest() for text in INLINE.findall(html))
    hashes = "".join(f" 'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    policy = f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(hashes=hashes)}">'
    return re.sub(r"<head>\s*", lambda found: f"{found[0]}{policy}\n", html, count=1)
