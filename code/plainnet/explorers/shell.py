"""The HTML of an explorer without its drawing, the same for Jupyter and for the static page.

JavaScript only fills its elements and adds none, so nothing moves when the script starts, whatever
the reader's font. A text that varies is in one place with the longest texts that it may become,
which are invisible: so the browser reserves their height in every font and at every width.
"""

import json
import math
import re
from html import escape

LONGEST = 25  # so many of the longest sentences reserve height: any of them may need the most lines
PHONE = 310  # px within an explorer on a phone
VALUE = re.compile(r'[^][,{} "]+')
NUMBER = " · </b>"  # followed by the title; on the static page, a number is inserted before it


def shell(spec, frame, layout, around, values, still=None) -> str:
    """The HTML with the controls at their starts and the texts of ``frame``, without a drawing.

    ``layout`` has ``below``, ``drawn``, ``beside`` and ``reads`` (`Explorer`), and ``own``: name
    and symbol of each number that a reader may type. ``around`` has the HTML for ``notes``
    and ``more``: that of the first frame, then that of others which may be higher. ``values`` lists
    the values of entries in all frames; ``still`` is the picture for the static page.
    """
    words, common = spec["words"], spec["common"]
    link = f'<a class="plainnet-link" href="#{spec["view"]}">{common["link"]}</a>' if still else ""
    head = f"<b>{common['explorer']}{NUMBER}{escape(words['title'])}{link}"
    sentences = sorted(dict.fromkeys(values.get("sentence", ())), key=len, reverse=True)[:LONGEST]
    texts = [escape(text) for text in (frame["sentence"], *sentences)]
    # The first one stands among the others, too, so that nothing gets narrower when it goes.
    readings = [common["read"], escape(longest_row(spec, values)), common["read"]]
    legend = escape(words.get("legend", ""))
    more = around.get("more", [""])
    parts = {
        "notes": reserved("div", "notes", around.get("notes", [""])),
        "stage": f'<div class="plainnet-stage"><div class="plainnet-maps" aria-hidden="true"></div>'
        f'<svg role="group" aria-label="{escape(words["title"])}"></svg>{still or ""}</div>',
        "sentence": reserved("p", "sentence", texts, ' aria-hidden="true"'),
        "more": reserved("div", "more", more),
    }
    foot = [reserved("p", "reading", readings, ' aria-live="off"')] if layout["reads"] else []
    if legend:
        read = f'<p class="plainnet-legend">{legend}</p>'
        foot.append(f"<details><summary>{common['legend']}</summary>{read}</details>")
    if all(text.startswith("<details>") for text in more):
        foot.append(parts.pop("more"))
    foot.append(_own(layout["own"], spec, still))
    foot.append(
        f'<details class="plainnet-numbers"><summary>{common["numbers"]}</summary>'
        f'<div class="plainnet-table" role="region" tabindex="0" '
        f'aria-label="{escape(words["table"])}"><table></table></div></details>'
    )
    parts["foot"] = f'<div class="plainnet-foot">{"".join(foot)}</div>'
    return (
        f'<p class="plainnet-title">{head}</p>{_tasks(spec)}{_in_order(spec, frame, layout, parts)}'
        f'<p class="plainnet-told" role="status"></p>'
    )


def longest_row(spec, values) -> str:
    """A readout of curves that is as long as any: it has the longest value of each column."""
    cells = []
    for key in spec["table"]:
        paths = [columns[key] for columns in values.get("columns", ()) if key in columns] or [key]
        names = {path.partition(".")[0] for path in paths}
        found = [values.get(name) or spec.get(name) for name in names]
        text = json.dumps(found, ensure_ascii=False)
        longest = max(VALUE.findall(text), key=len, default="")
        cells.append(f"{spec['words'][key]} {longest.replace('-', '−')}")
    return " · ".join(cells)


def _in_order(spec, frame, layout, parts):
    """The parts and controls in order; controls that are handles on the drawing are left out."""

    def group(controls, kind=""):
        nodes = "".join(html_of(control, frame, spec["common"]) for control in controls)
        return nodes and f'<div class="plainnet-controls{kind}">{nodes}</div>'

    shown = [control for control in spec["controls"] if control["name"] not in layout["drawn"]]
    clocks = [control for control in shown if control["kind"] in ("time", "cursor")]
    others = [control for control in shown if control not in clocks]
    first = group(control for control in others if control["name"] not in layout["below"])
    parts["below"] = group(control for control in others if control["name"] in layout["below"])
    parts["clock"] = group(clocks, " plainnet-time")
    if layout["beside"]:
        order = "stage", "clock", "notes", "below", "sentence", "foot", "more"
    else:
        order = "notes", "stage", "clock", "below", "sentence", "more", "foot"
    inside = "".join(parts[name] for name in order if name in parts)
    return first + (f'<div class="plainnet-beside">{inside}</div>' if layout["beside"] else inside)


def _own(numbers, spec, still):
    """Folded fields for numbers of the reader's own; whoever unfolds them starts Python."""
    if not numbers:
        return ""
    controls = {control["name"]: control for control in spec["controls"]}
    fields = "".join(
        f'<label>{symbol} <input type="text" inputmode="text" autocomplete="off" '
        f'spellcheck="false" name="{name}" value="{_field(controls[name])}"></label>'
        for name, symbol in numbers
    )
    baked = " data-baked" if still else ""
    return (
        f'<details class="plainnet-typed"{baked}><summary>{spec["common"]["own"]["any"]}</summary>'
        f'<form><span class="plainnet-fields">{fields}</span>'
        f'<span class="plainnet-computed" aria-live="polite"></span></form></details>'
    )


def _field(control):
    return "" if control["kind"] == "choice" else escape(control["labels"][control["start"]])


def reserved(tag, kind, contents, attributes="") -> str:
    """The HTML of the first of ``contents``, with the height of the highest of them."""
    first, *others = contents
    live = f'<{tag} class="plainnet-{kind}"{attributes}>{first}</{tag}>'
    if not others:
        return live
    spare = f'<{tag} class="plainnet-{kind} plainnet-spare" aria-hidden="true">'
    spares = "".join(f"{spare}{other}</{tag}>" for other in others)
    return f'<div class="plainnet-roomy">{live}{spares}</div>'


def _tasks(spec):
    chips = "".join(
        f'<button type="button">{escape(task["label"])}</button>' for task in spec["tasks"]
    )
    label = spec["common"]["tasks"]
    name = f'<b aria-hidden="true">{spec["common"]["try"]}</b>'
    around = f'<div class="plainnet-tasks" role="group" aria-label="{label}">{name}'
    return chips and f"{around}{chips}</div>"


def html_of(control, frame, common) -> str:
    """The HTML of a control at its start; ``frame`` has its marks."""
    label = escape(control["label"])
    kind, more, inside = {
        "slider": _slider,
        "choice": _choice,
        "time": _clock,
        "cursor": _clock,
    }[control["kind"]](control, label, frame, common)
    names = f'class="plainnet-control{kind}" data-control="{control["name"]}"{more}'
    return f"<div {names}>{inside}</div>"


def _range(control, label):
    last, start = len(control["labels"]) - 1, control["start"]
    value = f'<span class="plainnet-value" aria-hidden="true">{escape(control["labels"][start])}'
    return f"{value}</span>", (
        f'<input type="range" name="{control["name"]}" aria-label="{label}" min="0" max="{last}" '
        f'step="1" value="{start}">'
    )


def _slider(control, label, _frame, _common):
    """A name, a value and a range input; below it, if there is a track, a colour per value."""
    value, input_ = _range(control, label)
    colours = "".join(
        f'<span style="background: {colour}"></span>' for colour in control.get("track", ())
    )
    track = colours and f'<div class="plainnet-track" aria-hidden="true">{colours}</div>'
    return "", "", f"{_name(label)}{value}{input_}{track}"


def _choice(control, label, frame, _common):
    """Radio buttons with labels, and with the marks that a frame has for each value."""
    marks = frame[control["marks"]] if "marks" in control else None
    options = []
    for value, text in enumerate(control["labels"]):
        shown = "".join(
            f'<b class="plainnet-mark plainnet-is-{role}">{escape(mark)}</b>'
            for mark, role in (marks[value] if marks else ())
        )
        small = f'<small class="plainnet-marks">{shown}</small>' if marks else ""
        start = " checked" if value == control["start"] else ""
        radio = f'<input type="radio" value="{value}"{start}>'
        options.append(f"<label>{radio}<span>{escape(text)}{small}</span></label>")
    kind = " plainnet-choice plainnet-cards" if marks else " plainnet-choice"
    width = max(49, 20 + 9 * max(map(len, control["labels"])))
    columns = _columns(len(control["labels"]), width)
    grid = f"--columns: {columns}; --least: {columns * width:g}px"
    group = f' role="radiogroup" aria-label="{label}" style="{grid}"'
    return kind, group, _name(label) + "".join(options)


def _columns(count, width):
    """In how many columns choices stand on a phone, so that none is alone in the last row."""
    fits = range(max(1, min(count, int(PHONE / width))), 1, -1)
    most = next((columns for columns in fits if count % columns != 1), 1)
    return math.ceil(count / math.ceil(count / most))


def _clock(control, label, _frame, common):
    """Buttons to play, step back, step forward and start over, and a range input."""
    play = escape(control.get("play") or common["play"])
    steps = {common["back"]: "‹", common["on"]: "›", common["reset"]: "↺"}
    buttons = "".join(
        f'<button type="button" class="plainnet-step" aria-label="{name}">{sign}</button>'
        for name, sign in steps.items()
    )
    value, input_ = _range(control, label)
    go = f'<button type="button" class="plainnet-go">{play}</button>'
    scrubber = f'<div class="plainnet-scrubber">{input_}{value}</div>'
    return " plainnet-clock", "", go + buttons + scrubber


def _name(label):
    return f'<span class="plainnet-name" aria-hidden="true">{label}</span>'
