"""A neuron's decision boundary within a box: the part above it, its ends, and its handle."""

import functools

import numpy as np

LOW, HIGH = -0.5, 1.5  # the range of both axes
BOX = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])
HELD = 0.25  # the place of the handle, as a fraction of the line
OUTSIDE = 0.012  # distance between the handles of lines outside of the box


def cut(w1, w2, b, box=BOX) -> tuple[np.ndarray, np.ndarray]:
    """The polygon in a box where w1 x1 + w2 x2 + b > 0, and both ends of the line where it is 0.

    ``box`` lists its corners in order. A corner belongs to the part if it is on that side of the
    line; where a side of the box crosses the line, the crossing becomes a corner.
    """
    height = box @ [w1, w2] + b
    corners, ends = [], []
    for i in range(4):
        start, end = height[i - 1], height[i]
        if (start > 0) != (end > 0):
            ends.append(box[i - 1] + start / (start - end) * (box[i] - box[i - 1]))
            corners.append(ends[-1])
        if end > 0:
            corners.append(box[i])
    return np.reshape(corners, (-1, 2)), np.reshape(ends, (-1, 2))


@functools.cache
def grips(w1, w2, biases) -> tuple[list, list]:
    """The handle of the line for each bias, as x1s and x2s; None for all if there is no line.

    A handle is on the line, but not in its middle, where the weight vector is. Lines outside the
    box have their handles where they left it, next to each other and the last one outermost.
    """
    w = np.array([w1, w2], float)
    if not w.any():
        return [None] * len(biases), [None] * len(biases)
    normal, height = w / np.hypot(*w), BOX @ w
    lines = [cut(w1, w2, b)[1] for b in biases]
    shown = [k for k, line in enumerate(lines) if len(line)]
    points = []
    for k, line in enumerate(lines):
        if len(line):
            start, end = sorted(line, key=lambda point: point @ [-w2, w1])
            points.append(start + HELD * (end - start))
        else:
            isahead = k < shown[0]  # a smaller bias moves the line in the direction of the weights
            last = BOX[height == (height.max() if isahead else height.min())].mean(axis=0)
            beyond = shown[0] - k if isahead else shown[-1] - k
            points.append(last + beyond * OUTSIDE * normal)
    return tuple(np.transpose(points).round(3).tolist())
