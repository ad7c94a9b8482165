"""The states of a service order, with what people call them."""

from enum import StrEnum


class State(StrEnum):
    """Where an order is in its life."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    RESCHEDULE = "reschedule"
    FINISHED = "finished"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        """The name on the screens of the company."""
        return _LABELS[self]


LIVE = frozenset({State.OPEN, State.IN_PROGRESS, State.RESCHEDULE})

_LABELS = {
    State.OPEN: "Abierto",
    State.IN_PROGRESS: "En Progreso",
    State.RESCHEDULE: "Reprogramar",
    State.FINISHED: "Finalizado",
    State.CANCELLED: "Cancelado",
}

# The manual calls these two states by a second name each.
_ALIASES = {"cerrado": State.FINISHED, "reprogramado": State.RESCHEDULE}


def state_named(name: str) -> State:
    """The state of a code or of an alias; ValueError if there is none."""
    return _ALIASES.get(name.lower()) or State(name.lower())
