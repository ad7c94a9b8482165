"""What was said before a person came: a bot's chat, or the text of an inquiry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

LONGEST_SUMMARY = 2_000

Author = Literal["customer", "bot"]
_LABELS = {"customer": "Cliente", "bot": "Bot"}


@dataclass(slots=True)
class Line:
    """One thing one of them said. Not frozen: of these the busiest hour makes the most."""

    author: Author
    text: str
    at: datetime


def summary_of(lines: Sequence[Line]) -> str:
    """What a ticket should say of it, in at most 2,000 characters.

    Of a long text the beginning is kept; of a long chat its end, where the bot gave up.
    """
    if len(lines) == 1:
        text = lines[0].text
        return text if len(text) <= LONGEST_SUMMARY else text[: LONGEST_SUMMARY - 1] + "…"
    text = "\n".join(f"{_LABELS[line.author]}: {line.text}" for line in lines)
    return text if len(text) <= LONGEST_SUMMARY else "…" + text[1 - LONGEST_SUMMARY :]
