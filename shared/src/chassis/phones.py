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


# What is dialled inside Argentina and kept by nobody: a 0 before the area, and the 15 of a mobile
# after it; where the area is one's own, before the rest. An area and what follows have ten digits.
_BEFORE = r"(?:00)?(?:549?)?0?"
_WITH_15 = tuple(
    re.compile(rf"{_BEFORE}({area})15(\d{{3,{most}}})")
    for area, most in (("11", 8), (r"[23]\d\d", 7), (r"[23]\d{3}", 6))
)
_BEGUN = re.compile(rf"{_BEFORE}(?:11|[23]\d{{2,3}})15")
_OWN_AREA = re.compile(r"15(\d{6,8})")
_FROM_ABROAD = re.compile(r"(?:00)?549?0?([1-9]\d{9})")
_WHOLE = 10


def said_variants(digits: str) -> list[str]:
    """The pieces of kept numbers that may be meant by digits as people say them, which come
    first."""
    found = [digits]
    if match := _FROM_ABROAD.fullmatch(digits) or _OWN_AREA.fullmatch(digits):
        found.append(match[1])
    found += [match[1] + match[2] for one in _WITH_15 if (match := one.fullmatch(digits))]
    return found


def is_one_mobile(before: str, after: str) -> bool:
    """Whether two groups of digits, one after the other, are of one number that is said so: of a
    whole one, or of one that has just come to its 15."""
    digits = before + after
    if _BEGUN.fullmatch(before) or _FROM_ABROAD.fullmatch(digits) or _OWN_AREA.fullmatch(digits):
        return True
    return any(len(each) == _WHOLE for each in said_variants(digits)[1:])
