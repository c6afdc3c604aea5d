"""The pad for digits on its pages: a reader draws, and sees what Python makes of these strokes."""

import numpy as np
import page_scripts
import pytest
from playwright.sync_api import expect

from plainnet import datasets
from plainnet.explorers import Hand, hand, javascript
from plainnet.explorers.digits import SHADES
from plainnet.explorers.hand import film, pen
from plainnet.explorers.hand import whole_numbers as whole
from plainnet.explorers.hand.scripted import drawings
from plainnet.explorers.hand.words import WORDS

PAGE = "chapters/intro.html"
SCRIPTS = page_scripts.functions("hand.js")
LAST = len(film.STEPS) - 1
STEP = "[data-control=step] input"
pytestmark = pytest.mark.rests_on("code", f"page {PAGE}", "page chapters/digits.html")


@pytest.fixture(scope="module")
def pad():
    return Hand()


def agrees(engine, pad, network=-1, is_centred=True):
    """Compare all that is shown with what Python makes of the strokes on the pad."""
    shown = engine.run(SCRIPTS.shown)
    strokes = shown["strokes"]
    assert strokes and all(float(value).is_integer() for s in strokes for p in s for value in p)
    whole_strokes = [[(int(x), int(y)) for x, y in stroke] for stroke in strokes]
    assert shown | {"strokes": 0} == pad.shown(whole_strokes, network, is_centred) | {"strokes": 0}
    marked = 3 * [shown["digit"]]
    engine.wait(f"(digits) => `${{({SCRIPTS.marked})()}}` === `${{digits}}`", marked)
    engine.wait(f"() => ({SCRIPTS.offBars})() < 1.1")
    engine.wait(f"(says) => ['', says].includes(({SCRIPTS.told})())", shown["says"])
    return whole_strokes


def drawn(engine, strokes):
    """Draw strokes, given in eighths of the pad, by mouse."""
    left, top, width, _ = engine.run(SCRIPTS.placeOf, ".plainnet-pad")
    for (x, y), (to_x, to_y) in strokes:
        at = [left + x * width / 8, top + y * width / 8]
        engine.drag(*at, left + to_x * width / 8, top + to_y * width / 8)


MAKES_OWN = """import numpy as np
from plainnet import NeuralNetwork
from plainnet.explorers import Hand

kinds = {"activation": "relu", "output": "softmax"}
nn = NeuralNetwork(64, 9, 6, 10, **kinds, rng=np.random.default_rng(4))
Hand(nn)"""
SEVEN = ((2, 1.5), (6, 1.5)), ((6, 1.5), (3, 7))


@pytest.mark.parametrize("over", ["http", "file"])
def test_a_digit_is_drawn_and_read_as_python_reads_it(engine, pad, over):
    engine.open(PAGE, over)
    first = agrees(engine, pad)
    assert first == [[tuple(point) for point in stroke] for stroke in pad.stored[hand.FIRST]]
    drawn(engine, SEVEN)
    strokes = agrees(engine, pad)
    assert len(strokes) == 2 and strokes != first
    engine.run(SCRIPTS.focus, STEP)
    for key, step in (("Home", 0), ("ArrowRight", 1), ("End", LAST)):
        engine.press(key)
        assert agrees(engine, pad, step) == strokes
    engine.run(SCRIPTS.focus, ".plainnet-pad")
    engine.press("ArrowLeft", "ArrowDown")
    moved = [[(x - pen.PIXEL, y + pen.PIXEL) for x, y in stroke] for stroke in strokes]
    assert agrees(engine, pad) == moved
    engine.press("ArrowRight", "ArrowUp")
    assert agrees(engine, pad) == strokes
    engine.run(SCRIPTS.pick, "5")
    assert agrees(engine, pad) == dict(drawings()[:10])[5]
    assert engine.problems() == []


def test_a_round_stroke_stays_round_and_ends_at_the_pen(chromium, pad):
    engine = chromium()
    engine.open(PAGE)
    left, top, width, _ = engine.run(SCRIPTS.placeOf, ".plainnet-pad")
    angles = np.linspace(0, 2 * np.pi, 61)
    eighths = [(4 + 2.5 * np.sin(angle), 4 - 2.5 * np.cos(angle)) for angle in angles]
    mouse = engine.page.mouse
    for number, (x, y) in enumerate(eighths):
        mouse.move(left + x * width / 8, top + y * width / 8)
        if not number:
            mouse.down()
        engine.run("() => new Promise(requestAnimationFrame)")  # or moves are merged
    mouse.up()
    mouse.move(left + width / 2, top + width / 2)  # draws no more
    (points,) = agrees(engine, pad)
    radii = [np.hypot(x / pen.PIXEL - 4, y / pen.PIXEL - 4) for x, y in points]
    assert len(points) > 45 and max(radii) - min(radii) < 0.1
    assert max(abs(np.array(points[-1]) / pen.PIXEL - eighths[-1])) < 0.2


def test_the_proof_stands_on_the_page_and_holds_for_many_more_images(engine, pad):
    """All images of the data set and 100,000 random ones, shared out among the networks."""
    engine.open(PAGE)
    kind, text = engine.wait(SCRIPTS.proof, seconds=60)
    assert (kind, text) == ("right", pad.spec["words"]["proved"]) and "5,031 images" in text
    images, labels = datasets.digits()
    pixels, random = np.rint(whole.INK * images).astype(int), 100_000 // len(film.STEPS)
    given = {"images": ["".join(SHADES[ink] for ink in image) for image in pixels]}
    given |= {"labels": "".join(map(str, labels)), "random": random, "drawings": 200}
    numbers = whole.random_numbers(64 * random, whole.INK + 1).reshape(-1, 64)
    results = [hand.result(layers, (pixels, labels), numbers) for layers in pad.networks]
    found = engine.run(SCRIPTS.readMore, {"spec": pad.spec, "given": given})
    assert found == [results, pen.digest_of(pen.random_strokes(200))]
    assert engine.problems() == []


PLANTED = {
    "the pass": ("hand", "let sum = bias", "let sum = bias + 1", "sums"),
    "ReLU": ("hand", "Math.max(0, sum)", "Math.abs(sum)", "sums"),
    "the rounding": ("hand", "(largest - logit) + unit", "(largest - logit)", "probabilities"),
    "the table": ("hand-data", '"exponentials": [1000000,', '"exponentials": [999999,', "probabil"),
    "the pen": ("hand", "3 * GRID", "2 * GRID", "strokes"),
    "the middle": ("hand", "PAD / 2 +", "PAD / 2 + 9 +", "strokes"),
    "a known image": ("hand-data", '"labels": "', '"labels": "x', "counts"),
    "a single weight": (
        "hand-data",
        '"networks": [[',
        '"networks": [[1',
        "(sums, probabilities)",
    ),
}


@pytest.mark.parametrize("error", PLANTED)
def test_the_proof_notices(chromium, error):
    name, old, new, what = PLANTED[error]
    engine, hits = chromium(), []
    written = javascript.view("hand")  # the site's script is minified

    def serve(route):
        answer = route.fetch()
        text = written if name == "hand" else answer.text()
        hits.append(text.count(old))
        route.fulfill(response=answer, body=text.replace(old, new, 1))

    engine.page.route(f"**/_static/plainnet/{name}.*.js", serve)
    engine.open(PAGE)
    kind, text = engine.wait(SCRIPTS.proof, seconds=30)
    assert hits != [0], f"{name} has nothing to spoil"
    assert kind == "wrong" and what in text, text


def test_a_finger_draws_and_the_page_stays_and_all_is_on_one_screen(chromium, pad):
    engine = chromium(width=390, has_touch=True, is_mobile=True)
    engine.open(PAGE)
    for selector in (".plainnet-bars", ".plainnet-go", STEP, "[data-control=lies]"):
        left, top, width, _ = engine.run(SCRIPTS.placeOf, ".plainnet-pad")
        _, y, _, height = engine.run(SCRIPTS.placeOf, selector)
        assert y + height - top < 796 - 100, selector
    before = engine.run("() => scrollY")
    touch = engine.context.new_cdp_session(engine.page)
    for kind, part in (("Start", 1), ("Move", 3), ("Move", 6), ("End", None)):
        points = [{"x": left + width / 2, "y": top + part * width / 8}] if part else []
        touch.send("Input.dispatchTouchEvent", {"type": f"touch{kind}", "touchPoints": points})
    strokes = agrees(engine, pad)
    assert len(strokes) == 1 and strokes[0][-1][1] - strokes[0][0][1] > 4 * pen.PIXEL
    # A page that follows the finger moves by 5/8 of the pad; a late block can move it by 1 px.
    assert abs(engine.run("() => scrollY") - before) <= 1
    assert engine.run(SCRIPTS.shown)["digit"] == 1


def test_clear_and_train(chromium, pad):
    """An empty pad has no answer; a network that trains reads all the while, and tells the end."""
    engine = chromium()
    engine.open(PAGE)
    engine.page.locator("[data-do=clear]").click()
    shown = engine.run(SCRIPTS.shown)
    assert (shown["strokes"], {*shown["shares"]}, {*shown["percents"]}) == ([], {0}, {""})
    assert shown["says"].startswith(WORDS["empty"])
    assert engine.page.locator(".plainnet-read-as").inner_text() == WORDS["unknown"]
    assert engine.page.locator(".plainnet-pad text").is_visible()
    drawn(engine, SEVEN)
    assert engine.page.locator("[data-view=hand] select").input_value() == ""  # no stored digit
    engine.page.locator("[data-view=hand] [data-control=lies] label").nth(1).click()
    agrees(engine, pad, -1, is_centred=False)
    engine.page.locator("[data-view=hand] .plainnet-go").click()
    engine.wait(f"() => ({SCRIPTS.shown})().says.startsWith('Before')")
    engine.wait(f"(train) => ({SCRIPTS.goes})() === train", WORDS["train"], seconds=20)
    engine.wait(f"() => ({SCRIPTS.told})() === ({SCRIPTS.shown})().says")
    engine.page.wait_for_timeout(1000)  # nothing more is to be told
    before = engine.run(SCRIPTS.told)
    engine.run(SCRIPTS.focus, ".plainnet-pad")
    engine.press("ArrowUp", "ArrowUp")
    agrees(engine, pad, -1, is_centred=False)
    engine.wait(f"(before) => ({SCRIPTS.told})() !== before", before)


def test_a_network_of_ones_own_is_put_into_the_pad(chromium):
    """In a cell that runs in the page; its hidden units show, and the drawing moves by a pixel."""
    engine = chromium()
    engine.open("chapters/digits.html")
    box = engine.page.locator("[data-cell]").filter(has_text="Hand(nn)").last
    box.locator("pre").click()
    box.locator("textarea").fill(MAKES_OWN)
    box.locator("[data-does=run]").click()
    own = engine.page.locator(".plainnet-output [data-view=hand]")
    proof = own.locator(".plainnet-proof").first
    expect(proof).to_have_attribute("data-proof", "right", timeout=180_000)
    exec(MAKES_OWN, names := {})
    pad = Hand(names["nn"])
    strokes, (right, down) = pad.stored[hand.FIRST], (0, 0)
    for way, across, along in (("right", 1, 0), ("up", 0, -1), ("left", -1, 0), ("down", 0, 1)):
        own.locator(f"[data-way={way}]").click()
        right, down = right + across * pen.PIXEL, down + along * pen.PIXEL
        moved = [[(x + right, y + down) for x, y in stroke] for stroke in strokes]
        shown = pad.shown(moved, 0, is_centred=False)
        assert own.locator(".plainnet-sentence").first.inner_text() == shown["says"]
        levels = own.locator(".plainnet-hidden rect").evaluate_all(
            "(squares) => squares.map(({ style }) => Number(style.getPropertyValue('--level')))"
        )
        assert levels == shown["levels"] and len(levels) == 6
    assert engine.problems() == []
