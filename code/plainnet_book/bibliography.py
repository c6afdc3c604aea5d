"""The order of references: by names, those of organisations among those of persons.

Braces, which keep a name whole in the file, would sort it behind all others.
"""

from pybtex.plugin import register_plugin
from pybtex.style.formatting.alpha import Style
from pybtex.style.sorting.author_year_title import SortingStyle

NAME = "by_names"


class ByNames(SortingStyle):
    """Sorts by names without their braces."""

    def person_key(self, person) -> str:
        """The name of a person, or of an organisation, as it is read."""
        return super().person_key(person).replace("{", "").replace("}", "")


class Sorted(Style):
    """The usual style, in this order."""

    default_sorting_style = NAME


def connect(app) -> None:
    """Make the style known, and the default of the book."""
    register_plugin("pybtex.style.sorting", NAME, ByNames)
    register_plugin("pybtex.style.formatting", NAME, Sorted)
    app.config.bibtex_default_style = NAME
