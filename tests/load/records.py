"""The events that channel systems and `directory` would send, ready for the wire."""

from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from tests.load.sizes import CUSTOMERS

from chassis.cloudevents import as_wire, attributes
from chassis.contract import Contract
from contracts.channels import CallReportedV1, ChatReceivedV1, InquiryReceivedV1, TranscriptLine
from contracts.directory import CustomerChangedV1, CustomerContract
from local_stack.demo.data.customers import Customer, customers

_KNOWN = 0.8
_LINES = (
    ("bot", "Hola, soy el asistente virtual. ¿En qué te puedo ayudar hoy?"),
    ("customer", "Buenas, desde ayer a la noche no tengo internet y trabajo desde casa."),
    ("bot", "Entiendo. ¿Probaste apagar y encender el equipo, y esperar dos minutos?"),
    ("customer", "Sí, tres veces. La luz roja sigue prendida, necesito hablar con alguien."),
    ("bot", "Te comunico con una persona de soporte técnico. El tiempo de espera es de minutos."),
    ("customer", "Gracias, espero. El titular es mi papá, por si piden los datos."),
)
_TEXT = (
    "Hace tres días que la conexión se corta cada tarde entre las seis y las nueve. Ya reinicié el "
    "equipo, cambié el cable y probé con otra computadora; el problema sigue igual. Les pido que "
    "manden a alguien a revisar la línea, por favor, en el horario de la mañana si es posible."
)


@dataclass(frozen=True, slots=True)
class Wire:
    """A record before it is sent."""

    topic: str
    key: bytes
    value: bytes
    headers: list[tuple[str, bytes]]


def wire(event: Contract, *, key: object, source: str, version: int | None = None) -> Wire:
    """This event as its sender would put it on the wire."""
    headers = attributes(
        identity=str(uuid4()),
        kind=event.type,
        source=source,
        subject=str(key),
        time=datetime.now(UTC),
        sequence=version,
    )
    body = event.model_dump_json(exclude_none=True).encode()
    return Wire(event.topic.name, str(key).encode(), body, as_wire(headers))


def contacts(count: int, run: str) -> list[Wire]:
    """That many contacts of a busy day, one record each, the same for the same `run`.

    Four in ten are chats, three inquiries, three calls; the bodies have 600 bytes on average.
    """
    random = Random(run)  # noqa: S311 - nothing here is a secret
    return [_contact(random, f"{run}-{number}") for number in range(count)]


def chat(name: str, external_id: str, random: Random) -> ChatReceivedV1:
    """A chat of a customer, under a name of its own."""
    customer = random.choice(customers(CUSTOMERS))
    now = datetime.now(UTC)
    return ChatReceivedV1(
        external_id=external_id,
        name=name,
        national_id=_national_id(customer, random),
        phone=customer.phones[0].e164,
        city=customer.cities[0],
        reason="technical_service",
        transcript=[TranscriptLine(author=who, text=text, at=now) for who, text in _LINES],
    )


def customer_changes() -> list[Wire]:
    """All customers as `directory` tells them."""
    return [
        wire(_customer_change(customer), key=_id_of(customer), source="/directory", version=1)
        for customer in customers(CUSTOMERS)
    ]


def _contact(random: Random, external_id: str) -> Wire:
    kind = random.random()
    if kind < 0.4:
        name = random.choice(customers(CUSTOMERS)).name
        return wire(chat(name, external_id, random), key=external_id, source="bot")
    if kind < 0.7:
        return wire(_inquiry(random, external_id), key=external_id, source="portal")
    return wire(_call(random, external_id), key=external_id, source="pbx")


def _inquiry(random: Random, external_id: str) -> InquiryReceivedV1:
    customer = random.choice(customers(CUSTOMERS))
    return InquiryReceivedV1(
        external_id=external_id,
        reason=random.choice(("technical_service", "information", "cancellation")),
        text=_TEXT[: random.randrange(250, len(_TEXT))],
        national_id=_national_id(customer, random),
        name=customer.name,
        phone=customer.phones[0].written,
        email=next(iter(customer.emails), None),
        city=customer.cities[0],
    )


def _call(random: Random, external_id: str) -> CallReportedV1:
    customer = random.choice(customers(CUSTOMERS))
    return CallReportedV1(
        call_id=external_id,
        event="new_call",
        from_number=customer.phones[0].written,
        to_number="08105550101",
        queue="soporte-tecnico",
        national_id=_national_id(customer, random) if random.random() < _KNOWN else None,
        reason="technical_service",
    )


def _national_id(customer: Customer, random: Random) -> str:
    """As people type it; some are of nobody we know."""
    if random.random() < _KNOWN:
        return customer.national_id.written
    return str(random.randrange(10_000_000, 99_000_000))


def _id_of(customer: Customer) -> UUID:
    return uuid5(NAMESPACE_URL, customer.number)


def _customer_change(customer: Customer) -> CustomerChangedV1:
    return CustomerChangedV1(
        customer_id=_id_of(customer),
        number=customer.number,
        name=customer.name,
        kind=customer.kind,
        national_id_kind=customer.national_id.kind,
        national_id=customer.national_id.digits,
        phones=[phone.e164 for phone in customer.phones],
        emails=list(customer.emails),
        language="es",
        contracts=[
            CustomerContract(
                contract_id=uuid5(NAMESPACE_URL, contract.number),
                number=contract.number,
                plan=contract.plan,
                state=contract.state,
                address=f"{contract.place.city}",
                city=contract.place.city,
                node=contract.place.city,
            )
            for contract in customer.contracts
        ],
    )
