import pytest

from directory.domain.national_id import Kind, WrongNationalId, national_id


@pytest.mark.parametrize(
    ("kind", "text", "digits"),
    [
        ("DNI", "27.888.999", "27888999"),
        ("DNI", " 5123456 ", "5123456"),
        ("CUIT", "20-12345678-6", "20123456786"),
        ("CUIT", "30-50001091-2", "30500010912"),
        ("CC", "1.020.304.050", "1020304050"),
        ("NIT", "800.197.268-4", "8001972684"),
        ("NIT", "860.034.313-7", "8600343137"),
    ],
)
def test_a_number_is_kept_as_its_digits(kind: Kind, text: str, digits: str) -> None:
    assert national_id(kind, text).digits == digits


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        ("DNI", "123456", "6 digits instead of 7 to 8"),
        ("DNI", "123456789", "9 digits instead of 7 to 8"),
        ("DNI", "12A45678", "other signs than digits"),
        ("DNI", "", "other signs than digits"),
        ("DNI", "١٢٣٤٥٦٧", "other signs than digits"),
        ("CUIT", "20-12345678-5", "check digit is wrong"),
        ("CUIT", "2012345678", "10 digits instead of 11 to 11"),
        ("CC", "1234", "4 digits instead of 5 to 10"),
        ("NIT", "800.197.268-5", "check digit is wrong"),
    ],
)
def test_a_number_that_nobody_can_have_is_refused(kind: Kind, text: str, why: str) -> None:
    with pytest.raises(WrongNationalId, match=why):
        national_id(kind, text)


@pytest.mark.parametrize("place", range(10))
def test_one_wrong_digit_of_a_cuit_is_noticed(place: int) -> None:
    right = "30500010912"
    wrong = right[:place] + str((int(right[place]) + 1) % 10) + right[place + 1 :]

    with pytest.raises(WrongNationalId):
        national_id("CUIT", wrong)
