"""What docs/integrations/channels.md tells integrators to do, done (I01)."""

import asyncio
import os
import re
import sys
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis_testing.waiting import until
from local_stack.demo.api import Person
from local_stack.demo.installation import Installation

PAGE = Path(__file__).parents[2] / "docs/integrations/channels.md"
EXAMPLES = re.findall(r"^```(sh|python)\n(.*?)^```$", PAGE.read_text(), re.DOTALL | re.MULTILINE)
_SHELLS = {"sh": ["bash", "-euo", "pipefail", "-c"], "python": [sys.executable, "-c"]}


async def execute(language: str, text: str, variables: dict[str, str]) -> None:
    """As somebody does who copies it."""
    process = await asyncio.create_subprocess_exec(
        *_SHELLS[language],
        text,
        env={**os.environ, **variables},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await process.communicate()
    assert process.returncode == 0, said.decode()


@pytest.fixture
def variables(installation: Installation, keys: dict[str, str]) -> dict[str, str]:
    """What the page says the reader has."""
    ports = installation.ports
    return {
        "TERO": installation.gateway,
        "PBX_KEY": keys["pbx"],
        "BOT_KEY": keys["bot"],
        "PORTAL_KEY": keys["portal"],
        "MAIL": f"127.0.0.1:{ports['intake-email']}",
        "KAFKA": f"127.0.0.1:{ports['kafka-1']}",
        "RUN": uuid4().hex[:8],
    }


async def seen(admin: Person, screen: str) -> list[dict[str, Any]]:
    """The newest contacts of a screen, whole."""
    page = (await admin.get("/api/v1/contacts", screen=screen, limit=20)).expect("the list")
    return [
        (await admin.get(f"/api/v1/contacts/{row['id']}")).expect("a contact")
        for row in page["items"]
    ]


async def until_seen(admin: Person, screen: str, name: str) -> None:
    """What is said on a topic is there in a moment."""

    async def is_there() -> bool:
        return name in {each["external_id"] for each in await seen(admin, screen)}

    await until(is_there, seconds=60)


async def test_every_example_brings_what_it_says(
    variables: dict[str, str], admin: Person, undisturbed: None
) -> None:
    """I01, I04, D02: calls, chats, inquiries, mail and a record on the topic."""
    assert [language for language, _ in EXAMPLES] == ["sh", "sh", "sh", "python"]
    for language, text in EXAMPLES:
        await execute(language, text, variables)

    run = variables["RUN"]
    await until_seen(admin, "calls-without-city", f"{run}-call")
    await until_seen(admin, "calls-without-city", f"{run}-kafka")
    await until_seen(admin, "chats", f"{run}-chat")
    await until_seen(admin, "inquiries", f"{run}-form")
    mails = [each for each in await seen(admin, "inquiries") if each["source"] == "email"]
    assert "No tengo internet." in mails[0]["transcript"][0]["text"]
