"""Numbers as text."""

from each import each

from plainnet.explorers import formatting


@each(
    ("value", "name"),
    [
        (0, "0"),
        (-1.5, "−1.5"),
        (0.1, "0.1"),
        (0.01, "0.01"),
        (0.001, "10⁻³"),
        (1e-12, "10⁻¹²"),
        (2000, "2,000"),
        (1e4, "10⁴"),
        (0.0025, "0.0025"),
    ],
)
def test_a_tick_is_written_as_in_print(value, name):
    assert formatting.tick_name(value) == name
