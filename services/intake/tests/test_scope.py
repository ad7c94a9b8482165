"""Who sees contacts: everybody at the desk all of them, users none, through every door."""

from random import Random
from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.harness import Harness
from chassis_testing.scopes import disagreements, random_actors, rows_without_scope
from intake.outbound.scope import CONTACTS
from intake.outbound.tables import CONTACT

_INSERT = """
insert into contact (id, source, channel, external_id, version, state, screen, received_at,
  accepted_at)
values ($1::uuid, 'bot', 'chat', $1::text, 1, 'open', 'chats', now(), now())
"""
_CALL_BACK = """
insert into call_back (id, queue, contact_id, missed, first_missed_at, last_missed_at, due_at,
  state, attempts)
values (gen_random_uuid(), 'general', $1, 1, now(), now(), now() + interval '1 hour', 'open', 0)
"""
_RIGHTS = ("contacts.read", "contacts.take", "contacts.link", "contacts.finish", "contacts.derive")
_COMMANDS: dict[str, dict[str, str]] = {
    "take": {},
    "return": {},
    "finish": {"outcome": "Listo"},
    "link": {"customer_id": str(uuid4())},
    "ticket": {"ticket_id": str(uuid4())},
    "service": {"contract_id": str(uuid4())},
    "derive": {"area": "support", "note": "x"},
    "renew": {},
    "transfer": {"account_id": str(uuid4())},
}


async def _contact(intake: Harness[Any]) -> str:
    contact_id = uuid4()
    async with intake.system() as connection:
        await connection.exec_driver_sql(_INSERT, (contact_id,))
        await connection.exec_driver_sql(
            "insert into conversation values ($1, '[]')", (contact_id,)
        )
        await connection.exec_driver_sql(_CALL_BACK, (contact_id,))
    return str(contact_id)


async def test_all_forms_of_the_scope_agree(intake: Harness[Any]) -> None:
    """Predicate, clause, condition and row security."""
    for _ in range(20):
        await _contact(intake)
    actors = random_actors(Random(7), 42)  # noqa: S311 - no secret
    engine = intake.service.engine
    assert await disagreements(engine, CONTACTS, CONTACT, "id", actors) == []
    tables = ("contact", "conversation", "channel_rule")
    assert await rows_without_scope(engine, tables) == dict.fromkeys(tables, 0)


@pytest.mark.parametrize("role", ["administrator", "operator", "supervisor", "technician"])
async def test_the_desk_is_everybodys_there(intake: Harness[Any], role: str) -> None:
    """C01, C16, C60: lists, counts and details agree."""
    contact = await _contact(intake)
    headers = await intake.account("contacts.read", role=role, areas=("elsewhere",))
    listed = await intake.client.get("/api/v1/contacts?screen=chats", headers=headers)
    counts = await intake.client.get("/api/v1/contacts/counts", headers=headers)
    detail = await intake.client.get(f"/api/v1/contacts/{contact}", headers=headers)

    assert [row["id"] for row in listed.json()["items"]] == [contact]
    assert counts.json()["screens"]["chats"]["open"] == 1
    assert counts.json()["call_backs"] == {"open": 1, "overdue": 0}
    assert detail.is_success


async def test_to_users_no_contact_exists(intake: Harness[Any]) -> None:
    """B26: even with permissions granted by mistake, at any door; nothing changes."""
    contact = await _contact(intake)
    headers = await intake.account(*_RIGHTS, role="customer", customer_id=uuid4())
    headers |= {"X-Correlation-Id": str(uuid4())}
    listed = await intake.client.get("/api/v1/contacts?screen=chats", headers=headers)
    counts = await intake.client.get("/api/v1/contacts/counts", headers=headers)

    assert listed.json()["items"] == []
    assert counts.json()["screens"]["chats"]["open"] == 0
    assert counts.json()["call_backs"] == {"open": 0, "overdue": 0}
    for path in ("", "/transcript"):
        answers = [
            await intake.client.get(f"/api/v1/contacts/{each}{path}", headers=headers)
            for each in (contact, str(uuid4()))
        ]
        assert_alike(*answers)
    for step, body in _COMMANDS.items():
        answers = [
            await intake.client.post(f"/api/v1/contacts/{each}/{step}", json=body, headers=headers)
            for each in (contact, str(uuid4()))
        ]
        assert_alike(*answers)
    assert await intake.emitted() == []


def assert_alike(one: Any, other: Any) -> None:
    """Status, body and headers."""
    assert one.status_code == other.status_code == 404, one.text
    assert one.content == other.content
    assert dict(one.headers) == dict(other.headers)
