"""Mail as people see it (D02, R01)."""

from typing import Any
from uuid import uuid4

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
