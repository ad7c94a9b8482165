"""Files that operators send in chats, at a browser on the whole of Tero."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from typing import Any

from playwright.async_api import Page, expect
from tests.e2e.attending_page import attend, hand_over_chat, said_in
from tests.e2e.console_page import findings

from local_stack.demo.api import Web
from local_stack.demo.play.stage import Cast

Desk = Callable[..., AbstractAsyncContextManager[Page]]

PNG = b"\x89PNG\r\n\x1a\n" + bytes(50)
BRING = """(field, kind) => {
    const data = new DataTransfer();
    const bytes = Uint8Array.from([137, 80, 78, 71, 13, 10, 26, 10, 0]);
    data.items.add(new File([bytes], `${kind}.png`, { type: "image/png" }));
    const how = { bubbles: true, cancelable: true };
    field.dispatchEvent(
        kind === "paste"
            ? new ClipboardEvent("paste", { ...how, clipboardData: data })
            : new DragEvent("drop", { ...how, dataTransfer: data }),
    );
}"""


async def test_files_go_with_a_reply_and_take_nothing_from_it(
    desk: Desk, web: Web, doors: dict[str, str], cast: Cast
) -> None:
    """C46: chosen, pasted and let fall; what is refused says why, and the text waits for it."""
    async with desk(cast.operators[1].login, path="contacts/chats") as page:
        contact_id = await attend(page, await hand_over_chat(web, doors["chats"]))
        reply = page.get_by_label("Respuesta", exact=True)
        choose = page.locator("input[type=file]")
        listed = page.get_by_role("list", name="Archivos de la respuesta")
        await reply.fill("Le mando la foto")
        await page.route("**/attachments?*", lambda route: route.abort())
        await choose.set_input_files([file("foto.png", PNG)])
        await expect(listed).to_contain_text("sigue solo al volver")
        await page.unroute("**/attachments?*")
        await expect(listed).to_contain_text("listo para enviar")

        await choose.set_input_files([file("a.exe", b"MZ\x90\x00"), file("b.png", bytes(11 << 20))])
        await expect(listed).to_contain_text("No se acepta este tipo de archivo")
        await expect(listed).to_contain_text("Es demasiado grande")
        await reply.press("Enter")
        await expect(reply).to_have_value("Le mando la foto")
        assert await findings(page) == []
        for name in ("a.exe", "b.png"):
            await listed.get_by_role("button", name=f"Quitar {name}").click()

        await page.reload()
        await expect(listed).to_contain_text("foto.png")
        await expect(reply).to_have_value("Le mando la foto")
        for kind in ("paste", "drop"):
            await reply.evaluate(BRING, kind)
            await expect(listed).to_contain_text(f"{kind}.png")
        await expect(listed.get_by_text("listo para enviar")).to_have_count(3)
        await reply.press("Enter")
        await expect(listed).to_have_count(0)
        await expect(page.get_by_role("log").get_by_role("link", name="foto.png")).to_be_visible()
    said = (await said_in(cast.admin, contact_id))[-1]
    assert said["text"] == "Le mando la foto"
    assert [each["media_type"] for each in said["attachments"]] == ["image/png"] * 3


def file(name: str, content: bytes) -> Any:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}
