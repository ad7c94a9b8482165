"""Kinds of input that several bodies share."""

import unicodedata
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, model_validator


def printable(text: str) -> str:
    """Control signs are nobody's name, and a database refuses some of them."""
    if any(unicodedata.category(sign) == "Cc" for sign in text):
        raise ValueError("must not contain control characters")
    return text


Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=300),
    AfterValidator(printable),
]
Code = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=60),
    AfterValidator(printable),
]
Login = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^[A-Za-z0-9][A-Za-z0-9._@+-]{1,99}$")
]
Email = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        max_length=254,
        pattern=r"^[^@\s<>\",;]+@[^@\s<>\",;]+\.[^@\s<>\",;]+$",
    ),
    AfterValidator(printable),
]
Password = Annotated[str, StringConstraints(min_length=8, max_length=200)]
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[A-Z]{2})?$")]
SearchText = Annotated[str, StringConstraints(max_length=200), AfterValidator(printable)]


class ChangedFields(BaseModel):
    """Those that become different; what is not named stays, and nothing is taken away."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def _nothing_is_removed(self) -> Self:
        if any(getattr(self, name) is None for name in self.model_fields_set):
            raise ValueError("a field may be left out, but not be null")
        return self
