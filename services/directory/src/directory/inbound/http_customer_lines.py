"""Customers line by line, at once: for small numbers. Files are for `/customers/imports`."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends, Request

from chassis.http import begin
from chassis.policies import Actor, needs
from directory.application.customer_ports import Said
from directory.application.import_customers import import_customers
from directory.application.ports import Begin
from directory.inbound.customer_lines import CustomerLine, WrongLine, customer_of
from directory.inbound.lines import BODY_OF_LINES, ImportReport, Tally, lines_of, parsed
from directory.inbound.sayings import how, said
from directory.settings import Settings

LARGEST_IMPORT = 256 << 20

router = APIRouter(prefix="/api/v1", tags=["customers"], max_body_size=LARGEST_IMPORT)


@router.post("/customers/import", openapi_extra=BODY_OF_LINES)
async def import_(
    begin: Annotated[Begin, Depends(begin)],
    request: Request,
    actor: Annotated[Actor, needs("customers.import")],
) -> ImportReport:
    """Bring customers, one JSON object per line; those that are known are brought up to date.

    Lines are read as they arrive and kept 500 at a time. Wrong lines are told and left out. What
    was kept stays when something fails later; the same lines can be sent again, and lines that
    say nothing new change nothing.
    """
    tally = Tally()
    kept = await import_customers(_customers(request, tally), how("import", actor), begin)
    tally.created, tally.updated, tally.unchanged = kept.created, kept.updated, kept.unchanged
    return tally.report()


async def _customers(request: Request, tally: Tally) -> AsyncIterator[Said]:
    settings: Settings = request.app.state.settings
    async for line in lines_of(request.stream()):
        form = parsed(line, CustomerLine, tally)
        if form is None:
            continue
        try:
            yield said(
                customer_of(
                    form, country=settings.default_country, language=settings.default_language
                )
            )
        except WrongLine as error:
            tally.refuse(line.number, error.problems)
