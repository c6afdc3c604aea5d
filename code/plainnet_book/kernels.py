"""Starts the kernels of chapters, each as a copy of the process of `kernel`."""

import atexit
import functools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import psutil
from jupyter_client import AsyncKernelManager

KERNEL = Path(__file__).with_name("kernel.py")
# Fixed, because NumPy's rounding depends on the number of threads, and figures contain a date.
ENVIRONMENT = {
    "PLAINNET_BOOK": "1",
    "OMP_NUM_THREADS": "1",
    "SOURCE_DATE_EPOCH": "0",
    "PYTHONSTARTUP": "",  # a reader's startup file would run before the cells
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
}
ARGUMENTS = [
    "--log-level=ERROR",  # no warning that the kernel's port is unencrypted
    "--InlineBackend.figure_formats={'svg'}",
]


@functools.cache
def original() -> subprocess.Popen:
    """The process of which kernels are copies; it imports what they need in the background.

    While this process lives, they share the results of `plainnet.explorers.once`.
    """
    shared = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, shared, ignore_errors=True)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen(
        [sys.executable, "-P", KERNEL],
        env=os.environ | ENVIRONMENT | {"PLAINNET_ONCE": shared},
        **pipes,
    )


class Kernel(psutil.Process):
    """A kernel with the methods that Jupyter's `LocalProvisioner` expects of a process."""

    stdin = stdout = stderr = None

    def poll(self) -> int | None:
        """``None`` while it runs, like `subprocess.Popen.poll`."""
        return None if self.is_running() else 1


class Manager(AsyncKernelManager):
    """A kernel manager whose kernels are copies of a process, instead of newly started ones."""

    async def _async_launch_kernel(self, kernel_cmd, *, cwd, env, **_):
        arguments = kernel_cmd[kernel_cmd.index("-f") :]
        order = {"arguments": arguments, "folder": str(cwd), "environment": dict(env)}
        original().stdin.write(json.dumps(order) + "\n")
        original().stdin.flush()
        self.provisioner.process = Kernel(int(original().stdout.readline()))
        self._reconcile_connection_info(self.provisioner.connection_info)
