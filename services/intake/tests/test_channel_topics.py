"""Channel systems with a topic of their own: known, and not believed (security 21)."""

from dataclasses import replace
from typing import Any

import pytest
from pydantic import ValidationError
from services.intake.tests.conftest import Intake

from chassis.records import StoredRecord
from chassis_testing.harness import record_of
from contracts.channels import CallReportedV1, ChatReceivedV1
from contracts.chats import ChatMessageV1
from contracts.event import Event
from contracts.topics import CHANNEL_CONTACTS, contacts_of
from intake.settings import Settings

CALL = CallReportedV1(call_id="c1", event="new_call", from_number="+543415550001")
CHAT = ChatReceivedV1(external_id="t1", transcript=[])


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Both systems that the file of keys names, and one that nobody has registered."""
    return settings.model_copy(update={"channel_topics": "pbx,portal,ghost"})


def written(event: Event, *, on: str | None, source: str = "pbx", **headers: str) -> StoredRecord:
    """A record on the topic of that system; without one, on the topic of all."""
    record = record_of(event, key="k", source=source)
    topic = (CHANNEL_CONTACTS if on is None else contacts_of(on)).name
    said = [(name, value.encode()) for name, value in headers.items()]
    return replace(record, topic=topic, headers=[*record.headers, *said])


async def contacts(intake: Intake) -> list[dict[str, Any]]:
    return await intake.rows("select source, channel, queue, line, reason from contact")


async def aside(intake: Intake) -> list[tuple[str, str]]:
    """Why records are in quarantine, in their order."""
    rows = await intake.rows("select reason, detail from kernel_quarantine order by id")
    return [(row["reason"], row["detail"]) for row in rows]


async def registered(intake: Intake, code: str, **otherwise: Any) -> None:
    """As an administrator leaves it."""
    place = f"/api/v1/intake/channels/{code}"
    manager = await intake.account("channels.manage")
    (row,) = await intake.rows(f"select version from channel_system where code = '{code}'")  # noqa: S608
    etag = f'"{row["version"]}"'
    answer = await intake.client.put(
        place, json={"label": code, **otherwise}, headers={**manager, "If-Match": etag}
    )
    assert answer.status_code == 200, answer.text


async def test_what_a_system_leaves_out_is_as_it_was_registered(intake: Intake) -> None:
    await registered(intake, "pbx", queue="ventas", line="0800", reason="technical")

    await intake.deliver([written(CALL, on="pbx")])

    (contact,) = await contacts(intake)
    assert contact == {
        "source": "pbx", "channel": "call", "queue": "ventas", "line": "0800",
        "reason": "technical",
    }  # fmt: skip
    assert await aside(intake) == []


async def test_nobody_speaks_for_another_on_a_topic_of_his_own(intake: Intake) -> None:
    """The test of row 21: a payload that claims another channel is quarantined."""
    await intake.deliver([written(CALL, on="pbx", source="portal")])

    assert await contacts(intake) == []
    assert await aside(intake) == [
        ("wrong-source", "ce_source is 'portal', and channels.contacts.pbx is of 'pbx' alone")
    ]


async def test_the_topic_of_all_is_no_way_round(intake: Intake) -> None:
    await intake.deliver([written(CALL, on=None), written(CHAT, on=None, source="bot")])

    assert [contact["source"] for contact in await contacts(intake)] == ["bot"]
    assert await aside(intake) == [
        ("wrong-source", "pbx writes to channels.contacts.pbx, not to channels.contacts")
    ]


async def test_who_acts_is_who_speaks(intake: Intake) -> None:
    await intake.deliver([written(CALL, on="pbx", ce_actor="somebody-else")])

    (event,) = await intake.emitted()
    assert event.headers["ce_actor"] == "pbx"


async def test_a_disabled_system_is_set_aside_and_can_be_replayed(intake: Intake) -> None:
    await registered(intake, "pbx", enabled=False)

    await intake.deliver([written(CALL, on="pbx"), written(CHAT, on="portal", source="portal")])

    assert [contact["source"] for contact in await contacts(intake)] == ["portal"]
    assert await aside(intake) == [("channel-is-disabled", "The channel pbx is disabled.")]
    repairer = await intake.account("kernel.repair", "kernel.inspect")
    place = "/api/v1/intake/kernel/quarantine"
    (row,) = (await intake.client.get(place, headers=repairer)).json()["items"]
    replay = f"{place}/{row['id']}/replay"
    refused = await intake.client.post(replay, headers=repairer)
    await registered(intake, "pbx")
    done = await intake.client.post(replay, headers=repairer)

    assert (refused.status_code, refused.json()["code"]) == (409, "still-unreadable")
    assert done.status_code == 200, done.text
    assert {contact["source"] for contact in await contacts(intake)} == {"portal", "pbx"}


async def test_a_system_brings_what_it_was_registered_for(intake: Intake) -> None:
    manager = await intake.account("channels.manage")
    body = {"code": "ghost", "label": "ghost", "kind": "call"}
    await intake.deliver([written(CALL, on="ghost", source="ghost")])
    made = await intake.client.post("/api/v1/intake/channels", json=body, headers=manager)
    assert made.status_code == 201, made.text

    message = ChatMessageV1(chat_id="t1", message_id="m1", author="customer", text="hola")
    again = CALL.model_copy(update={"call_id": "c2"})
    await intake.deliver(
        [written(each, on="ghost", source="ghost") for each in (CHAT, message, again)]
    )

    assert [contact["channel"] for contact in await contacts(intake)] == ["call"]
    assert await aside(intake) == [
        ("unknown-channel", "No channel ghost is registered."),
        ("wrong-door", "The channel ghost brings call."),
        ("wrong-door", "The channel ghost brings call."),
    ]


def test_the_service_reads_the_topics_it_is_told_of(intake: Intake) -> None:
    topics = intake.service.subscriptions.topics

    assert [topic for topic in topics if topic.startswith("channels.contacts")] == [
        "channels.contacts", "channels.contacts.ghost", "channels.contacts.pbx",
        "channels.contacts.portal",
    ]  # fmt: skip


@pytest.mark.parametrize("told", ["PBX", "pbx,", "pbx, bot", "a/b", "../pbx"])
def test_only_codes_become_topics(told: str, settings: Settings) -> None:
    with pytest.raises(ValidationError, match="channel_topics"):
        Settings.model_validate({**settings.model_dump(), "channel_topics": told})
