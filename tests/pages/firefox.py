"""Firefox with the interface of `engines`, controlled by WebDriver BiDi: JSON over a websocket.

https://w3c.github.io/webdriver-bidi/ documents the commands and events used here.
"""

import contextlib
import json
import os
import re
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import engines
import websocket

PATIENCE = 30  # seconds
# WebDriver sessions set further preferences: no updates, no telemetry, no first-run pages.
PREFERENCES = {
    # All requests to other hosts go to a proxy that does not exist.
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 9,
    "network.proxy.failover_direct": False,
    "network.proxy.allow_bypass": False,
    "security.fileuri.strict_origin_policy": True,  # as for readers; sessions would switch it off
    # Otherwise Firefox may not read fonts outside the system's folders, and retries for each text.
    "security.sandbox.content.level": 0,
    "ui.useOverlayScrollbars": 1,  # as on a phone: they take no width
}
EVENTS = [
    "log.entryAdded",
    "network.beforeRequestSent",
    "network.fetchError",
    "network.responseCompleted",
]
# The error of requests that end because the page was left, such as for the icon; no failure.
ABORTED = "NS_BINDING_ABORTED"


class Firefox(engines.Engine):
    """A headless Firefox with one tab and its own profile."""

    def __init__(self, site):
        super().__init__(site)
        self.native, self.sent, self.socket = [], 0, None
        path = engines.need(shutil.which("firefox-esr") or shutil.which("firefox"), "firefox-esr")
        self.profile = tempfile.TemporaryDirectory(prefix="firefox-")
        home = Path(self.profile.name)
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items()]
        (home / "user.js").write_text("\n".join(lines), "utf8")
        flags = ["--headless", "--no-remote", "--profile", home, "--remote-debugging-port", "0"]
        with (home / "output").open("wb") as output:
            env = {**os.environ, "HOME": str(home)}
            self.process = subprocess.Popen([path, *flags], stdout=output, stderr=output, env=env)
        try:
            address = f"{self._listens(home / 'output')}/session"
            self.socket = websocket.create_connection(address, PATIENCE, suppress_origin=True)
            self._ask("session.new", capabilities={})
            self._ask("session.subscribe", events=EVENTS)
            self.tab = self._ask("browsingContext.create", type="tab")["context"]
        except BaseException:
            self.close()
            raise

    def _listens(self, output):
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"BiDi listening on (ws://\S+)\n", output.read_text("utf8"))):
            if self.process.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"Firefox does not listen: {output.read_text('utf8')}")
            time.sleep(0.05)
        return found[1]

    def _ask(self, method, **parameters):
        """The result of a command; events that arrive before it are recorded."""
        self.sent += 1
        self.socket.send(json.dumps({"id": self.sent, "method": method, "params": parameters}))
        end = time.monotonic() + PATIENCE
        while True:
            self.socket.settimeout(max(0.001, end - time.monotonic()))
            answer = json.loads(self.socket.recv())
            if answer["type"] == "event":
                self._noted(answer["method"], answer["params"])
            elif answer["id"] == self.sent:
                if answer["type"] == "error":
                    raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
                return answer["result"]

    def _noted(self, event, details):
        if event == "log.entryAdded":
            # The pages record their own errors; these are errors of Firefox.
            if details["level"] in ("warn", "error") and details["type"] != "javascript":
                self.native.append(f"{details['level']}: {details['text']}")
            return
        address = details["request"]["url"]
        if event == "network.beforeRequestSent" and not self.ours(address):
            self.native.append(f"another host: {address}")
        elif event == "network.fetchError" and details["errorText"] != ABORTED:
            self.native.append(f"failed: {address} {details['errorText']}")
        elif event == "network.responseCompleted" and details["response"]["status"] >= 400:
            self.native.append(f"{details['response']['status']}: {address}")

    def open(self, name, over="http", narrow=False):
        size = {"width": 360, "height": 740} if narrow else {"width": 1280, "height": 900}
        self._ask("browsingContext.setViewport", context=self.tab, viewport=size)
        self.native.clear()
        address = self.address(name, over)
        self._ask("browsingContext.navigate", context=self.tab, url=address, wait="complete")
        self.run(engines.PAGE.load)

    def problems(self):
        witnessed = super().problems()  # also records events that arrived meanwhile
        return self.native + witnessed

    def run(self, function, *arguments):
        answer = self._ask(
            "script.callFunction",
            functionDeclaration=engines.as_json(function),
            arguments=[{"type": "string", "value": json.dumps(arguments)}],
            target={"context": self.tab},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def press(self, *keys):
        self.type([*map(engines.key, keys)])

    def type(self, text):
        both = ("keyDown", "keyUp")
        actions = [{"type": kind, "value": key} for key in text for kind in both]
        self._act({"type": "key", "id": "keys", "actions": actions})

    def click(self, x, y):
        self._mouse((x, y), "pointerDown", "pointerUp")

    def hover(self, x, y):
        self._mouse((x, y))

    def drag(self, x, y, to_x, to_y):
        self._mouse((x, y), "pointerDown", ((x + to_x) / 2, to_y), (to_x, to_y), "pointerUp")

    def _mouse(self, *actions):
        """Move to places, press and release the left button."""
        moves = [
            {"type": action, "button": 0}
            if isinstance(action, str)
            else {"type": "pointerMove", "x": action[0], "y": action[1]}
            for action in actions
        ]
        self._act({"type": "pointer", "id": "mouse", "actions": moves})

    def _act(self, source):
        self._ask("input.performActions", context=self.tab, actions=[source])

    def close(self):
        """Close the browser and remove its profile, even if it has crashed."""
        with contextlib.suppress(Exception):
            self._ask("browser.close")
            self.process.wait(PATIENCE)
        self.process.kill()
        self.process.wait()
        if self.socket:
            self.socket.shutdown()
        self.profile.cleanup()
