from typing import Any

from fastapi.routing import APIRoute

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from directory.inbound import (
    http_accounts,
    http_billing,
    http_customer_edits,
    http_customer_lines,
    http_customers,
    http_imports,
    http_presets,
    http_session,
)


def test_every_route_declares_one_policy() -> None:
    routers = (
        http_session.router,
        http_accounts.router,
        http_customers.router,
        http_customer_edits.router,
        http_customer_lines.router,
        http_billing.router,
        http_imports.files,
        http_imports.router,
        http_presets.router,
    )
    routes = [route for each in routers for route in each.routes if isinstance(route, APIRoute)]

    assert len(routes) > 30
    assert [r.path for r in routes if len(policy_names(r.dependant)) != 1] == []


async def test_the_documents_of_the_api_are_served(directory: Harness[Any]) -> None:
    answer = await directory.client.get("/api/v1/directory/openapi.json")

    assert answer.status_code == 200
    assert "/api/v1/customers/import" in answer.json()["paths"]
