"""What of the Chinese edition waits, or is not there: ``python -m plainnet_book.zh``.

``… xor`` shows what changed in the English page since, and ``… xor 3 7``, or ``… xor all``, marks
these cells as made from the English ones as they are now.
"""

import difflib
import json
import signal
import subprocess
import sys

from plainnet_book import editions
from plainnet_book.editions import ROOT, Cell


def former(path, mark) -> Cell | None:
    """The English cell that had this digest, from the history of its page."""
    log = _git("log", "--format=%h", "--", path) or ""
    for commit in log.split():
        text = _git("show", f"{commit}:{path}")
        for cell in editions.cells(text, path.endswith(".md")) if text else ():
            if editions.digest(cell) == mark:
                return cell
    return None


def _git(*arguments):
    run = subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True)
    return None if run.returncode else run.stdout


def stamp(english, path, numbers) -> None:
    """Mark the Chinese cells with these numbers, or ``all``, as made from the English ones."""
    cells = editions.read(path)
    marks = {
        pair.place: editions.mark_of(pair.english)
        for pair in editions.paired(english, cells)
        if pair.english and pair.chinese and (numbers == ["all"] or str(pair.number) in numbers)
    }
    if path.suffix == ".md":
        blocks = [f"% english: {marks.get(n, c.mark)}\n{c.source}" for n, c in enumerate(cells)]
        path.write_text("\n\n".join(blocks) + "\n", "utf8")
        return
    notebook = json.loads(path.read_text("utf8"))
    for place, mark in marks.items():
        notebook["cells"][place]["metadata"]["english"] = mark
    path.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", "utf8")


def changes(pair, path) -> str:
    """What has changed in the English cell since it was translated, line by line."""
    if pair.english is None:
        return "  the English cell is gone"
    if pair.chinese is None:
        return f"  a new English cell:\n{pair.english.source}"
    old = former(path, pair.chinese.mark.partition(" ")[0])
    was = old.source.splitlines() if old else []
    lines = difflib.unified_diff(was, pair.english.source.splitlines(), lineterm="", n=0)
    return "\n".join(list(lines)[2:])


def still_english() -> dict[str, int]:
    """The pages without a Chinese edition, each with its words."""
    sources = {*ROOT.glob("chapters/*.ipynb"), *ROOT.glob("chapters/*.md")}
    sources -= {source for source, _ in editions.pages()}
    return {
        path.stem: sum(len(editions.prose(cell).split()) for cell in editions.read(path))
        for path in sorted(sources)
    }


def main(name="", *numbers) -> int:
    """List the pages with what waits in each; with a ``name``, show what changed, or mark it."""
    code = 0
    for source, path in editions.pages():
        if name not in ("", path.stem):
            continue
        english = editions.read(source)
        if numbers:
            stamp(english, path, list(numbers))
        chinese = editions.read(path)
        pairs, errors = editions.paired(english, chinese), editions.amiss(english, chinese)
        old = [pair for pair in pairs if not pair.is_current]
        print(f"{path.stem}: {len(pairs)} cells, {len(old)} stale, {len(errors)} amiss")
        code |= bool(errors)
        for error in errors:
            print(f"  {error}")
        for pair in old if name else ():
            print(f"cell {pair.number}\n{changes(pair, source.relative_to(ROOT).as_posix())}")
    for page, words in still_english().items() if not name else ():
        print(f"{page}: in English alone, {words:,} words")
    return code


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # or `make zh | head` ends in a traceback
    sys.exit(main(*sys.argv[1:]))
