"""Twelve little programs in plain NumPy, each with one fault of real life, as beginners write them.

What is right in several of them stands once, in `logistic` and `softmax`. All have the same
functions. `data()` returns inputs and targets to train on, then new ones.
`train(X, y)` returns the weights, and for each epoch its loss and accuracy, as a program would
print them; the last entry is what it claims of the weights that it returns. `answers(theta, X)` is
what the network says, and `score(theta, X, y)` the test code: an accuracy. With the switch
``CURED``, the fault is gone. ``MEANT`` is the range in which the inputs should lie, ``CLASSES`` how
many classes there are.
"""
