"""What a customer answered is told to them, and is nobody's once they are forgotten."""

import json
from typing import Any
from uuid import UUID, uuid4

from services.tickets.tests.surveys.asking import (
    WHOLE,
    Headers,
    Tickets,
    answer_it,
    create_form,
    customer,
    finish,
    known_customer,
    surveys,
)

from chassis_testing.harness import record_of
from contracts.privacy import ErasureAskedV1, ExportAskedV1, ExportPartV1


async def answered(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> tuple[UUID, dict[str, str]]:
    """A customer who answered a survey, and their account."""
    await create_form(tickets)
    customer_id = await known_customer(tickets)
    headers = await customer(tickets, customer_id)
    await finish(tickets, supervisor, await open_ticket(headers))
    [survey] = await surveys(tickets, headers)
    assert (await answer_it(tickets, headers, survey["id"])).status_code == 200
    return customer_id, headers


async def test_an_export_tells_what_they_answered(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    customer_id, _ = await answered(tickets, supervisor, open_ticket)
    asked = ExportAskedV1(request_id=uuid4(), customer_id=customer_id, other_ids=[])
    await tickets.deliver([record_of(asked, key=customer_id, version=None)])

    parts = [each.data for each in await tickets.emitted() if each.type == ExportPartV1.type]
    told = {part["table"]: json.loads(part["rows"]) for part in parts}
    assert [row["answers"] for row in told["survey"]] == [WHOLE]


async def test_forgetting_leaves_what_was_selected_and_not_who_did(
    tickets: Tickets, supervisor: Headers, open_ticket: Any
) -> None:
    """Row 42: figures stay; another's survey is as it was."""
    customer_id, _ = await answered(tickets, supervisor, open_ticket)
    other = await customer(tickets)
    await finish(tickets, supervisor, await open_ticket(other))
    [theirs] = await surveys(tickets, other)
    await answer_it(tickets, other, theirs["id"])

    erasure = ErasureAskedV1(request_id=uuid4(), customer_id=customer_id, other_ids=[])
    await tickets.deliver([record_of(erasure, key=customer_id, version=None)])

    rows = await tickets.rows("select answers, answered_by from survey order by id")
    assert [row["answers"] for row in rows] == [WHOLE, WHOLE]
    assert [row["answered_by"] is None for row in rows] == [True, False]
