"""What docs/integrations/channels.md tells integrators to do, done (I01)."""

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest_asyncio

from chassis_testing.waiting import until
from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

PAGE = Path(__file__).parents[2] / "docs/integrations/channels.md"
EXAMPLES = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
_SHELLS = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


async def execute(language: str, text: str, variables: dict[str, str]) -> list[str]:
    """As somebody does who copies it; the ids of the contacts that the doors answered."""
    process = await asyncio.create_subprocess_exec(
        *_SHELLS[language],
        text,
        env={**os.environ, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()
    return re.findall(r'"contact_id":"([^"]+)"', said.decode())


async def signing(admin: Person) -> dict[str, str]:
    """A system that must sign: its key and its secret."""
    code = f"signs-{uuid4().hex[:8]}"
    new = {"code": code, "label": "Firma", "kind": "inquiry"}
    made = (await admin.post("/api/v1/intake/channels", new)).expect("a system")
    begun = await admin.post(f"/api/v1/intake/channels/{code}/begin-signing")
    return {"SIGNED_KEY": made["key"], "SIGNING_SECRET": begun.expect("a secret")["secret"]}


@pytest_asyncio.fixture
async def variables(
    installation: Installation, keys: dict[str, str], admin: Person
) -> dict[str, str]:
    """What the page says the reader has."""
    ports = installation.ports
    return {
        **await signing(admin),
        "TERO": installation.gateway,
        "PBX_KEY": keys["pbx"],
        "BOT_KEY": keys["bot"],
        "PORTAL_KEY": keys["portal"],
        "MAIL": f"127.0.0.1:{ports['intake-email']}",
        "KAFKA": f"127.0.0.1:{ports['kafka-1']}",
        "RUN": uuid4().hex[:8],
    }


async def newest(admin: Person, screen: str) -> dict[str, Any]:
    """The contact that came last to a screen, whole."""
    page = (await admin.get("/api/v1/contacts", screen=screen, limit=1)).expect("the list")
    return await whole(admin, page["items"][0]["id"])


async def whole(admin: Person, contact_id: str) -> dict[str, Any]:
    found: dict[str, Any] = (await admin.get(f"/api/v1/contacts/{contact_id}")).expect("a contact")
    return found


async def until_newest(admin: Person, screen: str, name: str) -> None:
    """What is said on a topic is there in a moment."""

    async def is_there() -> bool:
        return bool((await newest(admin, screen))["external_id"] == name)

    await until(is_there, seconds=60)


async def test_every_example_brings_what_it_says(
    variables: dict[str, str], admin: Person, undisturbed: None
) -> None:
    """I01, I04, D02: calls, chats, inquiries, files, what is signed, mail and a record on the
    topic."""
    assert [language for language, _ in EXAMPLES] == ["sh", "sh", "sh", "sh", "sh", "python"]
    calls, writings, files, twice, _, _ = [
        await execute(language, text, variables) for language, text in EXAMPLES
    ]

    run = variables["RUN"]
    contacts = (*set(calls), *writings, *set(twice))
    brought = [await whole(admin, contact_id) for contact_id in contacts]
    names = [f"{run}-{each}" for each in ("call", "chat", "form", "signed")]
    assert [each["external_id"] for each in brought] == names
    assert files == writings[:1]
    mail = await newest(admin, "inquiries")
    assert mail["source"] == "email"
    assert "No tengo internet." in mail["transcript"][0]["text"]
    await until_newest(admin, "calls-without-city", f"{run}-kafka")
