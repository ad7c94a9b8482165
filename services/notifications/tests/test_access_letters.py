"""Letters by which people choose a password."""

import email.policy
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from typing import Any
from uuid import UUID, uuid4

import pytest

from chassis.records import StoredRecord
from chassis_testing.harness import record_of
from contracts.access import LetterRequestedV1

LINK = "https://tero.example/set-password/#token=" + "k" * 43


def requested(identity: UUID | None = None, **changes: Any) -> StoredRecord:
    facts: dict[str, Any] = {
        "letter": "invitation",
        "account_id": uuid4(),
        "login": "ana.gomez",
        "name": "Ana Gómez",
        "email": "ana@example.com",
        "language": "es",
        "link": LINK,
        "expires_at": datetime.now(UTC) + timedelta(hours=24),
    }
    event = LetterRequestedV1(**(facts | changes))
    return record_of(event, key=uuid4(), identity=str(identity or uuid4()))


def parsed(raw: bytes) -> EmailMessage:
    return message_from_bytes(raw, policy=email.policy.default)


def bodies(raw: bytes) -> list[str]:
    return [part.get_content() for part in parsed(raw).walk() if not part.is_multipart()]


@pytest.mark.parametrize(
    ("letter", "words"),
    [("invitation", "24 horas"), ("password-reset", "60 minutos")],
)
async def test_the_letter_holds_the_link_in_spanish(world: Any, letter: str, words: str) -> None:
    """E37."""
    await world.harness.deliver([requested(letter=letter)])
    assert await world.attempt()

    [raw] = world.mails
    assert parsed(raw)["To"] == "Ana Gómez <ana@example.com>"
    for body in bodies(raw):
        assert LINK in body
        assert words in body
        assert "ana.gomez" in body


async def test_nobody_who_reads_e_mails_sees_the_link(world: Any) -> None:
    await world.harness.deliver([requested()])
    before = await world.only_email()
    headers = await world.harness.account("emails.read")
    shown = await world.harness.client.get(f"/api/v1/emails/{before['id']}", headers=headers)

    assert shown.status_code == 200
    assert "token=" not in shown.text
    assert "●●●●●●" in shown.json()["body_text"]


async def test_once_it_is_sent_the_link_is_nowhere(world: Any) -> None:
    await world.harness.deliver([requested()])
    await world.attempt()

    [row] = await world.harness.rows("select to_jsonb(email)::text as whole from email")
    assert "token=" not in row["whole"]
    [event] = await world.harness.emitted()
    assert "token=" not in str(event)


async def test_a_letter_whose_link_is_too_old_is_not_sent(world: Any) -> None:
    await world.harness.deliver([requested(expires_at=datetime.now(UTC) - timedelta(seconds=1))])
    await world.attempt()

    assert world.mails == []
    sent = await world.only_email()
    assert (sent["state"], sent["last_error"]) == ("undeliverable", "the link in it is too old")


async def test_it_is_not_sent_again_by_hand(world: Any) -> None:
    await world.harness.deliver([requested(expires_at=datetime.now(UTC) - timedelta(seconds=1))])
    await world.attempt()
    headers = await world.harness.account("kernel.repair", role="administrator")
    path = f"/api/v1/emails/{(await world.only_email())['id']}/retry"
    answer = await world.harness.client.post(path, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (409, "link-is-gone")


async def test_one_request_that_comes_twice_is_one_letter(world: Any) -> None:
    identity = uuid4()
    await world.harness.deliver([requested(identity), requested(identity)])

    assert len(await world.emails()) == 1


@pytest.mark.parametrize(
    "name",
    ["Ana\r\nBcc: x@example.com", "=?utf-8?q?Ana=0ABcc=3A_x=40example.com?=", "<script>x</script>"],
)
async def test_a_name_is_only_a_name(world: Any, name: str) -> None:
    await world.harness.deliver([requested(name=name)])
    await world.attempt()

    [raw] = world.mails
    assert "Bcc" not in parsed(raw)
    assert "<script>" not in bodies(raw)[1]


async def test_an_address_nobody_can_write_to_is_told(world: Any) -> None:
    await world.harness.deliver([requested(email="ana@localhost")])

    assert (await world.only_email())["state"] == "no-address"
    assert [e.type for e in await world.harness.emitted()] == ["notifications.email-unaddressed.v1"]
