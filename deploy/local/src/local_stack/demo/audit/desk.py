"""The desk: every accepted contact once, as it must look, held by the one who took it last."""

from collections.abc import Iterator

from local_stack.demo.audit.account import Books
from local_stack.demo.audit.truth import Document
from local_stack.demo.day.items import Accepted, Expected, Key
from local_stack.demo.play.ledger import HandledContact


def accepted(books: Books) -> set[Key]:
    """Contacts of which a door took at least one message: committed, or acknowledged by Kafka."""
    return {
        sent.message.fate.key
        for sent in books.ledger.sent
        if isinstance(sent.message.fate, Accepted) and (sent.contact_id or sent.place)
    }


def lost(books: Books) -> list[Key]:
    """Contacts that were accepted and are not there."""
    return sorted(key for key in accepted(books) if not books.truth.desk.get(books.own(key)))


def duplicated(books: Books) -> list[Key]:
    """Contacts that are there more than once."""
    return [key for key, rows in books.truth.desk.items() if len(rows) > 1]


def contacts(books: Books) -> Iterator[str]:
    """Nothing lost, nothing doubled, nothing out of thin air; each as it must look."""
    for key in lost(books):
        yield f"contact {key.external_id} is lost"
    for key in sorted({c.key for c in books.day.contacts} - accepted(books)):
        yield f"contact {key.external_id} was never accepted"
    for key in duplicated(books):
        yield f"contact {key.external_id} is there more than once"
    for key in books.truth.desk.keys() - {books.own(c.key) for c in books.day.contacts}:
        yield f"contact {key.external_id} ({key.source}) was never accepted and is in the desk"
    for expected in books.day.contacts:
        for detail in books.truth.desk.get(books.own(expected.key), ())[:1]:
            yield from _looks(books, expected, detail)


def receipts(books: Books) -> Iterator[str]:
    """The id that a door answered is the contact's."""
    for sent in books.ledger.sent:
        fate = sent.message.fate
        if isinstance(fate, Accepted) and sent.contact_id is not None:
            rows = books.truth.desk.get(books.own(fate.key), ())
            if [row["contact"]["id"] for row in rows[:1]] != [sent.contact_id]:
                yield f"{sent.message.name} was answered with another contact's id"


def claims(books: Books) -> Iterator[str]:
    """Of any number of operators who reached for a contact, one had it; after a return, another."""
    for handled in books.ledger.contacts.values():
        if len(handled.takers) > 1 + handled.returned:
            yield f"contact {handled.contact_id} was taken {len(handled.takers)} times"
        if len(set(handled.takers)) != len(handled.takers):
            yield f"contact {handled.contact_id} was taken again by who gave it back"


def _looks(books: Books, expected: Expected, detail: Document) -> Iterator[str]:
    row, name = detail["contact"], expected.key.external_id
    handled = books.ledger.contacts.get(row["id"]) or HandledContact(row["id"], row["channel"])
    held_by = None
    if len(handled.takers) > handled.returned:
        held_by = books.people[handled.takers[-1]]
    shown = {
        "state": row["state"]["code"],
        "held by": row["claim"]["by"],
        "phone": row["phone"],
        "customer": _number(books, row["customer_id"]),
    }
    due = {
        "state": _state(expected, handled, held_by),
        "held by": held_by,
        "phone": expected.phone,
        "customer": _number(books, handled.linked_to) or expected.customer,
    }
    if handled.linked_to is None:
        shown |= {"screen": row["screen"], "city": row["city"]}
        due |= {"screen": expected.screen, "city": expected.city}
    for what, value in due.items():
        if shown[what] != value:
            yield f"contact {name}: {what} is {shown[what]} instead of {value}"


def _state(expected: Expected, handled: HandledContact, held_by: str | None) -> str:
    """A chat is in course while somebody attends it."""
    if handled.finished or handled.ended_with_ticket:
        return "closed"
    return "live" if expected.key.channel == "chat" and held_by else expected.state


def _number(books: Books, customer_id: str | None) -> str | None:
    if customer_id is None:
        return None
    customer = books.customers.get(customer_id)
    return customer.number if customer else customer_id
