"""Every failure is a problem document, precise where the caller can act, silent where not."""

from typing import Any

import httpx2
import pytest

from chassis.transactions import Tx
from chassis_testing.harness import Harness


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        ("missing", 404, "not-found"),
        ("down", 503, "unavailable"),
        ("refused", 503, "unavailable"),
        ("bug", 500, "failed"),
    ],
)
async def test_a_failure_is_a_problem_document(
    probe: Harness[Tx], kind: str, status: int, code: str
) -> None:
    answer = await probe.client.get(f"/api/v1/probes/{kind}")
    document = answer.json()

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert (document["status"], document["code"]) == (status, code)
    assert "secret" not in answer.text
    assert (status == 503) == ("retry-after" in answer.headers)


@pytest.mark.parametrize("kind", ["down", "refused", "bug"])
async def test_a_failure_does_not_go_on_behind_its_answer(probe: Harness[Tx], kind: str) -> None:
    """Raised once more, it would make the server close a connection others were about to use."""
    app = probe.service.build_app()
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=True)
    async with httpx2.AsyncClient(transport=transport, base_url="http://probe") as client:
        answer = await client.get(f"/api/v1/probes/{kind}")
    assert answer.status_code in (500, 503)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"{", 400, "malformed-json"),
        (b"\xff\xfe", 400, "malformed-json"),
        (b'{"key": "\xff", "n": 1}', 400, "malformed-json"),
        (b'{"key": "\\ud800", "n": 1}', 400, "malformed-json"),
        (b'{"key": "a", "n": NaN}', 400, "malformed-json"),
        (b'{"key": "a", "n": 1e400}', 400, "malformed-json"),
        (b'{"key": "a", "n": ' + b"9" * 5_000 + b"}", 400, "malformed-json"),
        (b"[" * 100_000, 400, "malformed-json"),
        ('{"key": "a", "n": 1}'.encode("utf-16"), 400, "malformed-json"),
        (b"[]", 422, "wrong-fields"),
        (b'{"key": "a"}', 422, "wrong-fields"),
        (b'{"key": "a", "n": 1, "role": "administrator"}', 422, "wrong-fields"),
    ],
)
async def test_bad_input_is_named(probe: Harness[Tx], body: bytes, status: int, code: str) -> None:
    headers = {**await probe.account("probe.make"), "Content-Type": "application/json"}
    answer = await probe.client.post("/api/v1/probes", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (status, code)


async def test_each_wrong_field_says_what_is_wrong_with_it_to_programs_too(
    probe: Harness[Tx],
) -> None:
    """A message is English; a console says it in its reader's language, by the code."""
    headers = await probe.account("probe.make")
    answer = await probe.client.post("/api/v1/probes", json={"n": "one"}, headers=headers)

    named = {each["field"]: each["code"] for each in answer.json()["errors"]}
    assert named == {"key": "missing", "n": "int_parsing"}


@pytest.mark.parametrize("kind", ["text/plain", "", "multipart/form-data", "application/", "\x80"])
async def test_a_body_of_another_type_is_told_which_is_taken(probe: Harness[Tx], kind: str) -> None:
    account = await probe.account("probe.make")
    headers = [(name.encode(), value.encode()) for name, value in account.items()]
    headers.append((b"Content-Type", kind.encode("latin-1")))
    body = b'{"key": "a", "n": 1}'
    answer = await probe.client.post("/api/v1/probes", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")
    assert "application/json" in answer.json()["detail"]
    assert await probe.rows("select * from effect") == []


@pytest.mark.parametrize(("encoding", "status"), [("gzip", 415), ("identity", 201)])
async def test_a_compressed_body_is_refused_as_such(
    probe: Harness[Tx], encoding: str, status: int
) -> None:
    headers = {**await probe.account("probe.make"), "Content-Encoding": encoding}
    answer = await probe.client.post("/api/v1/probes", json={"key": "a", "n": 1}, headers=headers)

    assert answer.status_code == status


@pytest.mark.parametrize(
    "kind", ["application/json; charset=UTF-8", "Application/Merge-Patch+JSON"]
)
async def test_json_goes_by_several_names(probe: Harness[Tx], kind: str) -> None:
    headers = {**await probe.account("probe.make"), "Content-Type": kind}
    body = b'{"key": "a", "n": 1}'
    answer = await probe.client.post("/api/v1/probes", content=body, headers=headers)

    assert answer.status_code == 201


async def test_a_body_over_two_mebibytes_is_refused(probe: Harness[Tx]) -> None:
    headers = {**await probe.account("probe.make"), "Content-Type": "application/json"}
    body = b'{"key": "' + b"x" * (3 << 20) + b'", "n": 1}'
    answer = await probe.client.post("/api/v1/probes", content=body, headers=headers)

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


async def test_a_character_that_cannot_be_kept_is_the_callers_fault(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.make")
    body = {"key": "a\x00b", "n": 1}
    answer = await probe.client.post("/api/v1/probes", json=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-characters")


async def test_an_unknown_path_is_a_problem_too(probe: Harness[Tx]) -> None:
    answer = await probe.client.get("/api/v1/nowhere")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_an_address_with_a_slash_too_many_leads_nowhere_else(probe: Harness[Tx]) -> None:
    """Whoever is led on leaves their body or their key behind."""
    answer = await probe.client.get("/api/v1/probes/missing/")

    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


@pytest.mark.parametrize("method", ["PATCH", "OPTIONS", "TRACE", "BREW"])
@pytest.mark.parametrize(
    ("path", "allowed"),
    [("probes", "POST"), ("probes/bug", "GET, PUT"), ("probe/docs-files/a.js", "GET, HEAD")],
)
async def test_whoever_may_not_do_this_is_told_all_that_may_be_done(
    probe: Harness[Tx], method: str, path: str, allowed: str
) -> None:
    answer = await probe.client.request(method, f"/api/v1/{path}")

    assert (answer.status_code, answer.json()["code"]) == (405, "method-not-allowed")
    assert answer.headers["allow"] == allowed


async def test_a_refusal_carries_its_facts_and_leaves_nothing_behind(probe: Harness[Tx]) -> None:
    headers = await probe.account("probe.make", name="Ana")
    body: dict[str, Any] = {"key": "conflict", "n": 1}
    answer = await probe.client.post("/api/v1/probes", json=body, headers=headers)

    document = answer.json()
    assert (answer.status_code, document["code"], document["taken_by"]) == (409, "is-taken", "Ana")
    assert await probe.rows("select * from effect") == []


async def test_every_answer_can_be_traced_back(probe: Harness[Tx]) -> None:
    given = "0190a0b0-0000-7000-8000-000000000001"
    echoed = await probe.client.get("/health/live", headers={"X-Correlation-Id": given})
    invented = await probe.client.get("/health/live", headers={"X-Correlation-Id": "<script>"})

    assert echoed.headers["x-correlation-id"] == given
    assert "script" not in invented.headers["x-correlation-id"]


@pytest.mark.parametrize("large", ["a header", "the address"])
async def test_a_head_that_is_too_large_is_refused_with_a_document(
    probe: Harness[Tx], large: str
) -> None:
    text = "x" * 40_000
    path = f"/api/v1/probes/{text if large == 'the address' else 'missing'}"
    headers = {"X-Large": text} if large == "a header" else {}
    answer = await probe.client.get(path, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (431, "head-too-large")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("path", ["/api/v1/probes/missing", "/api/v1/probe/docs"])
async def test_what_an_address_says_beyond_its_route_is_refused(
    probe: Harness[Tx], path: str
) -> None:
    """A filter whose name is misspelt would show everything."""
    answer = await probe.client.get(path, params={"foo": "1", "bar": ""})

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert [each["field"] for each in answer.json()["errors"]] == ["bar", "foo"]


async def test_what_a_route_has_declared_anywhere_is_taken(probe: Harness[Tx]) -> None:
    """Also where a dependency, or a model, has declared it."""
    headers = await probe.account("kernel.inspect")
    path = "/api/v1/probe/kernel/parked"
    taken = await probe.client.get(path, params={"limit": "1"}, headers=headers)
    refused = await probe.client.get(path, params={"limits": "1"}, headers=headers)

    assert taken.status_code == 200
    assert [each["field"] for each in refused.json()["errors"]] == ["limits"]


async def test_what_may_be_given_once_is_refused_twice(probe: Harness[Tx]) -> None:
    """Of two filters of one name the first would be none."""
    headers = await probe.account("kernel.inspect")
    path = "/api/v1/probe/kernel/parked"
    answer = await probe.client.get(path, params={"limit": ["1", "2"]}, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert [each["field"] for each in answer.json()["errors"]] == ["limit"]


async def test_what_is_not_of_the_api_takes_any_address(probe: Harness[Tx]) -> None:
    assert (await probe.client.get("/health/live", params={"foo": "1"})).status_code == 200


async def test_who_asks_is_asked_before_what_the_address_says(probe: Harness[Tx]) -> None:
    answer = await probe.client.get("/api/v1/probe/kernel/parked", params={"foo": "1"})

    assert answer.status_code == 401


@pytest.mark.parametrize("name", ["Authorization", "Content-Type", "If-Match", "Idempotency-Key"])
async def test_a_header_that_says_two_things_says_nothing(probe: Harness[Tx], name: str) -> None:
    """Of two, one program on the way believes the first and another the last."""
    account = await probe.account("probe.make")
    given = {**account, "Content-Type": "application/json", "If-Match": "1", "Idempotency-Key": "a"}
    headers = [*given.items(), (name, given[name])]
    body = b'{"key": "a", "n": 1}'
    answer = await probe.client.post("/api/v1/probes", content=body, headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (400, "repeated-header")
    assert name in answer.json()["detail"]
    assert await probe.rows("select * from effect") == []
