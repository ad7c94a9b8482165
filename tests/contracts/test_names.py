"""Names on the wire follow one rule, because nobody can change them afterwards."""

import re

import pytest

from contracts.event import Topic
from contracts.registry import EVENTS
from contracts.topics import ALL
from local_stack.services import NAMES as SERVICES

TYPE = re.compile(r"(?P<origin>[a-z]+)\.(?P<what>[a-z]+(-[a-z]+)*)\.v(?P<version>[1-9][0-9]*)")
TOPIC = re.compile(r"[a-z]+\.[a-z]+(-[a-z]+)*")


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_a_type_says_origin_event_and_version(name: str) -> None:
    found = TYPE.fullmatch(name)

    assert found is not None
    contract = EVENTS[name]
    assert contract.topic.name.startswith(f"{found['origin']}.")
    words = "".join(word.capitalize() for word in found["what"].split("-"))
    assert contract.__name__ == f"{words}V{found['version']}"


def test_versions_count_from_one_without_gaps() -> None:
    versions: dict[str, list[int]] = {}
    for name in EVENTS:
        stem, _, version = name.rpartition(".v")
        versions.setdefault(stem, []).append(int(version))

    assert all(sorted(found) == list(range(1, len(found) + 1)) for found in versions.values())


@pytest.mark.parametrize("topic", ALL, ids=lambda topic: topic.name)
def test_a_topic_has_a_name_an_owner_and_a_purpose(topic: Topic) -> None:

    assert TOPIC.fullmatch(topic.name)
    assert topic.owner in SERVICES
    assert topic.description.endswith(".")
    assert topic.partitions > 0


def test_every_topic_carries_something_and_is_there_once() -> None:
    assert {contract.topic for contract in EVENTS.values()} == set(ALL)
    assert len({topic.name for topic in ALL}) == len(ALL)


def test_only_what_is_kept_for_ever_is_compacted() -> None:
    """A compacted topic keeps the newest record of a key: it must be all that matters."""
    assert all(topic.compacted == (topic.retention_days is None) for topic in ALL)


@pytest.mark.parametrize("name", sorted(EVENTS))
def test_a_contract_explains_itself(name: str) -> None:
    assert EVENTS[name].__doc__
