"""What the desk's lists are told of a contact, when several things happen at once."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest

from chassis.live_feed import Change
from chassis.live_stream import Stream
from chassis.policies import Actor
from chassis_testing.harness import Harness
from contracts.intake import ContactReceivedV1
from contracts.topics import CONTACTS
from intake.inbound.desk_filters import Which, desk_query
from intake.inbound.desk_teller import COUNT_ANEW, DeskTeller
from intake.inbound.watches import Watch

ANYBODY = Actor(uuid4(), "ben", "Ben", "operator", frozenset(), frozenset({"contacts.read"}), None)


def watching(actor: Actor) -> Stream[Watch]:
    """Who looks at the chats that are free."""
    which = Which(screen="chats", claim="free")
    return Stream(Watch(desk_query(which, actor.account_id)), actor, "")


@pytest.mark.parametrize(
    ("actor", "told"),
    [(ANYBODY, ["gone"]), (replace(ANYBODY, role="customer"), [])],
    ids=["in reach", "out of reach"],
)
async def test_what_came_and_was_taken_in_one_moment_is_gone(
    intake: Harness[Any], channels: Any, desk: Any, ana: Any, actor: Actor, told: list[str]
) -> None:
    """C18: a list may have been fetched between the two. Who cannot see it hears nothing."""
    contact_id: UUID = await channels.chat("chat-1")
    await desk.act("take", contact_id, ana)
    kinds = (ContactReceivedV1.type, "intake.contact-taken.v1")
    changes = {str(contact_id): [Change(CONTACTS.name, str(contact_id), kind, 1) for kind in kinds]}
    stream = watching(actor)

    await DeskTeller(intake.service.database).tell(changes, [stream])

    tellings, _ = await stream.unsent(0.0) or ((), "")
    assert [each.event for each in tellings] == told
    assert [orjson.loads(each.data) for each in tellings] == [{"id": str(contact_id)}] * len(told)


async def test_the_badges_are_told_where_they_are_said_to_have_changed(
    intake: Harness[Any], channels: Any, ana: Any
) -> None:
    """C04, C60: nothing happened to a contact when somebody was called back."""
    await channels.missed_call()
    teller, stream = DeskTeller(intake.service.database), watching(ANYBODY)

    async def told() -> list[int]:
        await teller.beat([stream])
        tellings, _ = await stream.unsent(0.0) or ((), "")
        return [orjson.loads(each.data)["call_backs"]["open"] for each in tellings]

    silent = await told()
    teller.whisper(COUNT_ANEW, [stream])
    first = await told()
    path = "/api/v1/contacts/call-backs"
    (item,) = (await intake.client.get(path, headers=ana)).json()["items"]
    tried = f"{path}/{item['id']}/attempts"
    answer = await intake.client.post(tried, json={"outcome": "reached"}, headers=ana)
    teller.whisper(COUNT_ANEW, [stream])

    assert answer.is_success, answer.text
    assert (silent, first, await told(), await told()) == ([], [1], [0], [])
