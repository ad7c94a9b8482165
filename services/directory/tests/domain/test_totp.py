"""Codes that change every half a minute, as the standards give them."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from directory.domain import totp

SECRET = b"12345678901234567890"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    """Appendix B, the last six of its eight digits."""
    assert totp.code_at(SECRET, seconds // 30) == code


@pytest.mark.parametrize(("late", "is_good"), [(-31, True), (0, True), (31, True), (91, False)])
def test_a_clock_may_be_half_a_minute_wrong(late: int, is_good: bool) -> None:
    now = datetime(2026, 11, 22, 10, 0, 15, tzinfo=UTC)
    code = totp.code_at(SECRET, totp.step_at(now - timedelta(seconds=late)))

    assert (totp.matching_step(SECRET, code, now) is not None) is is_good


@pytest.mark.parametrize("code", ["", "28708", "2870820", "２８７０８２", "abcdef", "287082\u0000"])
def test_what_is_no_code_matches_nothing(code: str) -> None:
    assert totp.matching_step(SECRET, code, datetime.fromtimestamp(59, UTC)) is None


def test_an_app_is_told_all_it_needs() -> None:
    parts = urlsplit(totp.address_of(SECRET, "ana.gomez"))

    assert (parts.scheme, parts.netloc, parts.path) == ("otpauth", "totp", "/Tero%3Aana.gomez")
    found = {name: value for name, (value,) in parse_qs(parts.query).items()}
    assert found == {
        "secret": "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "issuer": "Tero", "algorithm": "SHA1",
        "digits": "6", "period": "30",
    }  # fmt: skip


def test_recovery_codes_are_long_different_and_forgiving() -> None:
    codes = totp.new_recovery_codes()

    assert len(set(codes)) == totp.RECOVERY_CODES
    assert all(len(code) * 5 == 80 for code in codes)
    spelled = f"{codes[0][:4]}-{codes[0][4:]} ".upper()
    assert totp.recovery_digest(spelled) == totp.recovery_digest(codes[0])
