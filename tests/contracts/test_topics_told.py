"""What documents say of topics is what `contracts.topics` says."""

import re
from pathlib import Path

from contracts import topics

ARCHITECTURE = Path("docs/architecture.md")
OPERATIONS = Path("docs/operations.md")
_NAME = re.compile(r"`([a-z]+[.][a-z-]+)`")
_ROW = re.compile(r"^\| `([^`]+)`(?: \(([^)]+)\))? \| ([^|]+) \|", re.MULTILINE)


def test_the_table_of_topics_has_each_as_it_is_made() -> None:
    table = ARCHITECTURE.read_text().partition("| topic |")[2].partition("\n\n")[0]
    told = {name: (mark, who) for name, mark, who in _ROW.findall(table)}

    own_door = told.pop(f"{topics.CHANNEL_CONTACTS.name}.<system>")

    assert own_door[0] == "open door"
    assert {name: mark for name, (mark, _) in told.items()} == {
        each.name: "compacted" if each.compacted else "open door" if each.open_door else ""
        for each in topics.ALL
    }
    by_many = {each.name for each in topics.ALL if each.open_door} | {topics.PRIVACY_ANSWERS.name}
    assert {name: who for name, (_, who) in told.items() if name not in by_many} == {
        each.name: each.owner for each in topics.ALL if each.name not in by_many
    }


def test_how_long_a_topic_is_kept_is_told_where_it_is_not_usual() -> None:
    days = {"14 days": 14, "1 day": 1, "never": None}
    rows = re.findall(r"^\| (topics|`[^|]+) \| (14 days|1 day|never)", _kept(), re.MULTILINE)
    told = {each: days[after] for names, after in rows for each in _NAME.findall(names)}

    assert ("topics", "14 days") in rows
    assert told == {
        each.name: each.retention_days for each in topics.ALL if each.retention_days != 14
    }


def _kept() -> str:
    return OPERATIONS.read_text().partition("| what | after |")[2].partition("\n\n")[0]
