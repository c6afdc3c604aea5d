"""Code that is wrong on purpose; use none of it.

`original_listing` is the listing from which this book grew. `museum` has wrong gradients and wrong
updates, many of which learn all the same. `programs` has four small programs with one fault each,
which the reader repairs.
"""
