"""The line of a neuron in a box: its part there, its ends, where a reader holds it."""

import numpy as np

LOW, HIGH = -0.5, 1.5  # of both axes
BOX = np.array([[LOW, LOW], [HIGH, LOW], [HIGH, HIGH], [LOW, HIGH]])
HELD = 0.25  # the part of the line before the place where it is held
OUTSIDE = 0.012  # how far apart the places of lines lie that the box does not show


def cut(w1, w2, b, box=BOX) -> tuple[np.ndarray, np.ndarray]:
    """The part of a box where w1 x1 + w2 x2 + b > 0, as corners; and the two ends of its edge.

    ``box`` lists its corners. Goes around it: a corner stays if it lies on that side, and where a
    side of the box crosses the line, the crossing is a corner of the part.
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


def grips(w1, w2, biases) -> tuple[list, list]:
    """Where the line of each bias is held: x1s and x2s; None of all where there is no line.

    It is a point of the line, aside from its middle, where the vector of weights lies. Lines
    outside the box are held where they left it, next to each other, the last one outermost.
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
            isahead = k < shown[0]  # a small bias moves the line along the weights
            last = BOX[height == (height.max() if isahead else height.min())].mean(axis=0)
            beyond = shown[0] - k if isahead else shown[-1] - k
            points.append(last + beyond * OUTSIDE * normal)
    return tuple(np.transpose(points).round(3).tolist())
