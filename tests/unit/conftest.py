"""Property tests are repeatable and untimed: CI machines are slow at times."""

from hypothesis import settings

settings.register_profile("plainnet", deadline=None, derandomize=True, database=None)
settings.load_profile("plainnet")
