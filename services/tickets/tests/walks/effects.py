"""What a deed that is not refused does to a ticket."""

from collections.abc import Callable

from services.tickets.tests.walks.rules import Asked, Deed, Known, Somebody


def carry_out(who: Somebody, ticket: Known, deed: Deed) -> None:
    """Change the ticket as the service must."""
    _EFFECTS[deed.step](who, ticket, deed)


def close_by_itself(ticket: Known) -> None:
    """It stayed finished for some days."""
    ticket.state = "closed"
    ticket.lines.append(("closed", "public"))


def _assign(_: Somebody, ticket: Known, deed: Deed) -> None:
    area, assignee = str(deed.body["area"]), deed.named.id if deed.named else None
    if ticket.state != "registered" and (ticket.area, ticket.assignee) == (area, assignee):
        return
    ticket.area, ticket.assignee, ticket.state = area, assignee, "assigned"
    ticket.lines.append(("assigned", "internal"))


def _start(_: Somebody, ticket: Known, __: Deed) -> None:
    if ticket.state == "assigned":
        ticket.state = "in_progress"
        ticket.lines.append(("started", "public"))


def _write(who: Somebody, ticket: Known, deed: Deed) -> None:
    if ticket.assignee == who.id:
        _start(who, ticket, deed)
    ticket.lines.append((str(deed.body["kind"]), str(deed.body["visibility"])))


def _finish(_: Somebody, ticket: Known, __: Deed) -> None:
    ticket.state = "finished"
    ticket.lines.append(("finished", "public"))
    if ticket.survey is None and (ticket.customer or not ticket.contact):
        account = None if ticket.customer else ticket.opened_by
        ticket.survey = Asked(ticket.customer, account)


def _close(_: Somebody, ticket: Known, __: Deed) -> None:
    close_by_itself(ticket)


def _reopen(_: Somebody, ticket: Known, __: Deed) -> None:
    ticket.state = "in_progress"
    ticket.lines.append(("reopened", "internal"))
    if ticket.survey and not ticket.survey.answered:
        ticket.survey = None


def _cancel(_: Somebody, ticket: Known, __: Deed) -> None:
    ticket.state = "cancelled"
    ticket.lines.append(("cancelled", "internal"))


_EFFECTS: dict[str, Callable[[Somebody, Known, Deed], None]] = {
    "assign": _assign,
    "start": _start,
    "entries": _write,
    "finish": _finish,
    "close": _close,
    "reopen": _reopen,
    "cancel": _cancel,
}
