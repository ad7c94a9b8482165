"""What holders write: the customer's data on a contact, and drafts."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from chassis.errors import Invalid
from intake.domain.draft import NO_DRAFT, Draft, DraftChange, DraftDetails, DraftTexts
from intake.inbound.phones import Phones

_NO_NUL = r"^[^\x00]*$"
_EMAIL = r"^[^@\s<>\",;\x00]+@[^@\s<>\",;\x00]+\.[^@\s<>\",;\x00]+$"
Text = Annotated[str, Field(min_length=1, max_length=2_000, pattern=_NO_NUL)]
AnyText = Annotated[str, Field(max_length=2_000, pattern=_NO_NUL)]
LongText = Annotated[str, Field(max_length=10_000, pattern=_NO_NUL)]


class ContactChanges(BaseModel):
    """A merge patch: what is not named stays, null takes it away again, and then what the channel
    said counts."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    email: Annotated[str, Field(max_length=254, pattern=_EMAIL)] | None = None
    observations: Text | None = None
    phone: Annotated[str, Field(min_length=1, max_length=60, pattern=_NO_NUL)] | None = None
    address: Annotated[str, Field(min_length=1, max_length=300, pattern=_NO_NUL)] | None = None

    def given(self, phones: Phones) -> dict[str, str | None]:
        """What is named, a phone as phones are kept. Invalid for what is nobody's phone."""
        given: dict[str, str | None] = self.model_dump(exclude_unset=True)
        if self.phone is not None:
            given["phone"] = phones.read(self.phone)
            if given["phone"] is None:
                raise Invalid("This is no phone.", code="wrong-phone", field="phone")
        return given


class DraftChangeBody(BaseModel):
    """What is being written of one thing, and what it began from; empty is unknown."""

    model_config = ConfigDict(extra="forbid")

    old: AnyText
    new: AnyText


class DraftDetailsBody(BaseModel):
    """What is to be proposed of the customer; null is left as it is."""

    model_config = ConfigDict(extra="forbid")

    phone: DraftChangeBody | None = None
    email: DraftChangeBody | None = None
    address: DraftChangeBody | None = None
    observations: DraftChangeBody | None = None


class DraftBody(BaseModel):
    """All of a draft: it takes the place of what was saved before. `ticket` is what a new one would
    be about, `details` what the customer says of themselves."""

    model_config = ConfigDict(extra="forbid")

    reply: LongText | None = None
    note: LongText | None = None
    outcome: AnyText | None = None
    ticket: Annotated[str, Field(max_length=300, pattern=_NO_NUL)] | None = None
    details: DraftDetailsBody = DraftDetailsBody()

    def texts(self) -> DraftTexts:
        """As the desk keeps it."""
        given = {
            name: DraftChange(change["old"], change["new"])
            for name, change in self.details.model_dump(exclude_none=True).items()
        }
        return DraftTexts(self.reply, self.note, self.outcome, self.ticket, DraftDetails(**given))


class DraftShown(DraftBody):
    """A draft, who wrote it and when; with version 0 there is none."""

    version: int
    by: str | None
    at: datetime | None

    @classmethod
    def of(cls, draft: Draft | None) -> "DraftShown":
        """As it is told."""
        if draft is None:
            return cls(version=NO_DRAFT, by=None, at=None)
        return cls(**asdict(draft.texts), version=draft.version, by=draft.by.name, at=draft.at)
