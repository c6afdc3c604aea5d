"""One style sheet and one script for the whole book; at first, pages load nothing else.

Their names contain a digest, so that browsers may cache them for any time.
"""

import hashlib
import re
import shutil

import rcssmin
import rjsmin

from plainnet_book import scripts, style_sheet

SHEET = re.compile(r'\s*<link (?=[^>]*rel="stylesheet")[^>]*href="(?:\.\./)*([^"?]+)[^"]*"[^>]*>')
# Files in ``_static`` that pages no longer load.
LEFT_OVER = "vendor", "locales", "styles", "scripts/*.js", "scripts/*.map"


def lean(pages, folder, style, script) -> dict:
    """The ``pages``, texts by path, changed to load one style sheet and one script.

    Both are written to ``folder``, the root of the site. They consist of what all pages have in
    common, followed by the book's own ``style`` and ``script``. Files that they replace are
    removed. Pages without a style sheet, such as the redirect, stay as they are.
    """
    book = {path: text for path, text in pages.items() if SHEET.search(text)}
    names = scripts.common(book.values())
    merged = f"{scripts.bundle(names, folder)};\n{script}"
    merged = rjsmin.jsmin(merged, keep_bang_comments=True)  # licence notices
    sheets = dict.fromkeys(name for text in book.values() for name in SHEET.findall(text))
    css = style_sheet.style_sheet(
        [style_sheet.read_sheet(folder / name) for name in sheets],
        style,
        book.values(),
        [merged, *(path.read_text("utf8") for path in sorted(folder.rglob("plainnet/*.js")))],
    )
    css = rcssmin.cssmin(css, keep_bang_comments=True)
    files = _written(folder, "css", css), _written(folder, "js", merged)
    left_over = [f"_static/{name}" for name in LEFT_OVER]
    _remove(folder, *sheets, *filter(scripts.is_file, names), *left_over)
    for path, text in book.items():
        root = "../" * (len(path.relative_to(folder).parts) - 1)
        book[path] = _loading(scripts.without(text, names), *(root + file for file in files))
    return pages | book


def _written(folder, kind, text):
    digest = hashlib.sha256(text.encode()).hexdigest()[:10]
    name = f"_static/plainnet/book.{digest}.{kind}"
    (folder / name).write_text(text, "utf8")
    return name


def _remove(folder, *patterns):
    for path in [found for pattern in patterns for found in folder.glob(pattern)]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)  # more than one pattern may match


def _loading(page, sheet, script):
    """The page that loads the sheet and the script at the place of its first style sheet."""
    before, *rest = SHEET.sub("\0", page).split("\0")
    tags = f'<link rel="stylesheet" href="{sheet}" />\n<script defer src="{script}"></script>'
    return f"{before}\n{tags}{''.join(rest)}"
