"""Wrong on purpose. Nothing here is to be used.

`original_listing` is the listing this book grew from, `museum` has wrong gradients and updates that
learn all the same, `programs` are three little programs that do not, to be cured.
"""
