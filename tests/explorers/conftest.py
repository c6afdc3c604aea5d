"""Explorers that tests are about."""

import asyncio
import inspect

import pytest

from plainnet.explorers import ALL


@pytest.fixture(scope="module")
def shown(request):
    """The explorer after which the file is named."""
    name = request.module.__name__.removeprefix("test_").removesuffix("_explorer")
    return ALL[name]()


@pytest.fixture(scope="module", params=ALL)
def small(request):
    """Each explorer, with arguments that make it fast."""
    return ALL[request.param](**({"seeds": 2} if request.param == "xor_learning_rate" else {}))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run a test that is a coroutine to its end."""
    if inspect.iscoroutinefunction(test := pyfuncitem.obj):
        wanted = inspect.signature(test).parameters
        asyncio.run(test(**{name: pyfuncitem.funcargs[name] for name in wanted}))
        return True
    return None
