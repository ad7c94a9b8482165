"""Rights at brokers that ask follow from what services and channel systems do (security 21)."""

from collections import Counter

from contracts import topics
from tero.acls.needed import OUTSIDERS, READS, Acl, needed
from tero.assembly import assembled

CHANNELS = ["pbx", "bot"]


def rights(principal: str) -> set[tuple[str, str, str]]:
    found = needed(CHANNELS, ["bot"])
    return {(acl.operation, acl.kind, acl.name) for acl in found if acl.principal == principal}


def test_services_may_read_what_they_listen_to_and_nothing_else() -> None:
    with assembled() as services:
        listening = {
            name: {*definition.subscriptions.topics, *definition.live_topics}
            for name, (definition, _) in services.items()
        }
    own = {topics.contacts_of(code).name for code in CHANNELS}

    assert set(READS) == set(listening)
    for name, heard in listening.items():
        read = {what for how, kind, what in rights(name) if (how, kind) == ("read", "topic")}
        assert read == (heard | own if name == "intake" else heard), name


def test_a_topic_of_ours_is_written_by_its_owner_alone() -> None:
    writes = [acl for acl in needed([], []) if acl.operation == "write"]
    writers = Counter(acl.name for acl in writes)

    assert set(writers) == {topic.name for topic in topics.ALL} - {topics.CHANNEL_CONTACTS.name}
    assert writers.pop(topics.PRIVACY_ANSWERS.name) == len(READS)
    assert set(writers.values()) == {1}
    owners = {topic.name: topic.owner for topic in topics.ALL if not topic.open_door}
    doors = {topic.name: name for name, topic in OUTSIDERS.items()}
    assert all(acl.principal == (owners | doors)[acl.name] for acl in writes if acl.name in writers)


def test_a_channel_writes_to_its_own_topic_and_reads_answers_only_if_it_hands_them_on() -> None:
    assert rights("channel.pbx") == {("write", "topic", "channels.contacts.pbx")}
    assert rights("channel.bot") == {
        ("write", "topic", "channels.contacts.bot"),
        ("read", "group", "channel.bot"),
        ("read", "topic", "channels.replies"),
    }


def test_a_channel_that_is_called_like_a_service_does_not_become_it() -> None:
    found = needed(["intake"], ["intake"])

    assert Acl("channel.intake", "read", "group", "channel.intake") in found
    assert {acl for acl in found if acl.principal == "intake"} == {
        *(acl for acl in needed([], []) if acl.principal == "intake"),
        Acl("intake", "read", "topic", "channels.contacts.intake"),
    }
