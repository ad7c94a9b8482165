"""What became of contacts: tickets, orders, work orders in the field system, e-mails."""

from collections import Counter
from collections.abc import Iterator

from local_stack.demo.audit.account import Books
from local_stack.demo.audit.truth import Document


def tickets(books: Books) -> Iterator[str]:
    """One for every call or chat that was taken: its taker's, and where it was brought to."""
    due = {
        each.contact_id: each
        for each in books.ledger.contacts.values()
        if each.channel != "inquiry" and each.takers
    }
    seen = Counter(ticket["contact_id"] for ticket in books.truth.tickets)
    for contact_id in due.keys() | seen.keys():
        if seen[contact_id] != (contact_id in due):
            yield f"contact {contact_id} has {seen[contact_id]} tickets"
    for ticket in books.truth.tickets:
        handled = books.ledger.tickets.get(ticket["id"])
        if handled is None:
            yield f"ticket {ticket['number']} was never seen by who took its contact"
        elif ticket["state"] != handled.state:
            yield f"ticket {ticket['number']} is {ticket['state']} instead of {handled.state}"
        elif ticket["assigned_to"]["account_id"] != due[ticket["contact_id"]].takers[-1]:
            yield f"ticket {ticket['number']} is not with who took its contact last"


def orders(books: Books) -> Iterator[str]:
    """Those that were opened, each where it was brought to."""
    seen = {order["id"]: order for order in books.truth.orders}
    for order_id in seen.keys() ^ books.ledger.orders.keys():
        yield f"order {order_id} is on one side only"
    for order_id, handled in books.ledger.orders.items():
        order = seen.get(order_id, {"state": handled.state, "needs_reconciliation": False})
        if order["state"] != handled.state:
            yield f"order {handled.number} is {order['state']} instead of {handled.state}"
        if order["needs_reconciliation"]:
            yield f"order {handled.number} asks for a person to look at it"


def work_orders(books: Books) -> Iterator[str]:
    """The field system made one work order for each order that was sent there, and no other."""
    due = {order.order_id for order in books.ledger.orders.values() if order.dispatched}
    made = {ref: counts["effective"] for ref, counts in books.truth.creates.items()}
    for reference in due | made.keys():
        if made.get(reference, 0) != (reference in due):
            yield f"order {reference} has {made.get(reference, 0)} work orders in Iclass"


def mails(books: Books) -> Iterator[str]:
    """One e-mail with the closing text for every closed ticket whose customer has an address."""
    due = {t.number: t for t in books.ledger.tickets.values() if t.state == "closed" and t.email}
    arrived: Counter[int] = Counter()
    by_number = {each["ticket_number"]: each for each in books.truth.emails if each["recipient"]}
    for mail in books.truth.mails:
        number = next((n for n in due if f"N.º {n}:" in mail["subject"]), None)
        if number is None:
            yield f"a mail to {mail['to']} that nobody can explain: {mail['subject']}"
            continue
        arrived[number] += 1
        if mail["to"] != [due[number].email]:
            yield f"the mail of ticket {number} went to {mail['to']}"
        if not _says(mail, due[number].closing_text or ""):
            yield f"the mail of ticket {number} does not say its closing text"
    for number in due:
        if arrived[number] != 1:
            yield f"ticket {number} brought {arrived[number]} mails"
        if by_number.get(number, {}).get("state") != "sent":
            yield f"the mail of ticket {number} is not shown as sent"


def _says(mail: Document, text: str) -> bool:
    return " ".join(text.split()) in " ".join((mail["text"] or "").split())
