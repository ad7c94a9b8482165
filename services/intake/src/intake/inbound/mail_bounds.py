"""What a mail may be made of to be read part by part.

The standard library looks at every line once for each level it is nested in, and at the fields of
a part again and again. So both are counted before, in one pass over the bytes.
"""

import re
from itertools import islice

_MOST_LINES = 300_000
_MOST_PARTS = 5_000
_MOST_PARTS_TIMES_LINES = 20_000_000
_MOST_LEVELS = 40
_LONGEST_FIELD = 4_000
_MOST_FIELDS = 2_000
_MOST_PARAMETERS = 50

_MARK = re.compile(rb"[\r\n]--")
# In a report on delivery every paragraph is a part.
_REPORT = re.compile(rb"message/delivery-status", re.IGNORECASE)
_PARAGRAPH = re.compile(rb"\n[\r\n]|\r\r")
# A level needs one of these words, which cannot be written in another way.
_LEVEL = re.compile(rb"boundary|:[ \t\r\n]*+message/", re.IGNORECASE)
_FIELD = re.compile(
    rb"(?:^|[\r\n])content-(?:type|disposition|transfer-encoding)[ \t]*+:"
    rb"(?:[^\r\n]|\r\n?[ \t]|\n[ \t])*+",
    re.IGNORECASE,
)


def is_readable(raw: bytes) -> bool:
    """Whether it is as simple as what people send."""
    lines = raw.count(b"\n") + raw.count(b"\r") - raw.count(b"\r\n")
    if lines > _MOST_LINES or _count(_LEVEL, raw, _MOST_LEVELS) > _MOST_LEVELS:
        return False
    parts = _count(_MARK, raw, _MOST_PARTS)
    if _REPORT.search(raw):
        parts += _count(_PARAGRAPH, raw, _MOST_PARTS)
    few = parts <= _MOST_PARTS and parts * lines <= _MOST_PARTS_TIMES_LINES
    return few and _fields_are_short(raw)


def _count(what: re.Pattern[bytes], raw: bytes, most: int) -> int:
    """How often it is there, as far as that matters."""
    return sum(1 for _ in islice(what.finditer(raw), most + 1))


def _fields_are_short(raw: bytes) -> bool:
    fields = [found.span() for found in islice(_FIELD.finditer(raw), _MOST_FIELDS + 1)]
    return len(fields) <= _MOST_FIELDS and all(
        end - start <= _LONGEST_FIELD and raw.count(b";", start, end) <= _MOST_PARAMETERS
        for start, end in fields
    )
