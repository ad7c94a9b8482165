"""Whom the desk does not hear (I06)."""

import re
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from uuid_utils.compat import uuid7

from chassis.errors import Invalid
from chassis.pages import After, Limit, Page, moment, page_of, position_of
from chassis.policies import Actor, needs
from intake.application.ignoring import IgnoredKind, IgnoredSender
from intake.inbound.edge import Begin, Edge, EdgeTransaction, now

router = APIRouter(prefix="/api/v1/intake/ignored", tags=["ignored"])

Ignorer = Annotated[Actor, needs("contacts.ignore")]
_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,189}")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_Value = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=254, pattern=r"^[^\x00-\x1f\x7f]+$"
    ),
]
_Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=300)]


class ToIgnore(BaseModel):
    """An address, a whole domain (`example.com`), or a phone in any way of writing."""

    model_config = ConfigDict(extra="forbid")

    kind: IgnoredKind
    value: _Value
    note: Annotated[_Note, Field(description="Why", pattern=r"^[^\x00]*$")] = ""


class IgnoredShown(BaseModel):
    """Somebody who is not heard, since when and why."""

    id: UUID
    kind: str
    value: str
    note: str
    added_by: UUID
    added_at: datetime


@router.get("")
async def list_ignored(
    actor: Ignorer, begin: Begin, after: After = None, limit: Limit = 50
) -> Page[IgnoredShown]:
    """Whom the desk does not hear, the newest first."""
    position: Any = position_of(after, moment, UUID)
    async with begin() as tx:
        rows = await tx.ignored.page(position, limit + 1)
    shown = [_shown(row) for row in rows]
    return page_of(shown, limit, lambda row: [row.added_at.isoformat(), str(row.id)])


@router.post("", status_code=201, response_model=IgnoredShown)
async def ignore(body: ToIgnore, actor: Ignorer, request: Request, edge: Edge) -> Response:
    """From now on what they send is kept and closed, or put aside, and bothers nobody."""
    value = _comparable(body, request)
    sender = IgnoredSender(uuid7(), body.kind, value, body.note, actor.account_id, now())

    async def work(tx: EdgeTransaction) -> IgnoredShown:
        return _shown(await tx.ignored.add(sender))

    return await edge.answer(201, work)


@router.delete("/{ignored_id}", status_code=204)
async def hear_again(ignored_id: UUID, actor: Ignorer, begin: Begin) -> None:
    """What they send from now on is heard."""
    async with begin() as tx:
        await tx.ignored.remove(ignored_id)


def _comparable(body: ToIgnore, request: Request) -> str:
    text = body.value.lower()
    if body.kind == "phone":
        phone: str | None = request.app.state.phones.read(text)
        if phone is None:
            raise Invalid("This is no phone.", code="wrong-value")
        return phone
    pattern = _ADDRESS if body.kind == "email" else _DOMAIN
    if not pattern.fullmatch(text):
        raise Invalid(f"This is no {body.kind}.", code="wrong-value")
    return text


def _shown(sender: IgnoredSender) -> IgnoredShown:
    return IgnoredShown(**{name: getattr(sender, name) for name in IgnoredShown.model_fields})
