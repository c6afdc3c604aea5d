"""The interface between Python and the views; checked when an explorer or answer box is made.

The ``view.js`` of an explorer exports
``draw(stage, {spec, frame, ghosts, time, width, height, notes, more, goTo})``. It is called for
each change and draws ``frame``, what Python computed for the current position of the controls, on
an empty ``stage`` of this size. ``core/stage.js`` and ``core/plots.js`` have the stage's functions,
which take names of frame entries and constants. ``ghosts`` are the previous runs as they were left,
the newest first; ``time`` is the index of the time control, ``undefined`` if there is none.
``notes`` and ``more`` are empty elements above the drawing and below the sentence;
``goTo({name: index})`` moves controls. `plainnet.explorers.shell` writes all other HTML.

A view without sliders, such as that of the answer box, exports ``mount(root, spec, {onPage,
where})``: whether it is on a static page, and a function to where Python runs
(``core/asking.js``).

Events of an answer box that bubble inform the page: ``plainnet:answered`` with the ``detail``
``{kind, prediction, restored}`` (``right`` or ``wrong``; whether it is a prediction; whether the
answer was stored in this browser), ``plainnet:cleared``, and for each try that could be read
``plainnet:tried`` with ``{verdict, answer, mistakes}`` (the last as pairs of a number and a name).

``spec`` holds the constants; among them, ``words`` and ``common`` hold the texts. A view reads them
in one of two forms, as ``words.title``, ``spec.limit``, ``frame.loss``, or as
``const { words } = spec``: so Python can list the names that it needs. Entries that may be missing
are read as ``words?.near``.
"""

import functools
import re

from plainnet.explorers.javascript import CORE, HERE

READ = re.compile(r"\b(spec|words|common|frame)(?=\.(\w+))")  # finds two in spec.words.x
UNPACKED = re.compile(r"\{([\w\s,]+)\} = (spec|words|common|frame);")
GIVEN = re.compile(r"\bview\.draw\(stage, \{([^}]+)\}\)")
HANDLE = re.compile(r'(?:\bcontrol: |\.track\()"(\w+)"')
TAKEN = re.compile(r"\bdraw\(stage(?:, \{([^}]+)\})?\) \{")


@functools.cache
def reads(path) -> list[tuple[str, str]]:
    """The entries that a file reads, in its order, as pairs such as ``("words", "title")``."""
    text = path.read_text("utf8")
    unpacked = [
        (holder, name)
        for names, holder in UNPACKED.findall(text)
        for name in re.findall(r"\w+", names)
    ]
    return list(dict.fromkeys(READ.findall(text) + unpacked))


def check(view, spec, frame=None, folder=None) -> None:
    """Raise a `ValueError` that names what the view or the core reads, or moves, but does not get.

    Without a ``frame``, it is a view that mounts itself. ``folder`` contains its ``view.js``.
    """
    path = (folder or HERE / view) / "view.js"
    holders = {"spec": spec, "words": spec["words"], "common": spec.get("common", {})}
    if frame is not None:
        holders |= {"frame": frame}
        _check_parameters(path)
        _check_table(view, spec, frame)
    beside = sorted(path.parent.glob("*.js"))
    for source in (*beside, *(CORE if frame is not None else ())):
        for holder, name in reads(source):
            if name not in holders.get(holder, name):
                raise ValueError(
                    f"{source.parent.name}/{source.name}: {view} has no {holder}.{name}; "
                    f"there are {', '.join(holders[holder])}"
                )
    if frame is not None:
        _check_handles(path, spec)


def _check_parameters(path):
    (given,) = GIVEN.findall("".join(source.read_text("utf8") for source in CORE))
    (taken,) = TAKEN.findall(path.read_text("utf8"))
    given, taken = (re.findall(r"\w+", names) for names in (given, taken))
    if unknown := [name for name in taken if name not in given]:
        raise ValueError(
            f"{path.parent.name}/{path.name}: draw is not given {', '.join(unknown)}; "
            f"there are {', '.join(given)}"
        )


def _check_handles(path, spec):
    names = [control["name"] for control in spec["controls"]]
    for name in HANDLE.findall(path.read_text("utf8")):
        if name not in names:
            raise ValueError(
                f"{path.parent.name}/{path.name}: the handle {name} moves no control; "
                f"there are {', '.join(names)}"
            )


def _check_table(view, spec, frame):
    for control in spec["controls"]:
        if (marks := control.get("marks")) and marks not in frame:
            raise ValueError(f"{view}: the marks {marks} are no frame entry")
    for key in spec["table"]:
        if key not in spec["words"]:
            raise ValueError(f"{view}: the column {key} of its table has no word")
        if not {key} & {*frame, *spec, *frame.get("columns", {})}:
            raise ValueError(f"{view}: the column {key} of its table is no frame entry or constant")
