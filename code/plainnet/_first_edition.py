"""Modules and names of the first edition, which still work in this one: a reader may hold them."""

import importlib
import importlib.abc
import importlib.util
import sys

MOVED = {  # where each module is now, and what was renamed in it: {new: old}
    "architectures": ("model_size.architectures", {}),
    "costs": (
        "model_size.counts",
        {
            "parameter_count": "parameters",
            "forward_operations": "forward",
            "training_operations": "step",
            "memory_bytes": "memory",
        },
    ),
    "findings": ("exercises.feedback", {"Feedback": "Finding"}),
    "keeping": ("saving", {}),
    "listing": ("broken.original_listing", {}),
    "museum": ("broken.museum", {"train_stack": "train"}),
    "outcomes": (
        "training_outcomes",
        {
            "classify_run": "outcome",
            "_classify_runs": "outcomes",
            "_kept_epochs": "kept_epochs",
            "_tail_length": "tail_length",
        },
    ),
    "patients": ("broken.programs", {}),
    "questions": ("exercises.questions", {}),
    "sweep": ("sweeps.declaration", {}),
    "variants": ("exercises.faulty_passes", {"make_problem": "case_of", "Problem": "Case"}),
    "explorers.worked_pass": ("explorers.stepper.worked_example", {}),
}


class _Moved(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds a module under its old name, and fills it with what the new one has."""

    def find_spec(self, fullname, path, target=None):
        package, _, name = fullname.partition(".")
        if package == "plainnet" and name in MOVED:
            return importlib.util.spec_from_loader(fullname, self)
        return None

    def exec_module(self, module):
        place, renamed = MOVED[module.__name__.removeprefix("plainnet.")]
        content = vars(importlib.import_module(f"plainnet.{place}"))
        vars(module).update({name: value for name, value in content.items() if name[:2] != "__"})
        vars(module).update({old: content[new] for new, old in renamed.items()})


def install() -> None:
    """Let Python find the old modules; after this, importing one works as before."""
    sys.meta_path.append(_Moved())
