"""The permission catalogue and the routes of all services agree."""

import pytest_asyncio

from chassis.policies import DeclaredRoute
from directory.domain.catalogue import PERMISSIONS
from directory.domain.permissions import ALL
from tero.documents.permissions import (
    CATALOGUE,
    MATRIX,
    catalogue_text,
    routes_of_services,
    with_matrix,
)

Routes = dict[str, list[DeclaredRoute]]

# Policies that are no permissions: who may call is decided by something else than an account.
OTHER_POLICIES = {
    "public", "authenticated", "channel-key", "iclass-webhook", "visitor", "own-service",
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def routes() -> Routes:
    """All routes, by service."""
    return await routes_of_services()


def _asked_for(routes: Routes) -> set[str]:
    found = (route for each in routes.values() for route in each)
    return {name for route in found for name in (*route.policies, *route.also)}


def test_no_route_asks_for_what_the_catalogue_does_not_know(routes: Routes) -> None:
    """B16: what can be asked for can be granted."""
    assert _asked_for(routes) - OTHER_POLICIES - ALL == set()


def test_every_permission_of_the_catalogue_opens_a_route(routes: Routes) -> None:
    assert ALL - _asked_for(routes) == set()


def test_every_permission_is_there_once_and_explained() -> None:
    assert len({each.name for each in PERMISSIONS}) == len(PERMISSIONS)
    assert len({each.label for each in PERMISSIONS}) == len(PERMISSIONS)
    for each in PERMISSIONS:
        assert all((each.allows, each.label, each.roles))


def test_the_committed_catalogue_is_current() -> None:
    """If not: `python -m tero permissions`."""
    assert CATALOGUE.read_text() == catalogue_text()


def test_the_published_size_of_the_matrix_is_the_true_one(routes: Routes) -> None:
    """If not: `python -m tero permissions`."""
    document = MATRIX.read_text()
    assert with_matrix(document, routes) == document
