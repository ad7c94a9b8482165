"""The accounting closes on a small world that is right, and on none that is wrong in one place."""

from collections import Counter
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from local_stack.demo.audit.account import Account, Books
from local_stack.demo.audit.close import close
from local_stack.demo.audit.truth import Marks, Truth
from local_stack.demo.data.customers import customers
from local_stack.demo.day.items import (
    Accepted,
    Day,
    Expected,
    Key,
    Message,
    Quarantined,
    Refused,
)
from local_stack.demo.play.feed import Event
from local_stack.demo.play.ledger import HandledContact, HandledOrder, HandledTicket, Ledger, Sent
from local_stack.demo.play.numbers import Numbers, expected_numbers

CUSTOMER = customers(1)[0]
PHONE = CUSTOMER.phones[0].e164
CITY = CUSTOMER.cities[0]
TEXT = "Su servicio quedó normalizado. (gestión 7)"


def message(name: str, fate: Any, door: Any = "http") -> Message:
    return Message(name, 0, 0, door, "call", {"call_id": name}, fate)


def own(key: Key) -> Key:
    return replace(key, external_id=f"r1-{key.external_id}")


def world() -> Books:
    """Two calls: one was taken and brought to its end, one waits. Two messages were broken."""
    keys = [Key("pbx", "call", "call-1"), Key("pbx", "call", "call-2")]
    expected = [Expected(key, "calls", "open", CUSTOMER.number, CITY, PHONE) for key in keys]
    sent = [
        Sent(message("call-1", Accepted(keys[0])), 202, contact_id="c1"),
        Sent(message("call-1", Accepted(keys[0])), 202, contact_id="c1", duplicate=True),
        Sent(message("call-2", Accepted(keys[1]), "topic"), place=(0, 5)),
        Sent(message("cut", Refused(400, "malformed-json")), 400, "malformed-json"),
        Sent(message("cut", Quarantined("wrong-shape"), "topic"), place=(0, 6)),
    ]
    ledger = Ledger(
        sent=sent,
        contacts={"c1": HandledContact("c1", "call", ["a1"], losers=1, ended_with_ticket=True)},
        tickets={"t1": HandledTicket("t1", 7, "c1", "closed", CUSTOMER, CITY, TEXT, "a@b.example")},
        orders={"o1": HandledOrder("o1", 3, "t1", dispatched=True, state="finished")},
    )
    day = Day(tuple(each.message for each in sent), tuple(expected))
    truth = Truth(
        desk={
            own(keys[0]): [detail("c1", "closed", by="Brenda")],
            own(keys[1]): [detail("c2", "open")],
        },
        tickets=[
            {
                "id": "t1", "number": 7, "contact_id": "c1", "state": "closed",
                "assigned_to": {"account_id": "a1"},
            }
        ],
        orders=[{"id": "o1", "number": 3, "state": "finished", "needs_reconciliation": False}],
        creates={"o1": {"effective": 1, "attempted": 2}},
        mails=[{"to": ["a@b.example"], "subject": "Cerramos su ticket N.º 7: x", "text": TEXT}],
        emails=[{"ticket_number": 7, "state": "sent", "recipient": "a@b.example"}],
        quarantined={
            "intake": [
                {
                    "topic": "channels.contacts", "partition": 0, "offset": 6,
                    "reason": "wrong-shape",
                }
            ]
        },
        parked=[],
        waiting={"intake": 0},
        events=[Event("intake.contacts", "c1", "x", f"e{n}", n, {}) for n in (1, 2, 3)],
        numbers=Numbers({"contacts.all": 10}),
    )  # fmt: skip
    marks = Marks(0, 0, 0, {}, frozenset(), frozenset(), Numbers({"contacts.all": 10}))
    numbers = marks.numbers + expected_numbers(day, ledger)
    people, known = {"a1": "Brenda", "a2": "Carlos"}, {"k1": CUSTOMER}
    return Books(day, ledger, marks, replace(truth, numbers=numbers), own, people, known)


def detail(contact_id: str, state: str, by: str | None = None) -> dict[str, Any]:
    contact = {
        "id": contact_id, "channel": "call", "screen": "calls", "state": {"code": state},
        "claim": {"by": by}, "phone": PHONE, "customer_id": "k1", "city": CITY,
    }  # fmt: skip
    return {"contact": contact, "source": "pbx"}


def account_of(books: Books) -> Account:
    return close(books)


def test_a_right_world_closes() -> None:
    account = account_of(world())

    assert account.differences == []
    assert account.closes
    assert account.figures["contacts accepted"] == account.figures["contacts in the desk"] == 2
    assert (account.figures["Iclass work orders"], account.figures["Iclass attempts"]) == (1, 2)
    assert account.quarantined == Counter({"wrong-shape": 1})
    assert account.refused == Counter({"400 malformed-json": 1})


def test_every_record_in_quarantine_has_its_reason_whoever_keeps_it() -> None:
    books = world()
    books.truth.quarantined["orders"] = [  # type: ignore[index]
        {"topic": "iclass.events", "partition": 0, "offset": 1, "reason": "no-body"}
    ]

    account = account_of(books)

    assert account.quarantined == Counter({"wrong-shape": 1, "no-body": 1})
    assert account.figures["quarantined"] == account.quarantined.total()


KEY_1, KEY_2 = own(Key("pbx", "call", "call-1")), own(Key("pbx", "call", "call-2"))

# Each makes one thing wrong: in the truth by name, or in what the ledger says was done.
WRONGS: dict[str, tuple[Callable[[Any], object], str]] = {
    "lost": (lambda b: b.truth.desk.pop(KEY_2), "is lost"),
    "doubled": (lambda b: b.truth.desk[KEY_2].append(detail("c9", "open")), "more than once"),
    "out of thin air": (
        lambda b: b.truth.desk.update({replace(KEY_2, external_id="r1-x"): [detail("c8", "open")]}),
        "was never accepted",
    ),
    "another state": (lambda b: _contact(b, KEY_2)["state"].update(code="closed"), "state is"),
    "another customer": (lambda b: _contact(b, KEY_2).update(customer_id=None), "customer is"),
    "another screen": (lambda b: _contact(b, KEY_2).update(screen="chats"), "screen is"),
    "another phone": (lambda b: _contact(b, KEY_1).update(phone="+1"), "phone is"),
    "another holder": (lambda b: _contact(b, KEY_1)["claim"].update(by="Carlos"), "held by is"),
    "another id": (lambda b: _contact(b, KEY_1).update(id="c7"), "another contact's id"),
    "two winners": (lambda b: b.ledger.contacts["c1"].takers.append("a2"), "was taken 2 times"),
    "refused otherwise": (lambda b: _sent(b, 3, status=422), "was answered"),
    "refused and kept": (lambda b: _sent(b, 3, status=202, code="", contact_id="c9"), "answered"),
    "never acknowledged": (lambda b: _sent(b, 2, place=None), "never acknowledged"),
    "never sent": (lambda b: b.ledger.sent.pop(1), "messages were sent"),
    "not kept aside": (lambda b: b.truth.quarantined["intake"].clear(), "is not in quarantine"),
    "kept for another reason": (
        lambda b: b.truth.quarantined["intake"][0].update(reason="no-body"), "quarantined",
    ),
    "kept by another": (
        lambda b: b.truth.quarantined.update(orders=[b.truth.quarantined["intake"][0]]),
        "orders quarantined",
    ),
    "parked": (lambda b: b.truth.parked.append(("orders", "t", "k")), "parked"),
    "no ticket": (lambda b: b.truth.tickets.clear(), "has 0 tickets"),
    "two tickets": (lambda b: b.truth.tickets.append(b.truth.tickets[0]), "has 2 tickets"),
    "another state of the ticket": (
        lambda b: b.truth.tickets[0].update(state="finished"), "ticket 7 is finished",
    ),
    "another owner": (
        lambda b: b.truth.tickets[0]["assigned_to"].update(account_id="a2"), "is not with",
    ),
    "no order": (lambda b: b.truth.orders.clear(), "one side only"),
    "another state of the order": (
        lambda b: b.truth.orders[0].update(state="open"), "order 3 is open",
    ),
    "a divergence": (
        lambda b: b.truth.orders[0].update(needs_reconciliation=True), "asks for a person",
    ),
    "two work orders": (lambda b: b.truth.creates["o1"].update(effective=2), "2 work orders"),
    "no work order": (lambda b: b.truth.creates.clear(), "0 work orders"),
    "no mail": (lambda b: b.truth.mails.clear(), "brought 0 mails"),
    "two mails": (lambda b: b.truth.mails.append(b.truth.mails[0]), "brought 2 mails"),
    "another text": (lambda b: b.truth.mails[0].update(text="Hola"), "closing text"),
    "another address": (lambda b: b.truth.mails[0].update(to=["x@y.example"]), "went to"),
    "a mail of nobody": (
        lambda b: b.truth.mails.append({"to": ["x"], "subject": "Hola", "text": ""}),
        "nobody can explain",
    ),
    "not shown as sent": (lambda b: b.truth.emails[0].update(state="waiting"), "not shown as sent"),
    "not told": (lambda b: b.truth.waiting.update(intake=1), "has not told"),
    "a gap": (lambda b: b.truth.events.pop(1), "in the order"),
    "told twice": (lambda b: b.truth.events.append(b.truth.events[2]), "told 2 times"),
    "another number": (lambda b: b.truth.numbers.update({"emails.sent": 1}), "emails.sent moved"),
    "a complaint": (lambda b: b.ledger.check(False, "it was raining"), "raining"),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONGS)
def test_one_thing_wrong_is_told(wrong: str) -> None:
    books = deepcopy(world())
    spoil, sentence = WRONGS[wrong]
    spoil(books)

    account = account_of(books)

    assert not account.closes
    assert any(sentence in difference for difference in account.differences), account.differences


def _contact(books: Books, key: Key) -> dict[str, Any]:
    contact: dict[str, Any] = books.truth.desk[key][0]["contact"]
    return contact


def _sent(books: Books, number: int, **changes: Any) -> None:
    books.ledger.sent[number] = replace(books.ledger.sent[number], **changes)
