"""The files of Python in the page, in parts that a page loads when it needs them.

``python`` is Pyodide, the interpreter; ``numpy`` is NumPy, with contourpy; ``plainnet`` is the
book's package; ``figures`` is Matplotlib with all that it needs. Pyodide comes from npm, once for
each environment (`make`). The wheels in ``wheels`` are those of Pyodide's own list,
``pyodide-lock.json``, which has their digests.

A part is a file that any server sends as it is, and a script with the same content, because pages
from ``file://`` load nothing else.
"""

import base64
import gzip
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

from plainnet_book import formulas

HERE = Path(__file__).parent
HOME = Path(sys.prefix) / "page_python"  # what `make` made
PYODIDE = HOME / "node_modules" / "pyodide"
CORE = "pyodide.js", "pyodide.asm.js", "pyodide.asm.wasm", "pyodide-lock.json"
LIBRARY = "python_stdlib.zip"
WHEELS = {
    "numpy": ("numpy", "contourpy"),  # explorers draw contours
    "figures": (
        *("matplotlib", "cycler", "kiwisolver", "packaging", "pillow", "pyparsing"),
        *("python-dateutil", "six"),
    ),
}
ALL = "python", "plainnet", *WHEELS
# What no cell needs: types, headers, other formats, fonts of other styles, examples.
LEFT_OUT = re.compile(
    r"\.(pyi|pxd|h|c|orig)$|/RECORD$|^numpy/(f2py/(?!__init__)|distutils/|_typing/tests/)"
    r"|^PIL/_(webp|imagingft)\.|mpl-data/(sample_data|images|plot_directive|fonts/(afm|pdfcorefonts))"
    r"|^matplotlib/backends/(web_backend|qt_editor)/"
)
EMPTY = "numpy/f2py/__init__.py"  # `from numpy import *` asks for it
NPM = "lib/node_modules/npm/bin/npm-cli.js"
QUIETLY = "--ignore-scripts", "--no-audit", "--no-fund", "--silent"
SCRIPT = '(window.plainnetParts ??= {{}})["{}"] = "{}";\n'


def are_there() -> bool:
    """Whether `make` made all parts."""
    return all((HOME / f"{part}.js").exists() for part in ("python", *WHEELS))


def make() -> None:
    """Fetch Pyodide by npm, check the wheels, and write all parts but ``plainnet``.

    Raises an `OSError` or a `subprocess.CalledProcessError` if npm cannot be had or fetches
    nothing, and a `ValueError` if a wheel is not the one in Pyodide's list.
    """
    HOME.mkdir(exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(HERE / name, HOME / name)
    node = formulas.node()
    subprocess.run([node, node.parent.parent / NPM, "ci", *QUIETLY], cwd=HOME, check=True)
    check_wheels()
    core = {name: (PYODIDE / name).read_bytes() for name in CORE}
    write("python", core | {LIBRARY: stored(PYODIDE / LIBRARY)}, HOME)
    for part, names in WHEELS.items():
        write(part, {f"{name}.zip": stored(wheel(name)) for name in names}, HOME)


def listed() -> dict:
    """Pyodide's list of packages, by their names."""
    return json.loads((PYODIDE / "pyodide-lock.json").read_text("utf8"))["packages"]


def check_wheels() -> None:
    """Raise a `ValueError` if a wheel differs from the one in Pyodide's list."""
    packages = listed()
    for name in (name for names in WHEELS.values() for name in names):
        expected = packages[name]["sha256"]
        if (got := hashlib.sha256(wheel(name).read_bytes()).hexdigest()) != expected:
            raise ValueError(f"{wheel(name).name}: expected the digest {expected}; got {got}")


def wheel(name) -> Path:
    """The wheel of a package. Raises a `FileNotFoundError` if it is not in the folder."""
    name = f"{name.replace('-', '_')}-*.whl"
    if found := sorted((HERE / "wheels").glob(name)):
        return found[0]
    raise FileNotFoundError(f"{HERE / 'wheels'}: expected {name}; NOTICE.md tells where it is from")


def stored(path) -> bytes:
    """The zip at ``path`` without what is left out and without compression, which comes later."""
    with zipfile.ZipFile(path) as archive:
        names = sorted(name for name in archive.namelist() if not LEFT_OUT.search(name))
        names = [name for name in names if not name.endswith("/")]
        return zipped({name: b"" if name == EMPTY else archive.read(name) for name in names})


def zipped(files) -> bytes:
    """An uncompressed zip of files, by their names; equal files give an equal zip."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return data.getvalue()


def write(part, files, folder) -> None:
    """Write a part, with these files, to a folder: their names and sizes, then their contents."""
    sizes = json.dumps({name: len(content) for name, content in files.items()}).encode()
    data = len(sizes).to_bytes(4, "little") + sizes + b"".join(files.values())
    packed = gzip.compress(data, 9, mtime=0)
    (folder / f"{part}.bin").write_bytes(packed)
    (folder / f"{part}.js").write_text(SCRIPT.format(part, base64.b64encode(packed).decode()))
