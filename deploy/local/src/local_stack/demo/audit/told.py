"""What the services told each other, and what the supervisor's numbers make of it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from local_stack.demo.audit.account import Books
from local_stack.demo.play.numbers import expected_numbers, moved


def events(books: Books) -> Iterator[str]:
    """Every event was told once, and those of one thing in their order, without a gap."""
    for service, count in books.truth.waiting.items():
        if count:
            yield f"{service} has {count} events that it has not told"
    for identity, count in Counter(event.id for event in books.truth.events).items():
        if count > 1:
            yield f"event {identity} was told {count} times"
    sequences: dict[tuple[str, str], list[int]] = defaultdict(list)
    for event in books.truth.events:
        sequences[event.topic, event.key].append(event.sequence)
    for (topic, key), found in sequences.items():
        if found != list(range(found[0], found[0] + len(found))):
            yield f"{topic} tells of {key} in the order {found}"


def numbers(books: Books) -> Iterator[str]:
    """The dashboard moved by exactly what happened."""
    due = expected_numbers(books.day, books.ledger)
    seen = moved(books.marks.numbers, books.truth.numbers)
    for name in sorted(due.keys() | seen.keys()):
        if due[name] != seen[name]:
            yield f"the supervisor's {name} moved by {seen[name]} instead of {due[name]}"
