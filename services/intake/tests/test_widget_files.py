"""The files of the chat widget, and who may show them."""

import re
from typing import Any

import pytest

from chassis_testing.harness import Harness

SITE = "site-of-the-tests"
MODULES = [
    f"{name}.js"
    for name in ("frame", "drawing", "files", "line", "memory", "tray", "words", "writing")
]


async def test_the_frame_is_shown_by_the_origins_of_its_site_alone(intake: Harness[Any]) -> None:
    page = await intake.client.get(f"/widget/frame?site={SITE}&lang=es")
    strange = await intake.client.get("/widget/frame?site=unknown")

    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.example.com" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert [each for each in policy.split("; ") if "blob:" in each] == [
        "img-src 'self' data: blob:"
    ]
    assert "Ayuda &lt;b&gt;" in page.text
    assert not re.search(r"<script(?! type=\"module\" src=\"/widget/)", page.text)
    assert strange.status_code == 404


@pytest.mark.parametrize("file", ["tero-chat.js", *MODULES, "frame.css"])
async def test_the_widget_asks_nobody_else_and_writes_no_markup(
    intake: Harness[Any], file: str
) -> None:
    answer = await intake.client.get(f"/widget/{file}")

    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    for word in ("innerHTML", "insertAdjacentHTML", "document.write", "eval(", "@import", "url("):
        assert word not in answer.text


async def test_nothing_else_is_served_beside_the_widget(intake: Harness[Any]) -> None:
    for path in ("frame.html", "..%2fapp.py", "__init__.py"):
        assert (await intake.client.get(f"/widget/{path}")).status_code == 404
