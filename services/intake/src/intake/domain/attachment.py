"""Files that are sent in chats: how large they may be, what they are, what they may be called."""

import unicodedata
from dataclasses import dataclass
from uuid import UUID

LARGEST_FILE = 10 << 20
MOST_OF_A_MESSAGE = 5

MOST_OF_A_MAIL = 10 << 20
"""All files of one mail together: a third is added on the way, and many servers take 20 MB."""

HEAD_BYTES = 4_096
"""How much of a file tells what it is."""

_LONGEST_STEM = 80
_FORBIDDEN = frozenset('/\\:*?"<>|;%')
_IMAGES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
}
_ENDINGS = {
    **_IMAGES,
    "application/pdf": "pdf",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "video/mp4": "mp4",
    "text/plain": "txt",
}
_STARTS = {
    b"\xff\xd8\xff": "image/jpeg",
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"GIF87a": "image/gif",
    b"GIF89a": "image/gif",
    b"%PDF-": "application/pdf",
    b"OggS": "audio/ogg",
    b"ID3": "audio/mpeg",
    b"\xff\xfb": "audio/mpeg",
    b"\xff\xf3": "audio/mpeg",
}
# An MP4 says behind its length what it is: ours are those that telephones make.
_AUDIO_BRANDS = {b"M4A ", b"M4B "}
_VIDEO_BRANDS = {
    b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"3gp4", b"3gp5",
}  # fmt: skip
_BLANKS = frozenset(b"\t\n\r\f")
_FIRST_PRINTABLE = 0x20


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that was received; its `media_type` is what it was found to be."""

    id: UUID
    name: str
    media_type: str
    size: int

    @property
    def is_image(self) -> bool:
        """Whether a page may show it by itself."""
        return self.media_type in _IMAGES


def media_type_of(head: bytes) -> str | None:
    """What a file is by its first bytes, whatever it is called; None for what we do not take."""
    for start, media_type in _STARTS.items():
        if head.startswith(start):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp":
        return _of_brand(head[8:12])
    return "text/plain" if _is_text(head) else None


def name_of(given: str, media_type: str) -> str:
    """A name that harms no program and no reader, with the ending of what the file is.

    Of a path the last part stays; marks that turn the direction of reading, and all others that are
    not seen, go: a name must not look as if it ended otherwise.
    """
    last = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] or last
    seen = "".join(
        each for each in stem if each not in _FORBIDDEN and unicodedata.category(each)[0] != "C"
    )
    kept = " ".join(seen.split()).strip(". ")[:_LONGEST_STEM].strip(". ")
    return f"{kept or 'archivo'}.{_ENDINGS[media_type]}"


def _of_brand(brand: bytes) -> str | None:
    if brand in _AUDIO_BRANDS:
        return "audio/mp4"
    return "video/mp4" if brand in _VIDEO_BRANDS else None


def _is_text(head: bytes) -> bool:
    if any(byte < _FIRST_PRINTABLE and byte not in _BLANKS for byte in head):
        return False
    try:
        head.decode()
    except UnicodeDecodeError as error:
        # The head may end in the middle of a letter.
        return error.reason == "unexpected end of data" and len(head) >= HEAD_BYTES
    return bool(head)
