"""Reports how far Sphinx is, each step before it begins."""

import time

PAUSE = 3  # seconds between two lines


class Progress:
    """Registers with Sphinx, and reports on its pages; ``report`` prints a line.

    While not all chapters are ``executed``, which are futures, another report tells what is left.
    """

    def __init__(self, app, report):
        self.report, self.counts, self.began, self.pages, self.last = report, {}, {}, 1, 0.0
        self.executed = ()
        app.connect("env-before-read-docs", self.before_reading)
        app.connect("source-read", lambda app, name, source: self.count("read", name))
        app.connect("env-updated", lambda app, env: report("resolving references"))
        app.connect("html-page-context", lambda app, name, *_: self.count("written", name))
        app.connect("build-finished", lambda app, error: report("finishing pages"), priority=800)

    def before_reading(self, app, env, names) -> None:
        self.pages = len(names)

    def count(self, what, name) -> None:
        """Count a page; report the first one, and others if no line was printed for a while."""
        done, now = self.counts.get(what, 0), time.monotonic()  # without this page
        self.counts[what] = done + 1
        if not all(future.done() for future in self.executed):
            return
        first, began = self.began.setdefault(what, (done, now))
        if done == first or now > self.last + PAUSE:
            self.last = now
            left = (now - began) / max(1, done - first) * (self.pages - done)
            left = f", about {left:.0f} s left" if done > first + 2 else ""
            self.report(f"pages {what}: {done + 1} of {self.pages} ({name}){left}")
