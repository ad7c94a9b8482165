"""A second call about the same matter joins its ticket and goes to the technicians (C27, D28)."""

import json
from typing import Any
from uuid import uuid4

from chassis_testing.waiting import until
from local_stack.demo.api import Person, Web
from local_stack.demo.play.stage import Cast

AREA = "technical"


async def see(person: Person, path: str, holds: Any, **params: str) -> Any:
    """What is there once it is as it should be: another service tells it."""
    found: dict[str, Any] = {}

    async def looked() -> bool:
        answer = await person.get(path, **params)
        found["body"] = answer.body
        return answer.ok and bool(holds(answer.body))

    await until(looked, seconds=120)
    return found["body"]


async def customer(admin: Person, operator: Person) -> str:
    """A new customer the desk knows; their national id."""
    national_id = str(20_000_000 + uuid4().int % 9_999_999)
    line = {
        "number": f"T-{uuid4().hex[:8].upper()}",
        "name": "Dora Deriva",
        "national_id_kind": "DNI",
        "national_id": national_id,
    }
    answer = await admin.post_lines("/api/v1/customers/import", json.dumps(line).encode())
    assert answer.body["refused"] == 0, answer
    path = "/api/v1/intake/customers"
    await see(operator, path, lambda body: body["items"], national_id=national_id)
    return national_id


async def taken(web: Web, door: str, operator: Person, national_id: str) -> tuple[str, str]:
    """A call somebody attends: its contact and the ticket that taking it opened."""
    call = {
        "event": "newCall", "callId": str(uuid4()), "from": "+5493415550101", "dni": national_id,
    }  # fmt: skip
    contact_id = (await web.send("POST", door, json=call)).expect("a call")["contact_id"]
    path = f"/api/v1/contacts/{contact_id}"
    (await operator.post(f"{path}/take")).expect("taken")
    detail = await see(operator, path, lambda body: body["contact"]["ticket_number"])
    return path, f"/api/v1/tickets/{detail['contact']['ticket_id']}"


async def test_a_call_joins_the_open_ticket_and_is_derived_once(
    web: Web, doors: dict[str, str], admin: Person, cast: Cast
) -> None:
    operator = cast.operators[0]
    national_id = await customer(admin, operator)
    first, ticket = await taken(web, doors["calls"], operator, national_id)
    second, own = await taken(web, doors["calls"], operator, national_id)
    around = (await see(operator, second, lambda body: len(body["around"]["tickets"]) > 1))[
        "around"
    ]
    assert ticket.rpartition("/")[2] in {each["ticket_id"] for each in around["tickets"]}
    assert first.rpartition("/")[2] in {each["id"] for each in around["recent_contacts"]}

    chosen = {"ticket_id": ticket.rpartition("/")[2]}
    (await operator.post(f"{second}/ticket", chosen)).expect("the ticket is chosen")
    duplicate = await see(operator, own, lambda body: body["state"] == "cancelled")
    assert duplicate["allowed_actions"] == []

    key, handover = str(uuid4()), {"area": AREA, "note": "Sin señal óptica."}
    answers = [await operator.post(f"{second}/derive", handover, key=key) for _ in range(2)]
    assert [each.status for each in answers] == [200, 200]
    assert answers[0].body["state"]["code"] == "closed"
    await see(operator, ticket, lambda body: body["area"] == AREA)
    lines = (await operator.get(f"{ticket}/timeline", limit=100)).expect("its timeline")["items"]
    kinds = [line["kind"] for line in lines]
    assert kinds.count("contact_linked") == 1
    assert [line["body"] for line in lines].count("Derivado a technical: Sin señal óptica.") == 1
