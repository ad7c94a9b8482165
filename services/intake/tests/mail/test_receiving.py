"""Mail to the desk becomes contacts, once (D02)."""

import asyncio
from typing import Any

import pytest

from chassis_testing.harness import Harness

MAILBOX = "soporte@tero.example"


async def test_a_mail_becomes_a_contact_that_is_committed(
    intake: Harness[Any], mailroom: Any, ana: Any
) -> None:
    """D02: shown with the inquiries, as what it is; other services hear of an inquiry."""
    code, text = await mailroom.bring(mailroom.write())

    assert code == 250
    (row,) = await intake.rows("select * from contact")
    assert str(row["id"]) in text
    assert (row["channel"], row["screen"], row["state"]) == ("email", "inquiries", "open")
    assert (row["email"], row["name"]) == ("lucia@example.com", "Lucía Fernández")
    assert row["received_at"].isoformat() == "2026-11-20T12:00:00+00:00"
    (event,) = await intake.emitted()
    assert (event.data["channel"], event.data["medium"]) == ("inquiry", "email")
    answer = await intake.client.get(f"/api/v1/contacts/{row['id']}", headers=ana)
    assert answer.json()["contact"]["channel"] == "email"
    (line,) = answer.json()["transcript"]
    assert line["text"] == "Asunto: Sin señal\n\nNo tengo internet."


async def test_the_same_mail_again_is_the_same_contact(intake: Harness[Any], mailroom: Any) -> None:
    """D02: servers bring a mail again when they did not hear the answer."""
    answers = await asyncio.gather(*(mailroom.bring(mailroom.write()) for _ in range(8)))
    later = await mailroom.bring(b"Received: from elsewhere\r\n" + mailroom.write())

    assert {code for code, _ in [*answers, later]} == {250}
    assert len(await intake.rows("select 1 from contact")) == 1
    assert len({text for _, text in [*answers, later]}) == 1


async def test_a_program_that_gives_all_mail_one_id_loses_nothing(
    intake: Harness[Any], mailroom: Any
) -> None:
    await mailroom.bring(mailroom.write(Subject="Uno"))
    await mailroom.bring(mailroom.write(Subject="Dos"))
    await mailroom.bring(mailroom.write(Message_ID="", Subject="Tres"))
    await mailroom.bring(mailroom.write("Otra cosa", Message_ID="", Subject="Tres"))

    assert len(await intake.rows("select 1 from contact")) == 4


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("otro@tero.example", 550),
        ("soporte@elsewhere.example", 550),
        ("SOPORTE@Tero.example", 250),
    ],
)
async def test_only_registered_mailboxes_take_mail(mailroom: Any, to: str, code: int) -> None:
    assert (await mailroom.bring(mailroom.write(), to=to))[0] == code


async def test_a_disabled_mailbox_says_so(intake: Harness[Any], mailroom: Any) -> None:
    """I06."""
    async with intake.system() as connection:
        await connection.exec_driver_sql("update channel_system set enabled = false")
    intake.service.definition.state["systems"].forget()

    assert (await mailroom.bring(mailroom.write()))[0] == 550
    assert await intake.rows("select 1 from mail") == []
