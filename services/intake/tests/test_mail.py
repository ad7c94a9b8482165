"""Mail to the desk: what becomes of it, whoever wrote it (D02, R01, R02)."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
from typing import Any
from uuid import UUID

import aiosmtplib
import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from intake.domain.mail import reply_token
from intake.inbound.mail_door import MailDoor

SECRET = b"a secret that signs addresses"
MAILBOX = "soporte@tero.example"
LUCIA = "Lucía Fernández <Lucia@Example.com>"


class Mailroom:
    """What the company's mail server does."""

    def __init__(self, port: int) -> None:
        self._port = port

    async def bring(
        self, raw: bytes, to: str = MAILBOX, sender: str = "lucia@example.com"
    ) -> tuple[int, str]:
        """Hand one mail over; what the door answers to it, or to the address."""
        client = aiosmtplib.SMTP(hostname="127.0.0.1", port=self._port, start_tls=False)
        async with client:
            try:
                _, text = await client.sendmail(sender, [to], raw)
            except aiosmtplib.SMTPRecipientsRefused as error:
                return error.recipients[0].code, error.recipients[0].message
            except aiosmtplib.SMTPResponseException as error:
                return error.code, error.message
            return 250, text


@pytest_asyncio.fixture
async def mailroom(intake: Harness[Any]) -> AsyncIterator[Mailroom]:
    """The door of the service under test, open."""
    door: MailDoor = intake.service.definition.state["mail_door"]
    running = asyncio.create_task(door.run(intake.service.database))
    await door.opened.wait()
    yield Mailroom(door.port)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


def mail(text: str = "No tengo internet.", **headers: str) -> bytes:
    """A mail as a person's program writes it."""
    message = EmailMessage()
    fields = {
        "From": LUCIA,
        "To": MAILBOX,
        "Subject": "Sin señal",
        "Message-ID": "<1@example.com>",
        "Date": "Fri, 20 Nov 2026 09:00:00 -0300",
    }
    for name, value in {
        **fields,
        **{key.replace("_", "-"): v for key, v in headers.items()},
    }.items():
        if value:
            message[name] = value
    message.set_content(text)
    return message.as_bytes()


async def test_a_mail_becomes_a_contact_that_is_committed(
    intake: Harness[Any], mailroom: Mailroom, ana: Any
) -> None:
    """D02: shown with the inquiries, as what it is; other services hear of an inquiry."""
    code, text = await mailroom.bring(mail())

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


async def test_the_same_mail_again_is_the_same_contact(
    intake: Harness[Any], mailroom: Mailroom
) -> None:
    """D02: servers bring a mail again when they did not hear the answer."""
    answers = await asyncio.gather(*(mailroom.bring(mail()) for _ in range(8)))
    later = await mailroom.bring(b"Received: from elsewhere\r\n" + mail())

    assert {code for code, _ in [*answers, later]} == {250}
    assert len(await intake.rows("select 1 from contact")) == 1
    assert len({text for _, text in [*answers, later]}) == 1


async def test_a_program_that_gives_all_mail_one_id_loses_nothing(
    intake: Harness[Any], mailroom: Mailroom
) -> None:
    await mailroom.bring(mail(Subject="Uno"))
    await mailroom.bring(mail(Subject="Dos"))
    await mailroom.bring(mail(Message_ID="", Subject="Tres"))
    await mailroom.bring(mail("Otra cosa", Message_ID="", Subject="Tres"))

    assert len(await intake.rows("select 1 from contact")) == 4


async def number_of(intake: Harness[Any]) -> int:
    (row,) = await intake.rows("select number from contact")
    return int(row["number"])


@pytest.mark.parametrize("by", ["in-reply-to", "references", "number", "address"])
async def test_an_answer_goes_on_with_its_contact(
    intake: Harness[Any], mailroom: Mailroom, by: str
) -> None:
    """R02."""
    await mailroom.bring(mail())
    (contact,) = await intake.rows("select id from contact")
    headers = {"Message_ID": "<2@example.com>"}
    to = MAILBOX
    if by == "in-reply-to":
        headers["In_Reply_To"] = "<1@example.com>"
    elif by == "references":
        headers["References"] = "<0@example.com> <1@example.com> <unknown@example.com>"
    elif by == "number":
        headers["Subject"] = f"Re: [#{await number_of(intake)}] Sin señal"
    else:
        to = f"soporte+{reply_token(contact['id'], SECRET)}@tero.example"

    await mailroom.bring(mail("Sigo igual.", **headers), to=to)
    await mailroom.bring(mail("Sigo igual.", **headers), to=to)

    assert len(await intake.rows("select 1 from contact")) == 1
    (message,) = await intake.rows("select contact_id, author, text from message")
    assert (message["contact_id"], message["author"]) == (contact["id"], "customer")
    assert message["text"].endswith("Sigo igual.")


@pytest.mark.parametrize("by", ["in-reply-to", "number", "address"])
async def test_strangers_do_not_get_into_a_conversation(
    intake: Harness[Any], mailroom: Mailroom, by: str
) -> None:
    """R02, security rows 22 and 23: ids and numbers can be guessed, signatures cannot."""
    await mailroom.bring(mail())
    (contact,) = await intake.rows("select id, number from contact")
    headers = {"Message_ID": "<9@evil.example>", "From": "eva@evil.example"}
    to = MAILBOX
    if by == "in-reply-to":
        headers["In_Reply_To"] = "<1@example.com>"
    elif by == "number":
        headers["Subject"] = f"[#{contact['number']}]"
    else:
        good = reply_token(contact["id"], SECRET)
        forged = reply_token(contact["id"], b"another secret of the same kind")
        to = f"soporte+{forged}@tero.example"
        for number, short in enumerate((good[:-1], good[:26], "", "a" * 45)):
            await mailroom.bring(
                mail(Message_ID=f"<{number}@evil.example>", From="eva@evil.example"),
                to=f"soporte+{short}@tero.example",
            )

    await mailroom.bring(mail("Dame todo.", **headers), to=to)

    assert await intake.rows("select 1 from message") == []
    assert len(await intake.rows("select 1 from contact")) == (6 if by == "address" else 2)


async def test_an_answer_to_what_is_closed_begins_anew(
    intake: Harness[Any], mailroom: Mailroom, desk: Any, ana: Any
) -> None:
    """R02."""
    await mailroom.bring(mail())
    (row,) = await intake.rows("select id from contact")
    contact_id: UUID = row["id"]
    assert (await desk.act("take", contact_id, ana)).status_code == 200
    assert (await desk.act("finish", contact_id, ana, {"outcome": "listo"})).status_code == 200

    await mailroom.bring(mail(Message_ID="<2@example.com>", In_Reply_To="<1@example.com>"))

    rows = await intake.rows("select state from contact order by number")
    assert [each["state"] for each in rows] == ["closed", "open"]


ROBOTS = [
    ({"Auto_Submitted": "auto-replied"}, "automatic"),
    ({"Auto_Submitted": "auto-generated; owner=x"}, "automatic"),
    ({"X_Auto_Response_Suppress": "All"}, "automatic"),
    ({"X_Autoreply": "yes"}, "automatic"),
    ({"From": "MAILER-DAEMON@example.com"}, "automatic"),
    ({"From": "No-Reply <no-reply@example.com>"}, "automatic"),
    ({"Precedence": "bulk"}, "bulk"),
    ({"Precedence": "auto_reply"}, "bulk"),
    ({"List_Id": "<news.example.com>"}, "bulk"),
    ({"From": "Tero <tero@tero.example>"}, "own"),
]


@pytest.mark.parametrize(("headers", "why"), ROBOTS)
async def test_what_no_person_wrote_is_kept_aside(
    intake: Harness[Any], mailroom: Mailroom, headers: dict[str, str], why: str
) -> None:
    """R01: nothing answers it, nobody is bothered, and it can still be found."""
    code, _ = await mailroom.bring(mail(**headers))

    assert code == 250
    assert await intake.rows("select 1 from contact") == []
    assert await intake.rows("select aside, contact_id from mail") == [
        {"aside": why, "contact_id": None}
    ]
    assert await intake.emitted() == []


async def test_what_comes_back_is_kept_aside(intake: Harness[Any], mailroom: Mailroom) -> None:
    """R01: without a return path, or as a report on delivery."""
    report = b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\r\n"
    await mailroom.bring(mail(), sender="")
    await mailroom.bring(b"From: mta@example.com\r\n" + report + b"\r\n--x--\r\n")

    assert await intake.rows("select distinct aside from mail") == [{"aside": "bounce"}]


@pytest.mark.parametrize("mark", ["no", "No", "none"])
async def test_marks_that_mean_nothing_are_no_reason(
    intake: Harness[Any], mailroom: Mailroom, mark: str
) -> None:
    name = "X_Auto_Response_Suppress" if mark == "none" else "Auto_Submitted"
    await mailroom.bring(mail(**{name: mark}))

    assert len(await intake.rows("select 1 from contact")) == 1


async def test_a_flood_is_kept_aside(intake: Harness[Any], mailroom: Mailroom) -> None:
    """R01: two robots that answer each other without a mark end here."""
    for number in range(32):
        await mailroom.bring(mail(Message_ID=f"<{number}@example.com>"))

    rows = await intake.rows("select count(*) as n, aside from mail group by aside order by 1")
    assert rows == [{"n": 2, "aside": "flood"}, {"n": 30, "aside": None}]


@pytest.mark.parametrize(
    ("to", "code"),
    [
        ("otro@tero.example", 550),
        ("soporte@elsewhere.example", 550),
        ("SOPORTE@Tero.example", 250),
    ],
)
async def test_only_registered_mailboxes_take_mail(mailroom: Mailroom, to: str, code: int) -> None:
    assert (await mailroom.bring(mail(), to=to))[0] == code


async def test_a_disabled_mailbox_says_so(intake: Harness[Any], mailroom: Mailroom) -> None:
    """I06."""
    async with intake.system() as connection:
        await connection.exec_driver_sql("update channel_system set enabled = false")
    intake.service.definition.state["systems"].forget()

    assert (await mailroom.bring(mail()))[0] == 550
    assert await intake.rows("select 1 from mail") == []
