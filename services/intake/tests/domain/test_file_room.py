"""Each side of a chat has room for files of its own."""

import pytest

from intake.domain.file_room import (
    MOST_OF_A_SIDE,
    Held,
    NoRoomForFile,
    TooManyAttachments,
    check_room,
)


@pytest.mark.parametrize(("size", "fits"), [(0, True), (60, True), (61, False)])
def test_the_files_of_a_side_have_a_sum(size: int, fits: bool) -> None:
    held = Held(1, 40)

    if fits:
        check_room(held, size, 100)
    else:
        with pytest.raises(NoRoomForFile) as refusal:
            check_room(held, size, 100)
        assert refusal.value.facts == {"most_bytes": 100}


def test_a_side_that_is_trusted_has_no_sum_but_a_number() -> None:
    check_room(Held(MOST_OF_A_SIDE - 1, 1 << 40), 10, None)

    with pytest.raises(TooManyAttachments):
        check_room(Held(MOST_OF_A_SIDE, 0), 0, None)
