"""The compose file as data, for tests that need no engine."""

from typing import Any

import pytest

from local_stack.compose_test.images import read_compose_file

Service = dict[str, Any]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return read_compose_file()


@pytest.fixture(scope="module")
def services(compose: dict[str, Any]) -> dict[str, Service]:
    """All services with those behind profiles, by name."""
    found: dict[str, Service] = compose["services"]
    return found
