"""What channels say, by whichever door, as facts."""

from datetime import UTC, datetime
from typing import NamedTuple

from chassis.causes import Cause
from contracts.channels import (
    CallReportedV1,
    ChatReceivedV1,
    InquiryReceivedV1,
    InquiryReceivedV2,
    TranscriptLine,
)
from intake.application.receive_contacts import Report
from intake.domain.channel_system import ChannelSystem
from intake.domain.conversation import Line
from intake.domain.facts import Facts
from intake.domain.identity import national_id_of
from intake.inbound.phones import Phones
from intake.inbound.texts import bounded_source, clean, storable

Inquiry = InquiryReceivedV1 | InquiryReceivedV2

# No exchange of ours existed before; a clock that says so says nothing.
_DAWN = datetime(2000, 1, 1, tzinfo=UTC)
# How exchanges say that nobody but a machine answered.
_MACHINES = frozenset({"voicemail", "voice mail", "voice-mail", "mailbox"})


class Origin(NamedTuple):
    """Who says it and when it happened there; without a cause it follows from the request."""

    source: str
    at: datetime
    cause: Cause | None = None


def believable(at: datetime, now: datetime) -> datetime:
    """The source's time in UTC, but never in the future."""
    if not _DAWN <= at <= now:
        return now
    return at if at.tzinfo is UTC else at.astimezone(UTC)


def with_defaults(facts: Facts, system: ChannelSystem) -> Facts:
    """What the system does not say of a contact, as it was registered."""
    return facts._replace(
        queue=facts.queue or system.queue,
        line=facts.line or system.line,
        reason=facts.reason or system.reason,
    )


class Reports:
    """Turns contracts into reports."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    def of_call(self, call: CallReportedV1, origin: Origin) -> Report:
        """One step of a call."""
        begins, at = call.event == "new_call", origin.at
        answered, ended = _is_answer(call), call.event == "hangup"
        facts = Facts(
            started_at=at if begins else None,
            answered_at=at if answered else None,
            answered_by=clean(call.user) if answered else None,
            hung_up_at=at if ended else None,
            cause=clean(call.cause) if ended else None,
            phone=self._phones.read(call.from_number),
            line=clean(call.to_number),
            queue=clean(call.queue),
            national_id=_national_id(call.national_id),
            name=clean(call.name),
            city=clean(call.city),
            reason=clean(call.reason),
        )
        lines = tuple(_line(line) for line in call.transcript) if call.transcript else ()
        return _report(call.call_id, facts, origin, lines, begins=begins)

    def of_chat(self, chat: ChatReceivedV1, origin: Origin) -> Report:
        """A chat handed over by the bot, with what was said."""
        lines = tuple(_line(line) for line in chat.transcript)
        return _report(chat.external_id, self._written(chat, origin.at), origin, lines)

    def of_inquiry(self, inquiry: Inquiry, origin: Origin) -> Report:
        """A form of the portal; its text is a conversation of one line."""
        lines = (Line("customer", storable(inquiry.text), origin.at),)
        return _report(inquiry.external_id, self._written(inquiry, origin.at), origin, lines)

    def _written(self, said: ChatReceivedV1 | Inquiry, at: datetime) -> Facts:
        return Facts(
            started_at=at,
            phone=self._phones.read(said.phone),
            national_id=_national_id(said.national_id),
            name=clean(said.name),
            city=clean(said.city),
            reason=clean(said.reason),
            email=clean(said.email),
            customer_number=clean(said.customer_number),
            contract_number=clean(said.contract_number),
        )


def _report(
    external_id: str,
    facts: Facts,
    origin: Origin,
    lines: tuple[Line, ...] = (),
    *,
    begins: bool = True,
) -> Report:
    return Report(
        source=bounded_source(origin.source),
        external_id=storable(external_id),
        facts=facts,
        begins=begins,
        lines=lines,
        cause=origin.cause,
    )


def _is_answer(call: CallReportedV1) -> bool:
    """Whether a person spoke with the caller: who talked to a machine is to be called back."""
    return call.event == "answer" and (call.user or "").strip().lower() not in _MACHINES


def _national_id(text: str | None) -> str | None:
    return clean(national_id_of(text)) if text else None


def _line(line: TranscriptLine) -> Line:
    return Line(line.author, storable(line.text), line.at)
