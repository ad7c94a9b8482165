"""Texts from outside, as they can be kept."""

_LONGEST_SOURCE = 200


def clean(text: str | None) -> str | None:
    """Without blanks around it, None if nothing is left; PostgreSQL cannot keep a NUL."""
    return (text.replace("\x00", "\ufffd").strip() or None) if text else None


def storable(text: str) -> str:
    """As it is but for NULs; for names and texts that must stay as they came."""
    return text.replace("\x00", "\ufffd")


def bounded_source(source: str) -> str:
    """A source's name as part of a key; longer than any honest one it is cut."""
    return storable(source[:_LONGEST_SOURCE])
