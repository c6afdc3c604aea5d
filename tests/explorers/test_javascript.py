"""Bundling modules into scripts."""

import re

import pytest

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


def test_a_name_that_is_not_exported_is_an_error(modules):
    modules("some/view.js", 'import { dot, line } from "../core/drawing.js";\n')
    with pytest.raises(ValueError, match=r"^some/view.js: ../core/drawing.js does not export line"):
        javascript.view("some")
    modules("core/states.js", 'import { dot as point } from "./drawing.js";\n')
    with pytest.raises(ValueError, match=r"^core/states.js: ./drawing.js does not export as, poin"):
        javascript.core()


@pytest.mark.parametrize("address", ["../core/draw.js", "../other/view.js"])
def test_a_file_that_is_not_of_the_core_is_an_error(modules, address):
    modules("other/view.js", "export function dot() {}\n")
    modules("some/view.js", f'import {{ dot }} from "{address}";\n')
    with pytest.raises(ValueError, match=f"^some/view.js: the core has no {address}"):
        javascript.view("some")


def test_two_modules_of_the_core_cannot_define_the_same(modules):
    modules("core/states.js", "function dot() {}\n")
    with pytest.raises(ValueError, match="core: two modules define dot"):
        javascript.core()


@pytest.mark.parametrize(
    "line",
    [
        'import * as drawing from "../core/drawing.js";',
        "import { dot } from '../core/drawing.js';",
        "export class Dot {}",
        "export { dot };",
    ],
)
def test_what_cannot_be_put_together_is_an_error(modules, line):
    modules("some/view.js", f"{line}\nexport default {{}};\n")
    with pytest.raises(ValueError, match=r"^some/view\.js: not understood: "):
        javascript.view("some")


@pytest.mark.parametrize("view", [*ALL, AnswerBox.view])
def test_what_runs_has_neither_imports_nor_exports(view):
    scripts = javascript.scripts()
    for script in (scripts["core"], scripts[view]):
        assert not re.search(r"^(import|export)\b", script, re.MULTILINE)
    assert javascript.module(view) == f"{scripts['core']}{scripts[view]}{javascript.RENDER}"
