"""What happens to messages on real days: they come twice, by the other door as well, in the wrong
order, or hours late. None of it may change what the desk shows."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from local_stack.demo.day.items import Door, Message

# A contact has an accident when its number leaves this remainder: also a small day has each kind.
_TWICE = (17, 3)
_BOTH_DOORS = (23, 5)
_WRONG_ORDER = (7, 4)
_LATE = (11, 6)

_AGAIN_AFTER = 20
_LATE_BY = 2_700
_OTHER: dict[Door, Door] = {"http": "topic", "topic": "http"}


def with_accidents(number: int, messages: Sequence[Message]) -> list[Message]:
    """The messages of contact `number` as they really come, in no particular order."""
    found = list(messages)
    if _has(number, _WRONG_ORDER):
        found = _swapped(found)
    if _has(number, _LATE):
        found = _late(found)
    return [*found, *_repeated(number, found)]


def _has(number: int, accident: tuple[int, int]) -> bool:
    every, remainder = accident
    return number % every == remainder


def _swapped(messages: Sequence[Message]) -> list[Message]:
    """The last overtakes the one before it."""
    *earlier, last = messages
    if not earlier:
        return [last]
    overtaken = earlier.pop()
    return [*earlier, replace(last, at=overtaken.at), replace(overtaken, at=last.at)]


def _late(messages: Sequence[Message]) -> list[Message]:
    """The last one was held up; only the topic's door can say when it happened."""
    *earlier, last = messages
    return [*earlier, replace(last, at=last.at + _LATE_BY, door="topic")]


def _repeated(number: int, messages: Sequence[Message]) -> Iterator[Message]:
    if _has(number, _TWICE):
        for message in messages:
            yield replace(message, at=message.at + _AGAIN_AFTER)
    if _has(number, _BOTH_DOORS):
        for message in messages:
            yield replace(message, at=message.at + _AGAIN_AFTER, door=_OTHER[message.door])
