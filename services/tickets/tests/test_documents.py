"""The service explains itself."""

from fastapi.routing import APIRoute

from chassis.policies import policy_names
from chassis_testing.harness import Harness
from tickets.application.ports import Transaction
from tickets.inbound import http_commands, http_reads


async def test_its_documents_are_public_and_not_taken_for_tickets(
    tickets: Harness[Transaction],
) -> None:
    page = await tickets.client.get("/api/v1/tickets/docs")
    described = await tickets.client.get("/api/v1/tickets/openapi.json")

    assert page.status_code == described.status_code == 200
    assert "swagger" in page.text
    assert "/api/v1/tickets/{ticket_id}/finish" in described.json()["paths"]


def test_every_route_has_exactly_one_policy() -> None:
    for router in (http_reads.router, http_commands.router):
        for route in router.routes:
            assert isinstance(route, APIRoute)
            assert len(policy_names(route.dependant)) == 1, route.path
