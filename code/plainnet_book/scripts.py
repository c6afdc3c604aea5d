"""One deferred script for the whole book, of all that pages have in common.

Sphinx, its extensions and the theme put a dozen scripts on every page. They are put together in the
order in which they stood.
"""

import re

# Of what stands on every page: files, and texts without a type. The theme's first lines, which
# are marked, have to run before anything is drawn.
SCRIPT = re.compile(
    r'\s*<script(?![^>]*(?: type=| data-cfasync=))(?:[^>]* src="(?:\.\./)*([^"?]+)[^"]*")?[^>]*>'
    r"(.*?)</script>",
    re.DOTALL,
)
# Extensions of Jupyter Book, and what has to be on some page for them to do anything.
USES = {
    "_static/design-tabs.js": re.compile(r'class="sd-tab-set'),
    "_static/togglebutton.js": re.compile(r'class="(?=[^"]*\badmonition\b)[^"]*\bdropdown\b'),
}
# The theme lays a page out anew for every block of code: it reads a width and writes an attribute
# in turn. All are read now, and then all are written; those in a fold, once it is open.
PATCHES = {
    "_static/scripts/pydata-sphinx-theme.js": {
        "e.tabIndex=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1": (
            "if(e.checkVisibility?.()===!1)return;"
            "const t=e.scrollWidth>e.clientWidth||e.scrollHeight>e.clientHeight?0:-1;"
            "queueMicrotask((()=>{e.tabIndex=t}))"
        ),
        'window.addEventListener("resize",t),new MutationObserver': (
            'document.addEventListener("toggle",t,!0),'
            'window.addEventListener("resize",t),new MutationObserver'
        ),
    }
}


def common(pages) -> list[str]:
    """The scripts that stand on every one of ``pages``: paths from the top of the site, and texts.

    Those of which no page makes any use are left out. Texts come first: files are deferred, so
    they ran after them.
    """
    first, *others = ([_name(script) for script in SCRIPT.finditer(page)] for page in pages)
    shared = set(first).intersection(*others)
    used = [name for name in dict.fromkeys(first) if name in shared and _is_used(name, pages)]
    return sorted(used, key=is_file)


def bundle(names, folder) -> str:
    """The scripts ``names`` of the site in ``folder`` as one text.

    Raises a `ValueError` when the theme is not the one that is patched here.
    """
    texts = [_text(name, folder) for name in names]
    return ";" + ";\n".join(texts)  # so "use strict" of one file does not hold for the others


def without(page, names) -> str:
    """The page without the scripts ``names``, and without those that no page uses."""
    gone = {*names, *USES}
    return SCRIPT.sub(lambda script: "" if _name(script) in gone else script[0], page)


def is_file(name) -> bool:
    """Whether a script is the path of one, and not its text."""
    return name.endswith(".js")


def _name(script):
    return script[1] or script[2]


def _is_used(name, pages):
    return name not in USES or any(map(USES[name].search, pages))


def _text(name, folder):
    if not is_file(name):
        return name
    text = (folder / name).read_text("utf8")
    for before, after in PATCHES.get(name, {}).items():
        if text.count(before) != 1:
            raise ValueError(f"{name}: expected {before!r} once, got it {text.count(before)} times")
        text = text.replace(before, after)
    return re.sub(r"^//# sourceMappingURL=.*", "", text, flags=re.MULTILINE)
