"""Print how fast explorers answer, in Chromium with a processor four times slower: `make latency`.

Each explorer is built alone and moved 60 times, over all values of its controls in turn. Of each
move, the first time ends when the explorer is drawn, the second when the browser has painted it. It
is no gate: times depend on what else the machine does. Bytes are those of its data, compressed.
"""

import argparse
import gzip
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import sync_playwright

from plainnet import explorers
from plainnet_book import explorer_alone

MOVES, SLOWER = 60, 4
VIEWPORTS = {"wide": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
DATA = re.compile(r'<script type="application/json">(.*?)</script>', re.DOTALL)
MOUNTED = ".plainnet-explorer .plainnet-sentence"
# Moves a control by the event of a link: some controls are drawn by the view and have no input.
MOVE = """
async ([name, key]) => {
  const root = document.querySelector(".plainnet-explorer");
  const frame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await frame();
  const start = performance.now();
  root.dispatchEvent(new CustomEvent("plainnet:goto", { detail: { [name]: key } }));
  const drawn = performance.now() - start;
  await frame();
  return [drawn, performance.now() - start];
}
"""


def moves(controls):
    """For each move, the name of a control and the key of its new value."""
    places = {control["name"]: control["start"] for control in controls}
    for move in range(MOVES):
        control = controls[move % len(controls)]
        name, keys = control["name"], control["keys"]
        stride = max(1, len(keys) * len(controls) // MOVES)
        places[name] = (places[name] + stride) % len(keys)
        yield name, keys[places[name]]


def measured(page, address, controls):
    """Milliseconds of each move until it is drawn, and until it is painted."""
    page.goto(address)
    page.wait_for_selector(MOUNTED)
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    times = [page.evaluate(MOVE, list(move)) for move in moves(controls)]
    session.detach()
    return zip(*times, strict=True)


def rows(browser, name, folder):
    """The lines of the table for one explorer."""
    explorer_alone.build(name, folder)
    path = folder / "index.html"
    (data,) = DATA.findall(path.read_text("utf8"))
    size = len(gzip.compress(data.encode()))
    for kind, viewport in VIEWPORTS.items():
        page = browser.new_page(viewport=viewport)
        cells = []
        for times in measured(page, path.as_uri(), json.loads(data)["spec"]["controls"]):
            cells += [f"{median(times):.1f}", f"{quantiles(times, n=20)[-1]:.1f}"]
        page.close()
        yield f"| {name} | {kind} | {' | '.join(cells)} | {size:,} |"


def main():
    """Measure the explorers that are asked for, and print two rows of the table for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="explorers, such as stepper; all, if none is named"
    )
    asked = parser.parse_args()
    if unknown := set(asked.names) - explorers.ALL.keys():
        parser.error(f"expected some of {', '.join(explorers.ALL)}; got {', '.join(unknown)}")
    found = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not found:
        sys.exit("make latency needs Chromium: please install it")
    columns = "explorer", "page", "drawn ms", "95 %", "painted ms", "95 %", "bytes"
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        for name in asked.names or explorers.ALL:
            for row in rows(browser, name, Path(folder)):
                print(row, flush=True)
        browser.close()


if __name__ == "__main__":
    main()
