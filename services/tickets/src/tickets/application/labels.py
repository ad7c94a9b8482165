"""What codes are called on the screen."""

from collections.abc import Mapping

from tickets.domain.lifecycle import State
from tickets.domain.report import Priority

STATE_LABELS: Mapping[State, str] = {
    State.REGISTERED: "Registrado",
    State.ASSIGNED: "Asignado",
    State.IN_PROGRESS: "En Proceso",
    State.FINISHED: "Finalizado",
    State.CLOSED: "Cerrado",
    State.CANCELLED: "Cancelado",
}

PRIORITY_LABELS: Mapping[Priority, str] = {
    Priority.HIGH: "Alta",
    Priority.MEDIUM: "Media",
    Priority.LOW: "Baja",
}

ORDER_STATE_LABELS: Mapping[str, str] = {
    "open": "Abierto",
    "in_progress": "En Progreso",
    "reschedule": "Reprogramar",
    "finished": "Finalizado",
    "cancelled": "Cancelado",
}
