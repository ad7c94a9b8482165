"""Spares Python's garbage collector what lasts as long as the run: the tests, and all they import.

To look through it again and again costs every worker seconds, and there is never anything to find.
"""

import gc
from collections.abc import Generator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Tests are collected without it; what is there then, it does not see afterwards."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.collect()
        gc.freeze()
        gc.enable()
