"""Results stored in the package, so that a figure about many runs appears at once.

Each lies in a file with the fingerprint of the settings and of the code that made it: a result that
is out of date is never shown.
"""

import json
from dataclasses import asdict
from pathlib import Path

RESULTS = Path(__file__).parents[1] / "results"


class Kept:
    """A computation whose result is stored. A subclass is a dataclass with a ``name``.

    It gives ``key()``, the fingerprint of what its result depends on, ``run(executor, progress)``,
    ``save_result(result)``, and ``_result(content)``, which makes a result of what a file holds.
    """

    @property
    def path(self) -> Path:
        """The file of the result."""
        return RESULTS / f"{self.name}.json"

    def _write(self, content):
        """Store ``content``, which JSON can hold; a list gets a line for each entry."""
        content = {"key": self.key(), "settings": asdict(self)} | content
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text(json.dumps(content, indent=0) + "\n", "utf8")

    def load_result(self) -> object:
        """Return the stored result.

        Raises a `ValueError` if there is none, if it cannot be read, or if it was made by other
        settings or other code.
        """
        if not self.path.exists():
            raise ValueError(f"{self.path.name}: no result is kept; run `make sweeps`")
        try:
            content = json.loads(self.path.read_text("utf8"))
            if content["key"] == self.key():
                return self._result(content)
        except (ValueError, KeyError, TypeError, IndexError):
            raise ValueError(f"{self.path.name}: the file is damaged; run `make sweeps`") from None
        raise ValueError(f"{self.path.name}: the result is out of date; run `make sweeps`")
