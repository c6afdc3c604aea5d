"""Equations, figures and exercises are numbered by Sphinx, behind the number of their chapter."""

from sphinx.environment.collectors.toctree import TocTreeCollector

AFTER_SPHINX = 600  # which has just counted through the whole book


def connect(app, number_of) -> None:
    """Connect to Sphinx; ``number_of`` gives a page's number, or "", by its name."""
    app.connect("env-get-updated", lambda app, env: assign(env, number_of), AFTER_SPHINX)


def assign(env, number_of) -> list[str]:
    """Count again, as if headings were numbered; return the pages whose numbers have changed.

    Sphinx takes a chapter's number from the number of its heading. Headings themselves are to
    have none, so these numbers are taken away again.
    """
    numbered = {name: number_of(name) for name in env.found_docs}
    env.toc_secnumbers = {name: {"": (number,)} for name, number in numbered.items() if number}
    changed = TocTreeCollector().assign_figure_numbers(env)
    env.toc_secnumbers = {}
    return changed
