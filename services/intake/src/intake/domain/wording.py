"""Words as people mean them who write in haste."""

import unicodedata


def folded(text: str) -> str:
    """Without accents, capitals and needless blanks, and with a blank for a hyphen or underscore:
    two texts that mean the same name are equal."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(each for each in plain if not unicodedata.combining(each))
    return " ".join(letters.replace("-", " ").replace("_", " ").split())
