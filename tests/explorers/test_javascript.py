"""Bundling modules into scripts."""

import re
import subprocess

import pytest
from each import each

from plainnet.explorers import ALL, AnswerBox, javascript


@pytest.fixture
def modules(tmp_path, monkeypatch):
    """A core of two modules and a view; returns a function that replaces one of the files."""
    monkeypatch.setattr(javascript, "HERE", tmp_path)

    def write(name, text):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf8")
        monkeypatch.setattr(javascript, "CORE", sorted((tmp_path / "core").glob("*.js")))

    write("core/drawing.js", "export function dot() {}\nexport const views = {};\n")
    write("core/states.js", 'import { dot } from "./drawing.js";\nconst A = 1;\ndot(A);\n')
    write("some/view.js", 'import { dot } from "../core/drawing.js";\n\nexport default { dot };\n')
    return write


def test_modules_become_plain_scripts(modules):
    assert javascript.scripts() == {
        "core": (
            'var plainnet = (() => {\n"use strict";\n'
            "function dot() {}\nconst views = {};\nconst A = 1;\ndot(A);\n"
            "return { dot, views };\n})();\n"
        ),
        "some": (
            '(() => {\n"use strict";\nconst { dot } = plainnet;\n\n'
            "plainnet.views.some = { dot };\n})();\n"
        ),
    }


OTHERS = (
    'import * as drawing from "../core/drawing.js";',
    "import { dot } from '../core/drawing.js';",
    "export class Dot {}",
    "export { dot };",
)


def imports(names, address="../core/drawing.js"):
    return f'import {{ {names} }} from "{address}";\n'


@each(
    ("name", "text", "message"),
    [
        ("some/view.js", imports("dot, line"), "some/view.js: ../core/drawing.js does not export"),
        (
            "core/states.js",
            imports("dot as point", "./drawing.js"),
            "core/states.js: ./drawing.js does not export as, poin",
        ),
        *(
            ("some/view.js", imports("dot", address), f"some/view.js: the core has no {address}")
            for address in ("../core/draw.js", "../other/view.js")
        ),
        ("core/states.js", "function dot() {}\n", "core: two modules define dot"),
        *(
            ("some/view.js", f"{line}\nexport default {{}};\n", "some/view.js: not understood: ")
            for line in OTHERS
        ),
    ],
)
def test_what_cannot_be_put_together_is_an_error(name, text, message, modules):
    modules("other/view.js", "export function dot() {}\n")
    before = (javascript.HERE / name).read_text("utf8")
    modules(name, text)
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        javascript.scripts()
    modules(name, before)


@pytest.mark.parametrize("view", [*ALL, AnswerBox.view])
def test_what_runs_has_neither_imports_nor_exports(view):
    scripts = javascript.scripts()
    for script in (scripts["core"], scripts[view]):
        assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert javascript.module(view) == f"{scripts['core']}{scripts[view]}{javascript.RENDER}"


TELLS = """
const sentence = {};
const root = { querySelector: (name) => (name === ".plainnet-sentence" ? sentence : null) };
const { tell } = plainnet.createOwn(root, {}, {});
for (const said of [["", "why"], ["computing", ""]]) tell(...said);
process.stdout.write(sentence.textContent);
"""


def test_where_no_number_is_typed_the_sentence_tells_why_python_has_no_answer():
    done = subprocess.run(["node", "-e", javascript.core() + TELLS], text=True, capture_output=True)
    assert done.stdout == "why", done.stderr
