"""Where kept results lie: beside the chapters; in an installed package, inside it."""

from pathlib import Path

HERE = Path(__file__).parent
CHAPTERS = HERE.parents[1] / "chapters"
KEPT = CHAPTERS if CHAPTERS.is_dir() else HERE / "kept"  # `plainnet_book.wheel` puts it there
