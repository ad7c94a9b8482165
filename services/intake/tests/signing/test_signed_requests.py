"""Who must sign is heard for what was signed, lately, and for nothing else."""

import gzip
import time
from collections.abc import Callable
from typing import Any

import pytest
from services.intake.tests.signing.conftest import registered
from services.intake.tests.signing.signer import Headers, Signer, new_call, signature, signed

from chassis_testing.harness import Harness

BODY = new_call()
FORM = b"event=newCall&callId=1.5&from=%2B543415550001"
MULTIPART = (
    b"--x\r\nContent-Disposition: form-data; name=event\r\n\r\nnewCall\r\n"
    b"--x\r\nContent-Disposition: form-data; name=from\r\n\r\n+543415550001\r\n"
    b"--x\r\nContent-Disposition: form-data; name=callId\r\n\r\n77\r\n--x--\r\n"
)
Change = Callable[[Headers, str], None]


async def contacts(intake: Harness[Any]) -> int:
    """How many there are."""
    return len(await intake.rows("select 1 from contact"))


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (BODY, "application/json"),
        (BODY.replace(b":", b" :\r\n\t"), "text/plain"),
        (FORM, "application/x-www-form-urlencoded"),
        ("event=newCall&callId=1&from=anonymous&name=Peña".encode("latin-1"), "text/plain"),
        (MULTIPART, "multipart/form-data; boundary=x"),
    ],
)
async def test_what_is_signed_is_heard_as_it_was_sent(
    intake: Harness[Any], signer: Signer, body: bytes, content_type: str
) -> None:
    """ASVS 4.1.5: in whatever form, and without the headers not at all."""
    bare = await signer.send(body, {"Content-Type": content_type})
    assert await contacts(intake) == 0
    heard = await signer.send(body, {"Content-Type": content_type, **signed(body, signer.secret)})

    assert (bare.status_code, bare.json()["code"]) == (401, "signature-required")
    assert heard.status_code == 202, heard.text
    assert (await contacts(intake), heard.json()["duplicate"]) == (1, False)


def _set(name: str, value: str) -> Change:
    def change(headers: Headers, _: str) -> None:
        headers[name] = value

    return change


def _later(headers: Headers, _: str) -> None:
    headers["Tero-Timestamp"] = str(int(headers["Tero-Timestamp"]) + 1)


def _one_digit(headers: Headers, _: str) -> None:
    mark = headers["Tero-Signature"]
    headers["Tero-Signature"] = mark[:-1] + ("0" if mark[-1] != "0" else "1")


def _half(headers: Headers, _: str) -> None:
    headers["Tero-Signature"] = headers["Tero-Signature"][:35]


def _old(headers: Headers, secret: str) -> None:
    headers.update(signed(BODY, secret, at=time.time() - 301))


def _future(headers: Headers, secret: str) -> None:
    headers.update(signed(BODY, secret, at=time.time() + 302))


def _signed_at(stamp: str) -> Change:
    """Rightly signed, but no such moment is known."""

    def change(headers: Headers, secret: str) -> None:
        mark = signature(secret, stamp, headers["Tero-Delivery"], BODY)
        headers.update({"Tero-Timestamp": stamp, "Tero-Signature": mark})

    return change


def _body_alone(headers: Headers, secret: str) -> None:
    """As many others sign: the time could be any."""
    stamp = headers["Tero-Timestamp"]
    mark = signature(secret, stamp, "", BODY).replace(f"v1.{stamp}..", "")
    headers["Tero-Signature"] = mark


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_set("Tero-Delivery", "another"), "wrong-signature"),
        (_later, "wrong-signature"),
        (_one_digit, "wrong-signature"),
        (_body_alone, "wrong-signature"),
        (_set("Tero-Signature", "v1=" + "0" * 64), "wrong-signature"),
        (_half, "signature-required"),
        (_set("Tero-Signature", ""), "signature-required"),
        (_set("Tero-Delivery", ""), "signature-required"),
        (_set("Tero-Delivery", "with.dot"), "signature-required"),
        (_set("Tero-Delivery", "x" * 101), "signature-required"),
        (_set("Tero-Timestamp", ""), "signature-required"),
        (_old, "stale-signature"),
        (_future, "stale-signature"),
        (_signed_at("-1"), "stale-signature"),
        (_signed_at("1e9"), "stale-signature"),
        (_signed_at("9" * 5_000), "stale-signature"),
        (_signed_at("0" * 13), "stale-signature"),
    ],
)
async def test_what_was_not_signed_so_is_refused_and_leaves_nothing(
    intake: Harness[Any], signer: Signer, change: Change, code: str
) -> None:
    """Each kind of byte: the id, the time, the signature."""
    headers = signed(BODY, signer.secret)
    change(headers, signer.secret)

    answer = await signer.send(BODY, headers)

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert await contacts(intake) == 0
    assert await intake.rows("select 1 from kernel_idempotency") == []


@pytest.mark.parametrize("missing", ["Tero-Timestamp", "Tero-Delivery", "Tero-Signature"])
async def test_none_of_the_headers_may_be_missing(signer: Signer, missing: str) -> None:
    headers = signed(BODY, signer.secret)
    del headers[missing]

    answer = await signer.send(BODY, headers)

    assert (answer.status_code, answer.json()["code"]) == (401, "signature-required")


@pytest.mark.parametrize(
    "sent",
    [
        BODY.replace(b"0001", b"0002"),
        BODY + b" ",
        b"\xef\xbb\xbf" + BODY,
        BODY.replace(b": ", b":"),
        BODY.decode().encode("utf-16"),
        gzip.compress(BODY),
        b"",
    ],
)
async def test_another_body_is_not_what_was_signed(
    intake: Harness[Any], signer: Signer, sent: bytes
) -> None:
    """Neither one that means the same: whitespace, letters, compression."""
    answer = await signer.send(sent, signed(BODY, signer.secret))

    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-signature")
    assert await contacts(intake) == 0


async def test_nothing_is_unpacked(intake: Harness[Any], signer: Signer) -> None:
    """A compressed body is refused as such, though it is signed as it is sent."""
    packed = gzip.compress(BODY)
    answer = await signer.send(
        packed, {**signed(packed, signer.secret), "Content-Encoding": "gzip"}
    )

    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported-media-type")
    assert await contacts(intake) == 0


async def test_nothing_is_read_in_an_address(intake: Harness[Any], signer: Signer) -> None:
    """As others may say a call there: whoever overheard how a file is fetched could add one."""
    said = f"?{FORM.decode()}"
    answer = await signer.send(b"", signed(b"", signer.secret), tail=said)
    await signer.settle("end-signing")
    unsigned = await signer.send(b"", {}, tail=said)

    assert (answer.status_code, answer.json()["code"]) == (422, "wrong-fields")
    assert unsigned.status_code == 202
    assert await contacts(intake) == 1


async def test_the_id_cannot_take_a_part_of_the_body(intake: Harness[Any], signer: Signer) -> None:
    """`v1.{time}.{id}.{body}` can be read in one way only."""
    headers = signed(FORM, signer.secret, delivery="d1")
    start, _, rest = FORM.partition(b".")
    moved = {**headers, "Tero-Delivery": f"d1.{start.decode()}"}
    assert b".".join((moved["Tero-Delivery"].encode(), rest)) == b"d1." + FORM

    answer = await signer.send(rest, moved)

    assert (answer.status_code, answer.json()["code"]) == (401, "signature-required")
    assert (await signer.send(FORM, headers)).status_code == 202


async def test_nobody_is_asked_which_algorithm_they_would_like(signer: Signer) -> None:
    """Other versions and algorithms are passed over, and never instead of the one."""
    headers = signed(BODY, signer.secret)
    mark = headers["Tero-Signature"].removeprefix("v1=")
    others = [f"v0={mark}", f"v2={mark}", f"none={mark}", "none=", f"sha1={mark[:40]}", mark]
    asked = {"Tero-Algorithm": "none", "Tero-Signature-Version": "v0"}

    for other in others:
        answer = await signer.send(BODY, {**headers, **asked, "Tero-Signature": other})
        assert (answer.status_code, answer.json()["code"]) == (401, "signature-required")
    beside = ",".join([*others, f"v1={mark.upper()}"])
    assert (await signer.send(BODY, {**headers, "Tero-Signature": beside})).status_code == 202


@pytest.mark.parametrize(("wrong", "status"), [(9, 202), (10, 401), (300, 401)])
async def test_of_many_signatures_ten_are_looked_at(
    signer: Signer, wrong: int, status: int
) -> None:
    headers = signed(BODY, signer.secret)
    marks = [*(["v1=" + "0" * 64] * wrong), headers["Tero-Signature"]]

    in_one = {**headers, "Tero-Signature": ",".join(marks)}
    assert (await signer.send(BODY, in_one)).status_code == status


async def test_a_signature_may_be_some_minutes_old_or_early(signer: Signer) -> None:
    for shift in (-290, 290):
        headers = signed(BODY, signer.secret, at=time.time() + shift)
        assert (await signer.send(BODY, headers)).status_code == 202


async def test_everybody_signs_with_a_secret_of_their_own(
    intake: Harness[Any], signer: Signer, manager: Headers
) -> None:
    """And who has none goes on as before."""
    other = await registered(intake, manager, "other")
    bare = await other.send(BODY, {})
    await other.settle("begin-signing")

    answer = await signer.send(BODY, signed(BODY, other.secret))

    assert bare.status_code == 202
    assert other.secret != signer.secret
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong-signature")


async def test_who_does_not_sign_learns_nothing_and_uses_nothing_up(
    intake: Harness[Any], manager: Headers
) -> None:
    """Whoever has seen the address: neither is the limit of the system spent, nor is said that it
    is disabled."""
    system = await registered(intake, manager, "scarce", per_second=0.01, burst=1)
    await system.settle("begin-signing")
    bare = [await system.send(BODY, {}) for _ in range(3)]
    heard = await system.say(BODY)
    body = {"label": "Central", "enabled": False}
    headers = {**manager, "If-Match": "1"}
    off = await intake.client.put("/api/v1/intake/channels/scarce", json=body, headers=headers)

    assert [answer.status_code for answer in bare] == [401, 401, 401]
    assert (heard.status_code, off.status_code) == (202, 200)
    assert (await system.send(BODY, {})).json()["code"] == "signature-required"
    assert (await system.say(BODY)).json()["code"] == "channel-is-disabled"


@pytest.mark.parametrize(
    ("door", "tail"),
    [
        ("calls", ""),
        ("chats", ""),
        ("inquiries", ""),
        ("chats", "/messages"),
        ("chats", "/deliveries"),
        ("chats", "/attachments?chat_id=1"),
    ],
)
async def test_every_door_asks_for_the_signature(signer: Signer, door: str, tail: str) -> None:
    """Before it looks at what is said."""
    chat = b'{"external_id": "1", "transcript": []}'
    assert (await signer.say(chat, "chats")).status_code == 202

    bare = await signer.send(b"{}", {}, door, tail)
    wrong = await signer.send(b"{}", signed(b"{}", "guessed"), door, tail)

    assert (bare.status_code, bare.json()["code"]) == (401, "signature-required")
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong-signature")
