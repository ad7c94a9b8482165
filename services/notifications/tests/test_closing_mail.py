"""A closed ticket becomes one e-mail to its customer (E74)."""

from __future__ import annotations

import asyncio
from email import message_from_bytes
from email.policy import default
from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from services.notifications.tests.conftest import Make, StartWorld, World


def texts(raw: bytes) -> tuple[str, str]:
    """The text and the HTML of a message."""
    message = message_from_bytes(raw, policy=default)
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    return tuple(part.get_content().replace("\r\n", "\n") for part in (text, html))


async def test_the_customer_is_told_how_the_ticket_was_closed(world: World, closed: Make) -> None:
    """E74: the closing description is e-mailed."""
    await world.harness.deliver([closed()])

    assert await world.attempt()

    (raw,) = world.mails
    message = message_from_bytes(raw, policy=default)
    email = await world.only_email()
    assert message["To"] == "José Núñez <jose@example.com>"
    assert message["From"] == "Fibra Sur <tero@localhost.localdomain>"
    assert message["Subject"] == "Cerramos su ticket N.º 4711: Sin señal en Córdoba"
    assert message["Message-ID"] == f"<{email['id']}@localhost.localdomain>"
    text, html = texts(raw)
    assert "Cambiamos el conector.\nLa señal es estable." in text
    assert "Cambiamos el conector.<br>\nLa señal es estable.<br>" in html
    assert (email["state"], email["attempts"], email["last_error"]) == ("sent", 1, None)


async def test_others_are_told_that_it_was_sent(world: World, closed: Make) -> None:
    record = closed()
    await world.harness.deliver([record])
    await world.attempt()

    (told,) = await world.harness.emitted()

    email = await world.only_email()
    assert (told.type, told.key, told.sequence) == (
        "notifications.email-sent.v1",
        email["id"],
        1,
    )
    assert told.data == {
        "email_id": email["id"],
        "template": "ticket-closed",
        "ticket_id": email["ticket_id"],
        "attempts": 1,
    }


async def test_nothing_about_the_trace_leaves_the_house(world: World, closed: Make) -> None:
    await world.harness.deliver([closed()])
    await world.attempt()

    assert b"traceparent" not in world.mails[0].lower()


async def test_the_same_event_twice_is_one_e_mail(world: World, closed: Make) -> None:
    """The same event in one batch, in a later one, and again at another offset."""
    record = closed()

    await world.harness.deliver([record, record])
    await world.attempt()
    await world.harness.deliver([record])

    assert not await world.attempt()
    assert len(world.mails) == 1
    assert len(await world.emails()) == 1


async def test_a_ticket_that_is_closed_twice_is_two_e_mails(world: World, closed: Make) -> None:
    ticket_id = uuid4()

    await world.harness.deliver([closed(ticket_id=ticket_id)])
    await world.harness.deliver([closed(ticket_id=ticket_id)])

    assert len(await world.emails(f"?ticket_id={ticket_id}")) == 2


async def test_without_the_setting_nobody_is_written_to(
    start_world: StartWorld, closed: Make
) -> None:
    """E74: only if configured."""
    world = await start_world(mail_on_close=False)

    await world.harness.deliver([closed()])

    assert await world.emails() == []
    assert not await world.attempt()


async def test_the_address_and_language_come_from_the_customer(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    known = customer(customer_id, emails=["no es", "ana@example.com"], language="pt-BR")
    await world.harness.deliver([known])

    await world.harness.deliver([closed(customer_id=customer_id, customer_email=None)])
    await world.attempt()

    email = await world.only_email()
    assert email["recipient"] == "ana@example.com"
    assert email["language"] == "pt"
    assert b"Ol=C3=A1 Jos=C3=A9" in world.mails[0]


async def test_the_address_in_the_ticket_comes_first(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    await world.harness.deliver([customer(customer_id)])

    await world.harness.deliver([closed(customer_id=customer_id)])

    assert (await world.only_email())["recipient"] == "jose@example.com"


async def test_an_older_state_of_a_customer_is_not_kept(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    await world.harness.deliver([customer(customer_id, version=3, emails=["new@example.com"])])
    await world.harness.deliver([customer(customer_id, version=2, emails=["old@example.com"])])

    await world.harness.deliver([closed(customer_id=customer_id, customer_email=None)])

    assert (await world.only_email())["recipient"] == "new@example.com"


async def test_without_an_address_the_e_mail_is_visible_and_waits(
    world: World, closed: Make
) -> None:
    await world.harness.deliver([closed(customer_email=None), closed(customer_email="no tengo")])

    assert not await world.attempt()
    emails = await world.emails("?state=no-address")
    assert [email["recipient"] for email in emails] == [None, None]
    told = await world.harness.emitted()
    assert [event.type for event in told] == ["notifications.email-unaddressed.v1"] * 2
    assert [(event.key, event.sequence) for event in told] == [
        (event.data["email_id"], 1) for event in told
    ]


async def test_an_address_that_comes_a_little_late_is_used(
    world: World, closed: Make, customer: Make
) -> None:
    """Topics overtake each other: the customer may come after the ticket's end."""
    customer_id = uuid4()
    await world.harness.deliver([closed(customer_id=customer_id, customer_email=None)])

    await world.harness.deliver([customer(customer_id, language="en")])
    await world.attempt()

    email = await world.only_email()
    assert (email["state"], email["recipient"], email["language"]) == (
        "sent",
        "ana@example.com",
        "en",
    )
    assert len(world.mails) == 1
    told = [(event.type.split(".")[1], event.sequence) for event in await world.harness.emitted()]
    assert told == [("email-unaddressed", 1), ("email-sent", 2)]


async def test_a_customer_who_is_found_after_the_end_is_told(
    world: World, closed: Make, linked: Make, customer: Make
) -> None:
    """E74: who took the call linked it, and somebody closed its ticket before that had arrived."""
    ticket_id, customer_id = uuid4(), uuid4()
    nobody = {"customer_id": None, "customer_name": None, "customer_email": None}
    await world.harness.deliver([customer(customer_id)])
    await world.harness.deliver([closed(ticket_id=ticket_id, **nobody), closed(**nobody)])

    news = linked(ticket_id=ticket_id, customer_id=customer_id)
    await world.harness.deliver([news, news])
    await world.attempt()

    assert not await world.attempt()
    emails = {email["state"]: email for email in await world.emails()}
    assert emails["sent"]["ticket_id"] == str(ticket_id)
    assert emails["sent"]["recipient"] == "ana@example.com"
    assert emails["no-address"]["customer_id"] is None
    (raw,) = world.mails
    assert "Ana Pérez" in texts(raw)[0]


async def test_a_customer_who_is_found_without_an_address_is_told_once_there_is_one(
    world: World, closed: Make, linked: Make, customer: Make
) -> None:
    ticket_id, customer_id = uuid4(), uuid4()
    nobody = {"customer_id": None, "customer_name": None, "customer_email": None}
    await world.harness.deliver([closed(ticket_id=ticket_id, **nobody)])

    await world.harness.deliver([linked(ticket_id=ticket_id, customer_id=customer_id)])
    assert not await world.attempt()
    await world.harness.deliver([customer(customer_id)])
    await world.attempt()

    assert (await world.only_email())["recipient"] == "ana@example.com"
    assert len(world.mails) == 1


async def test_an_address_that_comes_days_late_sets_off_nothing(
    world: World, closed: Make, customer: Make
) -> None:
    customer_id = uuid4()
    await world.harness.deliver([closed(customer_id=customer_id, customer_email=None)])
    async with world.harness.system() as connection:
        await connection.exec_driver_sql(
            "update email set created_at = created_at - interval '2 days'"
        )

    await world.harness.deliver([customer(customer_id)])

    assert not await world.attempt()
    assert (await world.only_email())["state"] == "no-address"


async def test_news_that_cross_each_other_leave_no_e_mail_behind(
    world: World, closed: Make, customer: Make
) -> None:
    """The end of a ticket and its customer, read at the same moment by two consumers."""
    for _ in range(10):
        customer_id = uuid4()
        await asyncio.gather(
            world.harness.deliver([closed(customer_id=customer_id, customer_email=None)]),
            world.harness.deliver([customer(customer_id)]),
        )

    assert await world.emails("?state=no-address") == []
    assert len(await world.emails("?state=waiting")) == 10
