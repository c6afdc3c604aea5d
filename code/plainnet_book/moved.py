"""Old addresses of sections that have moved to another page: a line there leads to the new place.

The line shows only when it is what the address names. `moved.toml` lists the sections.
"""

import tomllib
from pathlib import Path

from docutils import nodes

MOVED = tomllib.loads(Path(__file__).with_name("moved.toml").read_text("utf8"))


def connect(app) -> None:
    """Connect to Sphinx."""
    app.connect("doctree-resolved", lead_on)


def lead_on(app, doctree, name) -> None:
    """Add a line for each section that has left this page, below its text.

    Where a page is built alone, the others are not there, and no line is.
    """
    labels = app.env.domaindata["std"]["labels"]
    for label in MOVED.get(name, ()):
        page, anchor, title = labels.get(label, (name, "", ""))
        if page == name:
            continue
        address = f"{app.builder.get_relative_uri(name, page)}#{anchor}"
        line = nodes.paragraph("", "This section has moved: ", ids=[label])
        line += nodes.reference("", title, refuri=address, internal=True)
        line["classes"].append("plainnet-moved")
        next(doctree.findall(nodes.section)).append(line)
