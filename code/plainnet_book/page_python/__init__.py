"""Python in the page: every listing of the site runs where it is read.

`parts` packs the interpreter, NumPy and Matplotlib, once for each environment. `listings` marks the
listings of the site and writes what running them takes. In the page, the scripts in ``page`` start
``worker.js``, in which `session` runs a cell after the cells that it needs (`needs`). `words` has
all words.
"""
