"""What people call things. The codes are the system's, the labels are data."""

from collections.abc import Mapping

CHANNELS: Mapping[str, str] = {
    "call": "Llamada",
    "chat": "Chat",
    "inquiry": "Consulta",
    "email": "Correo",
}

CONTACT_STATES: Mapping[str, str] = {"live": "EN VIVO", "open": "ABIERTO", "closed": "CERRADO"}

TICKET_STATES: Mapping[str, str] = {
    "registered": "Registrado",
    "assigned": "Asignado",
    "in_progress": "En Proceso",
    "finished": "Finalizado",
    "closed": "Cerrado",
    "cancelled": "Cancelado",
}

ORDER_STATES: Mapping[str, str] = {
    "open": "Abierto",
    "in_progress": "En Progreso",
    "reschedule": "Reprogramar",
    "finished": "Finalizado",
    "cancelled": "Cancelado",
}

NO_CATEGORY = "Sin categoría"
