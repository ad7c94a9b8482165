"""Files in the chat widget, in a real browser: both ways, and what is refused is said in words."""

import zlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Locator, expect
from tests.e2e.console_page import findings
from tests.e2e.visitor_page import SECONDS, Visitor, read, taken_chat, visiting

from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

PDF = b"%PDF-1.7\n" + b"x" * 2_000
DROP = """([name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name));
  for (const event of ["dragover", "drop"])
    document.body.dispatchEvent(
      new DragEvent(event, {dataTransfer: given, bubbles: true, cancelable: true}));
}"""
PASTE = """(field, [name, text]) => {
  const given = new DataTransfer();
  given.items.add(new File([text], name));
  field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: given, bubbles: true}));
}"""
KEYS = """async () => {
  const { WORDS } = await import("/widget/words.js");
  return Object.values(WORDS).map((each) => Object.keys(each));
}"""


def picture() -> bytes:
    """Forty grey pixels by thirty, as a PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        ends = zlib.crc32(kind + data).to_bytes(4, "big")
        return len(data).to_bytes(4, "big") + kind + data + ends

    header = (40).to_bytes(4, "big") + (30).to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    rows = zlib.compress((b"\x00" + b"\x80" * 40) * 30)
    start = b"\x89PNG\r\n\x1a\n"
    return start + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest_asyncio.fixture(loop_scope="session")
async def visitor(chromium: Browser, installation: Installation) -> AsyncIterator[Visitor]:
    """In a chat that has begun."""
    async with visiting(chromium, installation) as visitor:
        await visitor.open()
        yield visitor
    assert visitor.problems == []


async def choose(visitor: Visitor, *files: dict[str, Any]) -> None:
    """By the button, as people do."""
    async with visitor.page.expect_file_chooser() as chooser:
        await visitor.frame.get_by_role("button", name="Adjuntar archivos").click()
    await (await chooser.value).set_files(files)  # type: ignore[arg-type] # as payloads


def file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def waiting(visitor: Visitor, name: str) -> Locator:
    """A file that is still to be sent."""
    chosen = visitor.frame.get_by_role("list", name="Archivos por enviar")
    return chosen.get_by_role("listitem").filter(has_text=name)


async def send_file(operator: Person, contact_id: str, name: str, content: bytes) -> None:
    path = f"/api/v1/contacts/{contact_id}"
    headers = {"Authorization": f"Bearer {operator.token}"}
    sent = await operator.web.send(
        "POST", f"{path}/attachments", headers=headers, content=content, params={"name": name}
    )
    body = {"client_id": str(uuid4()), "attachments": [sent.expect("send a file")["id"]]}
    (await operator.post(f"{path}/messages", body)).expect("reply")


async def test_files_go_both_ways(visitor: Visitor, admin: Person, tmp_path: Path) -> None:
    """C46, C48: a picture is shown, everything can be saved, and it is all there after a reload."""
    name = f"Juan {uuid4()}"
    await visitor.begin(name, "Sin internet")
    contact_id = await taken_chat(admin, name)
    await choose(visitor, file("luces.png", picture()))
    await expect(waiting(visitor, "luces.png")).to_contain_text("listo", timeout=SECONDS)
    await visitor.write("Así están las luces")
    await expect(visitor.message("Así están las luces")).to_contain_text("Enviado", timeout=SECONDS)
    await send_file(admin, contact_id, "factura de mayo.pdf", PDF)

    for _ in range(2):
        shown = visitor.frame.get_by_role("log").locator("img")
        await expect(shown).to_have_js_property("naturalWidth", 40, timeout=SECONDS)
        link = visitor.frame.get_by_role("button", name="Descargar factura de mayo.pdf")
        async with visitor.page.expect_download() as saving:
            await link.click(timeout=SECONDS)
        saved = await saving.value
        await saved.save_as(tmp_path / "saved")
        assert saved.suggested_filename == "factura de mayo.pdf"
        assert (tmp_path / "saved").read_bytes() == PDF
        await visitor.page.reload()
        await visitor.open()

    (with_file,) = [
        each for each in await read(admin, contact_id) if each["text"].startswith("Así")
    ]
    assert [(each["name"], each["is_image"]) for each in with_file["attachments"]] == [
        ("luces.png", True)
    ]


async def test_files_are_dropped_and_pasted_and_wait_for_the_line(
    visitor: Visitor, admin: Person
) -> None:
    """What is sent meanwhile goes once its files have arrived, and without a word."""
    name = f"Rosa {uuid4()}"
    await visitor.begin(name, "Hola")
    contact_id = await taken_chat(admin, name)
    await visitor.page.context.set_offline(True)
    field = visitor.frame.get_by_label("Su mensaje")
    await field.evaluate(f"(_, file) => ({DROP})(file)", ["pasos.txt", "uno, dos"])
    await field.evaluate(PASTE, ["señal.txt", "baja"])
    uploading = visitor.frame.get_by_role("progressbar", name="Subiendo pasos.txt")
    await expect(uploading).to_be_visible()
    await visitor.frame.get_by_role("button", name="Enviar").click()
    await expect(visitor.frame.get_by_text("Se enviará cuando")).to_be_visible()
    await visitor.page.context.set_offline(False)

    for each in ("pasos.txt", "señal.txt"):
        link = visitor.frame.get_by_role("button", name=f"Descargar {each}")
        await expect(link).to_be_visible(timeout=SECONDS)
    last = (await read(admin, contact_id))[-1]
    assert last["text"] == ""
    assert sorted(each["name"] for each in last["attachments"]) == ["pasos.txt", "señal.txt"]


async def test_what_is_not_taken_is_said_in_words(visitor: Visitor, admin: Person) -> None:
    name = f"Luis {uuid4()}"
    await visitor.begin(name, "Hola")
    note = visitor.frame.get_by_role("alert").filter(has_text=":")
    for refused, why in (
        (file("programa.exe", b"MZ\x90\x00" * 50), "no se aceptan archivos de este tipo"),
        (file("nada.txt", b""), "el archivo está vacío"),
        (file("video.mp4", b"\x00" * ((10 << 20) + 1)), "es demasiado grande"),
    ):
        await choose(visitor, refused)
        await expect(note).to_contain_text(f"{refused['name']}: {why}", timeout=SECONDS)
        await expect(waiting(visitor, refused["name"])).to_have_count(0)

    await choose(visitor, *(file(f"nota {n}.txt", b"hola") for n in range(6)))
    await expect(visitor.frame.get_by_text("Un mensaje lleva hasta cinco")).to_be_visible()
    await visitor.frame.get_by_role("button", name="Quitar nota 0.txt").click()
    await expect(waiting(visitor, "nota")).to_have_count(4)
    frame = visitor.page.frames[-1]
    assert await findings(frame) == []  # type: ignore[arg-type] # it is asked as a page is
    await visitor.write("con cuatro notas")
    sent = visitor.message("con cuatro notas")
    await expect(sent.get_by_role("button")).to_have_count(4, timeout=SECONDS)


@pytest.mark.parametrize(
    ("language", "begin"),
    [("es-CO", "Iniciar el chat"), ("en", "Start the chat"), ("pt", "Iniciar o chat")],
)
async def test_it_speaks_three_languages(
    chromium: Browser, installation: Installation, language: str, begin: str
) -> None:
    page = await chromium.new_page(base_url=installation.gateway)
    await page.goto(f"/widget/frame?site=sitio-de-ejemplo&lang={language}")

    await expect(page.get_by_role("button", name=begin)).to_be_visible()
    assert await page.evaluate("document.documentElement.lang") == language[:2]
    spanish, *others = await page.evaluate(KEYS)
    assert [sorted(each) for each in others] == [sorted(spanish)] * 2
    await page.close()
