"""Every explorer in `explorers.ALL`, on every page where it stands, as a reader uses it."""

import re

import explorer_page
import pytest
from engines import WITNESS
from explorer_page import PAGE, SCRIPTS

from plainnet import explorers
from plainnet_book import explorer_alone

every_view = pytest.mark.parametrize("view", explorers.ALL)


@every_view
def test_keyboard_and_mouse_show_what_python_computed(engine, view):
    """Without the text around them; with it, axe looks on and a finger moves the sliders."""
    for shown in explorer_page.bare(engine, view):
        shown.check()
        shown.open_table()
        for control, spec in enumerate(shown.spec["controls"]):
            last = len(spec["labels"]) - 1
            for key, index in (
                ("Home", 0),
                ("ArrowRight", min(1, last)),
                ("End", last),
                ("ArrowLeft", max(0, last - 1)),
            ):
                shown.press(control, key)
                assert shown.position()[control] == index
                assert shown.wrong_at_once() == []
            shown.check()
            for move, part in ((shown.click, 0.5), (shown.drag, 0.2)):
                move(control, part)
                assert abs(shown.position()[control] - part * last) <= max(0.8, 0.1 * last)
            shown.check()
        assert engine.problems() == []


def test_an_explorer_alone_on_its_page_shows_what_python_computed(engine):
    """`make explorer`: one file, without Sphinx."""
    explorer_alone.build("descent_line", folder := engine.site.folder / "alone")
    page = folder / "index.html"
    page.write_text(page.read_text("utf8").replace("<head>", f"<head>{WITNESS}", 1), "utf8")
    engine.open("alone/index.html")
    spec = explorer_page.explorer("descent_line").spec
    shown = explorer_page.Shown(engine, 0, "descent_line", spec)
    shown.press(0, "Home")
    shown.check()
    assert engine.problems() == []


@every_view
def test_the_sentence_is_told_once_per_settled_move(engine, view):
    shown = explorer_page.alone(engine, view)
    shown.press(0, "Home")
    shown.check()
    engine.run(PAGE.countTold, shown.index)
    shown.press(0, *["ArrowRight"] * 5)
    assert engine.run("() => window.told") == 0
    shown.check()
    engine.wait("() => window.told")
    engine.run(PAGE.rest, 400)
    assert engine.run("() => window.told") == 1


@pytest.mark.parametrize(
    "view", [v for v in explorers.ALL if explorer_page.explorer(v).spec.get("pin")]
)
def test_a_pinned_curve_stays_until_it_is_removed(engine, view):
    shown = explorer_page.alone(engine, view)
    common = shown.spec["common"]
    shown.press(0, "Home")
    shown.open_table()
    assert shown.read()["button"] == common["pin"]
    shown.focus("button")
    engine.press("Enter")
    shown.pinned = shown.frame(shown.position())
    assert shown.read()["button"] == common["unpin"]
    shown.check()
    shown.press(0, "End")
    assert shown.wrong_at_once() == []
    shown.check()
    shown.focus("button")
    engine.press("Enter")
    shown.pinned = None
    assert shown.read()["button"] == common["pin"]
    shown.check()


@every_view
def test_two_on_one_page_do_not_disturb_each_other(engine, view):
    one, two = explorer_page.alone(engine, view, copies=2)
    for moved, still, control in ((one, two, -1), (two, one, 0)):
        before, start = still.check(), moved.position()
        control %= len(start)
        moved.press(control, "Home" if start[control] else "End")
        moved.open_table()
        assert moved.check() != start
        assert still.check() == before
        assert still.read()["columns"] == [] or still is one
    assert engine.run(PAGE.count, ".plainnet-explorer [id]") == 0


def test_a_start_is_the_same_whatever_the_learning_rate(engine):
    """The first loss, which is measured before the first step."""
    shown = explorer_page.alone(engine, "xor_learning_rate")
    firsts = set()
    for key in ("Home", "ArrowRight", "End"):
        shown.press(0, key)
        assert shown.wrong_at_once() == []
        firsts.add(tuple(shown.read()["curves"][0]["points"][0]))
    assert len(firsts) == 1


def axis(shown, which, panel=0):
    """From a value to a pixel on an axis of the explorer's first curve, or of another."""
    return explorer_page.decoded(shown.read()["curves"][panel][which])[0]


def near(found, expected):
    return found == pytest.approx(expected, abs=explorer_page.NEAR)


def test_contour_lines_are_ellipses_with_the_axes_that_python_computed(engine):
    shown = explorer_page.alone(engine, "descent_contour")
    for key in ("Home", "End", "ArrowLeft"):
        shown.press(2, key)
        x, y, seen = axis(shown, "x"), axis(shown, "y"), engine.run(SCRIPTS.beside, shown.index)
        radii = shown.spec["ellipse"][shown.frame(shown.position())["ellipse"]]
        assert len(seen["ellipses"]) == len(radii) / 2 >= 5
        for ellipse, rx, ry in zip(seen["ellipses"], radii[::2], radii[1::2], strict=True):
            assert near(ellipse, [x(0), y(0), x(rx) - x(0), y(0) - y(ry)])


def test_the_region_and_the_answers_of_a_neuron_are_those_of_python(engine):
    shown = explorer_page.alone(engine, "single_neuron")
    for control, key in ((0, "End"), (2, "Home"), (1, "ArrowLeft"), (3, "End")):
        shown.press(2, "ArrowRight")
        shown.press(control, key)
        seen, frame = engine.run(SCRIPTS.beside, shown.index), shown.frame(shown.position())
        expected = [
            f"{'✗✓'[right]} {answer}"
            for right, answer in zip(frame["right"], frame["shown"], strict=True)
        ]
        assert seen["answers"] == expected
        assert seen["targets"] == [target == 1 for target in frame["target"]]
        if shown.read()["curves"]:
            x, y = axis(shown, "x"), axis(shown, "y")
            corners = zip(frame["region_x"], frame["region_y"], strict=True)
            assert near(seen["region"][0], [p for a, b in corners for p in (x(a), y(b))])


def test_the_museum_shows_shares_verdicts_and_lines_of_code(engine):
    shown = explorer_page.alone(engine, "bug_museum")
    for control, key in ((0, "Home"), (0, "End"), (1, "End"), (2, "End"), (0, "ArrowLeft")):
        shown.press(control, key)
        seen, frame = engine.run(SCRIPTS.museum, shown.index), shown.frame(shown.position())
        x, _ = explorer_page.decoded(seen["ticks"])
        shares = [frame["share"], frame["share_right"]]
        assert near(seen["dots"], [x(share[0]) for share in shares])
        for ends, (_, low, high) in zip(seen["ends"], shares, strict=True):
            assert near(ends, [x(low), x(high)])
        assert seen["run"] == [frame["run"]]
        for name in ("rows", "lines", "verdicts"):
            assert seen[name] == frame[name]


def test_the_line_at_two_over_alpha_lies_there(engine):
    shown = explorer_page.alone(engine, "sharpness")
    for key in ("Home", "End", "ArrowLeft"):
        shown.press(0, key)
        limit = shown.frame(shown.position())["limit"]
        (edge,) = engine.run(SCRIPTS.beside, shown.index)["edge"]
        assert near(edge, [axis(shown, "y", panel=1)(limit)] * 2)


def test_the_learning_rate_stands_between_its_marks(engine):
    shown = explorer_page.alone(engine, "descent_line")
    for key in ("Home", "End", "ArrowLeft"):
        shown.press(0, key)
        seen = engine.run(SCRIPTS.beside, shown.index)
        (left, right), *marks = seen["marks"]
        values = [mark["at"] for mark in shown.spec["marks"]]
        rates = shown.spec["rates"]

        def place(value, left=left, right=right, rates=rates):
            part = (value - rates["from"]) / (rates["to"] - rates["from"])
            return left + part * (right - left)

        assert near([x for mark in marks for x in mark], [place(v) for v in values for _ in "12"])
        assert near(seen["strip"], [place(shown.frame(shown.position())["rate"])])


def test_buttons_step_on_and_back_and_stop_at_the_ends(engine):
    shown = explorer_page.alone(engine, "stepper")
    last = len(shown.spec["controls"][0]["labels"]) - 1
    common = shown.spec["common"]
    for label, start, steps in (("back", "Home", (0, 0)), ("on", "Home", (1, 2))):
        shown.press(0, start)
        for step in steps:
            shown.focus(f"[aria-label='{common[label]}']")
            engine.press("Enter")
            assert shown.position()[0] == step
            assert shown.wrong_at_once() == []
    shown.press(0, "End")
    shown.focus(f"[aria-label='{common['on']}']")
    engine.press("Enter")
    assert shown.position()[0] == last
    shown.check()


# The training film.
PLAY = ".plainnet-play button"


def playing(engine, shown):
    """What the button says."""
    return engine.run(SCRIPTS.playLabel, shown.index)


def test_hidden_space_has_the_line_its_upper_side_and_a_name_for_each_pattern(engine):
    shown = explorer_page.alone(engine, "training_film")
    for start in ("Home", "ArrowRight", "End"):
        shown.press(1, start)
        for key in ("Home", "End", *["ArrowLeft"] * 3):
            shown.press(0, key)
            assert shown.wrong_at_once() == []
            frame, read = shown.frame(shown.position()), shown.read()
            keys = [curve["key"] for curve in read["curves"]]
            assert keys == (["line_y", "loss"] if frame["line_x"] else ["loss"])
            (hidden, *_) = (mark for mark in read["marks"] if mark["where"] == "hidden")
            x, y = (explorer_page.decoded(hidden[which])[0] for which in "xy")
            corners = zip(frame["region_x"], frame["region_y"], strict=True)
            region = [p for a, b in corners for p in (x(a), y(b))]
            found = engine.run(SCRIPTS.beside, shown.index)["region"]
            assert len(found) == bool(region)
            assert near([p for polygon in found for p in polygon], region)
            names = list(enumerate(shown.spec["names"]))
            assert sorted(map(tuple, engine.run(SCRIPTS.patternNames, shown.index))) == names


def test_a_film_plays_to_its_end_and_starts_over(engine):
    shown = explorer_page.alone(engine, "training_film")
    common, last = shown.spec["common"], len(shown.spec["controls"][0]["labels"]) - 1
    assert (shown.position()[0], playing(engine, shown)) == (0, common["play"])
    shown.press(0, "End", *["ArrowLeft"] * 6)
    shown.check()
    engine.run(PAGE.countTold, shown.index)
    engine.run(SCRIPTS.recordFilm, shown.index)
    shown.focus(PLAY)
    engine.press("Enter")
    assert playing(engine, shown) == common["pause"]
    engine.wait(f"() => window.places.at(-1) === {last}", seconds=20)
    shown.check()
    engine.run(PAGE.rest, 400)
    assert engine.run("() => window.places") == list(range(last - 5, last + 1))
    assert (shown.position()[0], playing(engine, shown)) == (last, common["play"])
    assert engine.run("() => window.told") == 1
    shown.focus(PLAY)
    engine.press("Enter")
    # It goes on meanwhile: on a busy machine, nobody looks while it is at 2.
    engine.wait("() => window.places.slice(6).includes(2)", seconds=20)
    assert engine.run("() => window.places").index(0) == 6
    assert engine.run("() => window.told") == 1
    assert engine.problems() == []


def test_a_touch_or_the_button_pauses_a_film(engine):
    shown = explorer_page.alone(engine, "training_film")
    common = shown.spec["common"]
    for how in ("button", "key", "pointer"):
        shown.press(0, "Home")
        shown.focus(PLAY)
        engine.press("Space")
        engine.run(SCRIPTS.recordFilm, shown.index)
        engine.wait("() => window.places.length >= 2", seconds=20)
        assert engine.run("() => window.labels.at(-1)") == common["pause"]
        if how == "button":
            engine.press("Space")
        elif how == "key":
            shown.press(0, "ArrowRight")
        else:
            shown.click(0, 0.5)
        assert playing(engine, shown) == common["play"]
        place = shown.check()
        engine.run(PAGE.rest, 400)
        assert shown.position() == place


def test_a_film_plays_with_less_motion_and_another_start_too(chromium):
    engine = chromium(reduced_motion="reduce")
    shown = explorer_page.alone(engine, "training_film")
    engine.run(SCRIPTS.recordFilm, shown.index)
    shown.focus(PLAY)
    engine.press("Enter")
    engine.wait("() => window.places.at(-1) >= 2", seconds=20)
    shown.press(1, "End")
    before = shown.position()[0]
    engine.wait(f"() => window.places.at(-1) > {before}", seconds=20)
    shown.focus(PLAY)
    engine.press("Enter")
    assert shown.check()[1] == len(shown.spec["controls"][1]["labels"]) - 1


def test_a_cell_of_the_success_map_is_chosen_by_a_click(engine):
    shown = explorer_page.alone(engine, "success_map")
    for cell in ([0, 0], [7, 8], [2, 3]):
        x, y, *_ = engine.run(SCRIPTS.mapCell, shown.index, *cell)
        engine.click(x, y)
        assert shown.wrong_at_once() == []
        assert shown.check()[:2] == cell
    shown.press(1, "ArrowRight")
    assert shown.check()[:2] == [2, 4]


def test_a_cell_of_the_success_map_is_wide_enough_for_a_finger(chromium):
    engine = chromium(width=360, has_touch=True, is_mobile=True)
    shown = explorer_page.alone(engine, "success_map")
    x, y, width, height = engine.run(SCRIPTS.mapCell, shown.index, 1, 6)
    assert min(width, height) >= 24
    engine.page.touchscreen.tap(x, y)
    assert shown.check()[:2] == [1, 6]


@every_view
def test_a_finger_moves_a_slider(chromium, view):
    engine = chromium(width=360, has_touch=True, is_mobile=True)
    for shown in explorer_page.shown(engine, view):
        before, steps = shown.position()[0], len(shown.spec["controls"][0]["labels"]) - 1
        x, y, width = engine.run(SCRIPTS.track, shown.index, 0)
        part = 0.25 if before > steps / 2 else 0.75
        engine.page.touchscreen.tap(x + part * width, y)
        engine.wait(SCRIPTS.hasMoved, shown.index, before)
        assert shown.wrong_at_once() == []
        assert engine.run(SCRIPTS.misfits, shown.index) == []


@every_view
def test_a_page_without_javascript_shows_the_picture(chromium, view):
    engine = chromium(java_script_enabled=False)
    for name in {name for name, _, _ in explorer_page.places(engine, view)}:
        engine.page.goto(engine.address(name))
        for picture in engine.page.locator(
            f"[data-view={view}] img.plainnet-still:not(.plainnet-dark)"
        ).all():
            assert picture.is_visible()
            box = picture.bounding_box()  # without a picture it is the line of its alt text
            assert 1.5 < box["width"] / box["height"] < 2.5 and box["width"] > 400
            assert len(picture.get_attribute("alt")) > 50


def test_less_motion_on_request(chromium):
    engine, moves = chromium(), {}
    for view in explorers.ALL:
        explorer_page.alone(engine, view)
        for wish in ("reduce", "no-preference"):
            engine.page.emulate_media(reduced_motion=wish)
            moves[wish] = max(moves.get(wish, 0), *engine.run(SCRIPTS.motions))
    assert moves["reduce"] == 0 < moves["no-preference"]


@every_view
def test_colours_can_be_told_apart_in_light_and_dark(engine, view):
    shown = explorer_page.alone(engine, view)
    if shown.spec.get("pin"):  # its curve is there, too
        shown.focus("button")
        engine.press("Enter")
    light, dark = (engine.run(SCRIPTS.colours, shown.index, theme) for theme in ("light", "dark"))
    assert light["edged"] == dark["edged"] == []  # letters with an edge cannot be read
    for kind, least in (("text", 4.5), ("line", 3)):
        assert light[kind]
        for day, night in zip(light[kind], dark[kind], strict=True):
            assert day[1] != night[1] and day[2] != night[2]
            for what, colour, background in (day, night):
                found = contrast(colour, background)
                assert found >= least, f"{what}: {colour} on {background}: {found:.2f}"
    # On a map, whose colours are fixed, a number has its cell as background, a pattern its edge.
    on_maps = [seen for found in (light, dark) for kind in ("cell", "mark") for seen in found[kind]]
    for what, colour, background in on_maps:
        assert contrast(colour, background) >= 4.5, f"{what}: {colour} on {background}"


def contrast(*colours):
    """The contrast of two opaque colours, as WCAG defines it."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour):
    parts = re.fullmatch(r"rgb\((\d+), (\d+), (\d+)\)", colour)
    assert parts, f"not an opaque colour: {colour}"
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (int(part) / 255 for part in parts.groups())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
