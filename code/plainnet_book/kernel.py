"""The process whose copies are the kernels of chapters: it has imported what all of them need.

A line of its input orders a kernel, with ``arguments``, ``folder`` and ``environment``; it puts out
the copy's process id. It ends with its input, and the kernels with it.
"""

import gc
import gzip
import json
import os
import signal
import sys
from weakref import WeakKeyDictionary

os.environ["JPY_PARENT_PID"] = str(os.getpid())  # a kernel asks for it when it is imported

import matplotlib.backends.backend_agg
import matplotlib.backends.backend_svg
import matplotlib.pyplot  # noqa: F401
from ipykernel import kernelapp
from IPython.core import pylabtools

import plainnet.exercises
import plainnet.explorers  # noqa: F401
from plainnet.explorers import still


def leave_out_pixels_of_light_figures() -> None:
    """Have IPython, which draws a figure as SVG and then as PNG, leave out PNGs of light SVGs.

    A page has a figure once; `pictures` takes its SVG if that is light.
    """
    drawn, retina, light = pylabtools.print_figure, pylabtools.retina_figure, WeakKeyDictionary()

    def print_figure(figure, fmt="png", **settings):
        data = drawn(figure, fmt=fmt, **settings)
        if fmt == "svg" and data:
            light[figure] = len(gzip.compress(data.encode())) <= still.DENSE
        return data

    def retina_figure(figure, **settings):
        return None if light.get(figure) else retina(figure, **settings)

    pylabtools.print_figure, pylabtools.retina_figure = print_figure, retina_figure


def become_a_kernel(arguments, folder, environment) -> None:
    """Do what a new process that runs Jupyter's kernel would do."""
    os.setsid()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    os.chdir(folder)
    os.environ.update(environment)
    kernelapp.launch_new_instance(arguments)


if __name__ == "__main__":
    leave_out_pixels_of_light_figures()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for copies that have ended
    gc.freeze()
    for line in sys.stdin:
        if not (pid := os.fork()):
            sys.exit(become_a_kernel(**json.loads(line)))
        print(pid, flush=True)
