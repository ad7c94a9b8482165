"""Text from strangers, made fit for the headers and bodies of e-mails.

Python's e-mail package decodes RFC 2047 words in whatever is assigned to a header, and some
versions write a line break found inside one as a line break: `=?utf-8?q?hi=0ABcc=3A_x?=` becomes a
header of its own (CVE-2024-6923). So words are decoded here first, then control characters are
removed, and no mark of an encoded word is left for anybody to decode again.
"""

import binascii
import quopri
import re
import unicodedata
from dataclasses import dataclass
from email.utils import getaddresses

LONGEST_NAME = 100
_LONGEST_FILE_NAME = 120
_LONGEST_ENDING = 10
LONGEST_ADDRESS = 254
_LONGEST_LOCAL_PART = 64
_LONGEST_RAW_HEADER = 4_000
_NESTED_WORDS = 8

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(?<=\?=)\s+(?==\?)")
_CHARSETS = frozenset({"utf-8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252"})
_SPACES = frozenset({"Cc", "Zl", "Zp", "Zs"})
_INVISIBLE = frozenset({"Cc", "Cf", "Cs"})
_NO_FILE_NAME = re.compile(r"[^\w .()+,@-]+")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
# Narrower than RFC 5322: what nobody's address contains, but attacks do, is left out.
_ADDRESS = re.compile(
    r"[A-Za-z0-9!#$%&'*+/=^_{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=^_{|}~-]+)*"
    r"@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)


@dataclass(frozen=True)
class Mailbox:
    """A name for people and an address for machines, both safe in a header."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """The part of the address after the @."""
        return self.address.rpartition("@")[2]


def header_text(raw: str, most: int) -> str:
    """One line of visible text, at most `most` characters, that no parser can take for more."""
    text = raw[:_LONGEST_RAW_HEADER]
    for _ in range(_NESTED_WORDS):
        plain = _one_line(_WORD.sub(_decoded, _BETWEEN_WORDS.sub("", text)))
        if plain == text:
            break
        text = plain
    text = text.replace("=?", "= ?")
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def body_text(raw: str) -> str:
    """Lines of visible text, separated by newlines; nothing else that controls anything."""
    text = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", raw))
    return "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _INVISIBLE)


def file_name(raw: str) -> str:
    """What a file may be called in a header and on whoever's disk: letters, digits and a few
    marks, of which none ends a header, quotes, or leads into another folder."""
    name = _NO_FILE_NAME.sub("_", header_text(raw, _LONGEST_RAW_HEADER))
    stem, dot, ending = name.strip(". ").rpartition(".")
    most = _LONGEST_FILE_NAME - len(dot + ending[:_LONGEST_ENDING])
    return f"{stem[:most]}{dot}{ending[:_LONGEST_ENDING]}" if stem else ending[:most] or "file"


def address(raw: str | None) -> str | None:
    """The one plain ASCII address this text is; None if it is anything else."""
    text = (raw or "").strip()
    local_part = text.partition("@")[0]
    if len(text) > LONGEST_ADDRESS or len(local_part) > _LONGEST_LOCAL_PART:
        return None
    return text if _ADDRESS.fullmatch(text) else None


def mailbox(text: str) -> Mailbox:
    """`Name <address>` or a bare address, as an operator writes it; raises ValueError."""
    named = getaddresses([text])
    plain = address(named[0][1]) if len(named) == 1 else None
    if plain is None:
        raise ValueError("expected `Name <address>`")
    return Mailbox(header_text(named[0][0], LONGEST_NAME), plain)


def _decoded(word: re.Match[str]) -> str:
    charset, encoding, content = word.groups()
    if charset.lower() not in _CHARSETS:
        return word.group()
    try:
        if encoding in "bB":
            raw = binascii.a2b_base64(content + "=" * (-len(content) % 4))
        else:
            raw = quopri.decodestring(content.encode("ascii"), header=True)
    except ValueError:
        return word.group()
    return raw.decode(charset, errors="replace")


def _one_line(text: str) -> str:
    kept: list[str] = []
    for character in unicodedata.normalize("NFC", text):
        category = unicodedata.category(character)
        if category in _SPACES:
            kept.append(" ")
        elif category not in _INVISIBLE:
            kept.append(character)
    return " ".join("".join(kept).split())
