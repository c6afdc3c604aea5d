"""Print what Lighthouse says of the built pages, as on a phone: `make lighthouse`. It is no gate.

With ``--runs=3``, the medians of three runs. Times, and with them the performance, depend on what
else the machine does; bytes and the other scores do not. What a page fails goes to stderr.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from statistics import median

from plainnet_book import execution, serve

FOLDER = execution.ROOT / "_build" / "lighthouse"
PROGRAM = FOLDER / "node_modules" / ".bin" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-quic"
CATEGORIES = "performance", "accessibility", "best-practices", "seo"
AUDITS = {
    "FCP ms": ("first-contentful-paint", 1),
    "TBT ms": ("total-blocking-time", 1),
    "CLS": ("cumulative-layout-shift", 1),
    "kB": ("total-byte-weight", 1000),
}


def install():
    """Install Lighthouse below ``_build``, from npm; exit with a message if anything is missing."""
    browser = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    if not (shutil.which("npm") and os.environ.setdefault("CHROME_PATH", browser or "")):
        sys.exit("make lighthouse needs Node (with npm) and Chromium: please install both")
    if not PROGRAM.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--no-fund", "--no-audit", "--prefix", FOLDER, "lighthouse@12"]
        subprocess.run(command, check=True, stdout=sys.stderr)


def measured(address):
    """One run: what the table shows of it, and the audits that failed."""
    command = [PROGRAM, address, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    report = json.loads(run.stdout)
    audits = report["audits"]
    row = {name: report["categories"][name]["score"] for name in CATEGORIES}
    row |= {name: audits[audit]["numericValue"] / unit for name, (audit, unit) in AUDITS.items()}
    weighty = {
        part["id"]
        for name in CATEGORIES[1:]
        for part in report["categories"][name]["auditRefs"]
        if part["weight"]
    }
    return row, {name for name in weighty if audits[name]["score"] not in (1, None)}


def line(name, row):
    """A row of the table."""
    scores = [f"{row[category]:.2f}" for category in CATEGORIES]
    digits = ["{:.0f}", "{:.0f}", "{:.3f}", "{:.0f}"]
    numbers = [form.format(row[audit]) for form, audit in zip(digits, AUDITS, strict=True)]
    return f"| {name} | {' | '.join([*scores, *numbers])} |"


def main():
    """Measure the pages that are asked for, and print a row of the table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="pages, such as xor; all, if none is named")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--site", type=Path, default=execution.ROOT / "_build" / "html")
    asked = parser.parse_args()
    paths = [*sorted(asked.site.glob("chapters/*.html")), asked.site / "search.html"]
    pages = {path.stem: path.relative_to(asked.site) for path in paths}
    if unknown := set(asked.names) - pages.keys():
        parser.error(f"expected names of pages that were built; got {', '.join(unknown)}")
    install()
    columns = ["page", *CATEGORIES, *AUDITS]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    with serve.server(asked.site) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        for name in asked.names or pages:
            address = f"http://127.0.0.1:{site.server_address[1]}/{pages[name]}"
            runs, failed = zip(*(measured(address) for _ in range(asked.runs)), strict=True)
            print(
                line(name, {key: median(run[key] for run in runs) for key in runs[0]}), flush=True
            )
            for audit in sorted(set().union(*failed)):
                print(f"  {name}: {audit}", file=sys.stderr)
        site.shutdown()


if __name__ == "__main__":
    main()
