"""The recorded day, put together."""

from collections.abc import Iterator
from itertools import chain

from local_stack.demo import CONTACTS, CUSTOMERS
from local_stack.demo.data.chance import chance, weighted
from local_stack.demo.day.accidents import with_accidents
from local_stack.demo.day.broken import broken_messages
from local_stack.demo.day.calls import call, outbound
from local_stack.demo.day.items import Channel, Day, Door, Message, Story
from local_stack.demo.day.writing import chat, inquiry

_CHANNELS: tuple[tuple[Channel, float], ...] = (("call", 0.6), ("chat", 0.25), ("inquiry", 0.15))
_DOORS: tuple[tuple[Door, float], ...] = (("http", 0.55), ("topic", 0.45))

# Contacts per hour from 8 to 20, as shares: people call before work, and after it.
_HOURS = tuple(
    zip(range(8, 20), (9, 13, 12, 9, 7, 5, 5, 7, 9, 10, 8, 6), strict=True)
)  # fmt: skip
_OUTBOUND_EVERY = 50


def recorded_day(contacts: int = CONTACTS, customers: int = CUSTOMERS) -> Day:
    """The day with so many contacts, by people among so many customers."""
    stories = [_story(number, customers) for number in range(1, contacts + 1)]
    real = chain.from_iterable(
        with_accidents(number, story.messages) for number, story in enumerate(stories, start=1)
    )
    everything = [*real, *broken_messages(contacts, customers), *_outbound(contacts)]
    messages = sorted(everything, key=lambda message: (message.at, message.name, message.door))
    return Day(tuple(messages), tuple(story.expected for story in stories))


def _story(number: int, customers: int) -> Story:
    random = chance("contact", number)
    at = weighted(random, _HOURS) * 3600 + random.randrange(3600)
    door = weighted(random, _DOORS)
    tell = {"call": call, "chat": chat, "inquiry": inquiry}[weighted(random, _CHANNELS)]
    return tell(number, at, door, customers)


def _outbound(contacts: int) -> Iterator[Message]:
    doors: tuple[Door, Door] = ("http", "topic")
    for place in range(max(2, contacts // _OUTBOUND_EVERY)):
        at = 9 * 3600 + chance("outbound", place).randrange(8 * 3600)
        yield outbound(place + 1, at, doors[place % 2])
