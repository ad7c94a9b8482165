"""What a table leaves unsaid because everybody who wrote it knew."""

from typing import Any

_CUIT_DIGITS = 11
# How the numbers of companies begin in Argentina.
_COMPANY = ("30", "33", "34")
_SIGNS = str.maketrans("", "", " .-/")


def fill_in(line: dict[str, Any], country: str) -> None:
    """The kind of national id and of customer, where the number itself says so."""
    digits = str(line.get("national_id", "")).translate(_SIGNS)
    if "national_id_kind" not in line and digits:
        line["national_id_kind"] = _id_kind(digits, country, line.get("kind") == "company")
    if "kind" not in line:
        is_company = line.get("national_id_kind") == "NIT" or (
            line.get("national_id_kind") == "CUIT" and digits.startswith(_COMPANY)
        )
        line["kind"] = "company" if is_company else "person"


def _id_kind(digits: str, country: str, is_company: bool) -> str:
    if country == "CO":
        return "NIT" if is_company else "CC"
    return "CUIT" if is_company or len(digits) == _CUIT_DIGITS else "DNI"
