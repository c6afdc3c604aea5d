"""Update rules beside `descend`: with weight decay, and with a memory."""

import numpy as np

from plainnet import _arguments, _validation
from plainnet._checked import checked


class WeightDecay:
    """W ← (1 − α λ) W − α ∂L/∂W for weights; biases as `descend` does.

    λ is ``decay``: each step also shrinks every weight by a small part of
    itself, as if λ/2 Σ W² were added to the loss. Called as `descend` is.
    Raises a `ValueError` for a ``decay`` below 0, and where α λ ≥ 1.
    """

    def __init__(self, decay=1e-4):
        self.decay = _validation.positive("decay", decay, zero_allowed=True)

    @checked(_arguments.decay)
    def __call__(self, nn, gradients, learning_rate):
        for name, gradient in gradients.items():
            if name.startswith("W"):
                nn.parameters[name] *= 1.0 - learning_rate * self.decay
            nn.parameters[name] -= learning_rate * gradient


class Momentum:
    """v ← β v + ∂L/∂θ, then θ ← θ − α v: it also goes where it went before.

    Called as `descend` is. It remembers ``velocity``, one v a parameter,
    and so serves one network only. Raises a `ValueError` for ``beta``
    outside 0 ≤ β < 1, and when another network comes.
    """

    def __init__(self, beta=0.9):
        self.beta = _validation.fraction("beta", beta)
        self.velocity, self.nn = {}, None

    @checked(_arguments.step_with_memory)
    def __call__(self, nn, gradients, learning_rate):
        for name, gradient in gradients.items():
            self.velocity[name] = (
                self.beta * self.velocity.get(name, 0.0) + gradient
            )
            nn.parameters[name] -= learning_rate * self.velocity[name]


class Adam:
    """θ ← θ − α m̂ / (√v̂ + ε): each parameter gets a step size of its own.

    m and v are running means of the gradient g and of g², m ← β₁ m + (1 −
    β₁) g and v ← β₂ v + (1 − β₂) g². Both start at 0, which m̂ = m / (1 −
    β₁ᵗ) and v̂ = v / (1 − β₂ᵗ) correct at step t (Kingma and Ba 2015,
    algorithm 1). Called as `descend` is; serves one network only.
    """

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=1e-8):
        beta1 = _validation.fraction("beta1", beta1)
        self.betas = beta1, _validation.fraction("beta2", beta2)
        self.epsilon = _validation.positive("epsilon", epsilon)
        self.means, self.t, self.nn = {}, 0, None

    @checked(_arguments.step_with_memory)
    def __call__(self, nn, gradients, learning_rate):
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
