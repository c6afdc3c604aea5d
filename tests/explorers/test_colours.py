"""Colours have the same meaning in Python and CSS and can be distinguished by everyone."""

import itertools
import re
from pathlib import Path

import pytest
from colours import EYES, contrast, distance
from each import each

from plainnet import plots
from plainnet.explorers import digits
from plainnet.explorers.widget import HERE
from plainnet_book import dark
from plainnet_book.execution import ROOT

LIGHT, DARK = dark.themes()
NAMES = {name: name.replace(" ", "-") for name in plots.COLOURS}
THEMES = each("theme", [LIGHT, DARK], ids=["light", "dark"])
WRITTEN = ("ink", "muted", "curve", "limit", "solved", "wrong", "target-0", "target-1")
# Colours that appear in the same picture.
TOGETHER = [
    ("curve", "pinned", "limit", "solved"),
    ("target-0", "target-1", "curve", "limit"),
    ("solved", "wrong", "limit"),
    ("sigmoid", "tanh", "relu", "limit"),
]
PAIRS = sorted({pair for names in TOGETHER for pair in itertools.combinations(names, 2)})
# The least distances in Oklab, where 0.02 is just noticeable. One man in twelve lacks red or green
# vision, one in ten thousand blue; to the latter, the book's blue and green look most similar.
LEAST = {"usual": 0.08, "without red": 0.08, "without green": 0.08, "without blue": 0.035}


def test_contrast_and_distance_are_measured_as_they_are_defined():
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert distance("#ffffff", "#000000", "usual") == pytest.approx(1, abs=1e-6)
    assert distance("#ff0000", "#ffffff", "usual") == pytest.approx(0.4526, abs=1e-3)
    red, olive = "#c00000", "#5b5200"
    assert distance(red, olive, "without red") < 0.1 < 0.2 < distance(red, olive, "usual")


def test_python_and_css_have_the_same_names_and_colours():
    missing = set(NAMES.values()) - set(LIGHT)
    assert not missing, f"colours.css: set {missing}, for light and for dark"
    for name, css in NAMES.items():
        assert LIGHT[css] == plots.COLOURS[name], f"{name} differs in plots.py and colours.css"


def test_both_themes_set_the_same_colours():
    maps = {"map-0": "target-0", "map-1": "target-1"}
    maps |= {f"map-{name}": name for name in ("ink", "solved", "wrong")}
    assert set(LIGHT) - set(maps) == set(DARK), "colours.css: set each colour for light and dark"
    assert {name: LIGHT[name] for name in maps} == {name: LIGHT[of] for name, of in maps.items()}


@THEMES
def test_of_units_of_the_digits_the_silent_are_faint_and_the_loudest_stands_out(theme):
    nothing, *seen = digits.shades()
    alphas = [int(shade[7:], 16) for shade in seen]
    assert nothing.endswith("00") and alphas == sorted(set(alphas))
    paper = theme["paper"]
    contrasts = [contrast(on_ground(shade, paper), paper) for shade in seen]
    assert contrasts == sorted(contrasts) and 1.1 < contrasts[0] < 1.3 and contrasts[-1] > 3


def on_ground(shade, ground):
    """A colour with alpha, as seen on a ground."""
    (*channels, alpha), below = bytes.fromhex(shade[1:]), bytes.fromhex(ground[1:])
    mixed = [b + (c - b) * alpha / 255 for c, b in zip(channels, below, strict=True)]
    return "#" + "".join(f"{round(channel):02x}" for channel in mixed)


def is_grey(colour):
    return colour[1:3] == colour[3:5] == colour[5:7]


def test_the_style_of_figures_has_no_other_colour():
    style = Path(plots.__file__).with_name("book.mplstyle").read_text("utf8")
    found = {f"#{text}" for text in re.findall(r"\b[0-9a-f]{6}\b", style)}
    assert len(found) > 5
    others = {c for c in found - set(plots.COLOURS.values()) if not is_grey(c)}
    assert not others, f"book.mplstyle: take a colour of plots.COLOURS instead of {others}"


def test_only_one_sheet_names_a_colour():
    for name in ("explorers.css", "drawing.css"):
        css = (HERE / name).read_text("utf8")
        others = set(re.findall(r"#[0-9a-fA-F]{3,8}\b(?=[^{}]*;)", css))
        others -= {"#000", "#fff"}  # on maps
        assert not others, f"{name}: take a variable of colours.css instead of {others}"


@THEMES
@each("name", sorted({*NAMES.values(), *WRITTEN}))
def test_what_is_drawn_and_more_so_what_is_written_stands_out_from_the_paper(theme, name):
    least = 4.5 if name in WRITTEN else 3
    assert contrast(theme[name], theme["paper"]) >= least, f"colours.css: --{name} is too pale"


@THEMES
def test_text_stands_out_from_what_is_chosen_or_at_work(theme):
    assert contrast(theme["ink"], theme["tint"]) >= 4.5
    assert contrast(theme["curve"], theme["tint"]) >= 3


@THEMES
@each("eyes", EYES)
@each("pair", PAIRS, ids=" ".join)
def test_colours_that_meet_can_be_distinguished(theme, pair, eyes):
    difference = distance(*(theme[name] for name in pair), eyes)
    assert difference >= LEAST[eyes], f"colours.css: {pair} look alike {eyes}: {difference:.3f}"


def test_every_colour_meets_another():
    assert {name for names in TOGETHER for name in names} == set(NAMES.values())


@each("path", sorted(ROOT.glob("chapters/*.ipynb")), ids=lambda path: path.stem)
def test_chapters_take_their_colours_from_the_palette(path):
    text = path.read_text("utf8")
    named = re.findall(r'\b(?:color|colors|c|facecolor|edgecolor)=\\"([a-z]+|C\d)\\"', text)
    assert set(named) <= {"black", "white"}, f"{path.name}: take plots.COLOURS"
    for colour in re.findall(r"#[0-9a-fA-F]{6}(?=\W|[0-9a-fA-F]{2}\W)", text):
        assert is_grey(colour), f"{path.name}: take plots.COLOURS instead of {colour}"
