"""Systems that bring contacts: registered, limited, disabled, given new keys, tried."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio

from chassis_testing.harness import Harness
from intake.domain.channel_system import ChannelKey, make_room

CHANNELS = "/api/v1/intake/channels"
IGNORED = "/api/v1/intake/ignored"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest_asyncio.fixture
async def manager(intake: Harness[Any]) -> dict[str, str]:
    """Who may let systems in, and say whom the desk does not hear."""
    return await intake.account(
        "channels.manage", "contacts.ignore", "contacts.read", role="administrator"
    )


async def made(intake: Harness[Any], who: dict[str, str], **fields: Any) -> dict[str, Any]:
    """A new channel system, with its key."""
    body = {"code": "pbx-2", "label": "Central nueva", "kind": "call", **fields}
    answer = await intake.client.post(CHANNELS, json=body, headers=who)
    assert answer.status_code == 201, answer.text
    channel: dict[str, Any] = answer.json()
    return channel


async def call(intake: Harness[Any], key: str, call_id: str = "1", **fields: Any) -> Any:
    """A step of a call by this key."""
    body = {"event": "newCall", "callId": call_id, "from": "+543415550001", **fields}
    return await intake.client.post(f"/api/v1/intake/calls/{key}", json=body)


async def test_a_system_brings_contacts_with_what_it_was_registered_with(
    intake: Harness[Any], manager: Any
) -> None:
    """X15: source, queue, line and reason where the bridge says none; what it says goes first."""
    channel = await made(
        intake, manager, queue="tecnica", line="0800", reason="complaint-technical"
    )

    assert (await call(intake, channel["key"])).status_code == 202
    assert (await call(intake, channel["key"], "2", queue="ventas")).status_code == 202

    rows = await intake.rows("select source, queue, line, reason from contact order by number")
    said = {"source": "pbx-2", "line": "0800", "reason": "complaint-technical"}
    assert rows == [{**said, "queue": "tecnica"}, {**said, "queue": "ventas"}]
    listed = (await intake.client.get(CHANNELS, headers=manager)).text
    assert channel["key"] not in listed
    assert channel["key"] not in str(await intake.rows("select * from channel_key"))
    audited = await intake.rows("select action from kernel_audit where subject = 'pbx-2'")
    assert {"desk.channel_system.created", "channels.key-given"} <= {r["action"] for r in audited}


async def test_a_disabled_system_and_a_wrong_door_are_refused_precisely(
    intake: Harness[Any], manager: Any
) -> None:
    """X15: it is told what is the matter; strangers are not."""
    channel = await made(intake, manager)
    wrong = await intake.client.post(
        f"/api/v1/intake/chats/{channel['key']}", json={"external_id": "1", "transcript": []}
    )
    body = {"label": "Central nueva", "enabled": False}
    stale = await intake.client.put(
        f"{CHANNELS}/pbx-2", json=body, headers={**manager, "If-Match": "7"}
    )
    done = await intake.client.put(
        f"{CHANNELS}/pbx-2", json=body, headers={**manager, "If-Match": "1"}
    )
    refused = await call(intake, channel["key"])

    assert (wrong.status_code, wrong.json()["code"]) == (403, "wrong-door")
    assert (stale.status_code, done.status_code) == (412, 200)
    assert (refused.status_code, refused.json()["code"]) == (403, "channel-is-disabled")
    assert await intake.rows("select 1 from contact") == []


async def test_two_keys_are_good_while_one_takes_the_place_of_the_other(
    intake: Harness[Any], manager: Any
) -> None:
    """X15."""
    first = (await made(intake, manager))["key"]
    rotate = f"{CHANNELS}/pbx-2/rotate-key"
    second = (await intake.client.post(rotate, json={}, headers=manager)).json()["key"]
    codes = [(await call(intake, key)).status_code for key in (first, second)]
    third = (await intake.client.post(rotate, json={}, headers=manager)).json()["key"]
    later = [(await call(intake, key)).status_code for key in (first, second, third)]
    only = await intake.client.post(rotate, json={"overlap_hours": 0}, headers=manager)
    last = [(await call(intake, key)).status_code for key in (third, only.json()["key"])]

    assert codes == [202, 202]
    assert later == [404, 202, 202]
    assert last == [404, 202]
    assert len(only.json()["channel"]["keys"]) == 1


async def test_who_comes_too_often_is_told_when_to_come_again(
    intake: Harness[Any], manager: Any
) -> None:
    """X15: each system has a limit of its own."""
    channel = await made(intake, manager, per_second=0.01, burst=2)
    answers = [await call(intake, channel["key"], str(number)) for number in range(3)]

    assert [answer.status_code for answer in answers] == [202, 202, 429]
    assert answers[2].json()["code"] == "too-many-requests"
    assert int(answers[2].headers["Retry-After"]) > 0
    assert len(await intake.rows("select 1 from contact")) == 2


async def test_a_test_says_what_became_of_it_and_bothers_nobody(
    intake: Harness[Any], manager: Any
) -> None:
    """X15."""
    await made(intake, manager, queue="tecnica")
    answer = await intake.client.post(f"{CHANNELS}/pbx-2/test", json={}, headers=manager)
    wrong = await intake.client.post(
        f"{CHANNELS}/pbx-2/test", json={"door": "chat"}, headers=manager
    )

    told = answer.json()
    assert (told["screen"], told["state"], told["queue"]) == (
        "calls-without-city",
        "live",
        "tecnica",
    )
    assert wrong.json()["code"] == "wrong-door"
    (row,) = await intake.rows("select id, state, outcome, name from contact")
    assert row["name"] == "PRUEBA"
    assert (str(row["id"]), row["state"], row["outcome"]) == (told["contact_id"], "closed", "test")


async def test_whom_the_desk_does_not_hear_is_kept_and_closed(
    intake: Harness[Any], manager: Any, channels: Any
) -> None:
    """I06: phones in any way of writing; in any order of the call's steps."""
    body = {"kind": "phone", "value": "0341 15 555-0001", "note": "llama y corta"}
    added = await intake.client.post(IGNORED, json=body, headers=manager)
    again = await intake.client.post(IGNORED, json=body, headers=manager)
    await channels.call("hangup", "c1", cause="cancel")
    await channels.new_call("c1", **{"from": "+5493415550001"})
    await channels.new_call("c2", **{"from": "+543415550002"})

    assert added.json()["value"] == "+5493415550001"
    assert again.json()["id"] == added.json()["id"]
    rows = await intake.rows("select external_id, state, outcome from contact order by 1")
    assert [tuple(row.values()) for row in rows] == [
        ("c1", "closed", "ignored"),
        ("c2", "live", None),
    ]

    gone = await intake.client.delete(f"{IGNORED}/{added.json()['id']}", headers=manager)
    await channels.new_call("c3", **{"from": "+5493415550001"})

    assert gone.status_code == 204
    assert (await intake.client.get(IGNORED, headers=manager)).json()["items"] == []
    assert len(await intake.rows("select 1 from contact where state = 'live'")) == 2


@pytest.mark.parametrize(
    ("request_line", "body", "refusal"),
    [
        (("POST", CHANNELS), {"code": "pbx", "label": "x"}, (409, "code-is-taken")),
        (("POST", CHANNELS), {"code": "A b", "label": "x"}, (422, "wrong-fields")),
        (("POST", CHANNELS), {"code": "m", "label": "x", "kind": "email"}, (422, "wrong-address")),
        (
            ("POST", CHANNELS),
            {"code": "m", "label": "x", "kind": "email", "address": "soporte@tero.example"},
            (409, "address-is-taken"),
        ),
        (("POST", f"{CHANNELS}/none/rotate-key"), {}, (404, "unknown-setting")),
        (("POST", f"{CHANNELS}/email/rotate-key"), {}, (409, "channel-without-keys")),
        (("POST", IGNORED), {"kind": "email", "value": "nobody"}, (422, "wrong-value")),
        (("POST", IGNORED), {"kind": "domain", "value": "a@b.c"}, (422, "wrong-value")),
        (("POST", IGNORED), {"kind": "phone", "value": "abc"}, (422, "wrong-value")),
        (("DELETE", f"{IGNORED}/{uuid4()}"), None, (404, "not-found")),
    ],
)
async def test_what_cannot_be_is_refused(
    intake: Harness[Any],
    manager: Any,
    request_line: tuple[str, str],
    body: Any,
    refusal: tuple[int, str],
) -> None:
    answer = await intake.client.request(*request_line, json=body, headers=manager)

    assert (answer.status_code, answer.json()["code"]) == refusal


def test_a_new_key_leaves_one_old_one_for_a_while() -> None:
    keys = [
        ChannelKey(uuid4(), "pbx", b"", NOW - timedelta(days=age), end)
        for age, end in ((3, NOW - timedelta(days=1)), (2, None), (1, NOW + timedelta(hours=1)))
    ]

    assert make_room(keys, timedelta(hours=24), NOW) == {
        keys[1].id: NOW,
        keys[2].id: NOW + timedelta(hours=1),
    }
    assert make_room([], timedelta(hours=24), NOW) == {}
