"""A process that has imported what all kernels need; its copies become the kernels of chapters.

Each line of its input requests a kernel, with ``arguments``, ``folder`` and ``environment``; it
prints the process id of the copy. It ends with its input, and so do the kernels.
"""

import base64
import gc
import json
import os
import pickle
import runpy
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

os.environ["JPY_PARENT_PID"] = str(os.getpid())  # read while the kernel's modules are imported

import matplotlib.backends.backend_agg
import matplotlib.backends.backend_svg
import matplotlib.pyplot  # noqa: F401
from ipykernel import kernelapp
from IPython.core import pylabtools

import plainnet.exercises
import plainnet.explorers  # noqa: F401
from plainnet import sweeps

# Imported by their paths: their package would bring Sphinx.
HERE = Path(__file__).parent
NEEDS = SimpleNamespace(**runpy.run_path(str(HERE / "page_python" / "needs.py")))
SIZES = SimpleNamespace(**runpy.run_path(str(HERE / "figure_sizes.py")))
DEAR = 0.1  # seconds from which on is kept what a cell makes
LARGE = 2_000_000  # bytes above which it is dropped: loading it would be slower than computing


def draw_figures_for_pages() -> None:
    """Make IPython draw a figure in the sizes of pages.

    The SVG for the phone follows the other, unless that would fit a phone.
    """
    drawn = pylabtools.print_figure

    def print_figure(figure, fmt="png", **settings):
        with SIZES.on_a_page(figure):
            is_wide = figure.get_figwidth() > SIZES.PHONE
            data = drawn(figure, fmt=fmt, **settings)
        if is_wide and data:
            with SIZES.on_a_phone(figure):
                data += drawn(figure, fmt=fmt, **settings)
        return data

    pylabtools.print_figure = print_figure


class Record:
    """Tells, with the reply to each cell, which names it changed and how many seconds it took.

    `page_python.needs` tells what for. After a dear cell, it also tells the objects: `twins`.
    """

    def __init__(self, shell):
        self.shell, self.before = shell, {}
        shell.events.register("pre_run_cell", self.begin)
        shell.events.register("post_run_cell", self.end)

    def begin(self, info):
        """Begin to measure."""
        self.began = time.process_time()

    def end(self, result):
        """Add the record to the reply."""
        seconds = round(time.process_time() - self.began, 2)
        hidden, names = self.shell.user_ns_hidden, self.shell.user_ns
        after = NEEDS.digests({name: names[name] for name in names.keys() - hidden.keys()})
        changed, self.before = NEEDS.changed(self.before, after), after
        made = pickled({n: names[n] for n in changed}) if seconds >= DEAR else ""
        record = {"source": "record", "changed": changed, "seconds": seconds, "made": made}
        self.shell.payload_manager.write_payload(record)


def pickled(objects) -> str:
    """These objects as a text; an empty one if they cannot be pickled, or are large."""
    try:
        data = pickle.dumps(objects)
    except Exception:  # whatever an object's own methods raise
        return ""
    return base64.b64encode(data).decode() if len(data) <= LARGE else ""


def become_a_kernel(arguments, folder, environment) -> None:
    """Do what a new process that runs Jupyter's kernel would do."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.chdir(folder)
    os.environ.update(environment)
    app = kernelapp.IPKernelApp.instance()
    app.initialize(arguments)
    Record(app.shell)
    app.start()


if __name__ == "__main__":
    draw_figures_for_pages()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the build handles Ctrl-C
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system removes children that ended
    for sweep in sweeps.ALL.values():
        sweep.key()  # reads the package, for which each kernel would need half a second
    gc.freeze()
    for line in sys.stdin:
        if not (pid := os.fork()):
            sys.exit(become_a_kernel(**json.loads(line)))
        print(pid, flush=True)
