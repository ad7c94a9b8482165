"""Letters with an invoice (E56), and letters that are forgotten after their time."""

import email.policy
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis import database
from chassis.records import StoredRecord
from chassis.upkeep import do
from chassis_testing.harness import record_of
from contracts.access import LetterRequestedV1
from contracts.invoices import InvoiceMailRequestedV1
from contracts.privacy import ErasureAskedV1

PERSON = UUID(int=42)
PDF = "https://facturas.example.com/B-1.pdf?a=1&b=2"


def requested(identity: str | None = None, **changes: Any) -> StoredRecord:
    facts: dict[str, Any] = {
        "customer_id": PERSON,
        "name": "Eva Núñez",
        "email": "eva@example.com",
        "language": "es",
        "number": "B-1",
        "contract_number": "K-1",
        "issued_on": date(2026, 11, 1),
        "due_on": date(2026, 11, 10),
        "amount": Decimal("18500.00"),
        "currency": "ARS",
        "pdf_url": PDF,
        "requested_by": uuid4(),
    }
    event = InvoiceMailRequestedV1(**(facts | changes))
    return record_of(event, key=uuid4(), identity=identity or str(uuid4()))


def bodies(raw: bytes) -> tuple[str, str]:
    """As text and as HTML."""
    parts = [
        part.get_content()
        for part in message_from_bytes(raw, policy=email.policy.default).walk()
        if not part.is_multipart()
    ]
    return parts[0], parts[1]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es-AR", ("Hola Eva Núñez", "ARS 18500,00", "01/11/2026", "10/11/2026", "K-1")),
        ("pt-BR", ("Olá Eva Núñez", "ARS 18500,00", "01/11/2026", "10/11/2026", "K-1")),
        ("en", ("Hello Eva Núñez", "ARS 18500.00", "2026-11-01", "2026-11-10", "K-1")),
    ],
)
async def test_the_letter_says_what_is_owed_until_when_and_where_it_is(
    world: Any, language: str, words: tuple[str, ...]
) -> None:
    await world.harness.deliver([requested(language=language)])
    assert await world.attempt()

    [raw] = world.mails
    text, html = bodies(raw)
    for body in (text, html):
        assert [word for word in words if word not in body] == []
    assert PDF in text
    assert 'href="https://facturas.example.com/B-1.pdf?a=1&amp;b=2"' in html


async def test_one_request_is_one_letter(world: Any) -> None:
    record = requested("the same")

    await world.harness.deliver([record])
    await world.harness.deliver([record])

    assert len(await world.harness.rows("select id from email")) == 1


async def test_nothing_in_it_becomes_more_than_text(world: Any) -> None:
    await world.harness.deliver([requested(name="<b>Eva\r\nBcc: x@example.com", due_on=None)])
    assert await world.attempt()

    [raw] = world.mails
    assert "<b>Eva" not in bodies(raw)[1]
    assert message_from_bytes(raw)["Bcc"] is None
    assert "Vence" not in bodies(raw)[0]


async def test_it_is_forgotten_with_its_customer(world: Any) -> None:
    await world.harness.deliver([requested()])
    await world.attempt()

    event = ErasureAskedV1(request_id=uuid4(), customer_id=PERSON, other_ids=[])
    await world.harness.deliver([record_of(event, key=PERSON, version=None)])

    kept = str(await world.harness.rows("select * from email"))
    assert [word for word in ("Eva", "eva@example", "18500", PDF) if word in kept] == []


async def test_whom_old_letters_were_for_is_forgotten(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's erasure would: they are about accounts. Of two of them, although each transaction
    does it for one."""
    monkeypatch.setattr(database, "_FORGOTTEN_AT_ONCE", 1)
    event = LetterRequestedV1(
        letter="invitation",
        account_id=uuid4(),
        login="ana.gomez",
        name="Ana Gómez",
        email="ana@example.com",
        language="es",
        link="https://tero.example/set-password/#token=x",
        expires_at=datetime.now(UTC) + timedelta(hours=24),
    )
    letters = [record_of(event, key=uuid4()) for _ in range(2)]
    await world.harness.deliver([*letters, requested()])
    for _ in range(3):
        await world.attempt()
    (chore,) = world.harness.service.definition.chores

    async def after(days: int) -> str:
        async with world.harness.system() as connection:
            await connection.exec_driver_sql(
                "update email set secret_until = now() - make_interval(days => $1) "
                "where secret_until is not null",
                (days,),
            )
        await do(world.harness.service.database.begin, chore)
        return str(await world.harness.rows("select * from email"))

    assert "Ana Gómez" in await after(29)
    kept = await after(31)
    assert [word for word in ("Ana", "ana@", "ana.gomez") if word in kept] == []
    assert "Eva Núñez" in kept
