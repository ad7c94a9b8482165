"""What the outside finds at the one door: a first page that leads everywhere, and no way in
without a name."""

import json
import re
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import OKPKey

from chassis.tokens import issue
from local_stack.demo.api import Answer, Person, Web
from local_stack.demo.installation import Installation
from local_stack.demo.play.stage import Cast

BUSINESS = [
    ("GET", "/api/v1/accounts"),
    ("GET", "/api/v1/customers"),
    ("POST", "/api/v1/customers/import"),
    ("GET", "/api/v1/catalogues/cities"),
    ("GET", "/api/v1/contacts?screen=calls"),
    ("POST", f"/api/v1/contacts/{UUID(int=7)}/take"),
    ("GET", "/api/v1/tickets"),
    ("POST", "/api/v1/tickets"),
    ("GET", "/api/v1/orders"),
    ("GET", "/api/v1/order-types"),
    ("POST", f"/api/v1/orders/{UUID(int=7)}/dispatch"),
    ("GET", "/api/v1/dispatches"),
    ("POST", "/api/v1/iclass/webhook"),
    ("GET", "/api/v1/emails"),
    ("GET", "/api/v1/reports/summary"),
    ("GET", "/api/v1/intake/kernel/quarantine"),
]
SERVICES = (
    "directory", "intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting",
)  # fmt: skip


async def test_the_first_page_leads_to_every_api_document(web: Web) -> None:
    page = await web.send("GET", "/")
    assert page.status == 200
    links = set(re.findall(r'href="(/[^"#]*)"', page.body))
    documents = {f"/api/v1/{service}/docs" for service in SERVICES}

    assert documents | {"/asyncapi/", "/mail/", "/iclass/app"} <= links
    for link in sorted(links):
        assert (await web.send("GET", link)).status == 200, link


@pytest.mark.parametrize("service", SERVICES)
async def test_every_service_describes_itself(web: Web, service: str) -> None:
    answer = await web.send("GET", f"/api/v1/{service}/openapi.json")

    assert answer.status == 200
    assert any(path.startswith("/api/v1/") for path in answer.body["paths"])


async def test_events_are_described(web: Web) -> None:
    answer = await web.send("GET", "/asyncapi/asyncapi.json")

    assert answer.status == 200
    assert answer.body["asyncapi"].startswith("3.")


async def test_every_part_is_alive_on_the_first_page(web: Web) -> None:
    for part in (*SERVICES, "mail", "iclass", "gateway"):
        assert (await web.send("GET", f"/state/{part}")).status == 200, part


@pytest.mark.parametrize("service", SERVICES)
async def test_what_only_services_reach_is_seen_through_them(web: Web, service: str) -> None:
    """PostgreSQL, Kafka and Valkey."""
    answer = await web.send("GET", f"/state/{service}")

    seen = {**answer.body["checks"], **answer.body["sees"]}
    assert {name: seen[name] for name in ("database", "kafka", "redis")} == {
        "database": True, "kafka": True, "redis": True,
    }  # fmt: skip


@pytest.mark.parametrize(("method", "path"), BUSINESS)
async def test_the_anonymous_is_refused(web: Web, method: str, path: str) -> None:
    answer = await web.send(method, path, json={} if method == "POST" else None)

    assert_problem(answer, 401)
    assert answer.code in ("token-required", "signature-required")


async def test_an_expired_token_is_told_from_a_wrong_one(
    web: Web, admin: Person, installation: Installation
) -> None:
    key = OKPKey.import_key(json.loads(installation.secret("signing-key.json")))
    expired = issue(key, account_id=uuid4(), session_id=uuid4(), seconds=-120)
    stranger = OKPKey.generate_key("Ed25519", parameters={"kid": str(key.kid)}, private=True)
    forged = issue(stranger, account_id=uuid4(), session_id=uuid4(), seconds=60)

    for token, code in ((expired, "expired-token"), (forged, "invalid-token")):
        headers = {"Authorization": f"Bearer {token}"}
        answer = await web.send("GET", "/api/v1/tickets", headers=headers)
        assert_problem(answer, 401)
        assert answer.code == code
    assert (await admin.get("/api/v1/tickets")).ok


async def test_an_operator_may_not_do_what_is_a_supervisor_s(cast: Cast) -> None:
    answer = await cast.operators[0].get("/api/v1/reports/summary")

    assert_problem(answer, 403)
    assert answer.body["permission"] == "reports.read"


async def test_nobody_is_somebody_because_a_header_says_so(web: Web) -> None:
    headers = {"X-Forwarded-User": "admin", "X-Tero-Account": "admin", "Remote-User": "admin"}
    assert_problem(await web.send("GET", "/api/v1/accounts", headers=headers), 401)


async def test_the_field_system_s_own_interface_is_not_reachable(web: Web) -> None:
    """Only what technicians use; the rest has a key and another door."""
    assert (await web.send("GET", "/iclass/api/journal")).status == 404
    assert (await web.send("GET", "/iclass/api/app/technicians")).status == 200


async def test_metrics_are_not_for_the_outside(web: Web) -> None:
    assert (await web.send("GET", "/metrics")).status == 404


def assert_problem(answer: Answer, status: int) -> None:
    """It is refused as RFC 9457 says."""
    assert answer.status == status, answer
    assert answer.media_type == "application/problem+json"
    assert {"type", "title", "status", "detail", "code"} <= answer.body.keys()
    assert answer.body["status"] == status
