"""Victims for the tests of wounds."""

from collections.abc import Iterator

import pytest
from tests.faults.wounds.cradle import Cradle, cradle

from local_stack.stack import Stack


@pytest.fixture(scope="module")
def victims(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cradle]:
    """Where they come from."""
    with cradle(stack, tmp_path_factory.mktemp("victims")) as made:
        yield made
