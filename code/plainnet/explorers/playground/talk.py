"""What the playground's Python does when its page, or JupyterLab, asks: it trains in chunks."""

import asyncio
import time

import numpy as np

from plainnet import Ensemble, check_gradient
from plainnet.explorers.playground import challenges, picture
from plainnet.explorers.playground.run import (
    QUIET,
    Run,
    equal,
    executed,
    from_the_top,
    is_right,
    walked,
)
from plainnet.explorers.playground.state import (
    CHOICES,
    DATA,
    checked,
    fitting,
    link,
    mended,
    speed,
    untaken,
)
from plainnet.explorers.playground.words import WORDS
from plainnet.explorers.widget import failed
from plainnet.training_outcomes import SOLVED_BELOW

CHUNK = 0.03  # seconds between two frames, at most
WAIT = 0.002  # seconds
CREDIT = 2  # frames that may be on their way
STARTS, AT_ONCE = 100, 25
FEWEST, MOST = 100, 500  # epochs of each of these starts, if the run had fewer, or more
OF_GATES, OF_DIGITS = 2000, 5
LARGEST = 5000  # parameters of which the gradient is checked: two losses each
NEAR = 1.1  # times the loss of the run that is shown: a good start, where answers are numbers
GOOD = 0.95  # the share of new patterns that are right after a good start
TERMS = 8  # of a formula, at most
QUESTIONS = {"same": "_compare", "gradient": "_check", "many": "_start_often"}
PATTERNS = 12  # of large data, with which the gradient is checked: each loss would take long


class Talk:
    """Answers the messages of one view. ``send(message, [bytes])`` reaches it.

    Messages have ``do``: ``begin`` with a ``state`` or a ``challenge``, and with the ``epochs`` of
    a run that the view shows already; ``go`` with the epochs of a frame, or 0 for as many as fit,
    ``step``, ``stop``, ``rate`` with a ``value``, ``point``, ``unit`` with the number of the hidden
    one that is looked at, ``drawn`` for each frame that was drawn, and the questions ``same``,
    ``gradient`` and ``many``.
    A frame that would come too late is not made; its losses come with the next one.
    """

    def __init__(self, make):
        self.make = make  # the run that a state begins; of a reader's own network, always the same
        self.run, self.send, self.challenge = None, None, None
        self.job = None  # what goes on: anything new ends it
        self.sent = 0  # losses that the view has
        self.unit = None  # the hidden unit that is looked at, counted through all layers
        self.memory = {}  # what a challenge remembers of runs before

    @classmethod
    def shown(cls, run, challenge=None) -> dict:
        """What a view gets of a run that has ended: ``made``, ``frame`` and its bytes, ``data``."""
        talk, sent = cls(None), []
        talk.run, talk.challenge = run, challenge
        talk.send = lambda message, data: sent.append((message["frame"], *data))
        made = talk.made()
        talk._frame()
        ((frame, data),) = sent
        return {"made": made, "frame": frame, "data": data}

    def receive(self, message, send) -> None:
        """Do what a message asks."""
        self.send = send
        if question := QUESTIONS.get(message["do"]):
            self._do(self._ask(message["do"], getattr(self, question)))
        else:
            getattr(self, f"_{message['do']}")(message)

    def _begin(self, message):
        self.job = None
        if "challenge" in message:
            name = message["challenge"]
            self.challenge = name if name in challenges.CHALLENGES else None
        given = dict(message.get("state") or {})
        if message.get("challenge") and self.challenge:
            given = challenges.begins(self.challenge) | given
        state = checked(given)
        self.run = self.make(state)
        self.run.train(epochs := message.get("epochs", 0))
        self.sent, self.credit, self.unit = epochs and epochs + 1, CREDIT, None
        names = WORDS["comma"].join(untaken(given, state) if self.run.state else [])
        note = WORDS["untaken"].format(names=names) if names else ""
        self.send({"made": self.made() | {"note": note}})
        self._frame()

    def made(self) -> dict:
        """What stays the same while a run goes on."""
        run, state = self.run, self.run.state
        self.box = picture.box_of(run, state and DATA[state["data"]].box)
        parameters = run.nn.parameters
        names = WORDS["comma"].join(f"{name} {value.size}" for name, value in parameters.items())
        return {
            **self._changing(),
            "epoch": run.epoch,
            "kind": picture.kind(run),
            "sizes": list(run.nn.sizes),
            "labels": 1 if run.nn.sizes[0] == 1 else max(2, run.nn.sizes[-1]),
            "points": picture.points(run, self.box) if self.box else [],
            "fits": state and fitting(state),
            "speed": speed(state) if state else 1,
            "count": WORDS["count"].format(count=run.nn.parameter_count, names=names),
        }

    def _changing(self):
        run, state = self.run, self.run.state
        return {"state": state, "link": state and link(state), "rate": run.rate}

    def _frame(self, **more):
        run = self.run
        parts, data = picture.frame(run, self.box)
        new = slice(self.sent, None)
        self.sent = len(run.losses)
        info = {
            "epoch": run.epoch,
            "losses": _shown(run.losses[new]),
            "new_losses": _shown(run.new_losses[new]),
            "said": said(run),
            "code": run.text(),
            "parts": parts,
            "ended": run.diverged,
            "going": self.job is not None,
            "silent": run.silent(),
            "legend": formula(run.nn, self.unit) or legend(run),
            **more,
        }
        if self.challenge and run.state:
            info["verdict"] = challenges.verdict(self.challenge, run, self.memory)
        self.send({"frame": info}, [data])

    def _go(self, message):
        self.credit = CREDIT
        self._do(self._train(message.get("epochs", 0)))

    def _step(self, message):
        self._do(self._train(1, once=True))

    def _stop(self, message):
        self._do(self._rest())

    def _rate(self, message):
        """Go on with another learning rate, one of those to choose from."""
        rate = next((rate for rate in CHOICES["rate"] if rate == message["value"]), self.run.rate)
        if self.run.state:
            self.run.state = mended(self.run.state | {"rate": rate})
            rate = self.run.state["rate"]
        self.run.rate = rate
        self.send({"changed": self._changing()})
        if self.job is None:
            self._frame()

    def _unit(self, message):
        hidden = range(sum(self.run.nn.sizes[1:-1]))  # a picture that is gone may have had more
        self.unit = message["unit"] if message["unit"] in hidden else None
        if self.job is None:
            self._frame()

    def _point(self, message):
        """Begin anew with a point that was added, or moved to another place.

        The place is given in parts of the drawing; a point has a ``row`` if it is moved.
        """
        state, edges = dict(self.run.state), self.box
        if not edges or message.get("row", 0) >= len(self.run.X):
            self.send({"changed": self._changing()})  # nothing: the picture with it is gone by now
            return
        parts = message["x"] / picture.FINE, message["y"] / picture.FINE
        x1, x2 = (
            round(float(low + part * (high - low)), 2)
            for part, low, high in zip(parts, edges[::2], edges[1::2], strict=True)
        )
        drawn = len(self.run.X) - len(state["added"])
        row = message.get("row")
        if row is None:
            state["added"] = (*state["added"], (x1, x2, message["label"]))
        elif row < drawn:
            others = tuple(point for point in state["moved"] if point[0] != row)
            state["moved"] = (*others, (row, x1, x2))
        else:
            added = list(state["added"])
            added[row - drawn] = (x1, x2, added[row - drawn][2])
            state["added"] = tuple(added)
        self._begin({"state": state})

    def _drawn(self, message):
        self.credit += 1

    def _do(self, work):
        """Begin something, in place of what goes on."""
        self.job = asyncio.ensure_future(self._finishing(work))

    async def _finishing(self, work):
        mine = asyncio.current_task()
        try:
            await work
        except Exception as error:  # a reader's own network, or rule, may raise anything
            self.send(failed(error))
        if self.job is mine:
            self.job = None

    def _is_on(self):
        return self.job is asyncio.current_task()

    async def _train(self, epochs, once=False):
        """Train, with a frame after so many epochs, or as many as fit between two frames.

        With so many epochs, training waits until the view has drawn.
        """
        run, last = self.run, self.run.epoch + epochs
        while self._is_on() and not run.diverged:
            if epochs and not once and self.credit <= 0:
                await asyncio.sleep(WAIT)
                continue
            began = time.perf_counter()
            while time.perf_counter() < began + CHUNK and not run.diverged:
                run.step()
                if epochs and run.epoch >= last:
                    break
            is_frame = not epochs or run.epoch >= last or run.diverged
            if once and is_frame:
                break
            if is_frame and self.credit > 0 and not run.diverged:
                self.credit -= 1
                self._frame()
                last = run.epoch + epochs
            await asyncio.sleep(0)
        if self._is_on():
            self._end()

    async def _rest(self):
        await self._come_to_rest()
        if self._is_on():
            self._end()

    async def _come_to_rest(self):
        """End in the middle of no epoch, because the lines can only say whole ones."""
        while self._is_on() and not self.run.is_whole and not self.run.diverged:
            began = time.perf_counter()
            while time.perf_counter() < began + CHUNK and not self.run.is_whole:
                self.run.step()
            await asyncio.sleep(0)

    def _end(self):
        self.job = None
        self._frame()

    async def _ask(self, name, question):
        """Answer a question, after the epoch that was begun."""
        await self._come_to_rest()
        text = ""
        if self._is_on():
            self._frame(going=False)
            text = await question()
        self.send({"answer": name, "text": text or WORDS["interrupted"]})

    async def _compare(self):
        if not self.run.epoch:
            return WORDS["nothing"]
        began, breath = time.perf_counter(), time.perf_counter()
        names, calls = from_the_top(self.run.text())
        for call in calls:
            for _ in walked(*call):
                if time.perf_counter() > breath + CHUNK:
                    await asyncio.sleep(0)
                    breath = time.perf_counter()
                    if not self._is_on():
                        return None
        if not equal(self.run.nn, names["nn"]):
            return WORDS["not_same"]
        seconds = time.perf_counter() - began
        count = self.run.nn.parameter_count
        return WORDS["same"].format(count=count, epochs=in_epochs(self.run.epoch), seconds=seconds)

    async def _check(self):
        began, run = time.perf_counter(), self.run
        if (count := run.nn.parameter_count) > LARGEST:
            return WORDS["too large"].format(count=count, losses=2 * count, most=LARGEST)
        few = PATTERNS if run.nn.parameter_count * len(run.X) > 10**5 else None
        verdict = check_gradient(run.nn, run.X[:few], run.y[:few])
        return WORDS["gradient"].format(
            sign="✓" if verdict else "?" if verdict.answer == "cannot tell here" else "✗",
            verdict=verdict,
            losses=2 * run.nn.parameter_count,
            seconds=time.perf_counter() - began,
        )

    async def _start_often(self):
        """Start this network from a hundred seeds, and send how each start ended, as they end."""
        began, run = time.perf_counter(), self.run
        epochs = int(np.clip(run.epoch, FEWEST, MOST if run.new else OF_GATES))
        epochs = OF_DIGITS if run.state["data"] == "digits" else epochs
        at_once = can_be_an_ensemble(run.state)
        good = []
        for first in range(0, STARTS, AT_ONCE if at_once else 1):
            seeds = range(first, first + (AT_ONCE if at_once else 1))
            networks = ensemble(run, seeds, epochs) if at_once else [await self._one(seeds, epochs)]
            if not self._is_on():
                return None
            good += [is_good(run, *each) for each in networks]
            self.send({"starts": [int(each) for each in good]})
            await asyncio.sleep(0)
        form = "loss" if not run.counts else "share" if run.new else "solved"
        limit = NEAR * run.new_losses[-1] if run.new else 0.0
        text = WORDS["many"][form].format(
            good=sum(good), count=len(good), epochs=in_epochs(epochs), limit=limit
        )
        by = WORDS["by"]["ensemble" if at_once else "train"]
        rule = WORDS["values"]["rule"][run.state["rule"]]
        seconds = time.perf_counter() - began
        return text + by.format(rule=rule, rate=run.rate, seconds=seconds)

    async def _one(self, seeds, epochs):
        """A network that starts from a seed, trained, with its loss."""
        names = executed(self.run.state | {"start": seeds[0]})
        call = (names["nn"], names["X"], names["y"]), names["settings"]
        keywords = {k: v for k, v in call[1].items() if k != "validation"}
        keywords |= {"learning_rate": self.run.rate, "epochs": epochs}
        breath = time.perf_counter()
        for _ in walked(call[0], keywords):
            if time.perf_counter() > breath + CHUNK:
                await asyncio.sleep(0)
                breath = time.perf_counter()
                if not self._is_on():
                    break
        with np.errstate(**QUIET):
            nn = names["nn"]
            return nn, nn.loss(nn.forward(names["X"]), names["y"])


def can_be_an_ensemble(state) -> bool:
    """Whether an `Ensemble` trains such networks: with all patterns, by descent or momentum."""
    plain = state["rule"] in ("descent", "momentum") and not state["decay"]
    return plain and not state["batch"] and state["data"] != "digits"


def ensemble(run, seeds, epochs) -> list[tuple]:
    """Networks that start from these seeds, trained at once: each with its loss."""
    nn, state = run.nn, run.state
    names = {"activation": state["activation"], "init": state["init"], "loss": state["loss"]}
    some = Ensemble(*nn.sizes, seeds=seeds, output=nn.activation_names[-1], **names)
    beta = 0.9 if state["rule"] == "momentum" else 0.0
    history = some.train(run.X, run.y, learning_rate=run.rate, epochs=epochs, momentum=beta)
    return [(some.network(i), history.loss[-1, i]) for i in range(len(some))]


def is_good(run, nn, loss) -> bool:
    """Whether a start got there: most new patterns right or, of a gate, all, and a small loss."""
    with np.errstate(**QUIET):
        if not np.isfinite(loss):
            return False
        if not run.counts:
            return nn.loss(nn.forward(run.new[0]), run.new[1]) < NEAR * run.new_losses[-1]
        X, y = run.new or (run.X, run.y)
        share = is_right(nn.predict(X), y).mean()
    return share >= GOOD if run.new else share == 1 and loss < SOLVED_BELOW[nn.loss_name]


def in_epochs(count) -> str:
    """A number of epochs in words."""
    return WORDS["said_epochs"][count == 1].format(epochs=count)


def said(run) -> str:
    """The sentence about a run."""
    epochs = in_epochs(run.epoch)
    if run.diverged:
        return WORDS["said_diverged"].format(epochs=epochs)
    suffix = "" if run.counts else "_number"
    first = WORDS[f"said{suffix}"].format(
        epochs=epochs, loss=run.losses[-1], right=run.right() if run.counts else 0, all=len(run.X)
    )
    if not run.new:
        return WORDS["said_all"].format(said=first)
    share = run.right(new=True) / len(run.new[0]) if run.counts else 0.0
    rest = WORDS[f"said_new{suffix}"]
    return first + rest.format(all=len(run.new[0]), loss=run.new_losses[-1], share=share)


def legend(run) -> str:
    """What a reader has to know about the picture."""
    kind = picture.kind(run)
    is_drawn = kind in ("plane", "line")
    parts = [WORDS["marks"] if is_drawn and run.new else "", WORDS["legend"][kind]]
    parts += [WORDS["moves"]] if is_drawn and run.state else []
    return WORDS["between"].join(filter(None, parts))


def formula(nn, unit) -> str:
    """What a hidden unit computes, with its numbers, if they are few; units count from 0."""
    if unit is None:
        return ""
    layer = 0
    while unit >= nn.sizes[layer + 1]:
        unit -= nn.sizes[layer + 1]
        layer += 1
    weights, bias = (nn.parameters[name] for name in nn.names[layer])
    if len(weights) > TERMS:
        return WORDS["many_terms"].format(count=len(weights), bias=bias[unit])
    letter = "a" if layer else "x"
    names = [f"\u00a0{letter}{below}" for below in "₁₂₃₄₅₆₇₈"] if len(weights) > 1 else ["\u00a0x"]
    numbers = zip([*weights[:, unit], bias[unit]], [*names[: len(weights)], ""], strict=True)
    terms = " ".join(f"{'−' if w < 0 else '+'} {abs(w):.2g}{name}" for w, name in numbers)
    terms = terms.removeprefix("+ ").replace("− ", "−", terms.startswith("−"))
    name = nn.activation_names[layer]
    return terms if name == "identity" else f"{WORDS['values']['activation'][name]}({terms})"


def _shown(losses):
    """Losses with four digits; None for those that are no numbers."""
    return [float(f"{loss:.4g}") if np.isfinite(loss) else None for loss in losses]


def baked(name) -> dict:
    """A challenge's solution as a run that has ended: what a page shows without Python."""
    run = Run.of_state(challenges.solves(name))
    run.train(challenges.CHALLENGES[name].epochs)
    return Talk.shown(run, name)
