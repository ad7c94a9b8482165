"""What may be seen of tickets and done to them, said a second time and in another way: a table and
a few sentences, against which the service is held."""

from collections.abc import Mapping
from dataclasses import dataclass, field

OFFERED = ("assign", "start", "comment", "finish", "close", "reopen", "cancel")
RIGHTS = {
    "assign": "tickets.assign",
    "start": "tickets.finish",
    "entries": "tickets.comment",
    "finish": "tickets.finish",
    "close": "tickets.close",
    "reopen": "tickets.reopen",
    "cancel": "tickets.cancel",
}
_BEFORE_THE_END = {"registered", "assigned", "in_progress"}
_STATES_FOR = {
    "assign": _BEFORE_THE_END,
    "start": {"assigned"},
    "entries": _BEFORE_THE_END | {"finished", "closed"},
    "finish": {"assigned", "in_progress"},
    "close": {"finished"},
    "reopen": {"finished", "closed"},
    "cancel": _BEFORE_THE_END,
}
_ENDS = {"finished", "closed", "cancelled"}
_WRITTEN = {"comment", "resolution", "note"}
_FOR_USERS = "public"

Refusal = tuple[int, str]


@dataclass(frozen=True)
class Somebody:
    """One of the cast. `headers` are what they send with each request."""

    name: str
    id: str
    role: str
    areas: tuple[str, ...]
    rights: frozenset[str]
    customer: str | None
    headers: Mapping[str, str] = field(repr=False)

    @property
    def is_user(self) -> bool:
        """No staff."""
        return self.role in ("customer", "employee")


@dataclass
class Asked:
    """A survey: the customer or account that is asked."""

    customer: str | None
    account: str | None
    answered: bool = False

    def asks(self, who: Somebody) -> bool:
        """Whether they are to answer it."""
        if self.customer is not None:
            return self.customer == who.customer
        return self.account == who.id


@dataclass
class Known:
    """A ticket as it must be. `lines` are kind and visibility, oldest first."""

    id: str
    number: int
    area: str
    opened_by: str
    customer: str | None
    contact: str | None
    state: str = "registered"
    assignee: str | None = None
    survey: Asked | None = None
    lines: list[tuple[str, str]] = field(default_factory=lambda: [("registered", "public")])

    def lines_for(self, who: Somebody) -> list[tuple[str, str]]:
        """The timeline as they read it, newest first."""
        lines = reversed(self.lines)
        return [line for line in lines if line[1] == _FOR_USERS or not who.is_user]

    def comments_for(self, who: Somebody) -> int:
        """What people wrote of it."""
        return sum(kind in _WRITTEN for kind, _ in self.lines_for(who))


@dataclass(frozen=True)
class Deed:
    """A command on a ticket: the last part of its address and its body, and whom it names."""

    step: str
    body: Mapping[str, str | None] = field(default_factory=dict)
    named: Somebody | None = None


def sees(who: Somebody, ticket: Known) -> bool:
    """B07, B17, B23, B24, B26, B41, D04."""
    if who.role in ("administrator", "operator"):
        return True
    if ticket.opened_by == who.id:
        return True
    if who.is_user:
        return who.customer is not None and ticket.customer == who.customer
    if ticket.assignee == who.id:
        return True
    nobodys = ticket.assignee is None and ticket.state != "registered"
    whole_area = who.role == "supervisor" or "scope.area" in who.rights
    return ticket.area in who.areas and (nobodys or whole_area)


def sees_survey(who: Somebody, ticket: Known) -> bool:
    """B20, B29: users what they are asked, staff what was asked about tickets they see."""
    if ticket.survey is None:
        return False
    return ticket.survey.asks(who) if who.is_user else sees(who, ticket)


def refusal(who: Somebody, ticket: Known | None, deed: Deed) -> Refusal | None:
    """How a deed is refused: first for the right, then for sight, for the person, for the state."""
    if RIGHTS[deed.step] not in who.rights:
        return 403, "forbidden"
    if ticket is None or not sees(who, ticket):
        return 404, "ticket-not-found"
    return _of_person(who, ticket, deed) or _of_state(ticket, deed)


def answering_refused(who: Somebody, ticket: Known, chosen: Mapping[str, str]) -> Refusal | None:
    """The same for the answers to a survey of two questions (B61)."""
    if "surveys.answer" not in who.rights:
        return 403, "forbidden"
    if not sees_survey(who, ticket) or ticket.survey is None:
        return 404, "survey-not-found"
    if not ticket.survey.asks(who):
        return 403, "not-your-survey"
    if ticket.survey.answered:
        return 409, "survey-is-answered"
    if len(chosen) < 2:
        return 422, "question-unanswered"
    return (422, "unknown-choice") if "perhaps" in chosen.values() else None


def offered(who: Somebody, ticket: Known) -> list[str]:
    """What a screen may offer them."""
    deeds = {name: Deed("entries" if name == "comment" else name) for name in OFFERED}
    return [
        name
        for name, deed in deeds.items()
        if RIGHTS[deed.step] in who.rights
        and ticket.state in _STATES_FOR[deed.step]
        and (name == "comment" or _of_person(who, ticket, deed) is None)
    ]


def _of_person(who: Somebody, ticket: Known, deed: Deed) -> Refusal | None:
    commands_all = who.role == "administrator"
    in_area = ticket.area in who.areas
    own = ticket.assignee == who.id or (ticket.assignee is None and in_area)
    match deed.step:
        case "entries":
            public = (deed.body["kind"], deed.body["visibility"]) == ("comment", "public")
            return (403, "public-comments-only") if who.is_user and not public else None
        case "start" | "finish":
            may = commands_all or own or (who.role == "supervisor" and in_area)
            return None if may else (403, "not-your-ticket")
        case "reopen" if ticket.state == "closed" and "tickets.reopen-closed" not in who.rights:
            return 403, "forbidden"
    if not (commands_all or in_area or own):
        return 403, "not-your-area"
    return _of_named(who, deed) if deed.named else None


def _of_named(who: Somebody, deed: Deed) -> Refusal | None:
    named, area = deed.named, deed.body["area"]
    if who.role != "administrator" and area not in who.areas:
        return 403, "not-your-area"
    works_there = named and (named.role == "administrator" or area in named.areas)
    return None if works_there and named and not named.is_user else (422, "unknown-account")


def _of_state(ticket: Known, deed: Deed) -> Refusal | None:
    state, step = ticket.state, deed.step
    if state in _STATES_FOR[step] or (state, step) == ("in_progress", "start"):
        return None
    if state in _ENDS:
        return 409, f"ticket-is-{state}"
    return 409, "ticket-not-finished" if step in ("close", "reopen") else "ticket-not-assigned"
