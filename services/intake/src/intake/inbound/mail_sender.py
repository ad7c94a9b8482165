"""Who says to have written a mail."""

import re
from email.message import Message
from email.utils import getaddresses

from intake.inbound.mail_parts import UNREADABLE, header, plain

_LONGEST_FIELD = 2_000
_LONGEST_NAME = 300
_LONGEST_ADDRESS = 254
_ADDRESS = re.compile(r"""[^\s@<>()\[\],;:"\\]+@[^\s@<>()\[\],;:"\\]+""")


def sender_of(message: Message, return_path: str) -> tuple[str, str]:
    """The name and the address; where nobody is named, the address it was sent from.

    What checks who sent a mail (SPF, DKIM, DMARC) looks at the field as it came, so that is what
    is read: words are decoded in names alone, and never become an address. Where several are
    named nobody has checked which one it is: it is none of them.
    """
    fields = [str(value) for name, value in message.raw_items() if name.lower() == "from"]
    if len(fields) > 1 or any(len(each) > _LONGEST_FIELD for each in fields):
        return "", ""
    try:
        named = [each for each in getaddresses(fields) if "@" in each[1]]
    except UNREADABLE:
        return "", ""
    if not named:
        return "", plain(return_path).lower()[:_LONGEST_ADDRESS]
    name, address = named[0]
    if len(named) > 1 or not _ADDRESS.fullmatch(address):
        return "", ""
    return header(name)[:_LONGEST_NAME], plain(_letters(address)).lower()[:_LONGEST_ADDRESS]


def _letters(raw: str) -> str:
    """Bytes that are no ASCII, as they were meant."""
    return raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
