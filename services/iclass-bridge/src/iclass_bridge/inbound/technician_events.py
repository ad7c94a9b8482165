"""From Iclass's words to Tero's, for what technicians do."""

from contracts.iclass import IclassSlot, TechnicianEventV1
from iclass_bridge.domain.technician import Deed, TechnicianEvent


def technician_event(told: TechnicianEventV1) -> TechnicianEvent:
    """The same event in our words; characters no database can hold are dropped."""
    return TechnicianEvent(
        id=told.event_id,
        order_id=told.external_reference,
        number=_clean(told.work_order_number),
        deed=Deed(told.kind),
        sequence=told.sequence,
        at=told.occurred_at,
        technician=_clean(told.technician.name),
        text=_with_proposal(_clean(told.text or ""), told.slot),
        resolution=_clean(told.resolution) if told.resolution else None,
        observation=_clean(told.observation) if told.observation else None,
    )


def _with_proposal(text: str, slot: IclassSlot | None) -> str:
    """What the customer proposed belongs to the reason: a person books the next visit."""
    if slot is None:
        return text
    return f"{text} ({slot.date} {slot.start:%H:%M}-{slot.end:%H:%M})".strip()


def _clean(text: str) -> str:
    return text.replace("\x00", "")
