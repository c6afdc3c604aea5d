"""The fingerprint of results depends only on the code that computes them, on every Python."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from each import each

from plainnet import activations, network
from plainnet.lab import ensemble
from plainnet.lab import fingerprint as module
from plainnet.lab.fingerprint import computing, fingerprint

SOURCE = '''
"""A title."""

from b import c

class A:
    """A class."""

    size: int = 3

    def f(self, x: float, *more: int) -> float:
        """A rule."""
        # a trap
        if x < 0:
            raise ValueError(f"x: expected 0 or more; got {x}")
        return c(x) + 1
'''
SAME = {
    "a comma in an error message": ("0 or more;", "0, or more;"),
    "another error": ("ValueError", "TypeError"),
    "a docstring": ("A rule.", "The rule."),
    "no docstring": ('"""A class."""', ""),
    "a comment": ("# a trap", "# a pitfall"),
    "a blank line": ("        if", "\n        if"),
    "an annotation": ("x: float", "x: int"),
    "no return type": (" -> float", ""),
    "the type of a field": ("size: int", "size: float"),
    "an import from elsewhere": ("from b import c", "from a.b import c"),
}
OTHER = {
    "a number": ("+ 1", "+ 2"),
    "a limit": ("x < 0", "x <= 0"),
    "a default of a field": ("= 3", "= 4"),
    "no refusal": ("raise ValueError(", "print("),
    "an argument": ("x: float, ", "x: float, y, "),
    "a call": ("c(x)", "x"),
}


@each("change", SAME.values(), ids=SAME)
def test_what_computes_nothing_does_not_count(change):
    assert SOURCE.count(change[0])
    assert computing(SOURCE.replace(*change)) == computing(SOURCE)


@each("change", OTHER.values(), ids=OTHER)
def test_what_computes_counts(change):
    assert SOURCE.count(change[0])
    assert computing(SOURCE.replace(*change)) != computing(SOURCE)


def test_what_computes_is_left_as_code():
    assert computing(computing(SOURCE)) == computing(SOURCE)
    scope = {"c": float}
    exec(computing(SOURCE), scope)
    assert scope["A"]().f(1) == 2.0 and scope["A"].size == 3


NESTED = """f"{names['a']!r:>{width}} {f'{x:.2f}'} {{}}" """
TEXTS = (
    *('f"{a}"', 'f"{b}"', 'f"{a} "', 'f"{a!r}"', 'f"{a!s}"', 'f"{a:.2f}"', 'f"{a:.3f}"'),
    *('f"{a:{b}}"', 'f"{a!r:.2f}"', 'f"{{a}}"', 'f"{a}{b}"', '"{a}"', 'f"{a=}"'),
)


def test_texts_with_values_are_written_without_the_quotes_that_versions_of_python_choose():
    expected = "[(names['a'], 114, ['>', (width, -1)]), ' ', ([(x, -1, ['.2f'])], -1), ' {}']"
    assert computing(NESTED) == expected
    assert computing("x = f'a{b}'") == computing('x = f"a{b}"') == computing('x = f"""a{b}"""')
    if sys.version_info >= (3, 12):
        assert computing(NESTED.replace("'", '"')) == expected


def test_each_part_of_a_text_with_values_counts():
    assert len({computing(text) for text in TEXTS}) == len(TEXTS)


def test_every_part_counts_and_so_does_their_order():
    parts = [activations, ensemble.Ensemble, network.NeuralNetwork.forward, {"epochs": 3}, "text"]
    digests = {fingerprint(*parts[:count]) for count in range(len(parts) + 1)}
    assert len(digests) == len(parts) + 1
    assert fingerprint(*parts[::-1]) != fingerprint(*parts)
    assert fingerprint({"epochs": 3}) != fingerprint({"epochs": 4})
    assert fingerprint("ab", "c") != fingerprint("a", "bc")


SCRIPT = """
import json, sys
sys.dont_write_bytecode = True
scope = {"__name__": "fingerprint"}
from pathlib import Path
module, *sources = [Path(path).read_text("utf8") for path in sys.argv[1:]]
exec(module, scope)
sys.stdout.buffer.write(json.dumps([scope["computing"](source) for source in sources]).encode())
"""


def other_pythons():
    """Other Python versions on this machine that start."""
    for minor in (11, 12, 13, 14):
        path = shutil.which(f"python3.{minor}", path=os.defpath + os.pathsep + os.environ["PATH"])
        version = [path, "-c", "import sys; print(sys.version_info[1])"]
        if path and sys.version_info[1] != minor:
            answer = subprocess.run(version, capture_output=True, text=True)
            if answer.stdout.strip() == str(minor):
                yield path


def test_the_same_code_computes_on_every_version_of_python(tmp_path):
    pythons = list(other_pythons())
    if not pythons:
        pytest.skip("there is no other Python")
    package = str(Path(module.__file__).parents[1]) + "/"
    names = ["activations", "network", "lab/ensemble", "broken/museum", "sweeps/declaration"]
    paths = [f"{package}{name}.py" for name in ["lab/fingerprint", *names]]
    paths.append(str(tmp_path / "texts.py"))
    Path(paths[-1]).write_text("\n".join([NESTED, *TEXTS]), "utf8")
    here = [computing(Path(path).read_text("utf8")) for path in paths[1:]]
    for python in pythons:
        command = [python, "-I", "-c", SCRIPT, *paths]
        there = subprocess.run(command, capture_output=True, check=True)
        assert json.loads(there.stdout) == here, python
