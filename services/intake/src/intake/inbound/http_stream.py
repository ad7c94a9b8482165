"""The desk, live: what the lists show, as it changes."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from chassis.live import Live
from chassis.live_response import DOCUMENTED, LastEventId, live_of, live_response
from intake.inbound.desk_filters import Which, desk_query
from intake.inbound.desk_models import Reader
from intake.inbound.desk_teller import DeskTeller
from intake.inbound.watches import Watch

DESK = "desk"
"""The teller of these streams."""

router = APIRouter(prefix="/api/v1/contacts", tags=["desk"])


@router.get("/stream", responses=DOCUMENTED, response_class=Response)
async def watch_contacts(
    actor: Reader,
    filters: Annotated[Which, Query()],
    live: Annotated[Live, Depends(live_of)],
    request: Request,
    last_event_id: LastEventId = None,
) -> Response:
    """Server-sent events: `row` (new or changed), `gone` (no longer in this list), `presence` (who
    else is at one of its contacts now, all of them), `counts` (of all screens), `reset` (fetch the
    list, and forget who was there; also the first event of a stream that does not go on)."""
    teller: DeskTeller = request.app.state.tellers[DESK]
    wants = Watch(desk_query(filters, actor.account_id))
    stream = await live.open(teller, wants, actor, last_event_id)
    return live_response(live, stream, request, "contacts.read")
