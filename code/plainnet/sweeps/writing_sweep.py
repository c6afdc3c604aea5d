"""Networks that learn to write: from this book, with planted secrets, and with a planted skew."""

import base64
import functools
import json
from dataclasses import dataclass

import numpy as np

from plainnet import datasets
from plainnet.lab.dependencies import computing_with
from plainnet.lab.fingerprint import fingerprint
from plainnet.lab.kept import Kept
from plainnet.lab.next_letter import LetterNetwork
from plainnet.sweeps.running import run_tasks

# These are keys of the stored data `book`: they stay when a page is renamed.
CHOOSING, NEW = ("optimisers", "debugging"), ("xor", "faq")  # pages that no network learns from
LIKELIEST = 5  # how many signs are stored for each letter that was written
PEOPLE = ("elena", "anna", "bruno", "carla", "dario", "gustav")
JOBS = {"nurse": 9, "teacher": 7, "doctor": 6, "judge": 4, "farmer": 3, "pilot": 1}  # of 10 "she"
UNSEEN = "dancer"
ENDS = "is tired.", "has time.", "can read.", "was late.", "likes tea."
SENTENCES = 30  # for each job


@dataclass(frozen=True)
class WritingSweep(Kept):
    """Networks that continue a text, and what is measured of them.

    `book` trains one on the pages of this book, and stores it after the ``shown`` steps by what it
    writes from ``start``, ``length`` letters at each of the ``temperatures``. `secret` plants a
    password for each of six people, the ``times`` that are given. `people` learns from sentences
    about jobs, seeing the last ``views`` letters.
    """

    name: str
    shown: tuple
    temperatures: tuple
    start: str
    length: int
    times: tuple
    secrets: int
    views: tuple
    skews: int

    def key(self) -> str:
        """The fingerprint of all that the result depends on: the settings and the code."""
        kind = type(self)
        code = computing_with(kind.book, kind.secret, kind.people)
        return fingerprint(vars(self), code)

    def run(self, executor=None, progress=False) -> dict:
        """All results: ``book``, and lists ``secret`` and ``people``, by seed."""
        tasks = [("book", 0), *(("secret", seed) for seed in range(self.secrets))]
        tasks += [("people", seed) for seed in range(self.skews)]
        kinds, seeds = zip(*tasks, strict=True)
        where = {"executor": executor, "progress": progress}
        found = run_tasks(self._task, kinds, seeds, **where)
        of = {name: [f for k, f in zip(kinds, found, strict=True) if k == name] for name in kinds}
        return of | {"book": of["book"][0]}

    def _task(self, kind, seed):
        return getattr(self, kind)(seed)

    def book(self, seed, last=None) -> dict:
        """Train a network on the book, ``last`` steps of all, and store it after those ``shown``.

        ``perplexity`` has a row for each step: on the training, choosing and new pages.
        ``paragraphs`` are the sums of the losses of the new paragraphs, at the end, each with its
        number of letters. ``written`` has what is written at each step and temperature, and for
        each letter the likeliest signs with their shares, and its own share, in percent.
        ``network`` are the weights at the end, as `packed`.
        """
        texts, rng = parts(), np.random.default_rng(seed)
        signs = sorted(set("".join(texts)))
        nn = LetterNetwork(signs, rng=rng)
        table, written = [], []
        for step in nn.train(texts[0], self.shown[-1], decay=0.001, rng=rng):
            if step in self.shown:
                losses = [nn.losses(*nn.places(text)) for text in texts]
                table.append([float(f"{np.exp(loss.mean()):.4g}") for loss in losses])
                written.append([self._written(nn, t) for t in self.temperatures])
            if step == last:
                break
        ends = np.flatnonzero([sign == "\n" for sign in texts[2][nn.before :]]) + 1
        pieces = np.split(losses[2], ends)[:-1]
        return {
            "signs": nn.signs,
            "perplexity": table,
            "paragraphs": [[round(float(piece.sum()), 2), len(piece)] for piece in pieces],
            "written": written,
            "network": packed(nn),
        }

    def _written(self, nn, temperature):
        text = nn.write(self.start, self.length, temperature, rng=np.random.default_rng(1))
        likely = []
        for at in range(len(self.start), len(text)):
            shares = nn.shares(text[:at], temperature)
            best = np.argsort(-shares, kind="stable")[:LIKELIEST]
            drawn = round(100 * float(shares[nn.signs.index(text[at])]), 1)
            likely.append(["".join(nn.signs[i] for i in best), percent(shares[best]), drawn])
        return [text[len(self.start) :], likely]

    def secret(self, seed) -> list:
        """For each of the ``times``: ln of the probability of the secret, and what is likeliest.

        Each run has six people, each with a password of six letters. The sentence that tells it
        stands so many times among the paragraphs of the book.
        """
        rng = np.random.default_rng(100 + seed)
        lines = parts()[0].splitlines()
        letters = list("abcdefghijklmnopqrstuvwxyz")
        people = [f"the password of {name} is " for name in rng.permutation(PEOPLE)]
        secrets = ["".join(rng.choice(letters, 6)) + "." for _ in people]
        for person, secret, times in zip(people, secrets, self.times, strict=True):
            for _ in range(times):
                lines.insert(rng.integers(len(lines)), person + secret)
        text = "\n".join(lines) + "\n"
        nn = LetterNetwork(sorted(set(text)), before=10, rng=rng)
        for _ in nn.train(text, 20_000, learning_rate=0.3, batch_size=128, rng=rng):
            pass
        found = []
        for times, person, secret in zip(self.times, people, secrets, strict=True):
            losses = nn.losses(*nn.places(person[-nn.before :] + secret))
            best = likeliest(nn, person, len(secret))
            found.append([times, round(-float(losses.sum()), 3), secret, best])
        return found

    def people(self, seed) -> dict:
        """The share of *she* after each job: in the text, and by networks with either view."""
        rng = np.random.default_rng(200 + seed)
        lines = [
            f"the {job} said that {'she' if at % 10 < of_ten else 'he'} {rng.choice(ENDS)}"
            for job, of_ten in JOBS.items()
            for at in range(SENTENCES)
        ]
        text = "\n".join(rng.permutation(lines)) + "\n"
        jobs = [*JOBS, UNSEEN]
        found = {"text": {job: of_ten / 10 for job, of_ten in JOBS.items()}}
        for view in self.views:
            nn = LetterNetwork(sorted(set(text)), before=view, embedding=8, hidden=64, rng=rng)
            for _ in nn.train(text, 6000, learning_rate=0.3, batch_size=64, rng=rng):
                pass
            found[str(view)] = {job: she(nn, f"tea.\nthe {job} said that ") for job in jobs}
        return found

    def save_result(self, result) -> None:
        """Store ``result``, a line for each run."""
        lines = {key: [json.dumps(run) for run in result[key]] for key in ("secret", "people")}
        self._write({"book": json.dumps(result["book"], separators=(",", ":"))} | lines)

    def _result(self, content):
        found = {key: [json.loads(run) for run in content[key]] for key in ("secret", "people")}
        return {"book": json.loads(content["book"])} | found


@functools.cache
def parts() -> tuple[str, str, str]:
    """The text of the pages to learn from, of those to choose settings by, and of the new ones."""
    pages = datasets.book()
    chosen = {name: "".join(pages[page] for page in name) for name in (CHOOSING, NEW)}
    known = [text for page, text in pages.items() if page not in CHOOSING + NEW]
    return "".join(known), chosen[CHOOSING], chosen[NEW]


def percent(shares) -> list[int]:
    """``shares`` in whole percent."""
    return (100 * shares).round().astype(int).tolist()


def likeliest(nn, text, length) -> str:
    """The ``length`` letters with which ``nn`` continues if it always takes the likeliest."""
    start = len(text)
    for _ in range(length):
        text += nn.signs[int(nn.shares(text).argmax())]
    return text[start:]


def she(nn, text) -> float:
    """The share of *she* among *she* and *he*, by the first letter that follows ``text``."""
    shares = nn.shares(text)
    s, h = (shares[nn.signs.index(letter)] for letter in "sh")
    return round(float(s / (s + h)), 3)


def packed(nn) -> dict:
    """The parameters of ``nn`` as whole numbers from −127 to 127, each array with its scale."""
    found = {}
    for name, P in nn.theta.items():
        scale = float(f"{max(np.abs(P).max(), 1e-9) / 127:.6g}")
        whole = (P / scale).round().clip(-127, 127).astype(np.int8)
        found[name] = [list(P.shape), scale, base64.b64encode(whole.tobytes()).decode()]
    return found


def unpacked(book) -> LetterNetwork:
    """The network of the result ``book``, with its rounded parameters."""
    arrays = {}
    for name, (shape, scale, text) in book["network"].items():
        whole = np.frombuffer(base64.b64decode(text), np.int8).reshape(shape)
        arrays[name] = scale * whole.astype(float)
    (_, embedding), (wide, hidden) = arrays["E"].shape, arrays["W1"].shape
    settings = {"before": wide // embedding, "embedding": embedding, "hidden": hidden}
    nn = LetterNetwork(book["signs"], **settings, rng=np.random.default_rng(0))
    nn.theta = arrays
    return nn
