"""Functions that check their arguments; and go without, where that was done before."""

import copy
import functools
import inspect
from collections.abc import Callable

# Each checked function: its check, and the function without it. Not attributes of the function,
# which `functools.wraps` would hand on to a reader's own.
CHECKED = {}


def checked(check, all_or_nothing=False) -> Callable:
    """Decorate a function so that ``check`` sees its arguments first, and returns them as fit.

    Both take the same arguments. With ``all_or_nothing`` the first of them is a network, and its
    parameters are as they were if anything raises. `trusting` leaves all this out.
    """

    def decorate(function):
        @functools.wraps(function)
        def checking(*args, **kwargs):
            args = check(*args, **kwargs)
            before = copy.deepcopy(args[0].parameters) if all_or_nothing else {}
            try:
                return function(*args)
            except BaseException:  # Ctrl-C, too
                for name, value in before.items():
                    args[0].parameters[name][...] = value
                raise

        function.__qualname__ += ".__wrapped__"  # where pickle finds it
        CHECKED[checking] = check, function
        return checking

    return decorate


def is_checked(rule) -> bool:
    """Whether ``rule``, a function, a method or an object that is called, is `checked` itself."""
    return _function(rule) in CHECKED


def trusting(rule, *args) -> tuple[Callable, tuple]:
    """Check ``args`` now; return ``rule`` without its check, and them.

    What is not `checked`, such as a function of the reader's own, is returned as it is.
    """
    if not is_checked(rule):
        return rule, args
    check, function = CHECKED[_function(rule)]
    rule = rule if inspect.isroutine(rule) else rule.__call__
    owner = (rule.__self__,) if inspect.ismethod(rule) else ()
    return functools.partial(function, *owner), check(*owner, *args)[len(owner) :]


def _function(rule):
    rule = rule if inspect.isroutine(rule) else rule.__call__
    return getattr(rule, "__func__", rule)
