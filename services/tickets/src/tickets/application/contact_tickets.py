"""Which ticket a contact has: the id follows from the contact's, so there is never a second."""

from uuid import UUID, uuid5

# Never change this: it would give every known contact a second ticket.
_CONTACTS = UUID("5b3d7a52-6f0e-4c8e-9d0a-1f6f3f0c7e11")


def ticket_id_for(contact_id: UUID) -> UUID:
    """The id of the one ticket this contact can have."""
    return uuid5(_CONTACTS, str(contact_id))
