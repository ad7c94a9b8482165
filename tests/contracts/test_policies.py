"""Every route of every service declares exactly one policy, and nobody walks in by accident."""

import pytest_asyncio

from chassis.policies import routes_with_policies
from chassis.service import Service
from tero.assembly import assembled

# What anybody may ask for: health, logging in, and the keys to verify tokens with.
PUBLIC_PATHS = {
    "/health/live",
    "/health/ready",
    "/metrics",
    "/api/v1/session",
    "/api/v1/password-resets",
    "/api/v1/passwords",
    "/api/v1/session/refresh",
    "/.well-known/jwks.json",
}
Routes = list[tuple[str, list[str]]]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def routes() -> Routes:
    """Path and policies of all routes of all services."""
    with assembled() as services:
        return [
            route
            for definition, settings in services.values()
            for route in routes_with_policies(Service(definition, settings, "api").build_app())
        ]


def test_every_route_declares_one_policy(routes: Routes) -> None:
    assert len(routes) > 80
    assert [(path, policies) for path, policies in routes if len(policies) != 1] == []


def test_only_what_must_be_is_public(routes: Routes) -> None:
    public = {path for path, policies in routes if policies == ["public"]}
    assert {path for path in public if not path.endswith("/docs")} == PUBLIC_PATHS
