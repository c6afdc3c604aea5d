import pytest
import ratios


@pytest.fixture
def report():
    """Report a ratio: what it is of, its value, and details."""
    return ratios.report
