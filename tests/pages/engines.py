"""Browser engines with the same small interface, over http and from ``file://``.

Tests call ``open``, ``run`` (a JavaScript function), ``press``, ``type``, ``click`` and ``drag``.
An engine's ``problems`` are all errors that a reader's console or network view would show.
"""

import contextlib
import glob
import json
import os
import re
import shutil
import subprocess
import threading
import time
import warnings

import grounds
import page_scripts
import proof
import pytest
from selenium import webdriver
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.actions.mouse_button import MouseButton
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from plainnet_book import serve

PAGE = page_scripts.functions("page.js")
WITNESS = f"<script>{(page_scripts.HERE / 'witness.js').read_text('utf8')}</script>"

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARROW = (
    '<!DOCTYPE html><title>-</title><iframe style="border:0;width:360px;height:740px"></iframe>'
)


made = {}  # the grounds of pages that tests create, by name


def rest_on_page(name):
    """Record that the running test depends on this page of the site, or on its sources."""
    name = name.partition("#")[0].partition("?")[0]
    if name:
        known = [f"page {name}"] if (grounds.SITE / name).is_file() else ["code"]
        proof.rest_on(*made.get(name, known))


def key(name):
    """Selenium's character for a key such as ``ArrowDown``."""
    return getattr(Keys, re.sub("(?<=[a-z])(?=[A-Z])", "_", name).upper())


def need(what, package):
    """The path of a program; if it is missing, skip the test, and report what to install."""
    return what or pytest.skip(f"please install {package} (Debian's name)")


@contextlib.contextmanager
def served(folder):
    """The address of a server for ``folder``."""
    with serve.server(folder) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_address[1]}"
        site.shutdown()


@contextlib.contextmanager
def screen():
    """A virtual screen, which chooses its own name, such as ``:1``."""
    read, write = os.pipe()
    size = ["-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    command = [need(shutil.which("Xvfb"), "xvfb"), "-displayfd", str(write), *size]
    with subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL) as xvfb:
        os.close(write)
        with open(read) as pipe:
            yield f":{pipe.readline().strip()}"
        xvfb.terminate()


def as_json(function):
    """A version of ``function`` from JSON to JSON: drivers convert nested values slowly."""
    return f"async (all) => JSON.stringify((await ({function})(...JSON.parse(all))) ?? null)"


class Engine:
    """A browser. ``site`` has the ``folder`` and the ``http`` address of the pages."""

    def __init__(self, site):
        self.site = site

    def address(self, name, over="http"):
        page = re.split("[?#]", name)[0]
        assert (self.site.folder / page).exists(), f"{page} is not on the site; mend its name here"
        rest_on_page(name)
        return f"{self.site.http}/{name}" if over == "http" else f"file://{self.site.folder}/{name}"

    def ours(self, address):
        return address.startswith((self.site.http, f"file://{self.site.folder}", "data:", "blob:"))

    def wait(self, function, *arguments, seconds=5):
        """Repeat ``function`` until it returns a true value."""
        end = time.monotonic() + seconds
        while not (found := self.run(function, *arguments)):
            assert time.monotonic() < end, f"waited {seconds} s for {function[-80:]}"
            time.sleep(0.02)
        return found

    def problems(self):
        requests = self.run(PAGE.requests)
        failed = [f"{name} {status}" for name, status in requests if status >= 400]
        foreign = [name for name, _ in requests if not self.ours(name)]
        return self.run("() => window.problems") + failed + foreign


class Chromium(Engine):
    def __init__(self, site, browser, width=1280, **options):
        super().__init__(site)
        self.context = browser.new_context(
            viewport={"width": width, "height": 900 if width > 800 else 740}, **options
        )
        self.page = self.context.new_page()
        self.native = []
        self.context.on("console", self._said)
        self.context.on("weberror", lambda error: self.native.append(str(error.error)))
        self.context.on("request", lambda request: self._requested(request.url))
        self.context.on("requestfailed", self._failed)
        self.context.on("response", self._answered)
        self.page.on("websocket", lambda socket: self._requested(socket.url))

    def begin(self):
        """Reset the window's width and the colour scheme."""
        self.page.set_viewport_size({"width": 1280, "height": 900})
        self.page.emulate_media(media="null", color_scheme="null")

    def _said(self, message):
        if message.type in ("warning", "error"):
            self.native.append(f"{message.type}: {message.text}")

    def _requested(self, address):
        if not self.ours(address):
            self.native.append(f"another host: {address}")
        elif address.partition("?")[0].partition("#")[0].endswith(".html"):
            rest_on_page(
                address.removeprefix(self.address("")).removeprefix(self.address("", "file"))
            )

    def _failed(self, request):
        if request.failure != "net::ERR_ABORTED":  # requests of a page that was left
            self.native.append(f"failed: {request.url}")

    def _answered(self, response):
        if response.status >= 400:
            self.native.append(f"{response.status}: {response.url}")

    def open(self, name, over="http", narrow=False, until="load"):
        if narrow:
            self.page.set_viewport_size({"width": 360, "height": 740})
        self.native.clear()
        self.page.goto(self.address(name, over), wait_until=until)
        self.weight = self.run(PAGE.weight)
        self.run(PAGE.load)

    def problems(self):
        return self.native + super().problems()

    def run(self, function, *arguments):
        return json.loads(self.page.evaluate(as_json(function), json.dumps(arguments)))

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text):
        self.page.keyboard.type(text)

    def click(self, x, y):
        self.page.mouse.click(x, y)

    def hover(self, x, y):
        self.page.mouse.move(x, y)

    def drag(self, x, y, to_x, to_y):
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.mouse.move((x + to_x) / 2, to_y)
        self.page.mouse.move(to_x, to_y)
        self.page.mouse.up()

    def close(self):
        self.context.close()


class WebKit(Engine):
    """The engine of iPhones. Its window is at least 447 px wide; an iframe has 360 px."""

    def __init__(self, site, screen):
        super().__init__(site)
        found = glob.glob("/usr/lib/*/webkit2gtk-*/MiniBrowser")
        options = Options()
        options.binary_location = need(found and found[-1], "webkit2gtk-driver")
        options.add_argument("--automation")
        driver = need(shutil.which("WebKitWebDriver"), "webkit2gtk-driver")
        service = Service(driver, env={**os.environ, "DISPLAY": screen})
        with warnings.catch_warnings():  # a warning from Selenium itself
            warnings.filterwarnings("ignore", "setting remote_server_addr", DeprecationWarning)
            self.driver = webdriver.WebKitGTK(options=options, service=service)
        self.driver.set_window_size(1280, 900)

    def open(self, name, over="http", narrow=False):
        self.driver.switch_to.default_content()
        address = self.address(name, over)
        if narrow:
            self.driver.get(self.address("narrow.html", over))
            self.run(PAGE.openInFrame, address)
            self.driver.switch_to.frame(0)
        else:
            self.driver.get(address)
        self.run(PAGE.load)

    def run(self, function, *arguments):
        script = f"return ({as_json(function)})(...arguments)"
        return json.loads(self.driver.execute_script(script, json.dumps(arguments)))

    def press(self, *keys):
        self.type([*map(key, keys)])

    def type(self, text):
        actions = ActionBuilder(self.driver)
        actions.key_action.send_keys(text)
        actions.perform()

    def click(self, x, y):
        actions = ActionBuilder(self.driver, duration=0)
        actions.pointer_action.move_to_location(round(x), round(y)).click()
        actions.perform()

    def hover(self, x, y):
        actions = ActionBuilder(self.driver, duration=0)
        actions.pointer_action.move_to_location(round(x), round(y))
        actions.perform()

    def drag(self, x, y, to_x, to_y):
        actions = ActionBuilder(self.driver)
        mouse = actions.pointer_action
        mouse.move_to_location(round(x), round(y)).pointer_down(MouseButton.LEFT)
        mouse.move_to_location(round((x + to_x) / 2), round(to_y))
        mouse.move_to_location(round(to_x), round(to_y)).pointer_up(MouseButton.LEFT)
        actions.perform()

    def close(self):
        self.driver.quit()
