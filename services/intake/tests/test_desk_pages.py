"""The lists of the desk when there is much in them."""

from typing import Any
from uuid import UUID, uuid4

from chassis.reach import Reach, Scope
from chassis.row_security import tell_scope
from chassis_testing.harness import Harness
from intake.application.desk import DeskQuery
from intake.domain.words import State
from intake.outbound.desk_lists import page_statement

Headers = dict[str, str]

# Calls are open or live, as on a bad day; the other screens are history.
MANY = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
                     accepted_at, city, national_id, taken_by, taken_by_name, taken_at)
select gen_random_uuid(), 'pbx', (array['call', 'chat', 'inquiry'])[n % 3 + 1], n::text, 1,
       case when n % 16 = 0 then 'live' when n % 4 = 0 then 'open' else 'closed' end,
       (array['calls', 'chats', 'inquiries', 'calls-without-city'])[n % 4 + 1],
       now() - n * interval '1 second', now(), (array['Rosario', 'Funes'])[n % 2 + 1], null,
       case when n % 5 = 0 then '{viewer}'::uuid end, 'Ana', now()
from generate_series(1, {number}) as n
"""


async def test_pages_follow_one_another_without_gap_or_repetition(
    intake: Harness[Any], ana: Headers
) -> None:
    await fill(intake, 200)
    seen: list[tuple[str, str]] = []
    query: dict[str, Any] = {"screen": "calls", "limit": 7}
    while True:
        answer = await intake.client.get("/api/v1/contacts", params=query, headers=ana)
        page = answer.json()
        seen += [(row["date"], row["id"]) for row in page["items"]]
        if page["next"] is None:
            break
        query["after"] = page["next"]

    assert len(seen) == len(set(seen)) == 50
    assert seen == sorted(seen, reverse=True)


async def test_contacts_of_the_same_moment_are_not_lost_between_pages(
    intake: Harness[Any], ana: Headers
) -> None:
    await fill(intake, 40)
    async with intake.system() as connection:
        await connection.exec_driver_sql("update contact set received_at = '2026-11-20Z'")

    first = await intake.client.get("/api/v1/contacts?screen=chats&limit=4", headers=ana)
    after = {"screen": "chats", "after": first.json()["next"]}
    rest = await intake.client.get("/api/v1/contacts", params=after, headers=ana)

    rows = first.json()["items"] + rest.json()["items"]
    assert len({row["id"] for row in rows}) == 10


async def test_badges_count_to_a_thousand(intake: Harness[Any], ana: Headers) -> None:
    await fill(intake, 12_000, viewer=UUID(ana["X-Account-Id"]))

    counted = (await intake.client.get("/api/v1/contacts/counts", headers=ana)).json()

    assert counted["highest"] == 1_000
    assert counted["screens"]["calls"] == {"live": 750, "open": 1_000, "closed": 0}
    assert counted["screens"]["chats"] == {"live": 0, "open": 0, "closed": 1_000}
    assert counted["screens"]["mine"] == {"live": 100, "open": 300, "closed": 1_000}


FIRST_PAGES: list[dict[str, Any]] = [
    {"screen": "calls"},
    {"screen": "calls", "state": State.OPEN},
    {"screen": "calls", "claim": "free"},
    {"screen": "calls", "city": "Rosario"},
    {"screen": "chats", "state": State.CLOSED},
    {"screen": "mine"},
    {"screen": "mine", "state": State.OPEN, "with_inquiries": True},
]


# Row by row, of a page alone: whether anything was said in a call, what a mail is about, and what a
# contact's actions depend on.
LOOKED_UP = {
    "conversation_pkey", "mail_contact", "mail_sender", "customer_ticket_pkey", "channel_rule_pkey",
}  # fmt: skip


async def test_a_first_page_reads_an_index_and_sorts_nothing(intake: Harness[Any]) -> None:
    """So that it costs the same with a thousand contacts and with a million."""
    viewer = uuid4()
    await fill(intake, 30_000, viewer=viewer)
    for query in FIRST_PAGES:
        question = DeskQuery(**{"viewer_id": viewer, "limit": 51, **query})
        plan = await plan_of(intake, question)

        kinds = set(nodes(plan, "Node Type"))
        # The scope is read once, beside it all, and so are the few reasons there are.
        beside = {"Result", "Seq Scan", "Index Only Scan"}
        assert "contact" not in read_whole(plan)
        wanted = {"Limit", "Index Scan", "Merge Append", "Subquery Scan"} | beside
        assert kinds <= wanted, (query, kinds)
        indexes = set(nodes(plan, "Index Name")) - LOOKED_UP
        assert indexes == {"contact_mine" if question.screen == "mine" else "contact_desk"}
        assert plan["Shared Hit Blocks"] + plan["Shared Read Blocks"] < 600, query


async def plan_of(intake: Harness[Any], question: DeskQuery) -> dict[str, Any]:
    sql, values = page_statement(question, "true")
    async with intake.service.engine.begin() as connection:
        await tell_scope(connection, Scope(Reach.AREA))
        explain = f"explain (analyze, buffers, format json) {sql}"
        found = (await connection.exec_driver_sql(explain, tuple(values))).scalar_one()
    plan: dict[str, Any] = found[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any], field: str) -> list[str]:
    below = [name for child in plan.get("Plans", []) for name in nodes(child, field)]
    return [plan[field], *below] if field in plan else below


def read_whole(plan: dict[str, Any]) -> list[str]:
    """The tables that are read from end to end."""
    own = [plan["Relation Name"]] if plan["Node Type"] == "Seq Scan" else []
    return [*own, *(name for child in plan.get("Plans", []) for name in read_whole(child))]


async def fill(intake: Harness[Any], number: int, viewer: UUID | None = None) -> None:
    async with intake.system() as connection:
        await connection.exec_driver_sql(MANY.format(number=number, viewer=viewer or uuid4()))
    async with intake.service.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.exec_driver_sql("analyze contact")
