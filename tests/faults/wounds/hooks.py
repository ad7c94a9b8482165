"""How a function of the kernel is wrapped from outside, by its name.

A name that does not exist any more raises AttributeError: a wound that quietly does nothing would
prove nothing.
"""

import functools
import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, asynccontextmanager
from importlib import import_module
from typing import Any

Function = Callable[..., Any]
Around = Callable[[], AbstractContextManager[Any]]


def find(target: str) -> tuple[Any, str, Function]:
    """The owner, the name and the function of `package.module:Class.function`."""
    module, _, path = target.partition(":")
    *owners, name = path.split(".")
    owner: Any = import_module(module)
    for each in owners:
        owner = getattr(owner, each)
    return owner, name, getattr(owner, name)


def replace(target: str, make: Callable[[Function], Any]) -> None:
    """Put `make(function)` in the place of the function."""
    owner, name, function = find(target)
    setattr(owner, name, make(function))


def around(function: Function, enter: Around) -> Function:
    """The function inside `enter()`, whose value is called with what the function answers.

    For a context manager the answer is its value, and comes when the block has ended well.
    """
    if inspect.isasyncgenfunction(inspect.unwrap(function)):
        return _around_block(function, enter)
    if not inspect.iscoroutinefunction(function):
        raise TypeError(f"{function} is neither asynchronous nor a context manager")

    @functools.wraps(function)
    async def wrapper(*args: Any, **named: Any) -> Any:
        with enter() as leave:
            answer = await function(*args, **named)
            await leave(answer)
            return answer

    return wrapper


def _around_block(function: Function, enter: Around) -> Function:
    @asynccontextmanager
    @functools.wraps(function)
    async def wrapper(*args: Any, **named: Any) -> Any:
        with enter() as leave:
            async with function(*args, **named) as value:
                yield value
            await leave(value)

    return wrapper
