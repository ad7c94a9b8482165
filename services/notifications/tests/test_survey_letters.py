"""Letters that invite to surveys (X26)."""

import email.policy
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from chassis_testing.harness import record_of
from contracts.privacy import ErasureAskedV1
from contracts.ticket_surveys import SurveyAskedV1

CARLA = UUID(int=42)
TOKEN = "k" * 43
LINK = f"https://tero.example/survey/#token={TOKEN}"


def asked(**changes: Any) -> StoredRecord:
    facts: dict[str, Any] = {
        "survey_id": uuid4(),
        "ticket_id": uuid4(),
        "ticket_number": 4711,
        "area": "support",
        "customer_id": CARLA,
        "name": "Encuesta de satisfacción",
        "token": TOKEN,
        "expires_at": datetime.now(UTC) + timedelta(days=30),
    }
    event = SurveyAskedV1(**(facts | changes))
    return record_of(event, key=event.ticket_id, version=None)


def bodies(raw: bytes) -> list[str]:
    message = message_from_bytes(raw, policy=email.policy.default)
    return [part.get_content() for part in message.walk() if not part.is_multipart()]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es-AR", ("Hola Ana Pérez", "ticket N.º 4711", "30 días")),
        ("pt-BR", ("Olá Ana Pérez", "chamado nº 4711", "30 dias")),
        ("en", ("Hello Ana Pérez", "ticket no. 4711", "30 days")),
    ],
)
async def test_the_letter_has_the_link(
    start_world: Any, customer: Any, language: str, words: tuple[str, ...]
) -> None:
    """One however often it is told, in the customer's language."""
    world = await start_world(public_url="https://tero.example/")
    record = asked()
    await world.harness.deliver([customer(CARLA, language=language), record, record])
    assert await world.attempt()
    assert not await world.attempt()

    [raw] = world.mails
    assert message_from_bytes(raw, policy=email.policy.default)["To"].endswith("<ana@example.com>")
    for body in bodies(raw):
        assert [word for word in (*words, LINK) if word not in body] == []


async def test_nobody_who_reads_e_mails_sees_the_link(world: Any, customer: Any) -> None:
    """Nor is it anywhere once it is sent."""
    await world.harness.deliver([customer(CARLA), asked()])
    before = await world.only_email()
    headers = await world.harness.account("emails.read")
    shown = await world.harness.client.get(f"/api/v1/emails/{before['id']}", headers=headers)
    assert TOKEN not in shown.text
    await world.attempt()

    [row] = await world.harness.rows("select to_jsonb(email)::text as whole from email")
    assert TOKEN not in row["whole"]
    assert (before["ticket_number"], before["template"]) == (4711, "survey")


async def test_an_address_that_comes_a_little_late_is_used(world: Any, customer: Any) -> None:
    await world.harness.deliver([asked()])
    assert (await world.only_email())["state"] == "no-address"

    await world.harness.deliver([customer(CARLA)])
    await world.attempt()

    [raw] = world.mails
    assert TOKEN in bodies(raw)[0]


async def test_without_the_setting_nobody_is_written_to(start_world: Any, customer: Any) -> None:
    world = await start_world(mail_surveys=False)
    await world.harness.deliver([customer(CARLA), asked()])

    assert await world.emails() == []


async def test_it_is_forgotten_with_its_customer(world: Any, customer: Any) -> None:
    await world.harness.deliver([customer(CARLA), asked()])
    await world.attempt()
    event = ErasureAskedV1(request_id=uuid4(), customer_id=CARLA, other_ids=[])
    await world.harness.deliver([record_of(event, key=CARLA, version=None)])

    kept = str(await world.harness.rows("select * from email"))
    assert [word for word in ("Ana", "ana@example") if word in kept] == []
