"""What a view is given and what it may use; checked when an explorer or an answer box is made.

The ``view.js`` of an explorer exports
``draw(stage, {spec, frame, ghosts, time, width, height, notes, more, goTo})``, which draws anew on
a ``stage`` of this size what ``frame`` holds. ``core/stage.js`` and ``core/plots.js`` say what a
stage can do: it takes the names of frame entries and constants. ``ghosts`` are the last runs, as
they were left, the newest first; ``time`` is where the clock stands, ``undefined`` without one.
``notes`` and ``more`` are empty elements above the drawing and below the sentence;
``goTo({name: index})`` moves controls. All else stands there: `plainnet.explorers.shell` wrote it.

A view that looks otherwise, as that of the answer box, exports ``mount(root, spec, onPage)``.

A page hears what happens from events that bubble: ``plainnet:mounted``; of an answer box,
``plainnet:answered`` with the ``detail`` ``{kind, prediction, restored}`` (``right`` or ``wrong``;
whether it is a prediction; whether this browser had kept the answer), and ``plainnet:cleared``.
What was kept is told before ``plainnet:mounted``.

``spec`` holds the constants, among them ``words`` and ``common``, the texts. All are read by their
names, ``words.title``, ``spec.limit``, ``frame.loss``, or are unpacked, ``const { words } = spec``:
so Python can list what must be there. What may be missing is read by ``words?.near``.
"""

import functools
import re

from plainnet.explorers.javascript import CORE, HERE

READ = re.compile(r"\b(spec|words|common|frame)(?=\.(\w+))")  # spec.words.x is two
UNPACKED = re.compile(r"\{([\w\s,]+)\} = (spec|words|common|frame);")
GIVEN = re.compile(r"\bview\.draw\(stage, \{([^}]+)\}\)")
TAKEN = re.compile(r"\bdraw\(stage(?:, \{([^}]+)\})?\) \{")


@functools.cache
def reads(path) -> list[tuple[str, str]]:
    """What a file reads: pairs such as ``("words", "title")``, in the order of the file."""
    text = path.read_text("utf8")
    unpacked = [
        (holder, name)
        for names, holder in UNPACKED.findall(text)
        for name in re.findall(r"\w+", names)
    ]
    return list(dict.fromkeys(READ.findall(text) + unpacked))


def check(view, spec, frame=None, folder=None) -> None:
    """Raise a `ValueError` that names what the view, or the core for it, would look for in vain.

    Without a ``frame``, it is a view that mounts itself. ``folder`` is where its ``view.js`` lies.
    """
    path = (folder or HERE / view) / "view.js"
    holders = {"spec": spec, "words": spec["words"], "common": spec.get("common", {})}
    if frame is not None:
        holders |= {"frame": frame}
        _check_parameters(path)
        _check_table(view, spec, frame)
    for source in (path, *(CORE if frame is not None else ())):
        for holder, name in reads(source):
            if name not in holders[holder]:
                raise ValueError(
                    f"{source.parent.name}/{source.name}: {view} has no {holder}.{name}; "
                    f"there are {', '.join(holders[holder])}"
                )


def _check_parameters(path):
    (given,) = GIVEN.findall("".join(source.read_text("utf8") for source in CORE))
    (taken,) = TAKEN.findall(path.read_text("utf8"))
    given, taken = (re.findall(r"\w+", names) for names in (given, taken))
    if unknown := [name for name in taken if name not in given]:
        raise ValueError(
            f"{path.parent.name}/{path.name}: draw is not given {', '.join(unknown)}; "
            f"there are {', '.join(given)}"
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
