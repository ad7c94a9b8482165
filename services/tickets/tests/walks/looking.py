"""What people of a walk look at: lists, single things and their timelines tell the same."""

from collections.abc import Callable, Mapping
from typing import Any

from services.tickets.tests.surveys.asking import URL
from services.tickets.tests.walks import rules
from services.tickets.tests.walks.asking import MISSING, Asking, assert_alike
from services.tickets.tests.walks.rules import Known, Somebody

_PENDING = ("registered", "assigned", "in_progress")
FILTERS: Mapping[str, tuple[dict[str, Any], Callable[[Somebody, Known], bool]]] = {
    "all": ({}, lambda _, __: True),
    "pending": ({"state": "pending"}, lambda _, ticket: ticket.state in _PENDING),
    "ended": (
        {"state": ["closed", "cancelled"]},
        lambda _, ticket: ticket.state in ("closed", "cancelled"),
    ),
    "of support": ({"area": "support"}, lambda _, ticket: ticket.area == "support"),
    "theirs": ({"assignee": "me"}, lambda who, ticket: ticket.assignee == who.id),
    "nobody's": ({"assignee": "none"}, lambda _, ticket: ticket.assignee is None),
    "of problems": ({"kind": "problem"}, lambda _, __: True),
    "by title": ({"query": "conexion"}, lambda _, __: True),
}


async def check_list(asking: Asking, who: Somebody, known: list[Known], name: str) -> None:
    """The pages of a list have what they may see of what they ask for, newest first."""
    params, wanted = FILTERS[name]
    rows = await asking.page_through(who, URL, **params)
    seen = [each for each in reversed(known) if rules.sees(who, each) and wanted(who, each)]
    assert [shown(row) for row in rows] == [as_shown_to(who, each) for each in seen]


async def check_surveys(asking: Asking, who: Somebody, known: list[Known]) -> None:
    """So have those of surveys."""
    rows = await asking.page_through(who, f"{URL}/surveys")
    told = {row["ticket_number"]: row["state"] for row in rows}
    assert told == {
        each.number: "answered" if each.survey.answered else "pending"
        for each in known
        if each.survey and rules.sees_survey(who, each)
    }


async def check_single(asking: Asking, who: Somebody, ticket: Known) -> None:
    """One ticket is as its row in the list, or as if it never was; so is its timeline."""
    paths = [f"{URL}/{ticket.id}", f"{URL}/{ticket.id}/timeline"]
    answers = [await asking.get(who, path) for path in paths]
    if not rules.sees(who, ticket):
        for path, answer in zip(paths, answers, strict=True):
            assert_alike(answer, await asking.get(who, path.replace(ticket.id, MISSING)))
        return
    detail, timeline = (answer.json() for answer in answers)
    assert shown(detail) == as_shown_to(who, ticket)
    assert detail["timeline"] == timeline
    lines = [(line["kind"], line["visibility"]) for line in timeline["items"]]
    assert lines == ticket.lines_for(who)


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a row tells of what can change."""
    assigned = row["assigned_to"]
    return {
        **{name: row[name] for name in ("number", "state", "area", "comments", "version")},
        "assigned": assigned and (assigned["area"], assigned["account_id"]),
        "customer": row["customer"] and row["customer"]["id"],
        "contact": row["contact_id"],
        "actions": row["allowed_actions"],
    }


def as_shown_to(who: Somebody, ticket: Known) -> dict[str, Any]:
    """What it must tell them."""
    is_told = not who.is_user and ticket.state != "registered"
    return {
        "number": ticket.number,
        "state": ticket.state,
        "area": ticket.area,
        "comments": ticket.comments_for(who),
        "version": len(ticket.lines),
        "assigned": (ticket.area, ticket.assignee) if is_told else None,
        "customer": ticket.customer,
        "contact": None if who.is_user else ticket.contact,
        "actions": rules.offered(who, ticket),
    }
