"""Mail as people see it (D02, R01)."""

from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness

ASIDE = "/api/v1/intake/mails-aside"


@pytest_asyncio.fixture
async def settler(intake: Harness[Any]) -> dict[str, str]:
    """Who may settle what was kept aside."""
    return await intake.account("contacts.ignore", "contacts.read", role="supervisor")


async def test_a_contact_shows_its_mail_and_where_to_answer(
    intake: Harness[Any], mailroom: Any, ana: Any
) -> None:
    """R02: whoever writes to that address goes on with the contact."""
    await mailroom.bring(mailroom.write())
    (row,) = await intake.rows("select id from contact")
    path = f"/api/v1/contacts/{row['id']}/mails"
    first = (await intake.client.get(path, headers=ana)).json()
    await mailroom.bring(
        mailroom.write("Más.", Message_ID="<2@b.example>", From="hijo@b.example"),
        to=first["reply_to"],
    )
    told = (await intake.client.get(path, headers=ana)).json()
    original = await intake.client.get(f"{path}/{told['items'][0]['id']}/original", headers=ana)
    elsewhere = await intake.client.get(
        f"/api/v1/contacts/{row['id']}/mails/{uuid4()}/original", headers=ana
    )

    assert [each["sender"] for each in told["items"]] == ["lucia@example.com", "hijo@b.example"]
    assert len(await intake.rows("select 1 from contact")) == 1
    assert b"No tengo internet." in original.content
    assert original.headers["Content-Disposition"].startswith("attachment")
    assert original.headers["Content-Security-Policy"].startswith("sandbox")
    assert elsewhere.status_code == 404
    audited = await intake.rows("select action from kernel_audit where action = 'mails.read'")
    assert len(audited) == 3


async def test_a_list_tells_what_each_mail_is_about(
    intake: Harness[Any], mailroom: Any, ana: Any
) -> None:
    """C08, R02: what its writer put above it, whatever comes after it; of nothing else."""
    lines = {"Subject": "Factura de noviembre", "Message_ID": "<1@b.example>"}
    await mailroom.bring(mailroom.write("Llegó dos veces.", **lines))
    answer = {"Subject": "Otra cosa", "Message_ID": "<2@b.example>", "In_Reply_To": "<1@b.example>"}
    await mailroom.bring(mailroom.write("Y también esto.", **answer))
    await mailroom.bring(mailroom.write("Sin título.", Subject="", Message_ID="<3@b.example>"))

    listed = await intake.client.get("/api/v1/contacts?screen=inquiries&sort=date", headers=ana)

    assert [row["subject"] for row in listed.json()["items"]] == ["Factura de noviembre", None]


async def test_who_wrote_without_a_name_is_shown_by_address_with_what_they_wrote_before(
    intake: Harness[Any], mailroom: Any, ana: Any
) -> None:
    """C09, D04, R02: a desk tells mails of strangers apart, also those that quote nothing."""
    stranger = {"From": "lucia@example.com"}
    await mailroom.bring(mailroom.write("Uno.", Message_ID="<1@b.example>", **stranger))
    await mailroom.bring(mailroom.write("Otro.", Message_ID="<2@b.example>", **stranger))
    await mailroom.bring(mailroom.write("Ajeno.", Message_ID="<3@b.example>", From="x@b.example"))

    listed = await intake.client.get("/api/v1/contacts?screen=inquiries&sort=date", headers=ana)
    first, second, other = listed.json()["items"]
    before = {
        each["id"]: (await intake.client.get(f"/api/v1/contacts/{each['id']}", headers=ana)).json()[
            "around"
        ]["recent_contacts"]
        for each in (second, other)
    }

    assert [each["name"] for each in (first, second, other)] == [
        "lucia@example.com", "lucia@example.com", "x@b.example",
    ]  # fmt: skip
    assert [each["id"] for each in before[second["id"]]] == [first["id"]]
    assert before[other["id"]] == []


async def test_what_was_kept_aside_is_attended_or_discarded_once(
    intake: Harness[Any], mailroom: Any, settler: Any
) -> None:
    """R01, I06."""
    for address in ("spam@bad.example", "otra@bad.example"):
        await intake.client.post(
            "/api/v1/intake/ignored", json={"kind": "email", "value": address}, headers=settler
        )
        await mailroom.bring(mailroom.write(From=address, Message_ID=f"<{address}>"))
    listed = (await intake.client.get(ASIDE, headers=settler)).json()["items"]
    newest, oldest = listed
    attended = await intake.client.post(f"{ASIDE}/{oldest['id']}/attend", headers=settler)
    discarded = await intake.client.post(f"{ASIDE}/{newest['id']}/discard", headers=settler)
    again = await intake.client.post(f"{ASIDE}/{oldest['id']}/discard", headers=settler)

    assert [each["aside"] for each in listed] == ["ignored", "ignored"]
    (row,) = await intake.rows("select id, email, state from contact")
    assert attended.json() == {"contact_id": str(row["id"])}
    assert (row["email"], row["state"]) == ("spam@bad.example", "open")
    assert discarded.json() == {"contact_id": None}
    assert (again.status_code, again.json()["code"]) == (409, "mail-is-settled")
    assert (await intake.client.get(ASIDE, headers=settler)).json()["items"] == []


@pytest.mark.parametrize("by", ["in-reply-to", "address"])
async def test_what_is_attended_goes_on_in_its_thread(
    intake: Harness[Any], mailroom: Any, settler: Any, by: str
) -> None:
    """R02: what was known of a mail when it came is known when somebody attends it."""
    await mailroom.bring(mailroom.write())
    (contact,) = await intake.rows("select id from contact")
    path = f"/api/v1/contacts/{contact['id']}/mails"
    told = (await intake.client.get(path, headers=settler)).json()
    headers = {"Message_ID": "<2@example.com>", "Auto_Submitted": "auto-replied"}
    if by == "in-reply-to":
        await mailroom.bring(mailroom.write("Más.", In_Reply_To="<1@example.com>", **headers))
    else:
        hers = {**headers, "From": "hijo@b.example"}
        await mailroom.bring(mailroom.write("Más.", **hers), to=told["reply_to"])
    (aside,) = (await intake.client.get(ASIDE, headers=settler)).json()["items"]

    attended = await intake.client.post(f"{ASIDE}/{aside['id']}/attend", headers=settler)

    assert attended.json() == {"contact_id": str(contact["id"])}
    (message,) = await intake.rows("select contact_id, text, external_id from message")
    assert message["contact_id"] == contact["id"]
    assert message["text"].endswith("Más.")
    (kept,) = await intake.rows("select key from mail where message_id = '<2@example.com>'")
    assert message["external_id"] == kept["key"]


async def test_what_is_attended_is_not_read_again(
    intake: Harness[Any], mailroom: Any, settler: Any
) -> None:
    """Whatever its bytes are, it is what was shown."""
    await mailroom.bring(mailroom.write(Auto_Submitted="auto-replied"))
    async with intake.system() as connection:
        await connection.exec_driver_sql("update mail set original = 'Subject: otra cosa'")
    (aside,) = (await intake.client.get(ASIDE, headers=settler)).json()["items"]

    attended = await intake.client.post(f"{ASIDE}/{aside['id']}/attend", headers=settler)

    assert attended.status_code == 200
    (row,) = await intake.rows("select email, name from contact")
    assert row == {"email": "lucia@example.com", "name": "Lucía Fernández"}
