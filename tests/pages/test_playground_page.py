"""The playground in its page: what a reader chooses, what Python trains, what is shown of it."""

import functools
import re
import time
from urllib.parse import unquote

import accessibility
import numpy as np
import page_scripts
import pytest
from each import each
from engines import Chromium

from plainnet.explorers import Playground
from plainnet.explorers.playground import challenges, picture
from plainnet.explorers.playground.run import Run
from plainnet.explorers.playground.state import CHOICES, DATA, checked
from plainnet.explorers.playground.talk import said
from plainnet.explorers.playground.words import WORDS

PAGE = "chapters/playground.html"
SCRIPTS = page_scripts.functions("playground.js")
PATIENCE = 180  # seconds; WebKit takes a minute to start Python
pytestmark = pytest.mark.rests_on("code", f"page {PAGE}")


def patient(engine):
    """Let an engine wait longer: on a busy machine, Python takes its time."""
    engine.wait = functools.partial(engine.wait, seconds=60)
    return engine


def press(engine, selector):
    engine.click(*engine.run(SCRIPTS.placeOf, selector)[:2])


def trained(engine, epochs, seconds=PATIENCE):
    """Train in steps of one epoch, and wait for each."""
    for epoch in range(1, epochs + 1):
        press(engine, "[data-do=step]")
        engine.wait(f"() => ({SCRIPTS.epoch})() === {epoch}", seconds=seconds)


MAKES_OWN = """
import numpy as np
from plainnet import NeuralNetwork, datasets
from plainnet.explorers import Playground
rng = np.random.default_rng(0)
X, y = datasets.two_moons(60, rng=rng)
nn = NeuralNetwork(2, 5, 1, activation="tanh", rng=rng)
"""


def ends_with_its_cell(engine):
    """When the cell runs again, the network that it showed is trained no more."""
    engine.run(SCRIPTS.pressOwn, "go")
    engine.wait(f"() => ({SCRIPTS.ofOwn})('sentence').match(/After (\\d+)/)[1] > 10", seconds=60)
    engine.run("() => { window.last = document.querySelector('.plainnet-output .plainnet-epoch') }")
    engine.run(SCRIPTS.openCell, f"{MAKES_OWN}Playground(nn, X, y)")
    engine.wait(f"() => ({SCRIPTS.ofOwn})('sentence')?.startsWith('After 0')", seconds=60)
    seen = [engine.run("() => window.last.textContent") for _ in range(2) if not time.sleep(0.5)]
    assert seen[0] == seen[1]


def trains_ones_own(engine):
    """A network of the reader's own, made in a cell, is trained below it as it is at home."""
    names, before = {}, engine.run(SCRIPTS.sentence)
    exec(MAKES_OWN, names)
    run = Run(names["nn"], names["X"], names["y"], 1.0, {})
    engine.run(SCRIPTS.openCell, f"{MAKES_OWN}Playground(nn, X, y, learning_rate=1.0)")
    assert engine.wait(SCRIPTS.ofOwn, "sentence", seconds=PATIENCE) == said(run)
    for epoch in (1, 2):
        engine.run(SCRIPTS.pressOwn, "step")
        run.train(1)
        engine.wait(f"(said) => ({SCRIPTS.ofOwn})('sentence') === said", said(run), seconds=60)
        assert f"epochs={epoch}" in engine.run(SCRIPTS.ofOwn, "of-code pre")
    engine.run(SCRIPTS.pressOwn, "gradient")
    assert engine.wait(SCRIPTS.answer, "gradient", seconds=60).startswith("✓")
    engine.run("() => document.querySelectorAll('.plainnet-output .plainnet-unit-map')[4].click()")
    engine.wait(f"() => ({SCRIPTS.ofOwn})('legend').startsWith('tanh(')", seconds=60)
    ends_with_its_cell(engine)
    assert engine.run(SCRIPTS.sentence) == before  # the page's own


def shows_its_units(engine, run):
    """The pictures in the units: x1 grows to the right, x2 upwards, hidden units as in Python."""
    cells = np.array([3, 12, 20])
    part = (cells + 0.5) / picture.SMALL
    box = picture.box_of(run, DATA[run.state["data"]].box)
    hidden = np.frombuffer(picture.plane(run, box)["units"], np.uint8)
    hidden = hidden.reshape(-1, picture.SMALL, picture.SMALL)[:, cells][:, :, cells]
    levels = np.concatenate([np.rint(picture.TOP * np.array(np.meshgrid(part, part))), hidden])
    muted = [list(bytes.fromhex(colour[1:])) for colour in Playground().spec["muted"]]
    found = np.array(engine.run(SCRIPTS.unitColours, part.tolist()))
    differ = np.abs(found - np.array(muted)[levels.astype(int)]).max(axis=(1, 2, 3))
    assert max(differ) < 20, f"x1, x2, and the hidden units differ by {differ}"


@pytest.mark.parametrize("over", ["http", "file"])
@pytest.mark.shares_storage
def test_a_network_trains_in_the_page_as_it_does_at_home(engine, over):
    """The sentence after ten epochs is Python's, computed here; so are the lines, run here."""
    engine.open(f"{PAGE}#playground&data=moons&hidden=2&rule=momentum&rate=0.1", over)
    engine.wait(f"() => ({SCRIPTS.code})().includes('two_moons')", seconds=PATIENCE)
    trained(engine, 10)
    given = {"data": "moons", "hidden": "2", "rule": "momentum", "rate": "0.1"}
    run = Run.of_state(checked(given))
    run.train(10)
    assert engine.run(SCRIPTS.sentence) == said(run)
    assert engine.run(SCRIPTS.code) == run.text()
    shows_its_units(engine, run)
    press(engine, "[data-do=same]")
    told = engine.wait(SCRIPTS.answer, "same", seconds=PATIENCE)
    assert told.startswith("✓ Run from the top, these lines give the same 9 numbers, bit for bit")
    for canvas in (".plainnet-board canvas", ".plainnet-plane canvas", ".plainnet-fall"):
        assert engine.run(SCRIPTS.painted, canvas) > 0.02
    trains_ones_own(engine)
    assert engine.problems() == []


@pytest.fixture(scope="module")
def started(site, browser):
    """A page in which Python runs already: it was asked about the run that is there at first."""
    engine = patient(Chromium(site, browser))
    engine.open(PAGE)
    engine.first = [engine.run(SCRIPTS.sentence), engine.run(SCRIPTS.code)]
    press(engine, "[data-do=same]")
    engine.told = engine.wait(SCRIPTS.answer, "same", seconds=PATIENCE)
    engine.second = [engine.run(SCRIPTS.sentence), engine.run(SCRIPTS.code)]
    yield engine
    engine.close()


def test_the_first_question_runs_the_lines_that_stand_there(started):
    assert re.search("^✓ .* the same 37 numbers, .*300 epochs", started.told)
    sentence, code = started.first
    assert started.second == [sentence.removeprefix(WORDS["finished"]), code]


def test_choices_that_are_rarely_made_are_folded(chromium):
    engine = patient(chromium())
    engine.open(PAGE)
    more, choices = map(engine.page.locator, ("[data-do=rare]", ".plainnet-rare"))
    for is_open in (False, True, False):
        assert choices.is_visible() == is_open
        assert more.get_attribute("aria-expanded") == str(is_open).lower()
        more.focus()
        engine.page.keyboard.press("Enter")


@pytest.fixture
def python(started):
    """The page as at its beginning; Python runs already."""
    if started.run(SCRIPTS.isGoing):
        press(started, "[data-do=go]")
        started.wait(f"() => !({SCRIPTS.isGoing})()")
    detail = {"detail": {"data": "rings"}}
    started.run(
        "(detail) => document.querySelector('[data-view=playground]')"
        ".dispatchEvent(new CustomEvent('plainnet:goto', detail))",
        detail,
    )
    started.wait(f"() => ({SCRIPTS.epoch})() === 0 && ({SCRIPTS.code})().includes('rings')")
    if not started.page.locator(".plainnet-rare").is_visible():
        press(started, "[data-do=rare]")
    yield started
    assert started.problems() == []


def chosen(engine, name, value, line):
    """Choose a radio button, and wait until a line of the code has it."""
    press(engine, f'[data-choice={name}] input[value="{value}"] + span')
    engine.wait(f"(line) => ({SCRIPTS.code})().includes(line)", line)


def test_before_the_first_press_nothing_of_python_is_loaded_and_a_run_is_shown(chromium):
    engine = patient(chromium())
    engine.open(PAGE)
    names = [row[0] for row in engine.run("() => performance.getEntries().map((e) => [e.name])")]
    assert not [name for name in names if "/python/" in name]
    assert engine.run(SCRIPTS.sentence).startswith(WORDS["finished"])
    assert engine.run(SCRIPTS.painted, ".plainnet-plane canvas") > 0.3
    engine.run(SCRIPTS.listen, ".plainnet-coming")
    press(engine, "[data-choice=data] input[value=moons] + span")
    assert engine.page.locator(".plainnet-desk").get_attribute("data-stale") == WORDS["stale"]
    assert engine.page.locator(".plainnet-waiting").count() == 1
    press(engine, "[data-do=rare]")
    press(engine, "[data-choice=batch] input[value='10'] + span")
    engine.wait(f"() => ({SCRIPTS.code})().includes('two_moons')", seconds=60)
    engine.wait(f"() => ({SCRIPTS.code})().includes('batch_size=10')")
    press(engine, "[data-do=go]")
    engine.wait(f"() => ({SCRIPTS.epoch})() > 5 && ({SCRIPTS.isGoing})()")
    assert engine.page.locator(".plainnet-waiting").count() == 0
    said = engine.run("() => window.said")
    assert any("MB" in each for each in said) and said[-1] == ""
    assert engine.problems() == []


def test_what_is_chosen_while_python_starts_stays_chosen(chromium):
    """The answer to an earlier wish takes nothing back, be it of the page or of a link."""
    engine = patient(chromium())
    engine.open(PAGE)
    rate = "[data-choice=rate] input"
    press(engine, "[data-do=go]")
    engine.page.locator(rate).focus()
    engine.press("ArrowRight", "ArrowRight", "ArrowRight")
    engine.wait(f"() => ({SCRIPTS.code})().includes('learning_rate=1,')")
    assert int(engine.page.locator(rate).input_value()) == CHOICES["rate"].index(1.0)
    engine.page.reload()
    engine.run("() => { location.hash = '#playground&data=moons&noise=0.3&rate=0.2'; }")
    engine.wait("() => Boolean(document.querySelector('[data-stale]'))")
    press(engine, "[data-do=more]")
    press(engine, "[data-do=go]")
    engine.wait(f"() => ({SCRIPTS.code})().includes('two_moons(330, 0.3')")
    engine.wait(f"() => ({SCRIPTS.code})().includes('2, 4, 4, 4, 1,')")
    told = engine.page.locator(".plainnet-coming").inner_text()
    assert told == WORDS["untaken"].format(names="rate=0.2")


def test_it_trains_until_it_is_stopped_and_shows_and_tells_it(python):
    """A screen reader is told seldom while it trains, and at the end."""
    python.run(SCRIPTS.listen, ".plainnet-told")
    press(python, "[data-do=go]")
    python.wait(f"() => ({SCRIPTS.isGoing})() && ({SCRIPTS.epoch})() > 20")
    button = python.page.locator("[data-do=go]")
    assert button.inner_text() == WORDS["stop"]
    press(python, "[data-do=go]")
    python.wait(f"() => !({SCRIPTS.isGoing})()")
    python.page.wait_for_timeout(200)
    epoch = python.run(SCRIPTS.epoch)
    assert f"epochs={epoch}," in python.run(SCRIPTS.code)
    python.page.wait_for_timeout(300)
    assert python.run(SCRIPTS.epoch) == epoch and button.inner_text() == WORDS["train"]
    heard = python.run("() => window.said")
    assert 1 <= len(heard) <= 4 and heard[-1] == python.run(SCRIPTS.sentence)


def test_layers_and_units_are_added_and_taken_away(python):
    def sizes():
        return re.search(r"\((?:\n    )?2, ([\d, ]+), 1,", python.run(SCRIPTS.code))[1]

    press(python, '[data-choice=speed] input[value="10"] + span')
    speed = '[data-choice=speed] input[value="10"]:checked'
    assert sizes() == "4, 4"
    for button, expected in (
        ("[data-do=more]", "4, 4, 4"),
        ("[data-do=less]", "4, 4"),
        (".plainnet-units button:first-child", "3, 4"),
        (".plainnet-units button:last-child", "4, 4"),
    ):
        press(python, button)
        python.wait(f"() => /2, {expected}, 1,/.test(({SCRIPTS.code})())")
        assert python.page.locator(speed).count() == 1, "the speed stays as it was chosen"


def test_a_unit_is_shown_large_and_a_slider_begins_anew(python):
    drawn = "() => document.querySelector('.plainnet-plane canvas').toDataURL()"
    before = python.run(drawn)
    press(python, ".plainnet-unit-map")
    title = python.page.locator(".plainnet-of-answers h2 span")
    assert title.inner_text() == WORDS["unit_shows"].format(layer=1, unit=1)
    python.wait(f"(before) => ({drawn})() !== before", before)
    press(python, ".plainnet-unit-map")
    assert title.inner_text() == WORDS["shows"]
    python.page.locator("[data-choice=noise] input").focus()
    python.press("ArrowRight")
    python.wait(f"() => ({SCRIPTS.code})().includes('rings(330, 0.2')")


def test_a_rate_changed_while_it_trains_is_another_line(python):
    trained(python, 2)
    python.page.locator("[data-choice=rate] input").focus()
    python.press("ArrowRight")
    press(python, "[data-do=step]")
    python.wait(f"() => ({SCRIPTS.epoch})() === 3")
    code = python.run(SCRIPTS.code)
    assert "learning_rate=0.03, epochs=2" in code and "learning_rate=0.1, epochs=1" in code


def test_every_rate_can_be_chosen_and_decay_says_what_it_changes(python):
    slider = python.page.locator("[data-choice=rate] input")
    slider.focus()
    for rate in ("0.1", "0.3", "1", "3", "10"):
        python.press("ArrowRight")
        python.wait(f"(rate) => ({SCRIPTS.code})().includes(`learning_rate=${{rate}},`)", rate)
    python.page.locator("[data-choice=decay] input").focus()
    python.press("ArrowRight")
    python.wait(f"() => ({SCRIPTS.code})().includes('WeightDecay(0.0001)')")
    assert python.page.locator(".plainnet-coming").inner_text() == WORDS["decay_descent"]
    assert "learning_rate=10," in python.run(SCRIPTS.code)
    press(python, "[data-choice=rule] input[value=adam] + span")
    python.wait(f"() => !({SCRIPTS.code})().includes('WeightDecay')")
    assert python.page.locator(".plainnet-coming").inner_text() == WORDS["no_decay"]


def test_another_start_and_other_data_begin_anew(python):
    for name, line in (("start", "nn ="), ("seed", "X, y =")):
        trained(python, 1)
        number = int(re.search(rf"default_rng\((\d+)\)\n{line}", python.run(SCRIPTS.code))[1])
        press(python, f"[data-do={name}]")
        line = f"default_rng({number + 1})\n{line}"
        python.wait(f"(line) => ({SCRIPTS.code})().includes(line)", line)
        assert python.run(SCRIPTS.epoch) == 0
    code = python.run(SCRIPTS.code)
    trained(python, 1)
    press(python, "[data-do=reset]")
    python.wait(f"(code) => ({SCRIPTS.code})() === code", code)


def test_points_are_added_by_a_click_and_by_keys_and_dragged(python):
    chosen(python, "data", "noisy_xor", "noisy_xor")
    x, y, width, _ = python.run(SCRIPTS.placeOf, ".plainnet-plane canvas")
    python.click(x, y)
    python.wait(f"() => ({SCRIPTS.code})().includes('np.vstack')")
    added = python.run(SCRIPTS.link)
    x, y, width, _ = python.run(SCRIPTS.placeOf, ".plainnet-plane canvas")
    python.drag(x, y, x + width / 4, y - width / 8)
    python.wait(f"(before) => ({SCRIPTS.link})() !== before", added)
    press(python, "[data-choice=adds] input[value='1'] + span")
    python.page.locator(".plainnet-plane canvas").focus()
    python.press("ArrowLeft", "ArrowRight", "ArrowDown", "Enter")  # the first goes to the middle
    python.wait(f"() => /X = np.vstack\\(\\[X, \\[\\[.*\\], \\[/.test(({SCRIPTS.code})())")
    x, y, label = re.search(
        r"([\d.]+):([\d.]+):(\d)(&|$)", unquote(python.run(SCRIPTS.link))
    ).groups()[:3]
    assert float(x) > 0.5 > float(y) and label == "1"
    press(python, "[data-do=undo]")
    python.wait(f"() => !({SCRIPTS.code})().includes('vstack')")


def test_a_link_is_copied_without_beginning_anew_and_brings_the_state_back(python, chromium):
    trained(python, 2)
    press(python, ".plainnet-link")
    python.page.wait_for_timeout(300)
    assert python.run(SCRIPTS.epoch) == 2
    assert python.run("() => location.hash") == python.run(SCRIPTS.link)
    chosen(python, "data", "blobs", "blobs")
    chosen(python, "activation", "relu", "relu")
    link, code = python.run(SCRIPTS.link), python.run(SCRIPTS.code)
    assert link == "#playground&data=blobs&activation=relu"
    engine = patient(chromium())
    engine.open(f"{PAGE}{link}&start=__import__('os')&noise=9")
    engine.wait(f"(code) => ({SCRIPTS.code})() === code", code, seconds=60)


def test_python_is_asked_and_answers(python):
    chosen(python, "data", "xor", "datasets.xor()")
    trained(python, 3)
    for name, begins in (("gradient", "✓ right"), ("many", "")):
        press(python, f"[data-do={name}]")
        told = python.wait(SCRIPTS.answer, name, seconds=60)
        assert told.startswith(begins)
    assert re.match(r"\d+ of 100 starts solve it within 100 epochs; all at once, by descent", told)
    assert python.page.locator(".plainnet-strip i").count() == 100


@each("name", challenges.CHALLENGES)
def test_a_challenge_sets_up_its_state_and_judges(python, name):
    press(python, f'[data-challenge="{name}"]')
    task = WORDS["challenge"][name]["task"]
    shown = "document.querySelector('.plainnet-verdict-of-task').textContent"
    python.wait(f"(task) => {shown}.startsWith(task)", task)
    run = Run.of_state(challenges.begins(name))
    python.wait(f"(code) => ({SCRIPTS.code})() === code", run.text())
    verdict = challenges.verdict(name, run, {})["text"]
    assert python.page.locator(".plainnet-verdict-of-task").inner_text() == f"{task} {verdict}"
    press(python, f'[data-challenge="{name}"]')


def test_the_lines_run_as_a_cell(python):
    chosen(python, "data", "and", "datasets.and_()")
    trained(python, 2)
    press(python, "[data-do=open]")
    output = python.page.locator(".plainnet-output")
    python.wait("() => document.querySelector('.plainnet-output')?.textContent.includes('loss')")
    loss = re.search(r"loss ([\d.]+)", python.run(SCRIPTS.sentence))[1]
    assert float(output.inner_text().split()[1]) == pytest.approx(float(loss), rel=1e-2)
    python.page.locator(".plainnet-own").get_by_text("Originals").click()


def test_what_fails_in_a_cell_says_so_and_starts_over(python):
    rule = "def no_step(*given):\n    return 1 / 0\n"
    python.run(SCRIPTS.openCell, f"{MAKES_OWN}{rule}Playground(nn, X, y, update=no_step)")
    python.wait(SCRIPTS.ofOwn, "sentence", seconds=60)
    python.run(SCRIPTS.pressOwn, "go")
    coming = python.page.locator(".plainnet-output .plainnet-coming")
    python.wait(f"() => ({SCRIPTS.ofOwn})('coming').includes('ZeroDivisionError: ')")
    assert python.page.locator(".plainnet-output .plainnet-going").count() == 0
    coming.get_by_role("button", name=WORDS["start_over"]).click()
    python.wait(f"() => ({SCRIPTS.ofOwn})('coming') === ''")
    python.page.locator(".plainnet-own").get_by_text("Originals").click()


def test_the_losses_stand_in_a_table_and_at_their_height(python):
    python.run(SCRIPTS.watchNames)
    trained(python, 3)
    details = python.page.locator("[data-view=playground] > details")
    details.locator("summary").click()
    rows = details.locator("tbody tr")
    python.wait("() => document.querySelectorAll('[data-view=playground] tbody tr').length === 4")
    cells = rows.nth(3).locator("td").all_inner_texts()
    assert cells[0] == "3" and 0 < float(cells[1]) < 2 and 0 < float(cells[2]) < 2
    ticks, ends = python.run(SCRIPTS.lossNames)
    (high, y), (low, lower) = (ticks[0], ticks[-1])
    assert high >= 1 > low and lower > y + 50
    for loss, end in zip(cells[1:], ends, strict=True):
        part = np.log10(high / float(loss)) / np.log10(high / low)
        assert abs(y + part * (lower - y) - end) < 8  # names that meet are moved apart
    assert (float(cells[1]) < float(cells[2])) == (ends[0] > ends[1])
    details.locator("summary").click()


def test_a_listing_that_is_stopped_takes_the_run_along_and_it_begins_anew(python):
    trained(python, 2)
    listing = python.page.locator("[data-cell]").last
    listing.locator("pre").click()
    listing.locator("textarea").fill("while True:\n    pass")
    listing.locator("[data-does=run]").click()
    listing.locator("[data-does=stop]").click()
    coming = "() => document.querySelector('.plainnet-coming').textContent"
    assert "stopped" in python.wait(coming)
    python.page.locator(".plainnet-own").get_by_text("Originals").click()
    trained(python, 1, seconds=60)


@pytest.mark.parametrize("missing", ["WebAssembly", "Worker"])
def test_without_python_runs_of_challenges_are_shown(chromium, missing):
    engine = patient(chromium())
    engine.page.add_init_script(f"delete window.{missing}")
    engine.open(PAGE)
    words = WORDS["without"].format(why=WORDS["too_old"])
    assert engine.page.locator(".plainnet-coming").inner_text() == words
    for name in ("two units", "reading"):
        press(engine, f'[data-challenge="{name}"]')
        run = Run.of_state(challenges.solves(name))
        run.train(challenges.CHALLENGES[name].epochs)
        engine.wait(f"(words) => ({SCRIPTS.sentence})() === words", WORDS["finished"] + said(run))
        assert engine.run(SCRIPTS.code) == run.text()
    assert not engine.page.locator("[data-do=go]").is_visible()
    assert engine.problems() == []


def test_a_finger_trains_on_a_phone_and_nothing_is_too_wide(chromium):
    engine = patient(chromium(width=360, has_touch=True, is_mobile=True))
    engine.open(PAGE)
    assert engine.run(SCRIPTS.unfit) == []
    go = engine.page.locator("[data-do=go]")
    box = go.bounding_box()
    assert box["y"] + box["height"] <= 740  # it sticks to the window
    go.tap()
    engine.wait(f"() => ({SCRIPTS.isGoing})() && ({SCRIPTS.epoch})() > 5", seconds=60)
    assert engine.run(SCRIPTS.unfit) == []
    go.tap()
    engine.wait(f"() => !({SCRIPTS.isGoing})()")
    assert engine.problems() == []


def test_a_finger_scrolls_from_a_point_or_drags_it(chromium):
    engine = patient(chromium(width=360, has_touch=True, is_mobile=True))
    engine.open(PAGE)
    engine.run("() => (location.hash = '#playground&data=noisy_xor')")
    engine.wait("() => Boolean(document.querySelector('[data-stale]'))")
    middle = engine.run(SCRIPTS.placeOf, ".plainnet-plane canvas")[:2]
    engine.page.touchscreen.tap(*middle)  # on a point of the data that are shown until Python comes
    engine.wait(f"() => ({SCRIPTS.code})().includes('np.vstack')", seconds=PATIENCE)
    added, touch = engine.run(SCRIPTS.link), engine.context.new_cdp_session(engine.page)

    def drag(right, down):
        x, y, *_ = engine.run(SCRIPTS.placeOf, ".plainnet-plane canvas")
        for kind, part in (("Start", 0), ("Move", 0.3), ("Move", 0.6), ("Move", 1), ("End", None)):
            points = [] if part is None else [{"x": x + part * right, "y": y + part * down}]
            touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})

    before = engine.run("() => scrollY")
    drag(0, -90)
    engine.wait("(before) => scrollY > before", before)
    drag(60, 0)  # the point is still where it was
    engine.wait(f"(before) => ({SCRIPTS.link})() !== before", added)


def test_axe_finds_nothing_while_it_is_used(python):
    trained(python, 2)
    assert python.page.locator(".plainnet-plane .plainnet-still").count() == 0
    assert accessibility.of_parts(python, "[data-view=playground]") == []
    python.begin()
