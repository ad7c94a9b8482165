"""Through which door a technician's event leaves."""

from enum import StrEnum


class Door(StrEnum):
    """A way out of the simulator."""

    WEBHOOK = "webhook"
    KAFKA = "kafka"


class Mode(StrEnum):
    """How doors are chosen for a new event."""

    PER_TECHNICIAN = "per-technician"
    WEBHOOK = "webhook"
    KAFKA = "kafka"
    BOTH = "both"


def doors_for(mode: Mode, own: Door) -> tuple[Door, ...]:
    """The doors an event takes, given the door of the technician who caused it."""
    match mode:
        case Mode.PER_TECHNICIAN:
            return (own,)
        case Mode.WEBHOOK:
            return (Door.WEBHOOK,)
        case Mode.KAFKA:
            return (Door.KAFKA,)
        case Mode.BOTH:
            return (Door.WEBHOOK, Door.KAFKA)
