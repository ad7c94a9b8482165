"""The environment is made from the lock, the way the user's pip is set up."""

import runpy
from typing import Any

from local_stack.paths import REPOSITORY

FOLDER = REPOSITORY / "deploy" / "local"


def load(name: str) -> dict[str, Any]:
    return runpy.run_path(str(FOLDER / name))


def test_pips_settings_are_translated_for_uv() -> None:
    lines = [
        "global.index-url='https://mirror.example/simple'",
        "global.trusted-host='a.example b.example'",
        ":env:.find-links='/one\\n/two'",
        ":env:.cert='/etc/company.pem'",
        "global.cert='/etc/other.pem'",
        "download.cert='/etc/unrelated.pem'",
        "global.progress-bar='off'",
    ]

    assert load("pip_settings.py")["translate"](lines) == {
        "UV_DEFAULT_INDEX": "https://mirror.example/simple",
        "UV_INSECURE_HOST": "a.example b.example",
        "UV_FIND_LINKS": "/one,/two",
        "SSL_CERT_FILE": "/etc/company.pem",
    }


def test_only_uv_itself_is_installed_by_pip() -> None:
    lines = load("bootstrap.py")["lines_of"]("uv").splitlines()

    assert lines[0].startswith("uv==")
    assert all(line.strip().startswith("--hash=sha256:") for line in lines[1:])
