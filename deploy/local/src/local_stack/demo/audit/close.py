"""Closes the books."""

from collections import Counter

from local_stack.demo.audit import desk, doors, told, work
from local_stack.demo.audit.account import Account, Books, Check

CHECKS: tuple[Check, ...] = (
    doors.answers,
    doors.quarantine,
    desk.contacts,
    desk.receipts,
    desk.claims,
    work.tickets,
    work.orders,
    work.work_orders,
    work.mails,
    told.events,
    told.numbers,
)


def close(books: Books) -> Account:
    """The figures, and every difference between the two sides."""
    found = [sentence for check in CHECKS for sentence in check(books)]
    return Account(
        figures=_figures(books),
        quarantined=Counter(
            row["reason"] for rows in books.truth.quarantined.values() for row in rows
        ),
        refused=Counter(f"{s.status} {s.code}" for s in books.ledger.sent if s.code),
        differences=[*books.truth.unseen, *books.ledger.complaints, *found],
    )


def _figures(books: Books) -> dict[str, int]:
    ledger, truth = books.ledger, books.truth
    handled = ledger.contacts.values()
    return {
        "messages sent": len(ledger.sent),
        "contacts sent": len(books.day.contacts),
        "contacts accepted": len(desk.accepted(books)),
        "contacts in the desk": len(truth.desk),
        "contacts taken": sum(1 for each in handled if each.takers),
        "takes refused to who came second": sum(each.losers for each in handled),
        "contacts given back and taken again": sum(each.returned for each in handled),
        "tickets": len(truth.tickets),
        "tickets closed": sum(1 for ticket in truth.tickets if ticket["state"] == "closed"),
        "inquiries finished": sum(each.finished for each in handled),
        "orders": len(truth.orders),
        "orders rescheduled": sum(1 for o in ledger.orders.values() if o.rescheduled),
        "Iclass work orders": sum(each["effective"] for each in truth.creates.values()),
        "Iclass attempts": sum(each["attempted"] for each in truth.creates.values()),
        "e-mails": len(truth.mails),
        "events told": len(truth.events),
        "quarantined": sum(len(rows) for rows in truth.quarantined.values()),
        "refused": sum(1 for sent in ledger.sent if sent.code),
        "lost": len(desk.lost(books)),
        "duplicated": len(desk.duplicated(books)),
    }
