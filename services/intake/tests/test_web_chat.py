"""The chat widget: what strangers may ask, and what of it reaches the desk."""

import asyncio
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import httpx2
import pytest

from chassis_testing.harness import Harness

SITE = "site-of-the-tests"
BASE = f"/api/v1/intake/web-chat/{SITE}"
SECRET = "s" * 43
Headers = dict[str, str]


class Widget:
    """As the widget of one visitor speaks."""

    def __init__(self, intake: Harness[Any], secret: str = SECRET) -> None:
        self._client = intake.client
        self.proof = {"Authorization": f"Bearer {secret}"}

    async def ask(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        """One request, with the visitor's secret."""
        return await self._client.request(method, BASE + path, json=body, headers=self.proof)

    async def begin(self, **fields: Any) -> httpx2.Response:
        """A chat with a first message."""
        body = {"client_id": "11111111", "name": "Juan", "text": "Sin internet", **fields}
        return await self.ask("POST", "/chats", body)


@pytest.fixture
def widget(intake: Harness[Any]) -> Widget:
    """Of one visitor."""
    return Widget(intake)


async def test_a_visitors_chat_is_an_ordinary_contact(
    intake: Harness[Any], widget: Widget, customers: Any, ana: Headers
) -> None:
    """C44, C48."""
    customer_id = await customers.exists()

    answer = await widget.begin(national_id="30.111.222")

    assert answer.status_code == 201, answer.text
    (row,) = await intake.rows("select * from contact")
    assert (row["source"], row["channel"], row["screen"]) == ("web-tests", "chat", "chats")
    assert (row["name"], row["customer_id"]) == ("Juan", customer_id)
    path = f"/api/v1/contacts/{row['id']}/messages"
    page = (await intake.client.get(path, headers=ana)).json()
    assert [(each["author"], each["text"]) for each in page["items"]] == [
        ("customer", "Sin internet")
    ]
    assert SECRET not in str(row)


async def test_a_visitor_is_told_out_of_hours_when_somebody_will_be_there(
    intake: Harness[Any], widget: Widget
) -> None:
    """I05: they may write all the same."""
    boss = await intake.account("contacts.read", "desk.manage", role="supervisor")
    open_now = (await widget.begin()).json()
    tomorrow = datetime.now(ZoneInfo("America/Argentina/Buenos_Aires")) + timedelta(days=1)
    day = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")[tomorrow.weekday()]
    body = {
        "code": "chats",
        "name": "Chats",
        "weekly": [f"{day} 09:00-12:00"],
        "channels": ["chat"],
    }
    answer = await intake.client.post("/api/v1/contacts/schedules", json=body, headers=boss)
    assert answer.status_code == 201, answer.text

    away = (await widget.ask("GET", "/messages")).json()

    assert (open_now["out_of_hours"], open_now["next_opening"]) == (False, None)
    assert away["out_of_hours"] is True
    opening = datetime.fromisoformat(away["next_opening"]).astimezone(tomorrow.tzinfo)
    assert (opening.date(), opening.hour) == (tomorrow.date(), 9)
    assert [each["text"] for each in away["messages"]] == ["Sin internet"]


async def test_a_chat_begun_by_many_requests_at_once_is_one(
    intake: Harness[Any], widget: Widget
) -> None:
    answers = await asyncio.gather(*(widget.begin() for _ in range(8)))

    assert {answer.status_code for answer in answers} == {201}
    assert len(await intake.rows("select 1 from contact")) == 1
    assert len(await intake.rows("select 1 from message")) == 1


async def test_visitor_and_operator_write_to_one_another(
    intake: Harness[Any], widget: Widget, desk: Any, ana: Headers
) -> None:
    """C46: and each knows how far it has come."""
    await widget.begin()
    (row,) = await intake.rows("select id from contact")
    await desk.act("take", row["id"], ana)
    sent = await desk.act("messages", row["id"], ana, {"client_id": "r1", "text": "Hola, Juan"})

    news = (await widget.ask("GET", "/messages?since=1")).json()
    await widget.ask("POST", "/receipts", {"revision": news["revision"], "state": "seen"})

    assert (news["state"], news["agent"]) == ("open", "Ana")
    (message,) = news["messages"]
    assert (message["text"], message["name"], message["client_id"]) == ("Hola, Juan", "Ana", None)
    path = f"/api/v1/contacts/{row['id']}/messages"
    page = (await intake.client.get(path, headers=ana)).json()
    assert page["items"][-1]["id"] == sent.json()["message"]["id"] == message["id"]
    assert page["items"][-1]["delivery"]["code"] == "seen"


async def test_a_message_that_is_sent_again_is_the_same(
    intake: Harness[Any], widget: Widget
) -> None:
    await widget.begin()
    body = {"client_id": "22222222", "text": "¿Hay alguien?"}

    answers = [await widget.ask("POST", "/messages", body) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {201}
    assert len(await intake.rows("select 1 from message")) == 2


async def test_a_chat_that_is_over_takes_nothing_more_and_can_be_read(
    intake: Harness[Any], widget: Widget, desk: Any, ana: Headers
) -> None:
    await widget.begin()
    (row,) = await intake.rows("select id from contact")
    await desk.act("take", row["id"], ana)
    await desk.act("finish", row["id"], ana, {"outcome": "listo"})

    late = await widget.ask("POST", "/messages", {"client_id": "22222222", "text": "¿Y?"})
    read = await widget.ask("GET", "/messages")

    assert (late.status_code, late.json()["code"]) == (409, "contact-is-closed")
    assert (read.json()["state"], len(read.json()["messages"])) == ("closed", 1)


@pytest.mark.parametrize("path", ["/messages", "/stream"])
@pytest.mark.parametrize(
    ("proof", "code"),
    [
        ({}, "token-required"),
        ({"Authorization": "Basic eA=="}, "token-required"),
        ({"Authorization": f"Bearer {'t' * 43}"}, "invalid-token"),
        ({"Authorization": "Bearer short"}, "invalid-token"),
    ],
)
async def test_nobody_reads_a_chat_who_did_not_begin_it(
    intake: Harness[Any], widget: Widget, path: str, proof: Headers, code: str
) -> None:
    await widget.begin()

    answer = await intake.client.get(BASE + path, headers=proof)

    assert (answer.status_code, answer.json()["code"]) == (401, code)


async def test_a_visitors_secret_opens_nothing_else(
    intake: Harness[Any], widget: Widget, ana: Headers
) -> None:
    await widget.begin()
    (row,) = await intake.rows("select id, external_id from contact")
    path = f"/api/v1/contacts/{row['id']}/messages"

    desk = await intake.client.get(path, headers=widget.proof)
    other_site = await intake.client.get(
        "/api/v1/intake/web-chat/other-site-of-tests/messages", headers=widget.proof
    )
    with_account = await intake.client.get(BASE + "/messages", headers=ana)
    by_name = Widget(intake, row["external_id"].ljust(43, "0"))

    assert (desk.status_code, desk.json()["code"]) == (401, "invalid-token")
    assert (other_site.status_code, other_site.json()["code"]) == (401, "invalid-token")
    assert (with_account.status_code, with_account.json()["code"]) == (401, "invalid-token")
    assert (await by_name.ask("GET", "/messages")).status_code == 401


async def test_a_site_that_is_not_there_takes_no_chat(intake: Harness[Any], widget: Widget) -> None:
    body = {"client_id": "11111111", "name": "Juan", "text": "Hola"}
    answer = await intake.client.post(
        f"/api/v1/intake/web-chat/{uuid4()}/chats", json=body, headers=widget.proof
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-channel")


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"name": "x" * 101},
        {"text": ""},
        {"text": "  "},
        {"text": "x" * 4_001},
        {"client_id": "1"},
        {"text": "x\u0000"},
        {"author": "operator"},
    ],
)
async def test_a_wrong_beginning_is_refused(
    intake: Harness[Any], widget: Widget, wrong: dict[str, str]
) -> None:
    answer = await widget.begin(**wrong)

    assert answer.status_code == 422
    assert await intake.rows("select 1 from contact") == []
