"""Every explorer in `explorers.ALL`, on every page where it is, as a reader uses it."""

import explorer_page
import pytest
from colours import contrast
from explorer_page import PAGE, SCRIPTS

from plainnet import explorers

every_view = pytest.mark.parametrize("view", explorers.ALL)
in_turn = pytest.mark.turns(2)  # for gestures only: all runs compare drawings with Python


@every_view
def test_keyboard_and_mouse_show_what_python_computed(engine, view):
    """On pages without text; the tests with axe and with fingers use the complete pages."""
    for shown in explorer_page.bare(engine, view):
        shown.check()
        shown.open_table()
        for control in range(len(shown.spec["controls"])):
            last, before = shown.length(control) - 1, shown.position()
            handle = shown.handle(control)
            for key, index in (
                ("Home", 0),
                ("ArrowRight", min(1, last)),
                ("End", last),
                ("ArrowLeft", max(0, last - 1)),
            ):
                shown.press(control, key)
                read = shown.read()
                assert explorer_page.position_in(read)[control] == index
                assert shown.wrong_at_once(read) == []
            shown.check()
            if not handle:
                for move, part in ((shown.click, 0.5), (shown.drag, 0.2)):
                    move(control, part)
                    assert abs(shown.position()[control] - part * last) <= max(0.8, 0.1 * last)
                shown.check()
            assert len(before) == len(shown.position())
        assert engine.problems() == []


@every_view
@in_turn
def test_what_can_be_dragged_follows_the_pointer(engine, view):
    """Each handle is dragged by mouse, and stands at the place that is nearest to the pointer.

    A press on a track brings the handle that lies on it there, and moves nothing else.
    """
    shown = explorer_page.alone(engine, view)
    handles = engine.run(SCRIPTS.draggedHandles, shown.index)
    for handle in reversed(handles):  # the line of a neuron when its weights have moved
        before = shown.position()
        for right, down in ((40, 30), (-60, -40), (-250, 0)):
            x, y = shown.place(f"[data-handle='{handle}']")
            engine.drag(x, y, x + right, y + down)
            assert shown.wrong_at_once() == []
            assert engine.run(SCRIPTS.focused) == handle
            for control in map(shown.names().index, handle.split(" ")):
                place = shown.position()[control]
                ways = shown.way(control, [*range(shown.length(control)), place])
                pointer = [x + right, y + down]
                far = engine.run(SCRIPTS.distances, shown.index, handle, pointer, ways)
                assert any(each[place] < min(each) + 1 for each in zip(*far, strict=True)), far
            if shown.position() != before:
                break
        assert shown.position() != before, handle
        ways = engine.run(SCRIPTS.waysOf, shown.index, handle)
        for name, way in zip(handle.split(" "), ways, strict=True):
            last = shown.length(control := shown.names().index(name)) - 1
            for key, index in (("End", last), ("ArrowLeft", last - 1), ("Home", 0)):
                engine.press(explorer_page.KEYS[way].get(key, key))
                assert shown.position()[control] == index, key
        shown.check()
    for track, (name, *_, left, width, top, height) in enumerate(
        engine.run(SCRIPTS.pressTracks, shown.index)
    ):
        controls, expected = [*map(shown.names().index, name.split(" "))], shown.position()
        for part in (0.25, 0.75):
            engine.click(across := left + part * width, top + (1 - part) * height)
            x = engine.run(SCRIPTS.pressTracks, shown.index)[track][1]
            assert abs(x - across) <= width / (shown.length(controls[0]) - 1), name
            for control in controls:
                expected[control] = shown.position()[control]
            assert shown.check() == expected, name
    assert engine.problems() == []


@every_view
@in_turn
def test_a_finger_drags_and_the_page_stays(chromium, view):
    engine = chromium(width=390, has_touch=True, is_mobile=True)
    shown = explorer_page.alone(engine, view)
    touch = engine.context.new_cdp_session(engine.page)

    def send(kind, *points):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    for handle in engine.run(SCRIPTS.draggedHandles, shown.index):
        before = shown.position()
        for right, down in ((50, 40), (-70, -50), (-130, 0)):
            x, y = shown.place(f"[data-handle='{handle}']")
            scrolled = engine.run("() => scrollY")
            send("touchStart", {"x": x, "y": y})
            for part in (0.3, 0.7, 1):
                send("touchMove", {"x": x + part * right, "y": y + part * down})
            send("touchEnd")
            assert engine.run("() => scrollY") == scrolled
            assert shown.wrong_at_once() == []
            if shown.position() != before:
                break
        assert shown.position() != before, handle


@every_view
def test_nothing_jumps_and_a_page_of_another_width_shows_the_same(chromium, view):
    """An explorer has the same height at every position; each control takes all its values."""
    shown = explorer_page.alone(engine := chromium(width=360), view)
    for width in (820, 360):
        position = shown.check()
        engine.page.set_viewport_size({"width": width, "height": 740})
        engine.wait(SCRIPTS.isFitted, shown.index, width)
        assert shown.check() == position
        heights = {shown.read()["height"]}
        for control in range(len(shown.spec["controls"])):
            heights.update(shown.heights_on(control, range(shown.length(control))))
            assert shown.position()[control] == shown.length(control) - 1
        assert len(heights) == 1, f"{width} px: {sorted(heights)}"
        assert engine.run(SCRIPTS.misfits, shown.index) == []


# Of the arrow keys: which coordinate grows, and in which sense. The second key does the same if a
# handle moves along one axis only.
WAYS = {
    "right": (("ArrowRight ArrowUp", "cx", 1), ("ArrowLeft ArrowDown", "cx", -1)),
    "up": (("ArrowUp ArrowRight", "cy", -1), ("ArrowDown ArrowLeft", "cy", 1)),
    "down": (("ArrowDown ArrowRight", "cy", 1), ("ArrowUp ArrowLeft", "cy", -1)),
}


@every_view
def test_an_arrow_moves_a_handle_its_way(chromium, view):
    engine = chromium(reduced_motion="reduce")
    shown = explorer_page.alone(engine, view)
    for control in range(len(shown.spec["controls"])):
        if not (handle := shown.handle(control)):
            continue
        name, moved = shown.name(control), 0
        node = engine.page.locator(f"[data-handle~='{name}']").last
        for number, (keys, axis, sense) in enumerate(2 * WAYS[handle["way"]]):
            before = float(node.get_attribute(axis))  # in the drawing, since the page may scroll
            engine.run(SCRIPTS.focusControl, shown.index, name)
            engine.press(key := keys.split(" ")[number > 1 and handle["isOne"]])
            step = sense * (float(node.get_attribute(axis)) - before)
            assert step > -0.5, f"{key} moves {name} by {step}"
            moved += step
        assert moved > 1, f"{name} does not move"


@every_view
@in_turn
def test_chips_and_links_bring_their_states(engine, view):
    """The link of one state is opened in the same page, then anew over http and from a file."""
    name, _, block = explorer_page.places(engine, view)[0]
    shown = explorer_page.alone(engine, view)
    tasks = shown.spec["tasks"]
    for number, task in enumerate(tasks):
        shown.focus(".plainnet-tasks button", number)
        engine.press("Enter")
        now = shown.now()
        assert task["state"].items() <= now.items()
        here = [other["state"].items() <= now.items() for other in tasks]
        assert engine.run(SCRIPTS.pressedChips, shown.index) == here
    for control in range(len(shown.spec["controls"])):
        shown.press(control, "End")
    there, address = shown.check(), engine.run(SCRIPTS.linkOf, shown.index)
    for control in range(len(shown.spec["controls"])):
        shown.press(control, "Home")
    assert shown.check() != there
    engine.run("(hash) => { location.hash = hash; }", address)
    engine.wait(SCRIPTS.isAt, shown.index, address)
    assert shown.check() == there
    page = explorer_page.without_text(engine.site.folder, name, f"{view}-alone", block.html)
    for over in ("http", "file"):
        engine.open("narrow.html", over)
        engine.open(page + address, over)
        shown = explorer_page.Shown(engine, 0, block)
        engine.wait(SCRIPTS.isAt, shown.index, address)
        assert shown.check() == there


def test_an_address_that_names_no_state_changes_nothing(chromium):
    engine = chromium()
    shown = explorer_page.alone(engine, "stepper")
    there = shown.check()
    for parts in ("", "&", "&step", "&step=%", "&step=", "&step=%F0%28", "&step=1e9", "&x=1"):
        engine.run("(hash) => { location.hash = hash; }", f"#stepper{parts}")
        engine.run(PAGE.rest, 100)
        assert shown.check() == there, parts
    engine.run("(hash) => { location.hash = hash; }", "#stepper&x=1&step=%37")
    engine.wait(SCRIPTS.clockAt, shown.index, 7)
    assert engine.problems() == []


def test_a_link_is_copied_and_says_so_until_the_state_changes(chromium):
    engine = chromium(permissions=["clipboard-read", "clipboard-write"])
    shown = explorer_page.alone(engine, "stepper")
    link = engine.page.locator(".plainnet-link")
    link.click()
    engine.wait(
        "(said) => document.querySelector('.plainnet-link').textContent === said",
        shown.spec["common"]["copied"],
    )
    address = engine.run("() => navigator.clipboard.readText()")
    assert address.endswith(engine.run(SCRIPTS.linkOf, shown.index))
    assert address == engine.run("() => location.href")
    shown.press(shown.clock, "ArrowRight")
    assert link.text_content() == shown.spec["common"]["link"]


@every_view
def test_a_pointer_that_presses_nothing_chooses_nothing(chromium, view):
    engine = chromium()
    shown = explorer_page.alone(engine, view)
    there = shown.check()
    drawing = engine.page.locator(".plainnet-stage > svg").nth(shown.index).bounding_box()
    for across in (0.1, 0.3, 0.5, 0.7, 0.9):
        for down in (0.1, 0.3, 0.5, 0.7, 0.9):
            left, top = drawing["x"], drawing["y"]
            engine.hover(left + across * drawing["width"], top + down * drawing["height"])
    assert shown.check() == there


@every_view
@in_turn
def test_curves_are_read_by_pointer_and_keys(engine, view):
    shown = explorer_page.alone(engine, view)
    panel = engine.run(SCRIPTS.readablePanel, shown.index)
    assert (panel is None) == (shown.read()["reading"] is None)
    if panel is None:
        return
    frame = shown.frame(shown.check())
    left, right, top, bottom = engine.run(SCRIPTS.panelOnScreen, shown.index, panel)
    for part in (0.2, 0.7):
        engine.hover(left + part * (right - left), (top + bottom) / 2)
        row, _ = engine.run(SCRIPTS.hair, shown.index)
        assert shown.read()["reading"] == shown.row_in_words(row, frame)
        rows = shown.row_pixels(panel, left, right)
        distances = [abs(x - (left + part * (right - left))) for x in rows]
        assert distances[row] <= min(distances) + 0.5
    engine.hover(5, 5)  # otherwise the resting pointer would keep reading
    assert engine.run(SCRIPTS.hair, shown.index) is None
    last, now = len(rows) - 1, shown.row(shown.position()) or 0
    shown.focus(".plainnet-stage > svg")
    for key, expected in (
        ("ArrowRight", min(now + 1, last)),
        ("Home", 0),
        ("ArrowRight", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", last),
    ):
        engine.press(key)
        row, _ = engine.run(SCRIPTS.hair, shown.index)
        assert row == expected, key
        assert shown.read()["reading"] == shown.row_in_words(row, frame)
    shown.focus(".plainnet-numbers > summary")
    assert engine.run(SCRIPTS.hair, shown.index) is None


@every_view
@in_turn
def test_time_plays_to_its_end_and_begins_anew(engine, view):
    """In all explorers with a clock, such as the film; each moment is shown, the end is told."""
    shown = explorer_page.alone(engine, view)
    assert shown.clock is not None or view != "training_film"
    if shown.clock is None:
        return
    common, clock = shown.spec["common"], shown.clock
    last, play = shown.length(clock) - 1, shown.spec["controls"][clock].get("play", common["play"])
    shown.press(clock, "Home")
    shown.focus(PLAY)
    engine.press("Enter")
    shown.focus(".plainnet-step", 1)
    engine.press("Enter")  # a step stops the film
    assert playing(shown) == play
    shown.press(clock, "End", "ArrowLeft", "ArrowLeft")
    shown.check()
    assert playing(shown) == play
    engine.run(PAGE.rest, 400)  # until the move has been announced
    engine.run(PAGE.countAnnouncements, shown.index)
    engine.run(SCRIPTS.recordFilm, shown.index)
    shown.focus(PLAY)
    engine.press("Enter")
    engine.wait(f"() => window.places.at(-1) === {last}", seconds=30)
    shown.check()
    assert playing(shown) == play
    engine.run(PAGE.rest, 400)
    assert engine.run("() => window.places") == [last - 1, last]
    assert engine.run("() => window.announced") == 1
    if pace := shown.spec["controls"][clock].get("pace"):
        assert pace in engine.run("() => window.waits")
    engine.press("Enter")
    # It plays on: on a slow machine, a look at the clock alone may miss state 1, and three the end.
    engine.wait("() => window.places.includes(1)")
    engine.press("Enter")
    assert 0 < shown.check()[clock] < last
    assert engine.run("() => window.places")[2] == 0
    assert engine.run("() => window.labels")[3] == common["pause"]
    shown.focus(f"[aria-label='{common['reset']}']")
    engine.press("Enter")
    assert shown.check()[clock] == 0
    assert len(shown.read()["ghosts"]) == min(1, shown.spec["ghosts"])
    for label, place in (("on", 1), ("on", 2), ("back", 1), ("back", 0), ("back", 0)):
        shown.focus(f"[aria-label='{common[label]}']")
        engine.press("Enter")
        assert shown.position()[clock] == place
        assert shown.wrong_at_once() == []
    shown.press(clock, "End")
    shown.focus(f"[aria-label='{common['on']}']")
    engine.press("Enter")
    assert shown.position()[clock] == last
    assert engine.problems() == []


@every_view
@in_turn
def test_the_sentence_is_told_once_per_settled_move(engine, view):
    shown = explorer_page.alone(engine, view)
    for _ in range(5):
        shown.press(0, "Home")
        shown.check()
        engine.run(PAGE.rest, 400)  # until it has been announced
        engine.run(PAGE.countAnnouncements, shown.index)
        engine.run(PAGE.timeKeys)
        shown.press(0, *["ArrowRight"] * 5)
        shown.check()
        engine.wait("() => window.announced")
        engine.run(PAGE.rest, 400)
        pause = engine.run(PAGE.longestPause)
        if pause < 200:  # on a slow machine, the controls may have rested between two keys
            break
    assert pause < 200
    assert engine.run("() => window.announced") == 1


@every_view
@in_turn
def test_a_move_leaves_the_last_run_as_a_ghost(engine, view):
    """The ghost is the run before a move, even of several keys; the table has it, too."""
    shown = explorer_page.alone(engine, view)
    assert shown.spec["ghosts"] or view != "descent_line"
    if not shown.spec["ghosts"]:
        return
    control = next(i for i in range(len(shown.spec["controls"])) if i != shown.clock)
    if shown.clock is not None:
        kind = shown.spec["controls"][shown.clock]["kind"]
        if kind == "time":  # at its beginning there is no run
            shown.press(shown.clock, "Home")
            shown.press(control, "End", "Home")
            assert shown.read()["ghosts"] == []
        shown.press(shown.clock, "End")
    shown.press(control, "Home")
    shown.open_table()
    start = shown.check()
    engine.run(PAGE.rest, 400)
    assert len(shown.read()["ghosts"]) <= 1
    shown.press(control, "ArrowRight", "ArrowRight", "End")
    assert shown.read()["ghosts"][0] == start
    assert shown.wrong_at_once() == []
    if shown.clock is not None:
        shown.press(shown.clock, "End")
    shown.check()
    engine.run(PAGE.rest, 400)
    before = shown.position()
    shown.press(control, "Home")
    assert shown.read()["ghosts"][0] == before
    assert len(shown.read()["ghosts"]) <= shown.spec["ghosts"]
    shown.check()


@every_view
@in_turn
def test_a_press_on_a_ghost_brings_its_run_back(engine, view):
    """Its settings, but not its time; and the run of now becomes the ghost."""
    shown = explorer_page.alone(engine, view)
    if not shown.spec["ghosts"]:
        return
    control = next(i for i in range(len(shown.spec["controls"])) if i != shown.clock)
    if shown.clock is not None:
        shown.press(shown.clock, "End")
    settled = []
    for key in ("Home", "End"):
        shown.press(control, key)
        settled.append(shown.check())
        engine.run(PAGE.rest, 400)
    engine.click(*engine.run(SCRIPTS.pointOnGhost, shown.index))
    assert shown.check() == settled[0]
    assert shown.read()["ghosts"][0] == settled[1]


@every_view
@in_turn
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
    assert engine.run(PAGE.count, ".plainnet-explorer [id]:not(linearGradient)") == 0
    assert engine.run(PAGE.idsTwice) == []


# Tests of the training film and of the success map.
PLAY = ".plainnet-go"


def playing(shown):
    """The label of the play button."""
    return shown.engine.run(SCRIPTS.playLabel, shown.index)


def test_a_touch_the_button_or_a_suggestion_pauses_a_film(engine):
    shown = explorer_page.alone(engine, "training_film")
    common = shown.spec["common"]
    pauses = {
        "button": lambda: engine.press("Space"),
        "key": lambda: shown.press(0, "ArrowRight"),
        "pointer": lambda: shown.click(0, 0.5),
        "link": lambda: engine.run("() => { location.hash = '#training_film&epoch=300'; }"),
        "suggestion": lambda: (shown.focus(".plainnet-tasks button"), engine.press("Enter")),
    }
    for how, pause in pauses.items():
        shown.press(0, "Home")
        shown.focus(PLAY)
        engine.press("Space")
        engine.run(SCRIPTS.recordFilm, shown.index)
        engine.wait("() => window.places.length >= 2", seconds=20)
        assert engine.run("() => window.labels.at(-1)") == common["pause"]
        pause()
        engine.run(PAGE.rest, 50)  # a link leads there a little later
        assert playing(shown) == common["play"], how
        place = shown.check()
        engine.run(PAGE.rest, 400)
        assert shown.position() == place, how
    assert place[0] == shown.spec["tasks"][0]["state"]["epoch"]


def test_a_press_on_a_curve_moves_time_there(chromium):
    engine = chromium()
    shown = explorer_page.alone(engine, "sharpness")
    shown.press(shown.clock, "Home")
    box = engine.page.locator("[data-panel]").first.bounding_box()
    engine.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert 0 < shown.check()[shown.clock] < shown.length(shown.clock) - 1


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


# What can be pressed: the selector of its number k, and the values that it chooses.
PRESSED = {
    "bug_museum": (
        [0, 5, 11],
        "[data-ys=shares][data-at='{k}']",
        lambda spec, frame, k: dict(
            zip(("activation", "learning_rate"), spec["settings"][k], strict=True)
        ),
    ),
    "cost_table": ([2, 9], "[data-says='names.{k}']", lambda spec, frame, k: {"network": k}),
    "matrix_product": (
        [0, 2],
        "[data-says='result.{row}.{column}']",
        lambda spec, frame, k: {"step": frame["ends"][k]},
    ),
    "stepper": (
        [6, 14],  # the last lines belong to one step
        "[data-says='code.{k}']",
        lambda spec, frame, k: {"step": spec["line_steps"][k]},
    ),
    "success_map": (
        [(0, 0, 0), (2, 7, 8), (1, 2, 3)],
        "rect[data-cell='{k[0]}.{k[1]}.{k[2]}']",
        lambda spec, frame, k: dict(zip(("activation", "width", "learning_rate"), k, strict=True)),
    ),
    "writer": ([0, 40, 119], "[data-fill='sure.{k}']", lambda spec, frame, k: {"letter": k}),
}


@pytest.mark.parametrize("view", PRESSED)
def test_what_is_pressed_is_chosen(engine, view):
    """Each is pressed at its own picture, so what lies above it must be at its place."""
    shown = explorer_page.alone(engine, view)
    numbers, selector, chosen = PRESSED[view]
    for k in numbers:
        if shown.clock is not None:
            shown.press(shown.clock, "End")  # all that will be there is drawn
        frame = shown.frame(shown.check())
        columns = len(frame["right"][0]) if "right" in frame else 1
        row, column = divmod(k, columns) if columns > 1 else (k, 0)
        place = selector.format(k=k, row=row, column=column)
        engine.click(*shown.place(place))
        assert shown.wrong_at_once() == []
        now = shown.now()
        assert chosen(shown.spec, frame, k).items() <= now.items(), k
        if shown.handle(0):  # what was pressed has the focus
            assert engine.run(SCRIPTS.focused)
    if view == "success_map":
        engine.press("ArrowRight", "ArrowUp")
        now = shown.now()
        assert chosen(shown.spec, frame, (1, 3, 4)).items() <= now.items()
        (x, y), to = (shown.place(selector.format(k=(1, *at))) for at in ((3, 4), (5, 2)))
        engine.drag(x, y, *to)
        assert chosen(shown.spec, frame, (1, 5, 2)).items() <= shown.now().items()


def test_a_press_in_the_map_of_steps_sets_learning_rate_and_momentum(chromium):
    """The nearest values that there are: of the momenta, 0.8 lies nearest to 0.7."""
    shown = explorer_page.alone(engine := chromium(), "descent_contour")
    place = "canvas[data-map^=counts]"
    middle_x, middle_y, width, height = engine.run(PAGE.middleOf, shown.index, place)
    left, bottom = middle_x - width / 2, middle_y + height / 2
    before = dict(zip(shown.names(), shown.check(), strict=True))
    spec = shown.spec
    for rate, momentum, nearest in ((1.0, 0.7, 0.8), (3.2, 0.1, 0.0)):
        x, y = (rate - 0.025) / 4, momentum + 0.025  # parts of the map
        engine.click(left + x * width, bottom - y * height)
        chosen = {
            "learning_rate": spec["rates"].index(rate),
            "momentum": spec["momenta"].index(nearest),
        }
        assert dict(zip(shown.names(), shown.check(), strict=True)) == before | chosen


def test_a_cell_of_the_success_map_is_wide_enough_for_a_finger(chromium):
    engine = chromium(width=360, has_touch=True, is_mobile=True)
    shown = explorer_page.alone(engine, "success_map")
    names = [control["name"] for control in shown.spec["controls"]]
    cell = [shown.position()[names.index("activation")], 1, 6]
    place = f"rect[data-cell='{'.'.join(map(str, cell))}']"
    x, y, width, height = engine.run(PAGE.middleOf, shown.index, place)
    assert width >= 30 and height >= 44
    engine.page.touchscreen.tap(x, y)
    position = shown.check()
    assert [position[names.index(name)] for name in ("width", "learning_rate")] == [1, 6]


@every_view
@in_turn
def test_a_page_without_javascript_shows_the_picture(chromium, view):
    engine = chromium(java_script_enabled=False)
    for name in {name for name, _, _ in explorer_page.places(engine, view)}:
        engine.page.goto(engine.address(name))
        for picture in engine.page.locator(
            f"[data-view={view}] img.plainnet-still:not(.only-dark)"
        ).all():
            assert picture.is_visible()
            # If the picture were missing, this would be the box of its alt text.
            box = picture.bounding_box()
            assert 1.5 < box["width"] / box["height"] < 2.5 and box["width"] > 400
            assert len(picture.get_attribute("alt")) > 50


def test_less_motion_on_request(chromium):
    engine, moves = chromium(), {}
    for view in explorers.ALL:
        shown = explorer_page.alone(engine, view)
        for wish, keys in (("reduce", ("Home", "End")), ("no-preference", ("Home",))):
            engine.page.emulate_media(reduced_motion=wish)
            shown.press(shown.clock or 0, *keys)
            moves[wish] = max(moves.get(wish, 0), *engine.run(SCRIPTS.motions))
    assert moves["reduce"] == 0 < moves["no-preference"]


@every_view
@in_turn
def test_colours_can_be_told_apart_in_light_and_dark(engine, view):
    shown = explorer_page.alone(engine, view)
    shown.press(next(i for i in range(9) if i != shown.clock), "End")  # leaves a ghost
    light, dark = (engine.run(SCRIPTS.colours, shown.index, theme) for theme in ("light", "dark"))
    assert light["edged"] == dark["edged"] == []  # outlined text would be hard to measure
    for kind, least in (("text", 4.5), ("line", 3)):
        assert light[kind]
        for day, night in zip(light[kind], dark[kind], strict=True):
            assert day[1] != night[1] and day[2] != night[2]
            for what, colour, background in (day, night):
                found = contrast(colour, background)
                assert found >= least, f"{what}: {colour} on {background}: {found:.2f}"
    # On a map with fixed colours, the background of a number is its cell, that of a pattern its
    # edge.
    on_maps = [seen for found in (light, dark) for kind in ("cell", "mark") for seen in found[kind]]
    for what, colour, background in on_maps:
        assert contrast(colour, background) >= 4.5, f"{what}: {colour} on {background}"
