"""The HTML of the playground, the same for Jupyter and for the static page; JavaScript fills it."""

from html import escape

from plainnet.explorers.playground.state import CHOICES
from plainnet.explorers.playground.words import WORDS

OF_DATA = "data", "noise", "points"
RADIOS = "data", "activation", "init", "loss", "rule", "batch"
SHOWN = "activation", "rule", "rate"  # of the choices of a network; the others are folded
EMPTY = "\u00a0"


def shell(made, frame, challenges, still=None) -> str:
    """The HTML for a run: what its `Talk` made, and a frame of it.

    ``challenges`` are their names, and ``still`` is the picture of the static page. A reader's own
    network, which has no state, has neither challenges nor choices of data and network.
    """
    state = made["state"]
    parts = [
        _tasks(challenges) if state else "",
        _bar(state, frame),
        f'<div class="plainnet-desk" data-shows="{made["kind"]}">',
        f'<div class="plainnet-all-choices">{_data(state) if state else ""}{_choices(state)}</div>',
        _network(made, frame),
        _answers(made, frame, still),
        _losses(),
        _code(frame, bool(state), bool(still)),
        _asks() if state else _asks(("gradient",)),
        "</div>",
        f'<p class="plainnet-told" role="status"></p>{_numbers()}',
    ]
    return "".join(parts)


def _button(name, text, more="", hint=""):
    label = f' title="{escape(hint)}" aria-label="{escape(hint)}"' if hint else ""
    return f'<button type="button" data-do="{name}"{label}{more}>{escape(text)}</button>'


def _tasks(challenges):
    chips = "".join(
        f'<button type="button" data-challenge="{escape(name)}">'
        f"{escape(WORDS['challenge'][name]['label'])}</button>"
        for name in challenges
    )
    label = WORDS["challenges"]
    chips = f"<b>{label}</b>{chips}"
    return f'<div class="plainnet-tasks" role="group" aria-label="{label}">{chips}</div>'


def _bar(state, frame):
    buttons = [
        _button("go", WORDS["train"], ' class="plainnet-go"'),
        _button("step", WORDS["step"], hint=WORDS["step_hint"]),
        _button("reset", WORDS["reset"], hint=WORDS["reset_hint"]),
    ]
    if state:
        buttons.append(_button("start", WORDS["other_start"]))
    epoch = f"<b>{frame['epoch']:,}</b>"
    counter = f'<span class="plainnet-epoch">{epoch} <span>{WORDS["epochs"]}</span></span>'
    return (
        f'<div class="plainnet-desk-bar" role="group" aria-label="{WORDS["training"]}">'
        f'{"".join(buttons)}{counter}<span class="plainnet-verdict-of-task" role="status"></span>'
        '<span class="plainnet-coming" aria-live="polite"></span>'
        f"{_button('full', WORDS['full'])}</div>"
    )


def _data(state):
    fields = "".join(_field(name, state) for name in OF_DATA)
    fields += _button("seed", WORDS["other_data"])
    return f'<div class="plainnet-choices plainnet-of-data">{fields}</div>'


def _choices(state):
    speeds = "".join(
        f'<label><input type="radio" value="{value}"{" checked" if value == "1" else ""}>'
        f"<span>{text}</span></label>"
        for value, text in {"1": "1", "10": "10", "0": WORDS["as many"]}.items()
    )
    speed = f'<fieldset data-choice="speed"><legend>{WORDS["speed"]}</legend>{speeds}</fieldset>'
    if not state:
        return f'<div class="plainnet-choices">{_slider("rate", state)}{speed}</div>'
    shown = "".join(_field(name, state) for name in SHOWN)
    folded = "".join(_field(name, state) for name in CHOICES if name not in (*OF_DATA, *SHOWN))
    more = _button("rare", WORDS["rare"], ' aria-expanded="false"', WORDS["rare_hint"])
    rare = f'<div class="plainnet-rare" hidden>{folded}{speed}</div>'
    return f'<div class="plainnet-choices">{shown}{more}{rare}</div>'


def _field(name, state):
    return (_radios if name in RADIOS else _slider)(name, state)


def _radios(name, state):
    options = "".join(
        f'<label><input type="radio" value="{value}"{" checked" * (value == str(state[name]))}>'
        f"<span>{escape(text)}</span></label>"
        for value, text in WORDS["values"][name].items()
    )
    legend = WORDS["settings"][name]
    return f'<fieldset data-choice="{name}"><legend>{legend}</legend>{options}</fieldset>'


def _slider(name, state):
    last = len(CHOICES[name]) - 1
    value = f"{state[name]:g}" if state else ""
    at = CHOICES[name].index(state[name]) if state else 0
    label = WORDS["settings"][name]
    return (
        f'<label class="plainnet-desk-slider" data-choice="{name}"><span>{label}</span>'
        f'<output>{value}</output><input type="range" min="0" max="{last}" step="1" value="{at}" '
        f'aria-label="{label}"></label>'
    )


def _network(made, frame):
    layers = len(made["sizes"]) - 2
    buttons = (
        f'<span class="plainnet-layers">{_button("less", "−", hint=WORDS["less_layers"])}'
        f"<b>{layers}</b>"
        f"{_button('more', '+', hint=WORDS['more_layers'])} {WORDS['layers']}</span>"
    )
    return (
        f'<section class="plainnet-of-network"><h2>{WORDS["network"]}'
        f"{buttons if made['state'] else ''}</h2>"
        f'<div class="plainnet-board"><canvas role="img" aria-label="{WORDS["network_alt"]}">'
        f'</canvas><div class="plainnet-on-board"></div></div>'
        f'<p class="plainnet-count">{escape(made["count"])}</p>'
        f'<p class="plainnet-sentence" aria-hidden="true">{escape(frame["said"])}</p></section>'
    )


def _answers(made, frame, still):
    classes = "".join(
        f'<label{" hidden" * (k >= made["labels"])}><input type="radio" value="{k}">'
        f"<span>{text}</span></label>"
        for k, text in enumerate(WORDS["classes"])
    )
    adds = (
        f'<fieldset data-choice="adds"><legend>{WORDS["adds"]}</legend>{classes}'
        f"{_button('undo', WORDS['undo_points'], ' disabled')}</fieldset>"
    )
    return (
        f'<section class="plainnet-of-answers"><h2><span>{WORDS["shows"]}</span>'
        f"{_button('save', WORDS['save'])}</h2>"
        f'<div class="plainnet-plane">{still or ""}<canvas tabindex="0" role="img" '
        f'aria-label="{WORDS["answers_alt"]}"></canvas></div>'
        f"{adds if made['state'] else ''}"
        f'<p class="plainnet-legend">{escape(frame["legend"])}</p></section>'
    )


def _losses():
    return (
        '<section class="plainnet-of-losses">'
        f'<canvas class="plainnet-fall" role="img" aria-label="{WORDS["loss_alt"]}"></canvas>'
        "</section>"
    )


def _code(frame, can_open, is_page):
    hint = f'title="{WORDS["link_hint"]}" aria-label="{WORDS["link_hint"]}"'
    link = f'<a class="plainnet-link" href="#playground" {hint}>{WORDS["link"]}</a>'
    opens = _button("open", WORDS["open"]) if can_open else ""
    return (
        f'<section class="plainnet-of-code"><h2><span>{WORDS["code"]}</span>'
        f"{link * is_page}{_button('copy', WORDS['copy'])}{opens}</h2>"
        f'<div class="highlight"><pre tabindex="0" aria-label="{WORDS["code_alt"]}">'
        f"{escape(frame['code'])}</pre></div></section>"
    )


def _asks(names=("same", "gradient", "many")):
    questions = "".join(
        f'<div class="plainnet-ask">{_button(name, WORDS["ask"][name])}'
        f'<p role="status" data-answer="{name}">{EMPTY}</p></div>'
        for name in names
    )
    return f'<section class="plainnet-asks">{questions}</section>'


def _numbers():
    return (
        f'<details><summary>{WORDS["numbers"]}</summary><div class="plainnet-table" role="region" '
        f'tabindex="0" aria-label="{WORDS["table"]}"><table></table></div></details>'
    )
