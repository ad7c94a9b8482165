"""Uses the started system as people and telephone exchanges do: through the gateway alone."""

import json
import secrets
import time
from pathlib import Path

import httpx2

ADMINISTRATOR = "admin"
_EXCHANGE = "pbx"
_VISIBLE_SECONDS = 30.0
_PAUSE = 0.1
PARTS = ("directory", "intake", "tickets", "orders", "iclass-bridge", "notifications", "reporting")
OUTSIDERS = ("mail", "iclass")


class WrongAnswer(RuntimeError):
    """The system answered otherwise than it should."""


class Visitor:
    """Somebody with a browser, and the secrets in `folder`."""

    def __init__(self, port: int, folder: Path) -> None:
        self._client = httpx2.Client(base_url=f"http://127.0.0.1:{port}", timeout=20)
        self._folder = folder
        self._token = ""

    def see_first_page(self) -> str:
        answer = self._expect("GET", "/", 200)
        if "text/html" not in answer.headers["content-type"]:
            raise WrongAnswer("the first page is not a page")
        return f"{len(answer.content)} bytes"

    def see_state_of_parts(self) -> str:
        for part in (*PARTS, *OUTSIDERS):
            self._expect("GET", f"/state/{part}", 200)
        self._expect("GET", "/mail/", 200)
        return f"{len(PARTS) + len(OUTSIDERS)} parts work"

    def be_refused(self) -> str:
        """Who has not logged in sees no contacts."""
        answer = self._expect("GET", "/api/v1/contacts", 401)
        if "problem+json" not in answer.headers["content-type"]:
            raise WrongAnswer("the refusal is no problem document")
        return str(answer.json()["code"])

    def log_in(self) -> str:
        password = (self._folder / "admin-password").read_text().strip()
        proof = {"login": ADMINISTRATOR, "password": password}
        session = self._expect("POST", "/api/v1/session", 201, json=proof).json()
        self._token = session["access_token"]
        return str(session["account"]["role"])

    def call_and_be_seen(self) -> str:
        """A call that the exchange reports is in the desk's list soon after."""
        key = json.loads((self._folder / "channel-keys.json").read_text())[_EXCHANGE]
        call = secrets.token_hex(8)
        body = {"event": "newCall", "callId": call, "from": "03415550001", "to": "08001"}
        accepted = self._expect("POST", f"/api/v1/intake/calls/{key}", 202, json=body).json()
        began = time.monotonic()
        while not self._sees(accepted["contact_id"]):
            if time.monotonic() - began > _VISIBLE_SECONDS:
                raise WrongAnswer("the contact was accepted and is not in the desk's list")
            time.sleep(_PAUSE)
        return f"visible after {time.monotonic() - began:.1f} s"

    def close(self) -> None:
        self._client.close()

    def _sees(self, contact: str) -> bool:
        """False also while `intake` does not know the account yet, which comes as an event."""
        answer = self._client.get(
            "/api/v1/contacts",
            params={"screen": "calls-without-city"},
            headers={"Authorization": f"Bearer {self._token}"},
        )
        if answer.status_code == httpx2.codes.UNAUTHORIZED:
            return False
        if answer.status_code != httpx2.codes.OK:
            raise WrongAnswer(f"the desk's list was answered {answer.status_code}: {answer.text}")
        return contact in answer.text

    def _expect(self, method: str, path: str, status: int, json: object = None) -> httpx2.Response:
        answer = self._client.request(method, path, json=json)
        if answer.status_code != status:
            text = answer.text[:300]
            raise WrongAnswer(f"{method} {path} was answered {answer.status_code}: {text}")
        return answer
