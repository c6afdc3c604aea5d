"""Numbers as text."""

from each import each

from plainnet.explorers import formatting


@each(
    ("value", "name"),
    [
        (0, "0"),
        (1, "1"),
        (-1.5, "−1.5"),
        (0.1, "0.1"),
        (0.01, "0.01"),
        (0.02, "0.02"),
        (0.001, "10⁻³"),
        (1e-12, "10⁻¹²"),
        (2000, "2,000"),
        (1000, "1,000"),
        (1e4, "10⁴"),
        (1e12, "10¹²"),
        (0.0025, "0.0025"),
    ],
)
def test_a_tick_is_written_as_in_print(value, name):
    assert formatting.tick_name(value) == name


def test_an_axis_has_a_name_for_each_tick():
    axis = formatting.axis(1e-4, 10, [1e-4, 1], "Loss L", log=True)
    assert axis == {
        "from": 1e-4,
        "to": 10,
        "log": True,
        "ticks": [1e-4, 1],
        "names": ["10⁻⁴", "1"],
        "label": "Loss L",
    }
    assert formatting.axis(0, 1, [0.5], names=["half"])["names"] == ["half"]
