"""Who sees which e-mails: those about tickets of their areas."""

from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis_testing.harness import Harness
from chassis_testing.scopes import AREAS, disagreements, random_actors, rows_without_scope
from notifications.scope import EMAILS
from notifications.tables import EMAIL
from notifications.transaction import Transaction

_INSERT = """
insert into email (id, template, area, facts, recipient, recipient_name, message_id, language,
  subject, body_text, body_html, state)
values ($1, 'ticket-closed', $2,
  '{"name": "A", "number": 1, "title": "t", "closing_text": "c"}',
  'a@example.com', 'A', 'm', 'es', 's', 't', 'h', 'sent')
"""


async def _emails(harness: Harness[Transaction], *areas: str | None) -> list[UUID]:
    ids = [uuid4() for _ in areas]
    async with harness.system() as connection:
        for email_id, area in zip(ids, areas, strict=True):
            await connection.exec_driver_sql(_INSERT, (email_id, area))
    return ids


async def test_all_forms_of_the_scope_agree(world: Any) -> None:
    """B24: predicate, clause, condition and row security, on random rows."""
    chance = Random(9)  # noqa: S311 - no secret
    await _emails(world.harness, *(chance.choice((None, *AREAS)) for _ in range(200)))

    engine, actors = world.harness.service.engine, random_actors(chance, 70)
    assert await disagreements(engine, EMAILS, EMAIL, "id", actors) == []
    assert await rows_without_scope(engine, ("email",)) == {"email": 0}


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        ("administrator", ["support", "billing", None]),
        ("supervisor", ["support"]),
        ("technician", []),
        ("customer", []),
    ],
)
async def test_list_and_detail_agree(world: Any, role: str, sees: list[Any]) -> None:
    """B23, B24; out of sight looks as missing, also to who may send it again."""
    areas = ("support", "billing", None)
    ids = await _emails(world.harness, *areas)
    client = world.harness.client
    headers = await world.harness.account("emails.read", "kernel.repair", role=role)
    headers |= {"X-Correlation-Id": str(uuid4())}
    seen = {str(each) for each, area in zip(ids, areas, strict=True) if area in sees}

    listed = (await client.get("/api/v1/emails", headers=headers)).json()["items"]
    assert {row["id"] for row in listed} == seen
    nobody = await client.get(f"/api/v1/emails/{uuid4()}", headers=headers)
    for each in ids:
        answer = await client.get(f"/api/v1/emails/{each}", headers=headers)
        retried = await client.post(f"/api/v1/emails/{each}/retry", headers=headers)
        assert answer.is_success == (str(each) in seen)
        assert retried.status_code == (409 if str(each) in seen else 404)
        if not answer.is_success:
            assert (answer.status_code, answer.content) == (404, nobody.content)
            assert (retried.content, dict(answer.headers)) == (nobody.content, dict(nobody.headers))
