from typing import Any

from fastapi.routing import APIRoute

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from directory.inbound import http_accounts, http_customers, http_session


def test_every_route_declares_one_policy() -> None:
    routers = (
        http_session.router,
        http_accounts.router,
        http_customers.router,
        http_customers.imports,
    )
    routes = [route for each in routers for route in each.routes if isinstance(route, APIRoute)]

    assert len(routes) == 12
    assert {route.path: len(policy_names(route.dependant)) for route in routes} == {
        route.path: 1 for route in routes
    }


async def test_the_documents_of_the_api_are_served(directory: Harness[Any]) -> None:
    answer = await directory.client.get("/api/v1/directory/openapi.json")

    assert answer.status_code == 200
    assert "/api/v1/customers/import" in answer.json()["paths"]
