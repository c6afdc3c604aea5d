"""A page with a single explorer: ``make explorer NAME=stepper`` builds and serves it.

It needs neither Sphinx nor executed chapters, so it takes only as long as Python needs for the
frames. The page is a single file and follows the system's light or dark mode.
"""

import html
import sys
from pathlib import Path

from plainnet import explorers
from plainnet.explorers import javascript
from plainnet_book.execution import ROOT

BOOT = Path(__file__).parent / "page" / "explorers.js"
FOLDER = ROOT / "_build" / "explorer"
PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="icon" href="data:,">
<style>
html {{ color-scheme: light dark; }}
body {{ font-family: system-ui, sans-serif; margin: 0 auto; max-width: 760px; padding: 8px; }}
{css}
</style>
</head>
<body>
<h1>{title}</h1>
{explorer}
<script>
{core}
{view}
</script>
<script type="module">
{boot}
</script>
</body>
</html>
"""


def page(explorer) -> str:
    """The HTML of the page of an explorer."""
    return PAGE.format(
        title=html.escape(explorer.spec["words"]["title"]),
        css=explorer.css(),
        explorer=explorer.page(),
        core=javascript.core(),
        view=javascript.view(explorer.view, explorer.folder),
        boot=BOOT.read_text("utf8"),
    )


def build(name, folder=FOLDER) -> int:
    """Write the page of the explorer ``name`` to ``folder``; return the exit code."""
    if name not in explorers.ALL:
        print(f"NAME: expected one of {', '.join(explorers.ALL)}; got {name!r}", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    (Path(folder) / "index.html").write_text(page(explorers.ALL[name]()), "utf8")
    return 0


if __name__ == "__main__":
    sys.exit(build(sys.argv[1]))
