"""The HTML of the pad, the same for Jupyter and for the static page; JavaScript only fills it."""

from html import escape

from plainnet.explorers import shell

NARROW = 8  # pixels, and hidden units, in a row


def html(spec, first) -> str:
    """The HTML of the pad: ``first`` is what it shows at first (`Hand.shown`)."""
    words = spec["words"]
    title = words["title" if spec["networks"][1:] else "title_own"]
    controls = {control["name"]: control for control in spec["controls"]}
    moves = "" if spec["networks"][1:] else _ways(words)
    clock, lies = (
        shell.html_of(controls[name], None, spec["common"]) if name in controls else ""
        for name in ("step", "lies")
    )
    longest = words["says"]["first"].format(digit=0, percent=100) + words["others"][-1]
    texts = {"sentence": (first["says"], longest), "proof": (words["proving"], words["proved"])}
    below = "".join(shell.reserved("p", name, map(escape, two)) for name, two in texts.items())
    return (
        f'<p class="plainnet-title"><b>{spec["common"]["explorer"]}{shell.NUMBER}'
        f"{escape(title)}</p>"
        f'<div class="plainnet-hand"><div>{_pad(words, first)}{_tools(words)}</div>'
        f"{_reading(words, first)}</div>"
        f'<div class="plainnet-controls">{clock}{moves}{lies}</div>'
        f'{below}<p class="plainnet-told" role="status"></p>'
    )


def _pad(words, first):
    lines = "".join(
        f'<polyline points="{" ".join(f"{x},{y}" for x, y in stroke)}"></polyline>'
        for stroke in first["strokes"]
    )
    return (
        f'<svg class="plainnet-pad" viewBox="0 0 2048 2048" tabindex="0" role="group" '
        f'aria-label="{escape(words["pad"])}"><text x="1024" y="1060">'
        f"{escape(words['draw'])}</text><g>{lines}</g></svg>"
    )


def _reading(words, first):
    pictures = _squares("sees", words["sees"], first["pixels"])
    if first["levels"]:
        text = words["units"].format(count=len(first["levels"]))
        pictures += _squares("hidden", text, first["levels"])
    bars = "".join(
        f"<span>{digit}</span><i{_share(first['shares'][digit])}></i><b>{escape(percent)}</b>"
        for digit, percent in enumerate(first["percents"])
    )
    said = f'<b class="plainnet-read-as">{first["digit"]}</b>'
    return (
        f'<div class="plainnet-read"><div class="plainnet-seen">{said}{pictures}</div>'
        f'<div class="plainnet-bars" role="group" aria-label="{escape(words["answers"])}">{bars}'
        "</div></div>"
    )


def _share(share):
    return f' style="--share: {share}"'


def _squares(name, text, levels):
    rows = -(-len(levels) // NARROW)
    squares = "".join(
        f'<rect x="{at % NARROW}" y="{at // NARROW}" width="1" height="1" '
        f'style="--level: {level}"></rect>'
        for at, level in enumerate(levels)
    )
    return (
        f'<div class="plainnet-{name}"><svg viewBox="0 0 {NARROW} {rows}" aria-hidden="true">'
        f"{squares}</svg><span>{escape(text)}</span></div>"
    )


def _tools(words):
    digits = "".join(f"<option>{digit}</option>" for digit in range(10))
    return (
        f'<div class="plainnet-drawing"><button type="button" data-do="clear">'
        f'{escape(words["clear"])}</button><select aria-label="{escape(words["stored"])}">'
        f'<option value="">{escape(words["none"])}</option>{digits}</select></div>'
    )


def _ways(words):
    buttons = "".join(
        f'<button type="button" data-way="{way}" aria-label="{escape(words["way"][way])}">{sign}'
        "</button>"
        for way, sign in words["ways"].items()
    )
    name = f'<span class="plainnet-name">{escape(words["move"])}</span>'
    return f'<div class="plainnet-drawing">{name}{buttons}</div>'
