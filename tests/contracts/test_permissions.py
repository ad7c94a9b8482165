"""The permission catalogue and the routes of all services agree."""

from collections.abc import Iterator

import pytest_asyncio

from chassis.policies import DeclaredRoute, declared_routes
from chassis.service import Service
from directory.domain.catalogue import PERMISSIONS
from directory.domain.permissions import ALL
from tero.assembly import assembled

# Policies that are no permissions: who may call is decided by something else than an account.
OTHER_POLICIES = {"public", "authenticated", "channel-key", "iclass-webhook"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def routes() -> list[DeclaredRoute]:
    """All routes of all services."""
    with assembled() as services:
        return [
            route
            for definition, settings in services.values()
            for route in declared_routes(Service(definition, settings, "api").build_app())
        ]


def _asked_for(routes: list[DeclaredRoute]) -> Iterator[str]:
    for route in routes:
        yield from (*route.policies, *route.also)


def test_no_route_asks_for_what_the_catalogue_does_not_know(routes: list[DeclaredRoute]) -> None:
    """B16: what can be asked for can be granted."""
    assert set(_asked_for(routes)) - OTHER_POLICIES - ALL == set()


def test_every_permission_of_the_catalogue_opens_a_route(routes: list[DeclaredRoute]) -> None:
    assert ALL - set(_asked_for(routes)) == set()


def test_every_permission_is_there_once_and_explained() -> None:
    assert len({each.name for each in PERMISSIONS}) == len(PERMISSIONS)
    assert len({each.label for each in PERMISSIONS}) == len(PERMISSIONS)
    for each in PERMISSIONS:
        assert all((each.allows, each.label, each.roles))
