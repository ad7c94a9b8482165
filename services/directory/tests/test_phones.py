import pytest

from directory.inbound.phones import WrongPhone, e164


@pytest.mark.parametrize(
    ("text", "country", "kept"),
    [
        ("0351 15 412-3456", "AR", "+5493514123456"),
        ("(011) 4345-6789", "AR", "+541143456789"),
        ("+54 9 351 412-3456", "CO", "+5493514123456"),
        ("300 123 4567", "CO", "+573001234567"),
        ("+52 1 55 5555 0001", "AR", "+525555550001"),
        ("55 5555 0001", "MX", "+525555550001"),
        ("+55 11 8765-4321", "AR", "+5511987654321"),
        ("(11) 98765-4321", "BR", "+5511987654321"),
        ("(11) 3265-4321", "BR", "+551132654321"),
    ],
)
def test_a_phone_is_kept_in_one_way(text: str, country: str, kept: str) -> None:
    """R08"""
    assert e164(text, country) == kept


@pytest.mark.parametrize("text", ["no", "", "12", "+1 555", "9999999999999999"])
def test_what_is_no_phone_is_refused(text: str) -> None:
    with pytest.raises(WrongPhone, match="not a phone number in AR"):
        e164(text, "AR")
