"""A small OpenID provider, a process of its own: `python provider.py <port>`.

It lets in whoever it is told to (`PUT /control`, `subject`), at once, and misbehaves as it is told.
"""

import hashlib
import json
import sys
import time
from base64 import b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

import uvicorn
from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

CLIENT, SECRET = "tero", "not & a:good one"
PORT = int(sys.argv[1])
ISSUER = f"http://127.0.0.1:{PORT}"


def new_key() -> RSAKey:
    return RSAKey.generate_key(2048, parameters={"kid": uuid4().hex, "use": "sig"})


@dataclass
class World:
    """Its keys, who comes next, and what is wrong with it; `asked` counts by path."""

    key: RSAKey = field(default_factory=new_key)
    published: list[RSAKey] = field(default_factory=list)
    subject: str = "ana"
    wrong: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)


world = World()
world.published = [world.key]
app = FastAPI()


@app.middleware("http")
async def count(request: Request, call_next: Any) -> Any:
    path = request.url.path
    world.asked[path] = world.asked.get(path, 0) + 1
    if path != "/control" and world.wrong.get("down"):
        return Response("out of order", 500)
    return await call_next(request)


@app.put("/control")
async def control(request: Request) -> dict[str, int]:
    """What shall be different from now on; a new key, where asked for."""
    said = await request.json()
    world.subject = said.get("subject", "ana")
    world.wrong = said.get("wrong", {})
    if said.get("rotate"):
        world.key = new_key()
        world.published = [world.key]
    return world.asked


@app.get("/.well-known/openid-configuration")
async def configuration() -> Any:
    if "huge" in world.wrong:
        return JSONResponse({"issuer": ISSUER, "filling": "x" * (1 << 20)})
    return {
        "issuer": world.wrong.get("discovered", ISSUER),
        "authorization_endpoint": world.wrong.get("authorization", f"{ISSUER}/authorize"),
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
    }


@app.get("/keys")
async def keys() -> Any:
    document = KeySet([*world.published]).as_dict(private=False)
    return document | {"keys": [*document["keys"], {"kty": "oct", "k": "c2VjcmV0"}]}


@app.get("/authorize")
async def authorize(request: Request) -> Response:
    asked = dict(request.query_params)
    back = asked["redirect_uri"]
    if world.wrong.get("denies"):
        said = {"error": "access_denied", "state": asked["state"]}
        return RedirectResponse(f"{back}?{urlencode(said)}", 302)
    code = uuid4().hex
    world.codes[code] = asked
    return RedirectResponse(f"{back}?{urlencode({'code': code, 'state': asked['state']})}", 302)


@app.post("/token")
async def token(request: Request) -> Any:
    form = await request.form()
    asked = world.codes.pop(str(form.get("code")), None)
    expected = f"{CLIENT}:not%20%26%20a%3Agood%20one"
    given = request.headers.get("authorization", "").removeprefix("Basic ")
    if b64decode(given).decode() != expected:
        return JSONResponse({"error": "invalid_client"}, 401)
    if asked is None or not fits(asked, {name: str(form[name]) for name in form}):
        return JSONResponse({"error": "invalid_grant"}, 400)
    return {"access_token": "unused", "token_type": "Bearer", "id_token": id_token(asked)}


def fits(asked: dict[str, str], form: dict[str, str]) -> bool:
    """Whether it is the one who asked (PKCE), and for the same page."""
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    challenge = urlsafe_b64encode(digest).rstrip(b"=").decode()
    is_same = asked["redirect_uri"] == form.get("redirect_uri")
    return is_same and asked["code_challenge"] == challenge


def id_token(asked: dict[str, str]) -> str:
    now = int(time.time())
    claims: dict[str, Any] = {
        "iss": ISSUER,
        "aud": CLIENT,
        "sub": world.subject,
        "email": "admin@localhost.localdomain",
        "nonce": asked["nonce"],
        "iat": now,
        "exp": now + 300,
    }
    if asked.get("prompt") == "login":
        claims["auth_time"] = now
    claims |= world.wrong.get("claims", {})
    claims = {name: value for name, value in claims.items() if value is not None}
    if world.wrong.get("alg") == "none":
        return ".".join(encoded(each) for each in ({"alg": "none"}, claims)) + "."
    header = {"alg": "RS256", "kid": world.key.kid}
    signer = world.key
    if world.wrong.get("stranger"):
        signer = new_key()
    return jwt.encode(header, claims, signer, algorithms=["RS256"])


def encoded(part: dict[str, Any]) -> str:
    return urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=").decode()


if __name__ == "__main__":
    uvicorn.run(app, host="127.0.0.1", port=PORT, log_level="error")
