"""What people find in their letter boxes: the mail server that keeps what it is sent."""

from typing import Any

import httpx2

from chassis_testing.waiting import until
from local_stack.demo.installation import Installation
from local_stack.ports import HOST


async def letter_with(email: str, text: str, installation: Installation) -> Any:
    """The newest letter to somebody that says this, once it has come: its text and headers."""
    sink = f"http://{HOST}:{installation.ports['mail-sink']}"
    found: list[Any] = []
    async with httpx2.AsyncClient(base_url=sink, trust_env=False) as client:

        async def has_come() -> bool:
            listed = await client.get("/api/messages", params={"to": email, "limit": 5})
            for each in listed.json()["messages"]:
                letter = (await client.get(f"/api/messages/{each['id']}")).json()
                letter["text"] = (letter["text"] or "").replace("\r\n", "\n")
                found.extend([letter] if text in letter["text"] else [])
            return bool(found)

        await until(has_come, seconds=60)
    return found[0]
