"""Twelve small programs in plain NumPy, each with one fault of real life, as beginners write them.

Right code that several of them share is in `logistic` and `softmax`. All have the same functions.
`data()` returns inputs and targets to train on, then new ones. `train(X, y)` returns the weights,
and for each epoch its loss and accuracy, as a program would print them; the last entry belongs to
the weights that it returns. `answers(theta, X)` is the prediction of the network, and
`score(theta, X, y)` is the test code, which returns an accuracy. With the switch ``FIXED``, the
fault is gone. ``MEANT`` is the range in which the inputs should lie, ``CLASSES`` how
many classes there are.
"""
