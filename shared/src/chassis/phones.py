"""Which telephone numbers are one and the same."""

import re

# The same mobile in two ways. In Argentina with the mark for callers from abroad and without it; in
# Mexico as it was until 2019 and is now; in Brazil before and since mobiles got their ninth digit.
_SAME_MOBILE = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"\+549(\d+)", r"+54\1"),
        (r"\+54([1-8]\d+)", r"+549\1"),
        (r"\+521(\d{10})", r"+52\1"),
        (r"\+52([2-9]\d{9})", r"+521\1"),
        (r"\+55(\d\d)9([6-9]\d{7})", r"+55\1\2"),
        (r"\+55(\d\d)([6-9]\d{7})", r"+55\g<1>9\2"),
    )
)


def phone_variants(phone: str) -> list[str]:
    """The same E.164 number in every way people store it; the given one first."""
    for one, other in _SAME_MOBILE:
        if match := one.fullmatch(phone):
            return [phone, match.expand(other)]
    return [phone]
