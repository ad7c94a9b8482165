"""For tests and demonstrations: faults, the way events leave, and the journal."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from iclass_simulator.doors.courier import Courier
from iclass_simulator.doors.modes import Mode
from iclass_simulator.faults import FaultRule, Faults, FaultState
from iclass_simulator.state.journal import Journal
from iclass_simulator.state.summary import View, summarise
from iclass_simulator.vocabulary import Document


class FaultRules(Document):
    """What shall go wrong from now on."""

    rules: list[FaultRule]


class FaultStates(Document):
    """What goes wrong now."""

    rules: list[FaultState]


class Delivery(Document):
    """How new events leave."""

    mode: Mode


def control_routes(faults: Faults, courier: Courier, journal: Journal) -> APIRouter:
    """Routes under `/api`."""
    router = APIRouter(prefix="/api")

    @router.put("/faults")
    async def arm(body: FaultRules) -> FaultStates:
        faults.replace(body.rules)
        return FaultStates(rules=faults.states())

    @router.get("/faults")
    async def armed() -> FaultStates:
        return FaultStates(rules=faults.states())

    @router.delete("/faults", status_code=204)
    async def disarm() -> Response:
        faults.replace(())
        return Response(status_code=204)

    @router.get("/delivery")
    async def delivery() -> Delivery:
        return Delivery(mode=courier.mode)

    @router.put("/delivery")
    async def change_delivery(body: Delivery) -> Delivery:
        courier.mode = body.mode
        return body

    @router.get("/journal")
    def read_journal(
        kind: View | None = None,
        external_reference: Annotated[str | None, Query(alias="externalReference")] = None,
    ) -> dict[str, Any]:
        # A plain function: the file may be long, and reading it must not hold up the others.
        views = [kind] if kind else list(View)
        return summarise(journal.entries(), views, external_reference)

    return router
