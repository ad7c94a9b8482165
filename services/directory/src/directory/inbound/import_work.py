"""An import is worked off in the background: each batch in a transaction of its own, in which the
next one falls due. So it goes on where it was after any crash, and shows how far it is.

What costs processor time is done in a thread, so that people are answered meanwhile.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import TypeVar
from uuid import UUID

import orjson
from pydantic import BaseModel

from chassis.due import Due
from directory.application.customer_ports import How, Kept, Said
from directory.application.import_ports import ImportOrder, RowError
from directory.application.ports import Transaction
from directory.domain.billing import Billing, Usage
from directory.inbound.billing_lines import BillingLine, UsageLine, billing_of, usage_of
from directory.inbound.customer_lines import CustomerLine, WrongLine, customer_of
from directory.inbound.flat_rows import Flat, prefixed
from directory.inbound.grids import GridRow
from directory.inbound.lines import Line, Tally, parsed
from directory.inbound.sayings import said

L = TypeVar("L", bound=BaseModel)
T = TypeVar("T")
Rows = list[list[object]]
Handler = Callable[[Due, Transaction], Awaitable[None]]


def works_off(language: str) -> Handler:
    """The handler of due imports; `language` is that of customers who do not say theirs."""

    async def on_due(due: Due, tx: Transaction) -> None:
        taken = await tx.imports.take(UUID(due.subject))
        if taken is None:
            await tx.imports.finish(UUID(due.subject))
            return
        order, content = taken
        rows: Rows = orjson.loads(content)
        kept, refused, errors = await _keep(order, rows, language, tx)
        await tx.imports.complain(order.id, sorted(errors, key=lambda error: error.row))
        await tx.imports.progress(order.id, len(rows), kept, refused)

    return on_due


Done = tuple[Kept, int, list[RowError]]


async def _keep(order: ImportOrder, rows: Rows, language: str, tx: Transaction) -> Done:
    match (order.what, order.format):
        case ("customers", "ndjson"):
            return await _keep_lines(order, rows, language, tx)
        case ("customers", _):
            return await _keep_flat(order, rows, language, tx)
        case ("billing", _):
            return await _keep_billing(order, rows, tx)
        case _:
            return await _keep_usage(order, rows, tx)


async def _keep_flat(order: ImportOrder, rows: Rows, language: str, tx: Transaction) -> Done:
    flat = Flat(order.country, language)
    grid = (GridRow(int(str(number)), _cells(cells)) for number, cells in rows)
    await asyncio.to_thread(flat.read, grid, order.columns, order.source)
    known = await tx.customers.known(flat.ids)
    found = await asyncio.to_thread(flat.said, known)
    kept = await tx.customers.keep(found, _how(order), dry_run=order.dry_run)
    return kept, flat.refused, flat.errors


async def _keep_lines(order: ImportOrder, rows: Rows, language: str, tx: Transaction) -> Done:
    def read(line: CustomerLine) -> Said:
        named = line.model_copy(update={"number": prefixed(line.number, order.source)})
        return said(customer_of(named, country=order.country, language=language))

    found, tally = await asyncio.to_thread(_read, rows, CustomerLine, read)
    # Of a number that comes twice in a batch the later line counts.
    newest = {each.customer.id: each for each in found}
    kept = await tx.customers.keep(list(newest.values()), _how(order), dry_run=order.dry_run)
    repeated = Kept(unchanged=len(found) - len(newest))
    return kept.plus(repeated), tally.refused, _errors(tally)


async def _keep_billing(order: ImportOrder, rows: Rows, tx: Transaction) -> Done:
    read: Callable[[BillingLine], Billing] = partial(billing_of, source=order.source)
    found, tally = _read(rows, BillingLine, read)
    newest = {each.customer_id: each for each in sorted(found, key=lambda each: each.as_of)}
    kept = Kept() if order.dry_run else await tx.billing.keep(list(newest.values()))
    return kept, tally.refused, _errors(tally)


async def _keep_usage(order: ImportOrder, rows: Rows, tx: Transaction) -> Done:
    read: Callable[[UsageLine], Usage] = partial(usage_of, source=order.source)
    found, tally = _read(rows, UsageLine, read)
    kept = Kept() if order.dry_run else await tx.billing.keep_usage(found)
    return kept, tally.refused, _errors(tally)


def _read(rows: Rows, model: type[L], read: Callable[[L], T]) -> tuple[list[T], Tally]:
    tally, found = Tally(), []
    for number, text in rows:
        line = Line(int(str(number)), str(text).encode())
        form = parsed(line, model, tally)
        if form is None:
            continue
        try:
            found.append(read(form))
        except WrongLine as error:
            tally.refuse(line.number, error.problems)
    return found, tally


def _errors(tally: Tally) -> list[RowError]:
    """Of lines: their fields, but not what they contained, which may be anything."""
    return [
        RowError(error.line, problem.field, problem.message, "")
        for error in tally.errors
        for problem in error.problems
    ]


def _cells(cells: object) -> list[str]:
    return [str(cell) for cell in cells] if isinstance(cells, Sequence) else []


def _how(order: ImportOrder) -> How:
    return How("import", order.started_by, order.started_by_name)
