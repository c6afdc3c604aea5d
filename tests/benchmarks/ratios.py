"""Benchmarks measure ratios, stored beside those of earlier runs. No speed fails a test."""

import json
from pathlib import Path

KEPT = Path(__file__).parents[2] / "_build" / "benchmarks.json"
RUNS = 20  # whose ratios are stored


def report(what, ratio, details, path=KEPT) -> None:
    """Print a ratio and the last ones, and store it with them."""
    known = json.loads(path.read_text("utf8")) if path.exists() else {}
    before = known.get(what, [])
    known[what] = [*before, round(float(ratio), 3)][-RUNS:]
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(known, indent=1, sort_keys=True), "utf8")
    last = ", ".join(f"{value:.2f}" for value in before[-5:]) or "none"
    print(f"\n{what}: {ratio:.2f} × ({details}); before: {last}")
