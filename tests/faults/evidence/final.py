"""The final read: everything that can be seen of a run, put together."""

import asyncio

from tests.faults.evidence.aside import Aside
from tests.faults.evidence.desk import Desk, names_told
from tests.faults.evidence.evidence import Contact, Document, Evidence
from tests.faults.evidence.marks import Marks
from tests.faults.evidence.outsiders import Outsiders
from tests.faults.evidence.rebuilt import Rebuilt
from tests.faults.evidence.records import OWN, Record, Topics
from tests.faults.run import Run

_EARLIER = 60.0
"""A source may say that something happened a little before it was sent."""


class Reader:
    """Reads what is beyond the marks, and moves them."""

    def __init__(self, marks: Marks, rebuilt: Rebuilt) -> None:
        self._marks = marks
        self._rebuilt = rebuilt

    async def read(self, run: Run) -> Evidence:
        """All of this run; contacts of others are left out."""
        marks, admin, since = self._marks, run.cast.admin, run.times.began - _EARLIER
        desk, outsiders = Desk(admin), Outsiders(run.web, run.installation)
        records, offsets = await Topics(run.installation.kafka).read(marks.offsets)
        rebuilding = asyncio.create_task(self._rebuilt.differences(records))
        seen = await desk.contacts(since, names_told(records))
        tickets = await desk.tickets(marks.ticket_number)
        orders = await desk.orders(marks.order_number)
        order_ids = {order["id"] for order in orders}
        journal = await outsiders.journal()
        quarantined, highest = await Aside(admin).quarantined(marks.quarantined)
        parked = await Aside(admin).parked()
        mails = await outsiders.mails(marks.mail)
        evidence = Evidence(
            contacts=[each for each in seen if _is_of(run, each)],
            records=records,
            sequences=dict(marks.sequences),
            tickets=tickets,
            orders=orders,
            emails=await desk.emails(run.times.began),
            creates={ref: n for ref, n in journal["creates"].items() if ref in order_ids},
            deeds=[each for each in journal["events"] if each["externalReference"] in order_ids],
            work_orders=await outsiders.work_orders(order_ids),
            mails=mails,
            quarantined=quarantined,
            parked=[each for each in parked if each not in marks.parked],
            rebuilt=await rebuilding,
        )
        marks.offsets, marks.quarantined, marks.parked = offsets, highest, frozenset(parked)
        marks.mail = max([marks.mail, *(mail.id for mail in mails)])
        marks.ticket_number = _highest(marks.ticket_number, tickets)
        marks.order_number = _highest(marks.order_number, orders)
        marks.sequences |= last_sequences(records)
        return evidence


def last_sequences(records: list[Record]) -> dict[tuple[str, str], int]:
    """The last one told of each key of the topics that count their events."""
    found: dict[tuple[str, str], int] = {}
    for each in records:
        if each.topic in OWN:
            place = (each.topic, each.subject)
            found[place] = max(found.get(place, 0), each.sequence)
    return found


def _highest(known: int, rows: list[Document]) -> int:
    return max([known, *(int(row["number"]) for row in rows)])


def _is_of(run: Run, contact: Contact) -> bool:
    return contact.external_id.startswith(f"{run.name}-")
