"""Contacts in writing: chats that the bot hands over, and forms of the portal "Mi Cuenta"."""

from random import Random
from typing import Any

from local_stack.demo.data.chance import chance, weighted
from local_stack.demo.data.customers import Customer
from local_stack.demo.day.dialogues import SUBJECTS, dialogue
from local_stack.demo.day.items import SOURCES, Accepted, Door, Expected, Key, Message, Story
from local_stack.demo.day.people import customer_of_contact, stranger_of_contact

_GIVES_ID = 0.8
_IS_STRANGER = 0.06

_TEXTS = {
    "technical_service": (
        "Desde el lunes la conexión se corta cada noche entre las 21 y las 23.",
        "Necesito que venga un técnico: el cable que entra a la casa quedó colgando.",
        "El decodificador no enciende más desde la tormenta.",
    ),
    "information": (
        "Quisiera saber qué planes de fibra hay en mi zona y si el cambio tiene costo.",
        "¿Hasta qué fecha puedo pagar sin recargo?",
        "¿Cómo cambio la contraseña del wifi?",
    ),
    "cancellation": (
        "Quiero dar de baja el servicio a fin de mes porque me mudo al exterior.",
        "Solicito la baja del servicio de televisión y conservar internet.",
    ),
}
_REASONS = (("technical_service", 0.5), ("information", 0.35), ("cancellation", 0.15))


def chat(number: int, at: int, door: Door, customers: int) -> Story:
    """The chat of contact `number`; the bot hands it over at `at`."""
    random = chance("chat", number)
    key = Key(SOURCES["chat"], "chat", f"chat-{number:05}")
    subject = random.choice(SUBJECTS)
    known = customer_of_contact(number, customers)
    if random.random() < _IS_STRANGER:
        stranger = stranger_of_contact(number, customers)
        person: dict[str, Any] = {"name": stranger.name, "phone": stranger.phone.e164}
        country, national_id, recognised = stranger.country, None, None
    else:
        gives_id = random.random() < _GIVES_ID
        person = _person(known)
        country, national_id = known.country, known.national_id.digits if gives_id else None
        recognised = known if gives_id else None
    fields = {
        "external_id": key.external_id,
        **person,
        "national_id": national_id,
        "reason": subject.reason,
        "transcript": _lines(dialogue(subject, country, national_id, random), at, random),
    }
    return _story(key, fields, at, door, recognised)


def inquiry(number: int, at: int, door: Door, customers: int) -> Story:
    """A form that the customer behind contact `number` sends; the portal knows who it is."""
    random = chance("inquiry", number)
    key = Key(SOURCES["inquiry"], "inquiry", f"inquiry-{number:05}")
    known = customer_of_contact(number, customers)
    reason = weighted(random, _REASONS)
    fields = {
        "external_id": key.external_id,
        **_person(known),
        "national_id": known.national_id.digits,
        "reason": reason,
        "text": random.choice(_TEXTS[reason]),
    }
    return _story(key, fields, at, door, known)


def _person(known: Customer) -> dict[str, Any]:
    """What somebody who is logged in or greeted by name says of themselves."""
    return {
        "name": known.name,
        "phone": known.phones[0].e164,
        "email": known.emails[0] if known.emails else None,
        "city": known.cities[-1] if len(known.cities) > 1 else None,
    }


def _lines(said: Any, at: int, random: Random) -> list[dict[str, Any]]:
    """The lines with their times: the last one just before the bot hands over."""
    moment, lines = at, []
    for author, text in reversed(said):
        lines.append({"author": author, "text": text, "at": moment})
        moment -= random.randrange(4, 45)
    return lines[::-1]


def _story(
    key: Key, fields: dict[str, Any], at: int, door: Door, recognised: Customer | None
) -> Story:
    told = {name: value for name, value in fields.items() if value is not None}
    cities = recognised.cities if recognised else ()
    expected = Expected(
        key=key,
        screen="chats" if key.channel == "chat" else "inquiries",
        state="open",
        customer=recognised.number if recognised else None,
        city=told.get("city") or (cities[0] if len(cities) == 1 else None),
        phone=told.get("phone"),
    )
    message = Message(key.external_id, at, at, door, key.channel, told, Accepted(key))
    return Story((message,), expected)
