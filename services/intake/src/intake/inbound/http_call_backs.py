"""Who is to be called back, the first due first, and what became of it (C04)."""

from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, ConfigDict, Field, RootModel

from chassis.pages import After, Limit, Page, moment, page_of, position_of
from intake.application.call_back import note_attempt
from intake.application.call_back_ports import Attempt, CallBackQuery, CallBackRow
from intake.domain.call_backs import AttemptOutcome, CallBackState
from intake.inbound.desk_models import Reader, Taker
from intake.inbound.desk_teller import COUNT_ANEW
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now
from intake.inbound.presence import WhispersOf

router = APIRouter(prefix="/api/v1/contacts/call-backs", tags=["desk"])

CallBackShown = RootModel[CallBackRow]


class Tried(BaseModel):
    """What became of calling somebody back; a note is for whoever tries next."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    outcome: AttemptOutcome
    note: Annotated[str, Field(min_length=1, max_length=2_000, pattern=r"^[^\x00]*$")] | None = None


@router.get("")
async def list_call_backs(
    _: Reader,
    begin: Begin,
    state: CallBackState = CallBackState.OPEN,
    queue: Annotated[str | None, Query(max_length=60)] = None,
    after: After = None,
    limit: Limit = 50,
) -> Page[CallBackRow]:
    """Each caller once, however often they called; the first due first."""
    position: Any = position_of(after, moment, UUID)
    async with begin() as tx:
        rows = await tx.call_backs.page(CallBackQuery(state, queue, position, limit + 1))
    return page_of(rows, limit, lambda row: [row.due_at.isoformat(), str(row.id)])


@router.post("/{call_back_id}/attempts", response_model=CallBackShown)
async def attempt(
    call_back_id: UUID, body: Tried, actor: Taker, edge: Edge, whispers: WhispersOf
) -> Response:
    """Say what became of it: they were reached, or they are tried again later in business hours.
    409 `call-back-is-over` where nothing is left to do."""
    tried = Attempt(body.outcome, body.note, actor.account_id, now())
    use_case = partial(note_attempt, call_back_id, tried)

    async def work(tx: EdgeTransaction) -> RootModel[CallBackRow]:
        await use_case(tx)
        return CallBackShown(await tx.call_backs.row(call_back_id))

    answer = await edge.answer(200, work)
    await whispers.say(COUNT_ANEW)
    return answer
