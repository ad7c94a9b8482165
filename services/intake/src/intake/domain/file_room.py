"""How much room files have: each side of a chat its own, so that neither uses up the other's."""

from dataclasses import dataclass

from chassis.errors import Conflict

MOST_OF_A_SIDE = 100


class TooManyAttachments(Conflict):
    """Nobody fills the disk through one chat."""

    code = "too-many-attachments"

    def __init__(self) -> None:
        super().__init__(f"Each side of a chat may send {MOST_OF_A_SIDE} files.")


class NoRoomForFile(Conflict):
    """What a customer may send in one chat is used up by what came before."""

    code = "no-room-for-file"

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The files of a customer in one chat may have {most >> 20} MiB together.",
            most_bytes=most,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What a side has sent in a chat, and what is on its way: how many files, how many bytes."""

    files: int
    size: int


def check_room(held: Held, coming: int, most: int | None) -> None:
    """Whether a file of `coming` bytes may be sent. `most` bytes are for all files of a side, None
    if it is trusted. Raises TooManyAttachments, NoRoomForFile."""
    if held.files >= MOST_OF_A_SIDE:
        raise TooManyAttachments
    if most is not None and held.size + coming > most:
        raise NoRoomForFile(most)
