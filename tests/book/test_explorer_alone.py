"""`make explorer`: a page with a single explorer."""

import re

import pytest

from plainnet.explorers import ALL
from plainnet_book import explorer_alone


def test_the_page_is_one_file_with_all_that_the_explorer_needs(tmp_path):
    assert explorer_alone.build("descent_line", tmp_path / "new") == 0
    (page,) = (tmp_path / "new").iterdir()
    html = page.read_text("utf8")
    assert ALL["descent_line"]().page() in html
    assert "plainnet.views.descent_line =" in html and "var plainnet =" in html
    assert explorer_alone.BOOT.read_text("utf8") in html
    assert not re.search(r'(?:src|href)="(?!data:|#)', html)  # no other file is loaded


@pytest.mark.parametrize("name", ["", "steper", "core"])
def test_an_unknown_name_is_answered_by_the_known_names(tmp_path, capsys, name):
    assert explorer_alone.build(name, tmp_path / "new") == 2
    stderr = capsys.readouterr().err
    assert stderr == f"NAME: expected one of {', '.join(ALL)}; got {name!r}\n"
    assert not (tmp_path / "new").exists()
