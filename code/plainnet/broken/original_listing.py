"""The listing from which this book grew, rewritten with all of its faults.

Do not use it: readers run it, see it fail, and find out why. `plainnet.network` is right.
"""

import numpy as np


class Listing:
    """A network like those in many introductions."""

    def __init__(self, input_size, hidden_size, output_size):
        self.W1 = np.random.randn(input_size, hidden_size)
        self.W2 = np.random.randn(hidden_size, output_size)

    def forward(self, x):
        self.hidden = np.dot(x, self.W1)
        self.output = np.dot(self.hidden, self.W2)
        return self.output

    def backward(self, x, y):
        error = y - self.output
        output_delta = error * self.output * (1 - self.output)
        error = np.dot(output_delta, self.W2.T)
        hidden_delta = error * self.hidden * (1 - self.hidden)
        self.W2 += np.dot(self.hidden.T, output_delta)
        self.W1 += np.dot(x.T, hidden_delta)
