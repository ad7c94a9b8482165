"""What the kernel needs to know of an event's class. Pydantic only: contracts build on it."""

from typing import ClassVar, Protocol

from pydantic import BaseModel


class HasTopic(Protocol):
    """What the kernel needs to know of a topic."""

    @property
    def name(self) -> str: ...
    @property
    def open_door(self) -> bool: ...


class Contract(BaseModel):
    """One version of one event: its wire name, and the topic it travels on."""

    type: ClassVar[str]
    topic: ClassVar[HasTopic]
