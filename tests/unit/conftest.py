"""Property tests are repeatable and untimed: CI machines are slow at times."""

import inspect

import pytest
from hypothesis import settings

from plainnet import _fingerprint

settings.register_profile("plainnet", deadline=None, derandomize=True, database=None)
settings.load_profile("plainnet")


@pytest.fixture
def edit(monkeypatch):
    """Pretend that a text in one of the sources on which kept results depend were another."""
    as_it_is, places = inspect.getsource, []

    def edit(before, after):
        def getsource(part):
            source = as_it_is(part)
            places.extend([part] * source.count(before))
            return source.replace(before, after)

        monkeypatch.setattr(_fingerprint.inspect, "getsource", getsource)

    yield edit
    assert places, "the text stands in none of them"
