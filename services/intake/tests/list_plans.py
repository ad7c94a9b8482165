"""How PostgreSQL goes about the desk's questions, in words that do not depend on its guesses."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from intake.application.desk import DeskQuery
from intake.domain.words import Channel, State
from intake.outbound.desk_lists import page_statement

VIEWER = UUID("6f3c1a52-0000-4000-8000-000000000001")

# Contacts of a desk in use: nine of ten are closed, one in five belongs to the viewer.
MANY = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
                     accepted_at, city, routed_to, name, phone, taken_by, taken_by_name, taken_at)
select gen_random_uuid(), 'pbx', (array['call', 'chat', 'inquiry', 'call'])[n % 4 + 1], n::text, 1,
       case when n % 29 = 0 then 'live' when n % 11 = 0 then 'open' else 'closed' end,
       (array['calls', 'chats', 'inquiries', 'calls-without-city'])[n % 4 + 1],
       now() - n * interval '1 second', now(), (array['Rosario', 'Funes'])[(n / 4) % 2 + 1],
       (array['soporte', 'ventas'])[(n / 4) % 3 + 1],
       'Ana ' || n, '+5493415' || lpad(n::text, 6, '0'),
       case when n % 5 = 0 then '{viewer}'::uuid end, case when n % 5 = 0 then 'Ana' end,
       case when n % 5 = 0 then now() end
from generate_series(1, {number}) as n
"""

QUERIES: dict[str, dict[str, Any]] = {
    "calls": {"screen": "calls"},
    "calls-without-city": {"screen": "calls-without-city"},
    "chats": {"screen": "chats"},
    "inquiries": {"screen": "inquiries"},
    "mine": {"screen": "mine"},
    "mine-with-inquiries": {"screen": "mine", "with_inquiries": True},
    "oldest-first": {"screen": "chats", "sort": "date"},
    "waiting": {"screen": "chats", "sort": "waiting"},
    "one-state": {"screen": "chats", "state": State.CLOSED},
    "free": {"screen": "chats", "claim": "free"},
    "city": {"screen": "chats", "city": "Rosario"},
    "channel": {"screen": "mine", "channel": Channel.CALL},
    "queue": {"screen": "chats", "queue": "ventas"},
    "queue-free": {"screen": "chats", "queue": "ventas", "sort": "waiting"},
}


async def plan_of(
    connection: AsyncConnection, query: dict[str, Any], ids: list[UUID] | None = None
) -> dict[str, Any]:
    """As it was carried out, with what was read."""
    question = DeskQuery(**{"viewer_id": VIEWER, "limit": 51, **query})
    sql, values = page_statement(question, "true", ids)
    explain = f"explain (analyze, buffers, format json) {sql}"
    found = (await connection.exec_driver_sql(explain, tuple(values))).scalar_one()
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def shape(plan: dict[str, Any], depth: int = 0) -> str:
    """A line for each step: what it is, on what, in which order. Conditions that stand beside the
    steps (the scope, the reasons' labels) are left out."""
    if plan.get("Parent Relationship") in ("InitPlan", "SubPlan"):
        return ""
    words = [plan["Node Type"]]
    words += [plan[key] for key in ("Relation Name", "Index Name") if key in plan]
    if plan.get("Scan Direction") == "Backward":
        words.append("backwards")
    if "Sort Key" in plan:
        # Columns of a piece are named after it where there are several.
        words.append("by " + ", ".join(key.split(".")[-1].strip('"') for key in plan["Sort Key"]))
    line = f"{'  ' * depth}{' '.join(words)}\n"
    return line + "".join(shape(child, depth + 1) for child in plan.get("Plans", []))
