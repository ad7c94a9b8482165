"""What channel systems may tell Tero. Strict where a mistake would cost a customer's contact."""

from typing import Annotated, ClassVar, Literal

from pydantic import AwareDatetime, Field

from contracts import topics
from contracts.event import Event, Part, Topic

ExternalId = Annotated[str, Field(min_length=1, max_length=200)]
ShortText = Annotated[str, Field(max_length=300)]
LongText = Annotated[str, Field(max_length=20_000)]


class TranscriptLine(Part):
    """One line of what the customer and the bot said before a person came."""

    author: Literal["customer", "bot"]
    text: LongText
    at: AwareDatetime


Transcript = Annotated[list[TranscriptLine], Field(max_length=500)]


class CallReportedV1(Event):
    """A step of a call, in the words telephone exchanges already use.

    `national_id`, `city` and `reason` are what the caller entered in the voice menu, if anything,
    and `transcript` what the caller and a talking bot said so far, with whichever step it comes.
    A new call names the caller's phone, or says `anonymous`.
    """

    type: ClassVar[str] = "channels.call-reported.v1"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    call_id: ExternalId
    event: Literal["new_call", "answer", "hangup"]
    direction: Literal["in", "out"] = "in"
    from_number: ShortText | None = None
    to_number: ShortText | None = None
    user: ShortText | None = None
    queue: ShortText | None = None
    cause: ShortText | None = None
    national_id: ShortText | None = None
    name: ShortText | None = None
    city: ShortText | None = None
    reason: ShortText | None = None
    transcript: Transcript = Field(default=[])


class ChatReceivedV1(Event):
    """A chat that the bot hands over to the desk, with what was said so far.

    `customer_number` is who is logged in at the source, `contract_number` what they chose there.
    """

    type: ClassVar[str] = "channels.chat-received.v1"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    external_id: ExternalId
    name: ShortText | None = None
    national_id: ShortText | None = None
    phone: ShortText | None = None
    email: ShortText | None = None
    city: ShortText | None = None
    reason: ShortText | None = None
    customer_number: ShortText | None = None
    contract_number: ShortText | None = None
    transcript: Transcript


class InquiryReceivedV1(Event):
    """A form sent from the customers' portal, about one of three things; V2 may be about any.

    `customer_number` is who is logged in there, `contract_number` the service they ask about.
    """

    type: ClassVar[str] = "channels.inquiry-received.v1"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    external_id: ExternalId
    reason: Literal["technical_service", "information", "cancellation"]
    text: LongText
    national_id: ShortText
    name: ShortText | None = None
    phone: ShortText | None = None
    email: ShortText | None = None
    city: ShortText | None = None
    customer_number: ShortText | None = None
    contract_number: ShortText | None = None


class InquiryReceivedV2(Event):
    """A form sent from the customers' portal, about whatever reason the desk has for such forms.

    `reason` is a reason's code or label; what is none stays as it was said. `customer_number` is
    who is logged in there, `contract_number` the service they ask about.
    """

    type: ClassVar[str] = "channels.inquiry-received.v2"
    topic: ClassVar[Topic] = topics.CHANNEL_CONTACTS

    external_id: ExternalId
    reason: Annotated[str, Field(min_length=1, max_length=300)]
    text: LongText
    national_id: ShortText | None = None
    name: ShortText | None = None
    phone: ShortText | None = None
    email: ShortText | None = None
    city: ShortText | None = None
    customer_number: ShortText | None = None
    contract_number: ShortText | None = None
