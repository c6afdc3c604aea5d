"""One script for the whole book, merged from the scripts that all pages share.

Sphinx, its extensions and the theme put a dozen scripts on every page. They are merged in the order
of the page.
"""

import re

# Scripts in files, and inline scripts without a type. The first lines of the theme, which have an
# attribute of their own, stay in place, because they must run before anything is drawn.
SCRIPT = re.compile(
    r'\s*<script(?![^>]*(?: type=| data-cfasync=))(?:[^>]* src="(?:\.\./)*([^"?]+)[^"]*")?[^>]*>'
    r"(.*?)</script>",
    re.DOTALL,
)
# Scripts of extensions, and what at least one page must contain for them to be needed.
USES = {
    "_static/design-tabs.js": re.compile(r'class="sd-tab-set'),
    "_static/togglebutton.js": re.compile(r'class="(?=[^"]*\badmonition\b)[^"]*\bdropdown\b'),
}
# For every block of code, the theme reads a width and then writes an attribute, which causes a new
# layout each time. With these patches, it reads all before it writes any, and handles blocks in a
# closed fold when that opens.
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
    """The scripts that all ``pages`` share: paths from the root of the site, and inline texts.

    Scripts that no page needs are left out. Inline scripts come first, because on pages they run
    before deferred files.
    """
    first, *others = ([_name(script) for script in SCRIPT.finditer(page)] for page in pages)
    shared = set(first).intersection(*others)
    used = [name for name in dict.fromkeys(first) if name in shared and _is_used(name, pages)]
    return sorted(used, key=is_file)


def bundle(names, folder) -> str:
    """The scripts ``names`` of the site in ``folder``, merged into one text.

    Raises a `ValueError` if the theme is not the version to which the patches apply.
    """
    texts = [_text(name, folder) for name in names]
    # The semicolons keep "use strict" of one file from applying to others.
    return ";" + ";\n".join(texts)


def without(page, names) -> str:
    """The page without the scripts ``names`` and without those that no page needs."""
    gone = {*names, *USES}
    return SCRIPT.sub(lambda script: "" if _name(script) in gone else script[0], page)


def is_file(name) -> bool:
    """Whether ``name`` is the path of a script and not an inline text."""
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
