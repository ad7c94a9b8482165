"""Files of chats are what their bytes say, and are called what harms nobody."""

import pytest

from intake.domain.attachment import media_type_of, name_of

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


@pytest.mark.parametrize(
    ("head", "media_type"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
        (b"GIF89a\x01\x00", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"OggS\x00\x02", "audio/ogg"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "audio/mp4"),
        (b"\x00\x00\x00\x20ftypisom\x00", "video/mp4"),
        ("Señal baja, año 2026\n".encode(), "text/plain"),
        (b"a" * 4_095 + "ñ".encode()[:1], "text/plain"),
        (b"<html><script>alert(1)</script>", "text/plain"),
    ],
)
def test_a_file_is_what_its_bytes_say(head: bytes, media_type: str) -> None:
    assert media_type_of(head) == media_type


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"MZ\x90\x00\x03",
        b"\x7fELF\x02\x01",
        b"PK\x03\x04\x14\x00",
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"\x00\x00\x00\x20ftypqt  ",
        b"text\x00more",
        b"\xff\xfe\x00a",
        b"cut \xc3",
    ],
)
def test_what_we_do_not_take_is_nothing(head: bytes) -> None:
    assert media_type_of(head) is None


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("foto.jpg", "foto.png"),
        ("Foto de mi módem.jpeg", "Foto de mi módem.png"),
        ("../../etc/passwd", "passwd.png"),
        ("C:\\Windows\\evil.exe", "evil.png"),
        ("factura\u202egnp.exe", "facturagnp.png"),
        ('a"\r\nX-Evil: 1.png', "aX-Evil 1.png"),
        ("....", "archivo.png"),
        (".htaccess", "htaccess.png"),
        ("\u200b", "archivo.png"),
        ("x" * 300 + ".png", "x" * 80 + ".png"),
    ],
)
def test_a_name_harms_nobody_and_ends_as_what_it_is(given: str, kept: str) -> None:
    assert name_of(given, "image/png") == kept
