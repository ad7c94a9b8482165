"""How the contacts of a channel become work, as the company sets it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from intake.domain.customer_ticket import CustomerTicket
from intake.domain.words import Channel


class ExistingWork(StrEnum):
    """What taking a contact does where its customer has open tickets already."""

    APPEND = "append"
    ASK = "ask"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class ChannelRule:
    """The rule of the channel `code`. Where an attention context is required, contacts end with
    their ticket (X18)."""

    code: str
    existing_work: str = ExistingWork.NEW
    requires_attention_context: bool = True
    version: int = 1


class ChannelRules:
    """All of them; a channel without a rule of its own follows that of its kind."""

    def __init__(self, rules: Sequence[ChannelRule]) -> None:
        self._rules: Mapping[str, ChannelRule] = {rule.code: rule for rule in rules}

    def of(self, channel: Channel) -> ChannelRule:
        """What holds for contacts of this channel."""
        rule = self._rules.get(channel) or self._rules.get(channel.kind)
        return rule or ChannelRule(channel)


def to_append_to(
    rule: ChannelRule, pending: Sequence[CustomerTicket]
) -> tuple[CustomerTicket | None, bool]:
    """The ticket that one more contact belongs to without a question, and whether to ask.

    The one of another open contact of the same channel, else the only one there is: between several
    a person decides.
    """
    if not pending or rule.existing_work == ExistingWork.NEW:
        return None, False
    likely = [each for each in pending if each.is_of_channel] or pending
    if rule.existing_work == ExistingWork.APPEND and len(likely) == 1:
        return likely[0], False
    return None, True
