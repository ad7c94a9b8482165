"""The OpenID provider: authorization code with PKCE (RFC 6749, 7636, OpenID Connect Core)."""

from base64 import b64encode
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import httpx2

from directory.application.sign_on_ports import Coming, Going
from directory.domain.sign_on import Client, Known, SignOnRefused, WrongIdToken
from directory.outbound.id_tokens import key_id, person_of, verified
from directory.outbound.oidc_documents import Documents, ProviderUnavailable, ask


class OidcProvider:
    """The port `Provider`."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._documents = Documents(client.issuer)

    @property
    def name(self) -> str:
        return self._client.name

    async def address(self, going: Going) -> str:
        start = (await self._documents.addresses()).authorization
        wish = {
            "response_type": "code",
            "client_id": self._client.client_id,
            "redirect_uri": self._client.page,
            # Who somebody is, and nothing about them.
            "scope": "openid",
            "state": going.state,
            "nonce": going.nonce,
            "code_challenge": going.challenge,
            "code_challenge_method": "S256",
            **({"prompt": "login", "max_age": "0"} if going.fresh else {}),
        }
        return f"{start}{'&' if urlsplit(start).query else '?'}{urlencode(wish)}"

    async def redeem(self, coming: Coming) -> Known:
        client, token = self._client, await self._id_token(coming)
        keys = await self._documents.keys(key_id(token))
        claims = verified(token, keys, client.issuer, client.client_id, coming.nonce)
        return person_of(claims, client.issuer, fresh=coming.fresh)

    async def _id_token(self, coming: Coming) -> str:
        wish = {
            "grant_type": "authorization_code",
            "code": coming.code,
            "redirect_uri": self._client.page,
            "code_verifier": coming.verifier,
        }
        headers = {"Accept": "application/json"}
        if self._client.client_secret is None:
            wish["client_id"] = self._client.client_id
        else:
            headers["Authorization"] = _basic(self._client.client_id, self._client.client_secret)
        address = (await self._documents.addresses()).token
        status, said = await ask("POST", address, data=wish, headers=headers)
        return _token_in(status, said)


def _token_in(status: int, said: Any) -> str:
    if status in (httpx2.codes.BAD_REQUEST, httpx2.codes.UNAUTHORIZED):
        reason = said.get("error") if isinstance(said, dict) else None
        if reason == "invalid_grant":
            raise SignOnRefused("The provider takes this code no more.", reason="invalid_grant")
        raise ProviderUnavailable("The provider does not know this installation.")
    if status != httpx2.codes.OK or not isinstance(said, dict):
        raise ProviderUnavailable("The provider does not answer as it should.")
    token = said.get("id_token")
    if not isinstance(token, str):
        raise WrongIdToken("The provider's answer does not prove who you are: none.", why="none")
    return token


def _basic(name: str, secret: str) -> str:
    """Both as in a form, before they are joined (RFC 6749, 2.3.1)."""
    both = f"{quote(name, safe='')}:{quote(secret, safe='')}"
    return "Basic " + b64encode(both.encode()).decode()
