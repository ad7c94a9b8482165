"""A customer as the desk knows it: a copy of what `directory` tells."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Customer:
    """`national_id` and `phones` as they can be compared; `cities` of the contracts that run."""

    id: UUID
    number: str
    name: str
    national_id: str
    phones: tuple[str, ...]
    emails: tuple[str, ...]
    cities: tuple[str, ...]

    @property
    def city(self) -> str | None:
        """The city of the service in question, where there is no doubt which one that is."""
        return self.cities[0] if len(self.cities) == 1 else None

    @property
    def phone(self) -> str | None:
        """Where to call first."""
        return self.phones[0] if self.phones else None

    @property
    def email(self) -> str | None:
        """Where to write first."""
        return self.emails[0] if self.emails else None
