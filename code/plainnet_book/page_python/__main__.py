"""Fetch and pack Python for the pages: ``python -m plainnet_book.page_python``."""

import subprocess
import sys

from plainnet_book.page_python import parts

try:
    parts.make()
except (OSError, subprocess.CalledProcessError) as error:
    sys.exit(f"listings will not run in their pages, because Pyodide cannot be had: {error}")
