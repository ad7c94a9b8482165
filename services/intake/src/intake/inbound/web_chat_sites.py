"""The sites that carry the chat widget: each has a public key, and origins that may show it."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Origin = Annotated[str, Field(pattern=r"^https?://[a-z0-9.-]+(:[0-9]{1,5})?$", max_length=300)]


class Site(BaseModel):
    """`name` becomes part of the contacts' source, `title` is what visitors read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]
    title: Annotated[str, Field(min_length=1, max_length=80)] = "Chat"
    origins: tuple[Origin, ...]

    @property
    def source(self) -> str:
        """Where its chats come from, as contacts say it."""
        return f"web-{self.name}"


SiteKey = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{8,100}$")]
Sites = Mapping[str, Site]
"""By their public keys."""
