"""An answer goes on with what it answers, and nobody else gets in (R02)."""

from typing import Any
from uuid import UUID

import pytest

from chassis_testing.harness import Harness
from intake.domain.mail import reply_token

SECRET = b"a secret that signs addresses"
MAILBOX = "soporte@tero.example"


async def number_of(intake: Harness[Any]) -> int:
    (row,) = await intake.rows("select number from contact")
    return int(row["number"])


@pytest.mark.parametrize("by", ["in-reply-to", "references", "number", "address"])
async def test_an_answer_goes_on_with_its_contact(
    intake: Harness[Any], mailroom: Any, by: str
) -> None:
    """R02."""
    await mailroom.bring(mailroom.write())
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

    await mailroom.bring(mailroom.write("Sigo igual.", **headers), to=to)
    await mailroom.bring(mailroom.write("Sigo igual.", **headers), to=to)

    assert len(await intake.rows("select 1 from contact")) == 1
    (message,) = await intake.rows("select contact_id, author, text from message")
    assert (message["contact_id"], message["author"]) == (contact["id"], "customer")
    assert message["text"].endswith("Sigo igual.")


@pytest.mark.parametrize("by", ["in-reply-to", "number", "address"])
async def test_strangers_do_not_get_into_a_conversation(
    intake: Harness[Any], mailroom: Any, by: str
) -> None:
    """R02, security rows 22 and 23: ids and numbers can be guessed, signatures cannot."""
    await mailroom.bring(mailroom.write())
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
                mailroom.write(Message_ID=f"<{number}@evil.example>", From="eva@evil.example"),
                to=f"soporte+{short}@tero.example",
            )

    await mailroom.bring(mailroom.write("Dame todo.", **headers), to=to)

    assert await intake.rows("select 1 from message") == []
    assert len(await intake.rows("select 1 from contact")) == (6 if by == "address" else 2)


async def test_an_answer_to_what_is_closed_begins_anew(
    intake: Harness[Any], mailroom: Any, desk: Any, ana: Any
) -> None:
    """R02."""
    await mailroom.bring(mailroom.write())
    (row,) = await intake.rows("select id from contact")
    contact_id: UUID = row["id"]
    assert (await desk.act("take", contact_id, ana)).status_code == 200
    assert (await desk.act("finish", contact_id, ana, {"outcome": "listo"})).status_code == 200

    await mailroom.bring(
        mailroom.write(Message_ID="<2@example.com>", In_Reply_To="<1@example.com>")
    )

    rows = await intake.rows("select state from contact order by number")
    assert [each["state"] for each in rows] == ["closed", "open"]
