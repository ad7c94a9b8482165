"""Every route of every service declares exactly one policy, and nobody walks in by accident."""

import pytest_asyncio

from chassis.policies import DeclaredRoute, declared_routes
from tero.assembly import applications

# What anybody may ask for: health, what the installation is, logging in, the keys to verify tokens
# with, the chat widget.
PUBLIC_PATHS = {
    "/health/live",
    "/health/ready",
    "/metrics",
    "/api/v1/about",
    "/api/v1/session",
    "/api/v1/password-resets",
    "/api/v1/passwords",
    "/api/v1/session/refresh",
    "/api/v1/session/single-sign-on",
    "/api/v1/session/single-sign-on/answer",
    "/.well-known/jwks.json",
    "/api/v1/tickets/survey-links",
    "/api/v1/tickets/survey-links/answers",
    "/widget/frame",
    "/widget/{file}",
}
# Whoever reads by these rights reads of a customer.
OF_CUSTOMERS = {"customers.read", "customers.export", "billing.read"}
# Ids, dates and counts of a request; what it gathered is read elsewhere.
NOBODY_IN_IT = {"/api/v1/privacy-requests/{request_id}"}
Routes = list[DeclaredRoute]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def routes() -> Routes:
    """All routes of all services."""
    return [route for app in applications().values() for route in declared_routes(app)]


def test_every_route_declares_one_policy(routes: Routes) -> None:
    assert len(routes) > 80
    assert [each for each in routes if len(each.policies) != 1] == []


def test_only_what_must_be_is_public(routes: Routes) -> None:
    public = {each.path for each in routes if each.policies == ("public",)}
    assert {path for path in public if not path.endswith("/docs")} == PUBLIC_PATHS


def test_every_read_of_customers_is_written_down_once(routes: Routes) -> None:
    """Row 40."""
    reads = [each for each in routes if "GET" in each.methods and OF_CUSTOMERS & {*each.policies}]
    found = [each for each in reads if len(each.audits) != 1]

    assert len(reads) >= 14
    assert {each.path for each in found} == NOBODY_IN_IT
