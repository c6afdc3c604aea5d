"""Networks that continue a text letter by letter, for experiments with longer training.

A `LetterNetwork` sees the last letters and gives each sign a probability of being the next one. The
architecture is that of Bengio et al. (2003), with letters for words and a ReLU: a table with a row
of numbers for each sign, the *embedding*, a hidden layer on top of the rows of all letters seen,
and a softmax.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np

from plainnet._validation import generator, positive, whole
from plainnet.activations import softmax

DECAYED = "W1", "W2"


class LetterNetwork:
    """A network that sees the last ``before`` letters of a text, each one of ``signs``.

    ``theta`` holds its parameters: ``E`` (signs, embedding), ``W1`` (before · embedding, hidden),
    ``b1`` (hidden,), ``W2`` (hidden, signs) and ``b2`` (signs,). ``E`` is drawn with standard
    deviation 1 and ``W1`` as by `he`; ``W2`` is a tenth of that, so that the first loss is near
    ln(signs).
    """

    def __init__(self, signs, before=6, embedding=16, hidden=256, *, rng=None):
        self.signs, self.before = "".join(signs), whole("before", before)
        whole("embedding", embedding)
        whole("hidden", hidden)
        rng, n, wide = generator("rng", rng), len(self.signs), before * embedding
        self.theta = {
            "E": rng.normal(size=(n, embedding)),
            "W1": rng.normal(size=(wide, hidden)) * np.sqrt(2 / wide),
            "b1": np.zeros(hidden),
            "W2": rng.normal(size=(hidden, n)) * np.sqrt(2 / hidden) / 10,
            "b2": np.zeros(n),
        }

    def codes(self, text) -> np.ndarray:
        """The place of each letter of ``text`` among the signs, shape (len(text),).

        Raises a `ValueError` for a letter that is no sign of this network.
        """
        if unknown := sorted(set(text) - set(self.signs)):
            raise ValueError(f"text: expected letters among {self.signs!r}; got {unknown[0]!r}")
        return np.array([self.signs.index(sign) for sign in text], dtype=int)

    def places(self, text) -> tuple[np.ndarray, np.ndarray]:
        """All that there is to predict: codes seen (m, before), and the code that follows (m,).

        The first ``before`` letters of ``text`` are seen only.
        """
        codes = self.codes(text)
        seen = np.lib.stride_tricks.sliding_window_view(codes, self.before)[:-1]
        return seen, codes[self.before :]

    def forward(self, seen) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """``X``, the rows of ``E`` side by side, the hidden layer ``A`` and the logits ``Z``."""
        E, W1, b1, W2, b2 = self.theta.values()
        X = E[seen].reshape(len(seen), -1)
        A = np.maximum(0.0, X @ W1 + b1)
        return X, A, A @ W2 + b2

    def losses(self, seen, follows, at_once=4096) -> np.ndarray:
        """−ln of the probability of each letter that ``follows``, shape (m,)."""
        found = []
        for start in range(0, len(seen), at_once):
            Z = self.forward(seen[start : start + at_once])[2]
            Z = Z - Z.max(axis=1, keepdims=True)
            right = Z[np.arange(len(Z)), follows[start : start + at_once]]
            found.append(np.log(np.exp(Z).sum(axis=1)) - right)
        return np.concatenate(found)

    def gradient(self, seen, follows) -> dict[str, np.ndarray]:
        """The gradient of the mean loss, as ``theta``."""
        E, W1, _, W2, _ = self.theta.values()
        X, A, Z = self.forward(seen)
        delta = softmax(Z)
        delta[np.arange(len(Z)), follows] -= 1.0
        delta /= len(Z)
        before = (delta @ W2.T) * (A > 0.0)
        to_X = (before @ W1.T).reshape(-1, E.shape[1])
        letters = np.eye(len(E))[seen.ravel()]  # a letter that is seen twice gets both slopes
        return {
            "E": letters.T @ to_X,
            "W1": X.T @ before,
            "b1": before.sum(axis=0),
            "W2": A.T @ delta,
            "b2": delta.sum(axis=0),
        }

    def train(
        self, text, steps, learning_rate=0.5, batch_size=256, decay=0.0, *, rng=None
    ) -> Iterator[int]:
        """Yield the number of steps done: 0, and then after each step of gradient descent.

        Each step takes ``batch_size`` places of ``text`` at random. The learning rate falls in a
        straight line to a fiftieth. ``decay`` is that of the weights, as in `WeightDecay`.
        """
        steps, rate = whole("steps", steps), positive("learning_rate", learning_rate)
        rng, (seen, follows) = generator("rng", rng), self.places(text)
        yield 0
        for step in range(steps):
            at = rng.integers(len(seen), size=batch_size)
            now = rate * max(0.02, 1.0 - step / steps)
            for name, slope in self.gradient(seen[at], follows[at]).items():
                if name in DECAYED:
                    self.theta[name] *= 1.0 - now * decay
                self.theta[name] -= now * slope
            yield step + 1

    def shares(self, text, temperature=1.0) -> np.ndarray:
        """The probability of each sign to follow ``text``, shape (signs,).

        They are the softmax of the logits, divided by ``temperature``.
        """
        seen = self.codes(text[-self.before :])[None]
        return softmax(self.forward(seen)[2] / positive("temperature", temperature))[0]

    def write(self, text, length, temperature=1.0, *, rng=None) -> str:
        """``text`` with ``length`` letters more, each drawn by its share of probability."""
        rng = generator("rng", rng)
        for _ in range(whole("length", length)):
            text += self.signs[rng.choice(len(self.signs), p=self.shares(text, temperature))]
        return text


def counts(text, length) -> Counter:
    """How often each piece of ``text`` with this ``length`` stands in it."""
    return Counter(text[at : at + length] for at in range(len(text) - length + 1))


def losses_of_counts(text, before, some, add=0.03, first=6) -> np.ndarray:
    """−ln of the probability that counts in ``text`` give to each letter of ``some``.

    A letter's probability is the share of it among all that followed the same ``before`` letters in
    ``text``, where each of the signs of ``text`` is counted ``add`` times more. The ``first``
    letters of ``some`` are seen only.
    """
    both, alone, signs = counts(text, before + 1), counts(text[:-1], before), len(set(text))
    p = [
        (both[some[at - before : at + 1]] + add) / (alone[some[at - before : at]] + add * signs)
        for at in range(first, len(some))
    ]
    return -np.log(p)


def losses_of_mixed_counts(text, before, some, weight=1.0, first=6) -> np.ndarray:
    """As `losses_of_counts`, with each count mixed with those of fewer letters.

    The fewer kinds of letters followed, for their number, the more the longer count weighs; the
    shorter ones weigh ``weight`` times the kinds. With 1, that is method C of Witten and Bell
    (1991), used for each length on top of the next shorter one.
    """
    both = [counts(text, length + 1) for length in range(before + 1)]
    kinds = [Counter(piece[:-1] for piece in each) for each in both]
    alone = [counts(text[:-1], length) for length in range(before + 1)]
    losses, signs = [], len(set(text))
    for at in range(first, len(some)):
        p = 1.0 / signs
        for length in range(before + 1):
            seen = some[at - length : at]
            if total := alone[length][seen]:
                kind = weight * kinds[length][seen]
                p = (both[length][some[at - length : at + 1]] + kind * p) / (total + kind)
        losses.append(-np.log(p))
    return np.array(losses)
