"""Tensors as readers write them: right ones in several styles, and one for each mistake.

Not a test itself: `test_own_walk.py` shows them to the check.
"""

import numpy as np


class Micro:
    """A right class as a reader writes it; most wrong classes replace one of its methods."""

    def __init__(self, data, parents=(), rule=None):
        self.data, self.parents, self.rule = np.asarray(data, dtype=float), parents, rule
        self.grad = None

    def __add__(self, other):
        return type(self)(self.data + other.data, (self, other), lambda g: (g, g))

    def __mul__(self, other):
        a, b = self.data, other.data
        return type(self)(a * b, (self, other), lambda g: (g * b, g * a))

    def sum(self):
        shape = self.data.shape
        return type(self)(self.data.sum(), (self,), lambda g: (g * np.ones(shape),))

    def order(self):
        ready = []

        def visit(tensor):
            if tensor not in ready:
                for parent in tensor.parents:
                    visit(parent)
                ready.append(tensor)

        visit(self)
        return ready[::-1]

    def fitted(self, g):
        while g.ndim > self.data.ndim:
            g = g.sum(axis=0)
        ones = tuple(i for i, size in enumerate(self.data.shape) if size == 1)
        return g.sum(axis=ones, keepdims=True)

    def give(self, slopes, g):
        slopes[self] = slopes.get(self, 0.0) + self.fitted(g)

    def keep(self, g):
        self.grad = g + (0.0 if self.grad is None else self.grad)

    def backward(self):
        slopes = {self: np.ones_like(self.data)}
        for tensor in self.order():
            if not tensor.parents:
                tensor.keep(slopes[tensor])
                continue
            for parent, g in zip(tensor.parents, tensor.rule(slopes[tensor]), strict=True):
                parent.give(slopes, g)


class Float(Micro):
    """A right class without a sum: each tensor is one number, and its grad is a float."""

    sum = property()

    def keep(self, g):
        self.grad = float(np.ravel(g)[0]) + (self.grad or 0.0)


class Zero(Micro):
    """A right class whose grads begin as zeros; tensors hold their slopes until the next pass."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.grad = np.zeros_like(self.data)
        self.now = self.grad

    def backward(self):
        order = self.order()
        for tensor in order:
            tensor.now = np.zeros_like(tensor.data)
        self.now = np.ones_like(self.data)
        for tensor in order:
            tensor.grad = tensor.grad + tensor.now
            parts = tensor.rule(tensor.now) if tensor.rule else ()
            for parent, g in zip(tensor.parents, parts, strict=True):
                parent.now = parent.now + parent.fitted(g)


class Path(Micro):
    """A right class without an order: it passes slopes back along each path separately."""

    def backward(self, g=None):
        g = np.ones_like(self.data) if g is None else g
        self.keep(g)
        parts = self.rule(g) if self.rule else ()
        for parent, part in zip(self.parents, parts, strict=True):
            parent.backward(parent.fitted(part))


def but(base=Micro, **methods):
    """A class that is ``base`` but for these methods."""
    return type("Wrong", (base,), methods)


# Wrong classes, of which more than a line is wrong.
class DepthFirst(Micro):
    def order(self, turned=reversed):
        seen, waiting = [], [self]
        while waiting:
            tensor = waiting.pop()
            if tensor not in seen:
                seen.append(tensor)
                waiting.extend(turned(tensor.parents))
        return seen


class BreadthFirst(Micro):
    def order(self):
        seen = [self]
        for tensor in seen:
            seen.extend(parent for parent in tensor.parents if parent not in seen)
        return seen


class Kept(Micro):
    """Wrong: every tensor adds slopes to its grad, and later backward passes never reset it."""

    def take(self, g):
        self.grad = self.fitted(g) + (0.0 if self.grad is None else self.grad)

    def backward(self):
        self.grad = np.ones_like(self.data)
        for tensor in self.order():
            parts = tensor.rule(tensor.grad) if tensor.rule else ()
            for parent, g in zip(tensor.parents, parts, strict=True):
                parent.take(g)


class HandsOnTwice(Kept):
    def backward(self, g=None):
        self.take(np.ones_like(self.data) if g is None else g)
        parts = self.rule(self.grad) if self.rule else ()
        for parent, part in zip(self.parents, parts, strict=True):
            parent.backward(part)


class Shares(Kept):
    def take(self, g):
        g = g if g.shape == self.data.shape else self.fitted(g)
        if self.grad is None:
            self.grad = g
        else:
            self.grad += g


class SpreadInPlace(Kept):
    def take(self, g):
        self.grad = np.zeros_like(self.data) if self.grad is None else self.grad
        self.grad += g


class FromTheLeaves(Kept):
    def order(self):
        return super().order()[::-1]

    def backward(self):
        for tensor in self.order():
            tensor.grad = np.zeros_like(tensor.data)
        super().backward()
