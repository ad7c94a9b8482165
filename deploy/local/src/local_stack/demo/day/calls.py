"""Calls to the company's 0800 number, in the steps in which exchanges report them."""

from dataclasses import dataclass
from random import Random
from typing import Literal

from local_stack.demo.data.chance import chance, weighted
from local_stack.demo.data.customers import Customer
from local_stack.demo.data.places import Country
from local_stack.demo.day.items import (
    SOURCES,
    Accepted,
    Door,
    Expected,
    Ignored,
    Key,
    Message,
    State,
    Story,
)
from local_stack.demo.day.people import customer_of_contact, stranger_of_contact

LINES: dict[Country, str] = {"AR": "08005558376", "CO": "018000555837"}
_REASONS = (
    "Sin servicio", "Internet lento", "Cortes intermitentes", "Facturación", "Cambio de plan",
    "Mudanza", "Cambio de contraseña de wifi",
)  # fmt: skip
_QUEUES = ("soporte", "soporte", "facturacion")
_AGENTS = ("Brenda Aguirre", "Esteban Roldán", "Lorena Castaño", "Mauro Vidal")

# Who calls: an id typed into the voice menu, a known phone alone, nothing at all.
Caller = Literal["identified", "unknown-id", "known-phone", "mistyped-id", "stranger", "anonymous"]
_CALLERS: tuple[tuple[Caller, float], ...] = (
    ("identified", 0.66), ("unknown-id", 0.04), ("known-phone", 0.15), ("mistyped-id", 0.03),
    ("stranger", 0.08), ("anonymous", 0.04),
)  # fmt: skip

# How it goes: nobody answers, somebody answers, or it is still in course when the day ends.
Course = Literal["missed", "attended", "in-course"]
_COURSES: tuple[tuple[Course, float], ...] = (
    ("missed", 0.72), ("attended", 0.25), ("in-course", 0.03),
)  # fmt: skip
_STATES: dict[Course, State] = {"missed": "open", "attended": "closed", "in-course": "live"}
_MISSED_CAUSES = ("cancel", "noAnswer", "busy", "congestion")


@dataclass(frozen=True)
class _Caller:
    """What the exchange knows of the caller, and who it is in truth."""

    phone: str | None
    national_id: str | None
    city: str | None
    reason: str | None
    country: Country
    customer: Customer | None
    has_valid_id: bool


def call(number: int, at: int, door: Door, customers: int) -> Story:
    """The call of contact `number`, beginning at `at`."""
    random = chance("call", number)
    caller = _caller(number, customers, random)
    course = weighted(random, _COURSES)
    key = Key(SOURCES["call"], "call", f"call-{number:05}")
    steps = _steps(course, random)
    messages = tuple(
        _message(key, caller, at + seconds, door, step) for seconds, step in steps
    )  # fmt: skip
    recognised = caller.customer if caller.has_valid_id else None
    expected = Expected(
        key=key,
        screen="calls" if caller.has_valid_id else "calls-without-city",
        state=_STATES[course],
        customer=recognised.number if recognised else None,
        city=_city(caller, recognised),
        phone=caller.phone,
    )
    return Story(messages, expected)


def outbound(number: int, at: int, door: Door) -> Message:
    """The company calls somebody: no contact."""
    fields = {
        "call_id": f"out-{number:05}",
        "event": "new_call",
        "direction": "out",
        "from_number": LINES["AR"],
        "to_number": stranger_of_contact(number, 1).phone.e164,
    }
    return Message(f"out-{number:05}", at, at, door, "call", fields, Ignored())


def _caller(number: int, customers: int, random: Random) -> _Caller:
    kind = weighted(random, _CALLERS)
    reason = random.choice(_REASONS)
    known = customer_of_contact(number, customers)
    stranger = stranger_of_contact(number, customers)
    phone = random.choice(known.phones).e164
    # Who has services in two cities is asked which one it is about.
    city = known.cities[-1] if len(known.cities) > 1 else None
    if kind == "identified":
        return _Caller(
            phone, known.national_id.digits, city, reason, known.country, known, has_valid_id=True
        )
    if kind == "unknown-id":
        return _Caller(
            stranger.phone.e164, stranger.national_id, None, reason, stranger.country, None,
            has_valid_id=True,
        )  # fmt: skip
    if kind in ("known-phone", "mistyped-id"):
        typed = known.national_id.digits[:4] if kind == "mistyped-id" else None
        return _Caller(phone, typed, None, None, known.country, known, has_valid_id=False)
    shown = stranger.phone.e164 if kind == "stranger" else None
    return _Caller(shown, None, None, None, stranger.country, None, has_valid_id=False)


def _city(caller: _Caller, recognised: Customer | None) -> str | None:
    if caller.city is not None or recognised is None:
        return caller.city
    return recognised.cities[0] if len(recognised.cities) == 1 else None


def _steps(course: Course, random: Random) -> list[tuple[int, dict[str, str]]]:
    """Seconds after the call began, and what is said then."""
    begin = (0, {"event": "new_call", "queue": random.choice(_QUEUES)})
    rings = random.randrange(8, 90)
    if course == "missed":
        return [begin, (rings, {"event": "hangup", "cause": random.choice(_MISSED_CAUSES)})]
    answer = (rings, {"event": "answer", "user": random.choice(_AGENTS)})
    if course == "in-course":
        return [begin, answer]
    ends = rings + random.randrange(60, 900)
    return [begin, answer, (ends, {"event": "hangup", "cause": "normalClearing"})]


def _message(key: Key, caller: _Caller, at: int, door: Door, step: dict[str, str]) -> Message:
    fields = {
        "call_id": key.external_id,
        "direction": "in",
        "from_number": caller.phone or "anonymous",
        "to_number": LINES[caller.country],
        "national_id": caller.national_id,
        "city": caller.city,
        "reason": caller.reason,
        **step,
    }
    name = f"{key.external_id}/{step['event']}"
    told = {field: value for field, value in fields.items() if value is not None}
    return Message(name, at, at, door, "call", told, Accepted(key))
