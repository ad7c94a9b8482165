"""How titles are looked for."""

from chassis.searching import searchable


def containing(text: str) -> str:
    """A LIKE pattern for titles that contain this, taken literally."""
    escaped = searchable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
