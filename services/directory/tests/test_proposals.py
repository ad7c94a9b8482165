"""What the desk proposes for customers, and what becomes of it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID, uuid4

from chassis_testing.harness import Harness, record_of
from contracts.privacy import ErasureAskedV1
from contracts.proposals import ContactCustomerDataProposedV1, ProposedText
from directory.application.proposal_ports import HIGHEST_COUNT
from directory.domain.customer import customer_id_of
from directory.outbound.proposal_store import COUNT

Directory = Harness[Any]
Row = dict[str, Any]
Bring = Callable[[bytes | list[Row]], Awaitable[Any]]
EVA = customer_id_of("C-000123")
PATH = f"/api/v1/customers/{EVA}"
PHONE = ProposedText(new="+5493514129999", old="+5493514123456")
EMAIL = ProposedText(new="eva.nueva@example.com", old="eva@example.com")
HOME = ProposedText(new="Mitre 1200")


def proposed(contact_id: UUID, customer_id: UUID = EVA, **texts: ProposedText) -> Any:
    return ContactCustomerDataProposedV1(
        contact_id=contact_id,
        customer_id=customer_id,
        account_id=UUID(int=9),
        account_name="Ana",
        **texts,
    )


async def propose(directory: Directory, *events: Any) -> None:
    await directory.deliver([record_of(each, key=each.contact_id) for each in events])


async def editor(directory: Directory) -> dict[str, str]:
    return await directory.account("customers.read", "customers.edit", name="Sonia")


async def decide(
    directory: Directory, who: dict[str, str], one: Row, verb: str, **body: str
) -> Any:
    path = f"{PATH}/proposals/{one['proposal_id']}/{verb}"
    condition = {"If-Match": f'"{one["version"]}"'}
    return await directory.client.post(path, json=body or None, headers=who | condition)


async def listed(directory: Directory, who: dict[str, str], path: str = PATH) -> list[Row]:
    answer = await directory.client.get(f"{path}/proposals", headers=who)
    assert answer.status_code == 200, answer.text
    items: list[Row] = answer.json()["items"]
    return items


async def test_a_proposal_shows_what_is_and_what_it_should_become(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """X25."""
    await bring([eva])
    await propose(directory, proposed(uuid4(), phone=PHONE, address=HOME))
    who = await editor(directory)

    (one,) = await listed(directory, who)
    (waiting,) = await listed(directory, who, "/api/v1/customers")

    assert one == waiting
    assert (one["state"], one["proposed_by_name"], one["customer_name"]) == (
        "open",
        "Ana",
        eva["name"],
    )
    assert one["fields"] == [
        {"field": "phone", "new": PHONE.new, "old": PHONE.old, "current": ["+5493514123456"]},
        {"field": "address", "new": "Mitre 1200", "old": None, "current": []},
    ]


async def test_to_approve_changes_the_customer_as_an_edit_does_and_tells_the_desk(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """X25, E34."""
    await bring([eva])
    contact_id = uuid4()
    await propose(directory, proposed(contact_id, phone=PHONE, email=EMAIL, address=HOME))
    who = await editor(directory)
    (one,) = await listed(directory, who)
    done = await decide(directory, who, one, "approve")
    again = await decide(directory, who, one, "refuse", reason="tarde")
    customer = (await directory.client.get(PATH, headers=who)).json()
    history = (await directory.client.get(f"{PATH}/history", headers=who)).json()["items"]

    assert (done.status_code, done.json()["state"]) == (200, "approved"), done.text
    assert (customer["phones"], customer["emails"]) == ([PHONE.new], [EMAIL.new])
    assert {"label": "Domicilio", "value": "Mitre 1200"} in customer["contact_data"]
    assert (history[0]["how"], history[0]["by_name"]) == ("proposal", "Sonia")
    assert (again.status_code, again.json()["code"]) == (409, "proposal-is-settled")
    assert again.json()["decided_by"] == "Sonia"
    told = [(e.type, e.key) for e in await directory.emitted()][-2:]
    assert told == [
        ("directory.customer-changed.v1", str(EVA)),
        ("directory.proposal-decided.v1", str(contact_id)),
    ]
    actions = await directory.rows("select action, actor from kernel_audit")
    assert ("customers.proposal-approved", who["X-Account-Id"]) in {
        (row["action"], row["actor"]) for row in actions
    }


async def test_to_refuse_leaves_the_customer_and_keeps_why(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    await bring([eva])
    await propose(directory, proposed(uuid4(), phone=PHONE))
    who = await editor(directory)
    (one,) = await listed(directory, who)
    refused = await decide(directory, who, one, "refuse", reason="El número no existe")
    customer = (await directory.client.get(PATH, headers=who)).json()

    assert (refused.json()["state"], refused.json()["reason"]) == (
        "refused",
        "El número no existe",
    )
    assert customer["version"] == 1
    last = (await directory.emitted())[-1]
    assert (last.data["decision"], last.data["reason"]) == ("refused", "El número no existe")
    assert (await directory.client.get("/api/v1/customers/proposals", headers=who)).json()[
        "items"
    ] == []


async def test_what_a_contact_proposes_later_takes_the_place_of_the_earlier(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """R04: nobody approves what they have not seen."""
    await bring([eva])
    contact_id, who = uuid4(), await editor(directory)
    await propose(directory, proposed(contact_id, phone=PHONE))
    (seen,) = await listed(directory, who)
    await propose(directory, proposed(contact_id, email=EMAIL))
    late = await decide(directory, who, seen, "approve")
    (now,) = await listed(directory, who)
    await propose(directory, proposed(contact_id))
    (gone,) = await listed(directory, who)

    assert (late.status_code, late.json()["code"]) == (412, "out-of-date")
    assert late.json()["current"]["version"] == now["version"] == 2
    assert [field["field"] for field in now["fields"]] == ["email"]
    assert gone["state"] == "withdrawn"


async def test_what_waits_is_counted_for_those_who_may_decide(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """X25, B05: and for nobody else."""
    await bring([eva])
    await propose(directory, *(proposed(uuid4(), phone=PHONE) for _ in range(3)))
    who, reader = await editor(directory), await directory.account("customers.read")
    one, *_ = await listed(directory, who)
    await decide(directory, who, one, "approve")

    counted = await directory.client.get("/api/v1/customers/proposals/count", headers=who)
    refused = await directory.client.get("/api/v1/customers/proposals/count", headers=reader)
    assert counted.json() == {"open": 2, "highest": 1_000}
    assert refused.status_code == 403


_MANY = """
insert into customer_proposal (id, contact_id, customer_id, state, version, proposed, proposed_at,
  proposed_by, proposed_by_name)
select gen_random_uuid(), gen_random_uuid(), $1,
  case when n % 6 = 0 then 'open' else 'approved' end,
  1, '[]', now(), gen_random_uuid(), 'Ana'
from generate_series(1, 12000) as n
"""


async def test_of_many_no_more_are_counted_than_anybody_reads(directory: Directory) -> None:
    """By the index of those that are open, whatever the table holds."""
    async with directory.system() as connection:
        await connection.exec_driver_sql(_MANY, (EVA,))
    async with directory.service.engine.connect() as connection:
        autocommit = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await autocommit.exec_driver_sql("vacuum analyze customer_proposal")
        explain = f"explain (analyze, buffers, format json) {COUNT}"
        found = (await autocommit.exec_driver_sql(explain)).scalar_one()
    step = found[0]["Plan"]
    assert step["Shared Hit Blocks"] + step["Shared Read Blocks"] < 100
    while "Plans" in step:
        (step,) = step["Plans"]

    assert (step["Node Type"], step["Actual Rows"]) == ("Index Only Scan", HIGHEST_COUNT)
    who = await editor(directory)
    counted = await directory.client.get("/api/v1/customers/proposals/count", headers=who)
    assert counted.json()["open"] == HIGHEST_COUNT


async def test_of_many_who_decide_at_once_one_does(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    await bring([eva])
    await propose(directory, proposed(uuid4(), phone=PHONE))
    who = await editor(directory)
    (one,) = await listed(directory, who)
    answers = await asyncio.gather(
        *(decide(directory, who, one, "approve") for _ in range(4)),
        *(decide(directory, who, one, "refuse", reason="No") for _ in range(4)),
    )

    assert sorted(each.status_code for each in answers) == [200, *[409] * 7]
    kinds = [event.type for event in await directory.emitted()]
    assert kinds.count("directory.proposal-decided.v1") == 1


async def test_nothing_is_dropped_for_what_is_proposed(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """X25: ten is the most; whoever decides takes one away first."""
    phones = [f"+549351412000{n}" for n in range(10)]
    await bring([eva | {"phones": phones}])
    await propose(directory, proposed(uuid4(), phone=ProposedText(new=PHONE.new)))
    who = await editor(directory)
    (one,) = await listed(directory, who)

    refused = await decide(directory, who, one, "approve")
    customer = (await directory.client.get(PATH, headers=who)).json()

    assert (refused.status_code, refused.json()["code"]) == (422, "no-room-for-more")
    assert (refused.json()["field"], refused.json()["most"]) == ("phone", 10)
    assert customer["phones"] == phones
    assert (await listed(directory, who))[0]["state"] == "open"


async def test_what_is_no_phone_is_not_taken_over_and_nobody_decides_without_the_right(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    await bring([eva])
    await propose(directory, proposed(uuid4(), phone=ProposedText(new="12")))
    who, reader = await editor(directory), await directory.account("customers.read")
    (one,) = await listed(directory, reader)
    wrong = await decide(directory, who, one, "approve")
    forbidden = await decide(directory, reader, one, "approve")
    elsewhere = await directory.client.post(
        f"/api/v1/customers/{uuid4()}/proposals/{one['proposal_id']}/approve",
        headers=who | {"If-Match": '"1"'},
    )

    assert (wrong.status_code, wrong.json()["code"]) == (422, "wrong-fields")
    assert forbidden.status_code == 403
    assert elsewhere.status_code == 404
    assert (await listed(directory, who))[0]["state"] == "open"


async def test_proposals_for_nobody_are_not_kept_and_those_of_the_forgotten_are_blank(
    directory: Directory, eva: Row, bring: Bring
) -> None:
    """Row 42."""
    await bring([eva])
    contact_id = uuid4()
    await propose(directory, proposed(contact_id, phone=PHONE), proposed(uuid4(), uuid4()))
    erasure = ErasureAskedV1(request_id=uuid4(), customer_id=EVA, other_ids=[])
    await directory.deliver([record_of(erasure, key=EVA)])
    await propose(directory, proposed(contact_id, email=EMAIL))

    rows = await directory.rows("select proposed, state from customer_proposal")
    assert rows == [{"proposed": [], "state": "withdrawn"}]
    waiting = await listed(directory, await editor(directory), "/api/v1/customers")
    assert waiting == []
