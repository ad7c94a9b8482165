"""What people look at: the list of e-mails, newest first and without their texts, each filter with
an index for that; and one of them whole."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import asyncpg

from chassis.reach import Who
from chassis.scope import missing, placed
from chassis.transactions import Tx
from notifications.emails import FIND, Email
from notifications.scope import EMAILS

Position = tuple[datetime, UUID]

_LIST = """
select id, template, state, ticket_id, ticket_number, customer_id, recipient, recipient_name,
  subject, language, attempts, last_error, last_attempt_at, created_at, settled_at
from email where {} order by created_at desc, id desc limit ${}
"""


async def list_emails(
    tx: Tx, who: Who, state: str | None, ticket_id: UUID | None, after: Position | None, most: int
) -> Sequence[asyncpg.Record]:
    """At most `most` rows after a position, of those this person sees."""
    values: list[object] = []
    conditions = [EMAILS.condition(who, partial(placed, values))]
    if state is not None:
        values.append(state)
        conditions.append(f"state = ${len(values)}")
    if ticket_id is not None:
        values.append(ticket_id)
        conditions.append(f"ticket_id = ${len(values)}")
    if after is not None:
        values.extend(after)
        conditions.append(f"(created_at, id) < (${len(values) - 1}, ${len(values)})")
    query = _LIST.format(" and ".join(conditions), len(values) + 1)
    return await (await tx.driver()).fetch(query, *values, most)


async def seen_email(tx: Tx, who: Who, email_id: UUID) -> Email:
    """One e-mail; raises NotFound, also where this person does not see it."""
    values: list[object] = [email_id]
    condition = EMAILS.condition(who, partial(placed, values))
    row = await (await tx.driver()).fetchrow(f"{FIND} and {condition}", *values)
    if row is None:
        raise missing(EMAILS)
    return Email(**row)
