"""Makes Sphinx number equations, figures and exercises with the chapter's number in front."""

from sphinx.environment.collectors.toctree import TocTreeCollector

AFTER_SPHINX = 600  # the priority of Sphinx's own numbering is 500


def connect(app, number_of) -> None:
    """Register with Sphinx; ``number_of`` returns a page's number, or "", by its name."""
    app.connect("env-get-updated", lambda app, env: assign(env, number_of), AFTER_SPHINX)


def assign(env, number_of) -> list[str]:
    """Number equations and figures as if headings were numbered; return the pages that changed.

    Sphinx takes a chapter's number from the number of its heading. Headings should not show
    numbers, so they are removed afterwards.
    """
    numbered = {name: number_of(name) for name in env.found_docs}
    env.toc_secnumbers = {name: {"": (number,)} for name, number in numbered.items() if number}
    changed = TocTreeCollector().assign_figure_numbers(env)
    env.toc_secnumbers = {}
    return changed
