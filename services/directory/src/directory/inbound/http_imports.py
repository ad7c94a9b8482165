"""Imports of files: sent at once, worked off in the background, read about meanwhile."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Annotated, Any, BinaryIO
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field
from uuid_utils.compat import uuid7

from chassis.errors import Invalid
from chassis.http import begin
from chassis.idempotency import HEADER, Once
from chassis.pages import After, Limit, Page, moment, page_of, position_of, small_number
from chassis.policies import Actor, needs
from chassis.transactions import Begin
from directory.application.import_ports import (
    Column,
    ErrorView,
    Format,
    ImportOrder,
    ImportView,
    What,
)
from directory.application.ports import Transaction
from directory.inbound.edge import EdgeTransaction
from directory.inbound.fields import Country
from directory.inbound.presets import PresetName, columns_of, preset_named
from directory.inbound.received_files import Batch, batches, grid_of, lines_in, received
from directory.settings import Settings

LARGEST_FILE = 64 << 20

files = APIRouter(prefix="/api/v1/customers/imports", tags=["imports"], max_body_size=LARGEST_FILE)
router = APIRouter(prefix="/api/v1/customers/imports", tags=["imports"])

Importer = Annotated[Actor, needs("customers.import")]
BeginTx = Annotated[Begin[EdgeTransaction], Depends(begin)]
Key = Annotated[str | None, Header(alias=HEADER, min_length=1, max_length=200)]

_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ImportWish(BaseModel):
    """What the file is, and how to read it. `source` is set before every number; `country` is
    that of phones without one."""

    model_config = ConfigDict(extra="forbid")

    format: Format
    what: What = "customers"
    preset: PresetName = "generic"
    source: Annotated[str, Field(pattern=r"^[A-Z0-9]{0,20}$")] = ""
    country: Country | None = None
    dry_run: bool = False


class OnlyCustomers(Invalid):
    """Billing and usage come as lines."""

    code = "wrong-format"


class Started(BaseModel):
    """An import that was received, and where to read how far it is."""

    import_id: UUID
    href: str
    rows: int


@files.post("", status_code=202, response_model=Started, openapi_extra=_BODY)
async def start(
    begin: BeginTx,
    request: Request,
    actor: Importer,
    wish: Annotated[ImportWish, Query()],
    key: Key = None,
) -> Response:
    """Receive a file and have it worked off. Who is known is brought up to date; the same file
    again changes nothing. Nobody is sent an e-mail. With `dry_run` nothing is written at all."""
    if wish.what != "customers" and wish.format != "ndjson":
        raise OnlyCustomers("Billing and usage come as NDJSON.")
    settings: Settings = request.app.state.settings
    order = ImportOrder(
        id=uuid7(),
        what=wish.what,
        format=wish.format,
        source=wish.source,
        dry_run=wish.dry_run,
        country=wish.country or settings.default_country,
        columns=(),
        started_by=actor.account_id,
        started_by_name=actor.name,
    )
    async with received(request) as file:
        # Before the transaction, which may not wait for long; and beside the other requests.
        header, rows = await asyncio.to_thread(_open, file.file, wish.format)

        async def work(tx: EdgeTransaction) -> Started:
            columns: tuple[Column, ...] = ()
            if wish.format != "ndjson":
                columns = columns_of(header, preset_named(wish.preset, await tx.imports.presets()))
            count = await _keep(replace(order, columns=columns), batches(rows), tx)
            href = f"{request.url.path}/{order.id}"
            return Started(import_id=order.id, href=href, rows=count)

        async with begin() as tx:
            once = Once(key, request, file.digest)
            return await once.answer(tx.kernel, 202, lambda: work(tx))


def _open(file: BinaryIO, form: Format) -> tuple[Sequence[str], Iterator[Any]]:
    return ((), lines_in(file)) if form == "ndjson" else grid_of(file, form)


async def _keep(order: ImportOrder, found: Iterator[Batch], tx: Transaction) -> int:
    await tx.imports.add(order)
    rows = 0
    for number, batch in enumerate(found, start=1):
        await tx.imports.add_batch(order.id, number, batch.content)
        rows += batch.rows
    await tx.imports.begin(order.id, rows)
    return rows


@router.get("", dependencies=[needs("customers.import")])
async def list_imports(begin: BeginTx, after: After = None, limit: Limit = 50) -> Page[ImportView]:
    """Imports, newest first; they are kept for a month."""
    position = position_of(after, moment, UUID)
    async with begin() as tx:
        rows = await tx.imports.list(position, limit)
    return page_of(rows, limit, lambda row: (row.started_at, row.import_id))


@router.get("/{import_id}", dependencies=[needs("customers.import")])
async def read(import_id: UUID, begin: BeginTx) -> ImportView:
    """How far it is, and what became of the rows so far."""
    async with begin() as tx:
        return await tx.imports.get(import_id)


@router.get("/{import_id}/errors", dependencies=[needs("customers.import")])
async def errors(
    import_id: UUID, begin: BeginTx, after: After = None, limit: Limit = 50
) -> Page[ErrorView]:
    """Which rows were left out: the row and column, what is wrong, what was found. The first ten
    thousand."""
    position = position_of(after, small_number)
    async with begin() as tx:
        await tx.imports.get(import_id)
        rows = await tx.imports.errors(import_id, position[0] if position else 0, limit)
    return page_of(rows, limit, lambda row: (row.number,))
