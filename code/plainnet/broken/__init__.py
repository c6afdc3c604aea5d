"""Wrong on purpose. Nothing here is to be used.

`original_listing` is the listing this book grew from, `museum` has wrong gradients and updates that
learn all the same, `programs` are four little programs with a fault each, to be cured.
"""
