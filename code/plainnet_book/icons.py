"""The theme's icons as CSS masks, cut from the theme's own Font Awesome script.

That script weighs 1.5 MB and blocks the page; the book uses a dozen of its icons.
"""

import re

# Icons that only the theme's scripts put on a page.
SCRIPTED = {"xmark", "circle-half-stroke", "sun", "moon"}
ICON = r'[{{,]"?{name}"?:\[(\d+),(\d+),\[[^\]]*\],"[0-9a-f]+","([^"]+)"\]'
BASE = """\
[class*="fa-"] {
  background: currentColor;
  display: inline-block;
  height: 1em;
  mask: var(--icon) center / contain no-repeat;
  -webkit-mask: var(--icon) center / contain no-repeat;
  vertical-align: -0.125em;
  width: 1.25em;
}
.fa-lg { font-size: 1.25em; }
"""


def style_sheet(script, pages) -> str:
    """CSS that draws each icon named in ``pages`` (texts of HTML) from the paths in ``script``."""
    used = set().union(*(re.findall(r"\bfa-([a-z][a-z-]*)", page) for page in pages)) | SCRIPTED
    rules = [BASE]
    for name in sorted(used - {"solid", "regular", "brands", "lg"}):
        icon = re.search(ICON.format(name=re.escape(name)), script)
        if icon is None:
            raise ValueError(f"icons: the theme's script has no icon {name!r}")
        width, height, path = icon.groups()
        svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>"
        rules.append(
            f".fa-{name} {{ --icon: url(\"data:image/svg+xml,{svg}<path d='{path}'/></svg>\"); }}\n"
        )
    return "".join(rules).replace("<", "%3C").replace(">", "%3E")
