"""A measured ratio of times is printed beside the last ones, and stored with them."""

import json

import ratios


def test_a_ratio_is_printed_and_kept_beside_the_last_ones(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(ratios, "RUNS", 3)
    path = tmp_path / "_build" / "benchmarks.json"
    for value in (1.5, 1.25):
        ratios.report("a run", value, "2 s", path)
    ratios.report("another", 3, "1 s", path)
    assert capsys.readouterr().out.split("\n")[1::2] == [
        "a run: 1.50 × (2 s); before: none",
        "a run: 1.25 × (2 s); before: 1.50",
        "another: 3.00 × (1 s); before: none",
    ]
    assert json.loads(path.read_text("utf8")) == {"a run": [1.5, 1.25], "another": [3.0]}
    for value in (2, 3):
        ratios.report("a run", value, "2 s", path)
    assert json.loads(path.read_text("utf8"))["a run"] == [1.25, 2.0, 3.0]
    capsys.readouterr()  # `make benchmark` would show the captured output
