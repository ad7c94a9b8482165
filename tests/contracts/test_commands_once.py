"""Every POST can be sent again without fear: it takes an Idempotency-Key, or needs none."""

import pytest_asyncio

from chassis.idempotency import HEADER
from tero.documents.openapi import openapi_documents

# Why a route is harmless twice without a key. Everything else takes one.
PASSWORD = "an answer kept under the digest of a body would keep one of a password"
SECRET = "an answer kept would keep the secret in it; what is made twice is seen in the list"
BY_ID = "what is sent has an id of its own, by which a second time is known"
SETTLES = "a second time finds nothing left to settle, and says so"
UNNAMED = "a file that no message names is forgotten after a day"
WITHOUT_KEY = {
    "/api/v1/session": PASSWORD,
    "/api/v1/session/proof": PASSWORD,
    "/api/v1/session/refresh": BY_ID,  # a token that is sent twice at once is answered alike
    "/api/v1/session/second-factor": SETTLES,  # until it is confirmed the answer is the same
    "/api/v1/session/second-factor/confirmation": SETTLES,  # a code is good once
    "/api/v1/session/single-sign-on": SECRET,  # one more attempt, that nobody finishes
    "/api/v1/session/single-sign-on/link": SECRET,
    "/api/v1/session/single-sign-on/proof": SECRET,
    "/api/v1/session/single-sign-on/answer": SETTLES,  # an attempt is good once
    "/api/v1/passwords": PASSWORD,  # a link that was used is refused
    "/api/v1/password-resets": SETTLES,
    "/api/v1/api-keys": SECRET,
    "/api/v1/api-keys/{key_id}/rotate": SECRET,
    "/api/v1/accounts": PASSWORD,  # a login that is taken is a conflict
    "/api/v1/accounts/import": PASSWORD,  # lines are known by their login
    "/api/v1/customers/import": BY_ID,
    "/api/v1/intake/calls/{key}": BY_ID,
    "/api/v1/intake/chats/{key}": BY_ID,
    "/api/v1/intake/inquiries/{key}": BY_ID,
    "/api/v1/intake/chats/{key}/messages": BY_ID,
    "/api/v1/intake/chats/{key}/deliveries": SETTLES,  # the furthest that was told stays
    "/api/v1/intake/web-chat/{site}/chats": BY_ID,
    "/api/v1/intake/web-chat/{site}/messages": BY_ID,
    "/api/v1/intake/web-chat/{site}/receipts": SETTLES,
    "/api/v1/intake/web-chat/{site}/typing": SETTLES,  # kept nowhere
    "/api/v1/intake/chats/{key}/attachments": UNNAMED,
    "/api/v1/intake/web-chat/{site}/attachments": UNNAMED,
    "/api/v1/contacts/{contact_id}/attachments": UNNAMED,
    "/api/v1/contacts/{contact_id}/presence": SETTLES,  # kept nowhere
    "/api/v1/contacts/{contact_id}/fill-reply": SETTLES,  # changes nothing
    "/api/v1/intake/channels": SECRET,
    "/api/v1/intake/channels/{code}/rotate-key": SECRET,
    "/api/v1/intake/channels/{code}/begin-signing": SECRET,
    "/api/v1/intake/channels/{code}/rotate-signing-secret": SECRET,
    "/api/v1/iclass/webhook": BY_ID,
    "/api/v1/tickets/survey-links": SETTLES,  # changes nothing
    "/api/v1/tickets/survey-links/answers": SETTLES,  # a survey is answered once
    "/kernel/quarantine/{number}/replay": SETTLES,
    "/kernel/quarantine/{number}/discard": SETTLES,
    "/kernel/parked/{topic}/{key}/replay": SETTLES,
    "/kernel/parked/{topic}/{key}/discard": SETTLES,
}
Posts = dict[str, bool]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def posts() -> Posts:
    """The path of every POST of every service, and whether it takes a key. The kernel's routes,
    alike in every service, are named without it."""
    return {
        path.removeprefix(f"/api/v1/{name}") if "/kernel/" in path else path: any(
            (parameter["in"], parameter["name"]) == ("header", HEADER)
            for parameter in operations["post"].get("parameters", ())
        )
        for name, document in (await openapi_documents()).items()
        for path, operations in document["paths"].items()
        if "post" in operations
    }


def test_every_command_takes_a_key(posts: Posts) -> None:
    assert len(posts) > 30
    assert [path for path, takes in posts.items() if not takes and path not in WITHOUT_KEY] == []


def test_every_exception_exists_and_is_one(posts: Posts) -> None:
    assert [path for path in WITHOUT_KEY if posts.get(path) is not False] == []
