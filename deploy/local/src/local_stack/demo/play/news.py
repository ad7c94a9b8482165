"""Events as people at the desk would tell them."""

from collections.abc import Callable, Mapping
from typing import Any

from local_stack.demo.play.feed import Event

_CHANNELS = {"call": "Llamada", "chat": "Chat", "inquiry": "Consulta"}
_MILESTONES = {
    "delivered": "la orden llegó a la app", "en_route": "en camino", "on_site": "en el domicilio",
}  # fmt: skip
_REASONS = {
    "technical_service": "solicita servicio técnico", "information": "pide información",
    "cancellation": "solicita la baja",
}  # fmt: skip

Data = dict[str, Any]


def _received(data: Data) -> str:
    who = "" if data["customer_id"] else " sin identificar"
    where = f" de {data['city']}" if data["city"] else ""
    reason = _REASONS.get(data["reason"], data["reason"]) or "sin motivo"
    return f"{_CHANNELS[data['channel']]}{who}{where}: {reason}"


def _taken(data: Data) -> str:
    what = _CHANNELS[data["channel"]].lower()
    return f"{data['account_name']} toma {what} de {data['name'] or data['phone'] or 'anónimo'}"


def _mailed(_: Data) -> str:
    return "Sale un correo con el texto de cierre"


_TELL: Mapping[str, Callable[[Data], str]] = {
    "intake.contact-received.v1": _received,
    "intake.contact-taken.v1": _taken,
    "intake.contact-returned.v1": lambda _: "Un contacto vuelve a quedar LIBRE",
    "intake.contact-finished.v1": lambda data: f"Consulta finalizada: {data['outcome']}",
    "tickets.ticket-registered.v1": lambda data: f"Ticket {data['number']}: {data['title']}",
    "tickets.ticket-finished.v1": lambda data: f"Ticket finalizado: {data['resolution']}",
    "tickets.ticket-closed.v1": lambda data: f"Ticket {data['number']} cerrado",
    "orders.order-opened.v1": lambda data: (
        f"Orden {data['number']} del ticket {data['ticket_number']}: {data['description']}"
    ),
    "orders.order-dispatched.v1": lambda data: f"Iclass recibió {data['work_order_number']}",
    "orders.order-follow-up-added.v1": lambda data: f"{data['author']}: {data['body']}",
    "orders.order-rescheduled.v1": lambda data: f"Orden reprogramada: {data['reason']}",
    "orders.order-slot-booked.v1": lambda data: f"Nuevo turno el {data['slot']['day']}",
    "orders.order-finished.v1": lambda data: f"Orden finalizada: {data['resolution']}",
    "bridge.visit-progressed.v1": lambda data: (
        f"{data['technician']}: {_MILESTONES[data['milestone']]}"
    ),
    "notifications.email-sent.v1": _mailed,
    "notifications.email-failed.v1": lambda data: f"Un correo no salió: {data['reason']}",
    "notifications.email-unaddressed.v1": lambda _: "Un correo no tiene a quién ir",
}


def sentence(event: Event) -> str | None:
    """What happened; None for what only machines want to know."""
    tell = _TELL.get(event.type)
    return tell(event.data) if tell else None
