"""A change of the signing key, in the steps of the runbook (security row 38)."""

import json
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from joserfc.jwk import OKPKey
from typer.testing import CliRunner

from chassis.errors import Unauthenticated
from chassis.tokens import issue, load_public_keys, verify
from chassis_testing.harness import make_signing_keys
from tero.app import app


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    keys = make_signing_keys(tmp_path)
    signing = tmp_path / "signing-key.json"
    signing.write_text(json.dumps(keys.private.as_dict(private=True)))
    signing.chmod(0o600)
    return tmp_path


def step(name: str, folder: Path) -> int:
    return CliRunner().invoke(app, ["signing-key", name, str(folder)]).exit_code


def sign_in(folder: Path) -> str:
    """A token as `directory` gives it after a start with these files."""
    key = OKPKey.import_key(json.loads((folder / "signing-key.json").read_text()))
    return issue(key, account_id=uuid4(), session_id=uuid4(), seconds=900)


def whose(token: str, folder: Path) -> UUID:
    """As every service reads it after a start with these files."""
    return verify(token, load_public_keys(folder / "jwks.json")).account_id


def test_nobody_is_signed_out_by_a_new_key(secrets: Path) -> None:
    old = sign_in(secrets)
    before = load_public_keys(secrets / "jwks.json")

    assert step("begin", secrets) == 0
    assert whose(old, secrets)
    assert verify(sign_in(secrets), before)  # by services not yet started again

    between = load_public_keys(secrets / "jwks.json")
    assert step("switch", secrets) == 0
    new = sign_in(secrets)
    assert [verify(each, between).account_id for each in (old, new)]

    assert step("end", secrets) == 0
    assert whose(new, secrets)
    with pytest.raises(Unauthenticated):
        whose(old, secrets)
    with pytest.raises(Unauthenticated):
        verify(new, before)


def test_steps_out_of_order_change_nothing(secrets: Path) -> None:
    assert step("switch", secrets) == 1
    assert step("begin", secrets) == 0
    state = {file.name: file.read_text() for file in secrets.iterdir()}

    assert step("begin", secrets) == 1
    assert step("end", secrets) == 1
    assert {file.name: file.read_text() for file in secrets.iterdir()} == state


def test_no_private_half_is_believed_and_nobody_else_reads_it(secrets: Path) -> None:
    assert step("begin", secrets) == 0

    believed = json.loads((secrets / "jwks.json").read_text())["keys"]
    assert [sorted({"d"} & set(each)) for each in believed] == [[], []]
    assert (secrets / "signing-key.next.json").stat().st_mode & 0o777 == 0o600
