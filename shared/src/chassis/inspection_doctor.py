"""What is wrong with a service, as far as it can see itself, and what to do about it."""

import asyncio
from typing import Annotated

from fastapi import Query, Request
from pydantic import BaseModel

from chassis.errors import Unavailable
from chassis.inspection_advice import (
    Advice,
    about_calls,
    about_outbox,
    about_put_aside,
    about_schema,
)
from chassis.inspection_common import BeginBare
from chassis.inspection_flow import lag_of, show_calls, show_outbox
from chassis.inspection_lag import Lag
from chassis.inspection_lag_advice import about_brokers, about_lag
from chassis.inspection_schema import applied_revision, newest_revision
from chassis.kafka_refusals import why_refused

_PUT_ASIDE = """
select
  (select count(*) from kernel_parked_key) as parked,
  (select reason from kernel_parked_key order by parked_at limit 1) as parked_reason,
  (select count(*) from kernel_quarantine where settled_at is null) as quarantined,
  (select reason || ': ' || detail from kernel_quarantine
   where settled_at is null order by id limit 1) as quarantined_reason
"""

Patience = Annotated[
    float, Query(ge=0, le=30, description="Seconds between two looks at what should be moving")
]


class Examination(BaseModel):
    """Everything found; nothing found is healthy."""

    service: str
    findings: list[Advice]


async def examine(begin: BeginBare, request: Request, patience: Patience = 5.0) -> Examination:
    """Look at everything this service knows of itself. Where records wait, look twice: a lag that
    moves is no fault."""
    service: str = request.app.state.definition.name
    findings = await _in_the_database(service, begin)
    try:
        before = after = await lag_of(begin, request)
        if _is_suspect(before):
            await asyncio.sleep(patience)
            after = await lag_of(begin, request)
    except Unavailable:
        findings.append(about_brokers(service, await why_refused(request.app.state.brokers)))
    else:
        findings += about_lag(service, before, after)
    return Examination(service=service, findings=findings)


async def _in_the_database(service: str, begin: BeginBare) -> list[Advice]:
    async with begin() as tx:
        connection = await tx.driver()
        applied = await applied_revision(connection)
        aside = await connection.fetchrow(_PUT_ASIDE)
    return [
        *about_schema(service, applied, newest_revision(service)),
        *about_put_aside(service, aside),
        *about_outbox(service, await show_outbox(begin)),
        *about_calls(service, await show_calls(begin)),
    ]


def _is_suspect(lag: Lag) -> bool:
    return bool(lag.lag) or any(each.reader is None for each in lag.partitions)
