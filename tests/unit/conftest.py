"""Property tests are repeatable and untimed: CI machines are slow at times."""

import shutil

import pytest
from hypothesis import settings

from plainnet import museum_sweep, sweep

settings.register_profile("plainnet", deadline=None, derandomize=True, database=None)
settings.load_profile("plainnet")


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A copy of the package's files, on which the keys of sweeps depend."""
    copied = tmp_path / "plainnet"
    copied.mkdir()
    for path in sweep.HERE.glob("*.py"):
        shutil.copy(path, copied)
    for module in (sweep, museum_sweep):
        monkeypatch.setattr(module, "HERE", copied)
    return copied
