"""Update rules besides `descend`: weight decay, momentum and Adam."""

import numpy as np

from plainnet import _validation as valid


class WeightDecay:
    """W ← (1 − α λ) W − α ∂L/∂W for weights; biases as `descend` does.

    λ is ``decay``: each step also shrinks every weight by a small part of
    itself, as if λ/2 Σ W² were added to the loss. Called as `descend` is.
    Raises a `ValueError` for a ``decay`` below 0, and where α λ ≥ 1.
    """

    def __init__(self, decay=1e-4):
        self.decay = valid.positive("decay", decay, zero_allowed=True)

    def __call__(self, nn, gradients, learning_rate):
        gradients, learning_rate = valid.step(nn, gradients, learning_rate)
        if learning_rate * self.decay >= 1.0:
            most = f"below 1 / decay = {1.0 / self.decay:g}"
            raise valid.unfit("learning_rate", most, learning_rate)
        for name, gradient in gradients.items():
            if name.startswith("W"):
                nn.parameters[name] *= 1.0 - learning_rate * self.decay
            nn.parameters[name] -= learning_rate * gradient


class Momentum:
    """v ← β v + ∂L/∂θ, then θ ← θ − α v: a step continues those before it.

    Called as `descend` is. It stores ``velocity``, one v a parameter, and
    so serves one network only. Raises a `ValueError` for ``beta`` outside
    0 ≤ β < 1, and for another network.
    """

    def __init__(self, beta=0.9):
        self.beta = valid.fraction("beta", beta)
        self.velocity, self.nn = {}, None

    def __call__(self, nn, gradients, learning_rate):
        gradients, learning_rate = valid.step(nn, gradients, learning_rate)
        self.nn = one_network(self, nn)
        for name, gradient in gradients.items():
            v = self.beta * self.velocity.get(name, 0.0) + gradient
            self.velocity[name] = v
            nn.parameters[name] -= learning_rate * v


def one_network(update, nn) -> object:
    """Return ``nn``, unless ``update`` remembers another network."""
    if update.nn not in (None, nn):
        name = type(update).__name__
        own = f"the network that this {name} remembers; make a new {name}"
        raise ValueError(f"nn: expected {own}")
    return nn


class Adam:
    """θ ← θ − α m̂ / (√v̂ + ε): each parameter gets a step size of its own.

    m and v are running means of the gradient g and of g², m ← β₁ m + (1 −
    β₁) g and v ← β₂ v + (1 − β₂) g². Both start at 0, which m̂ = m / (1 −
    β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct at step t (Kingma and Ba 2015,
    algorithm 1). Called as `descend` is; serves one network only. Raises a
    `ValueError` for betas outside 0 ≤ β < 1, for an ``epsilon`` that is not
    above 0, and for another network.
    """

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=1e-8):
        beta1 = valid.fraction("beta1", beta1)
        self.betas = beta1, valid.fraction("beta2", beta2)
        self.epsilon = valid.positive("epsilon", epsilon)
        self.means, self.t, self.nn = {}, 0, None

    def __call__(self, nn, gradients, learning_rate):
        gradients, learning_rate = valid.step(nn, gradients, learning_rate)
        self.nn = one_network(self, nn)
        self.t += 1
        beta1, beta2 = self.betas
        for name, gradient in gradients.items():
            m, v = self.means.get(name, (0.0, 0.0))
            m = beta1 * m + (1.0 - beta1) * gradient
            v = beta2 * v + (1.0 - beta2) * gradient**2
            self.means[name] = m, v
            m_hat = m / (1.0 - beta1**self.t)
            v_hat = v / (1.0 - beta2**self.t)
            step = m_hat / (np.sqrt(v_hat) + self.epsilon)
            nn.parameters[name] -= learning_rate * step
