"""What every event of Tero has in common."""

from dataclasses import dataclass
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from chassis.contract import Contract


@dataclass(frozen=True)
class Topic:
    """A place where services meet: who may write it, and how Kafka keeps it.

    `open_door` topics are written by outsiders: whatever cannot be understood there is
    quarantined. On all others an unknown event type is only news this reader does not need.
    """

    name: str
    owner: str
    description: str
    partitions: int = 12
    retention_days: int | None = 14
    compacted: bool = False
    open_door: bool = False


class Event(Contract):
    """One version of one event; frozen, and deaf to fields it does not know.

    `type` is the wire name and never follows a renaming of the class. A field may be added with a
    default; anything else (a field removed, a new meaning, a new enumeration value) is a new class.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    type: ClassVar[str]
    topic: ClassVar[Topic]


class Part(BaseModel):
    """A piece of an event that has no life of its own."""

    model_config = ConfigDict(frozen=True, extra="ignore")
