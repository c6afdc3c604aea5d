"""The test of the tests: each error that is planted in a served script has to be noticed.

An error is a text of the script ``core`` or of a view's own, and what stands there instead. The
explorer is loaded once with it, and walked through as the other tests do.
"""

import explorer_page
import pytest

pytestmark = pytest.mark.thorough

OPENING, LINE = "opening", "descent_line"
PLANTED = [  # where it is looked at, the text, the error
    # axes
    (LINE, "y.names[i])", "y.names.at(-1 - i))"),
    (LINE, "x.names[i])", "x.names[0])"),
    (OPENING, "y.names[i])", "String(10 * y.ticks[i]))"),
    (OPENING, "const y1 = yScale(value);", "const y1 = yScale(value) + 12;"),
    (LINE, "x.label))", "y.label))"),
    (LINE, "log ? Math.log10", "log ? Math.cbrt"),
    (OPENING, "x1: box.left, x2: box.right, y1, y2: y1,", "x1: 0, x2: 9, y1, y2: 0,"),
    # lines, dots, areas
    (LINE, "fixed(...point)", "fixed(point[0], point[1] + 6)"),
    (LINE, "fixed(...point)", "fixed(point[0] - 9, point[1])"),
    (LINE, "{ cx: px[at], cy, r }", "{ cx: px[at] + 60, cy, r }"),
    (LINE, "at, move, usual }, { cx, cy, r });", "at, move, usual }, { cx, cy: cy - 60, r });"),
    (OPENING, "{ x1: box.left, x2: box.right, y1: at, y2: at }", "{ x1: box.left, x2: box.right, y1: at + 40, y2: at + 40 }"),
    (LINE, "until === undefined ? undefined : until + 1", "until === undefined ? undefined : until + 2"),
    (LINE, "slice(at, at + 2)", "slice(at, at + 2).reverse()"),
    (OPENING, "if (isOne) put", "if (!isOne) put"),
    (OPENING, "cx: x, cy: y, r });", "cx: y, cy: x, r });"),
    (OPENING, '? "L" : "M"', '? "L" : "L"'),
    (OPENING, "fixed(x, py[i])", "fixed(x, py[i] + 1)"),
    # colours
    (LINE, "?? usual;", '?? "solved";'),
    (OPENING, "frame?.roles?.[path]", "frame?.roles?.nothing"),
    (OPENING, "spec.roles[path]", "spec.roles.nothing"),
    (LINE, 'const colour = () => "plainnet-is-pinned"', 'const colour = () => "plainnet-is-curve"'),
    (LINE, "role[at]", "role[0]"),
    # texts
    (OPENING, 'filter((part) => part !== "").join(" ")', 'filter((part) => part !== "").join(" ms ")'),
    (OPENING, "addClass(node, look.colour([paths].flat().at(-1)))", 'addClass(node, look.colour("limit"))'),
    (LINE, "const [x, y] = [xScale(one(xs)) + dx,", "const [x, y] = [xScale(one(xs)) + dx + 90,"),
    # maps and networks
    (OPENING, "(side - 1 - row)", "row"),
    (OPENING, "colours[digit]", "colours[(digit + 1) % 36]"),
    (OPENING, "`left: ${left}px;", "`left: ${left + 20}px;"),
    (OPENING, "thick[i] }", "thick[0] }"),
    (OPENING, "negative[i] ?", "negative[0] ?"),
    (OPENING, "[places[from], places[to]]", "[places[from], places[from]]"),
    (OPENING, "`unit_labels.${i}`", "`unit_labels.${(i + 1) % 5}`"),
    # controls, table, sentence, reading
    (LINE, "output.textContent = control.labels[value]", "output.textContent = control.labels[0]"),
    (LINE, '"aria-valuetext", control.labels[value]', '"aria-valuetext", control.labels[0]'),
    (LINE, "labels(name)[places[i]]", "labels(name)[0]"),
    (OPENING, "inputs[value].checked = true", "inputs[0].checked = true"),
    (LINE, "index * control.labels.length + position[i]", "index * control.labels.length + position[0]"),
    (LINE, "values[row] ?? null", "values[row + 1] ?? null"),
    (LINE, 'String(values[row] ?? "")', 'String(values[row - 1] ?? "")'),
    (LINE, "spec.table.map((key) => [words[key],", "spec.table.toReversed().map((key) => [words[key],"),
    (LINE, "sentence.textContent = state.frame.sentence;\n    controls", "controls"),
    (LINE, "status.textContent = state.frame.sentence", "status.textContent = spec.words.title"),
    # ghosts
    (LINE, "const { frame: before, time } = ghosts[index]", "const { time } = ghosts[index], before = frame"),
    (LINE, "(plot.time ?? until)", "until"),
    (LINE, "].slice(0, spec.ghosts)", "].slice(0, 2)"),
    # the views
    (OPENING, 'plot.dot("loss", { xs: "epoch", at: time', 'plot.dot("loss", { xs: "epoch", at: 0'),
    (OPENING, "`answer.${at}`", "`answer.${3 - at}`"),
    (OPENING, 'plot.outline("half_y", { xs: "half_x" })', 'plot.outline("half_x", { xs: "half_y" })'),
    (OPENING, 'stage.text("outcome"', 'stage.text("name"'),
    (OPENING, 'drawNetwork(stage, { ...places, y: [xs[2]', 'drawNetwork(stage, { ...places, x1: [xs[2]'),
    (LINE, "`words.zones.${at}`", "`words.zones.${2 - at}`"),
    (LINE, 'plot.curve("parabola", { xs: "parabola_w"', 'plot.curve("parabola", { xs: "parabola"'),
    (LINE, 'plot.dot("middle", { xs: "rate"', 'plot.dot("middle", { xs: "limits.1"'),
    (LINE, 'stage.text("factor"', 'stage.text("words.drag"'),
]  # fmt: skip


def walked(shown):
    """What is wrong on a walk through all controls, with a ghost, a table, and a look at time."""
    yield from shown.wrong_at_once()
    shown.open_table()
    for control in range(len(shown.spec["controls"])):
        for key in ("Home", "End", "ArrowLeft"):
            shown.press(control, key)
            yield from shown.wrong_at_once()
        shown.engine.run(explorer_page.PAGE.rest, 350)
        yield from shown.wrong()
    if shown.clock is not None:
        shown.press(shown.clock, "Home", "ArrowRight")
        yield from shown.wrong_at_once()


@pytest.fixture
def planted(chromium):
    """Opens a view with an error in one of its scripts, and walks through it."""

    def walk(view, old, new):
        engine, hits = chromium(), []

        def serve(route):
            answer = route.fetch()
            text = answer.text()
            hits.append(text.count(old))
            route.fulfill(response=answer, body=text.replace(old, new))

        engine.page.route("**/_static/plainnet/*.js", serve)
        shown = explorer_page.alone(engine, view)
        found = next(walked(shown), None) or next(iter(engine.problems()), None)
        return found, sum(hits)

    return walk


@pytest.mark.parametrize("error", PLANTED, ids=lambda error: f"{error[0]}: {error[1]}")
def test_an_error_is_noticed(planted, error):
    found, hits = planted(*error)
    assert hits, f"nothing in the scripts reads {error[1]}"
    assert found, f"{error[2]} passes"


def test_nothing_is_noticed_where_nothing_is_planted(planted):
    for view in (OPENING, LINE):
        assert planted(view, "const views", "const views") == (None, 1)


def test_there_are_enough():
    assert len(PLANTED) >= 40
