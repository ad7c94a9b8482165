"""How titles are compared: without accents, without case."""

import unicodedata


def searchable(text: str) -> str:
    """The form in which titles are stored for searching."""
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def containing(text: str) -> str:
    """A LIKE pattern for titles that contain this, taken literally."""
    escaped = searchable(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
