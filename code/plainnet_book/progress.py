"""Says how far Sphinx is. What a build spends its time on is told before it begins."""

import time

PAUSE = 3  # seconds between two lines


class Progress:
    """Connects to Sphinx; ``say`` prints a line."""

    def __init__(self, app, say):
        self.say, self.counts, self.began, self.pages, self.last = say, {}, {}, 1, 0.0
        app.connect("env-before-read-docs", self.before_reading)
        app.connect("source-read", lambda app, name, source: self.count("read", name))
        app.connect("env-updated", lambda app, env: say("resolving references"))
        app.connect("html-page-context", lambda app, name, *_: self.count("written", name))
        app.connect("build-finished", lambda app, error: say("finishing pages"), priority=800)

    def before_reading(self, app, env, names) -> None:
        self.pages = len(names)

    def count(self, what, name) -> None:
        """Count a page; say so of the first, and when no line was printed for a moment."""
        done, now = self.counts.get(what, 0), time.monotonic()  # this page is only beginning
        began = self.began.setdefault(what, now)
        self.counts[what] = done + 1
        if not done or now > self.last + PAUSE:
            self.last = now
            left = (now - began) / max(1, done) * (self.pages - done)
            left = f", about {left:.0f} s left" if done > 2 else ""
            self.say(f"pages {what}: {done + 1} of {self.pages} ({name}){left}")
