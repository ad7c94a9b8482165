"""Hands the user's pip configuration (index, mirror, certificates, proxy) on to uv."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

_NAMES = {
    "index-url": "UV_DEFAULT_INDEX",
    "extra-index-url": "UV_INDEX",
    "find-links": "UV_FIND_LINKS",
    "no-index": "UV_NO_INDEX",
    "trusted-host": "UV_INSECURE_HOST",
    "cert": "SSL_CERT_FILE",
    "proxy": "ALL_PROXY",
    "timeout": "UV_HTTP_TIMEOUT",
}
_LISTS = {"UV_FIND_LINKS": ",", "UV_INSECURE_HOST": " ", "UV_INDEX": " "}
_SECTIONS = ("global.", "install.", ":env:.")  # the later ones win, as in pip


def uv_environment(pip: list[str]) -> dict[str, str]:
    """Variables for uv that say what `pip config list` says; set ones are left alone.

    `pip` is the command that runs pip, as a list.
    """
    answer = subprocess.run([*pip, "config", "list"], capture_output=True, text=True, check=False)
    found = translate(answer.stdout.splitlines())
    if "UV_INDEX" in found:
        # As pip does: the best version of all indexes. Hashes decide what is accepted.
        found["UV_INDEX_STRATEGY"] = "unsafe-best-match"
    # The machine's authorities, as pip uses them, and not only those built into uv.
    defaults = {"UV_SYSTEM_CERTS": "true", "UV_HTTP_TIMEOUT": "180"}
    return {**defaults, **found, **os.environ, "UV_PYTHON_DOWNLOADS": "never"}


def translate(lines: list[str]) -> dict[str, str]:
    """Variables of uv from lines like `global.index-url='https://…'`."""
    values: dict[str, str] = {}
    for section in _SECTIONS:
        for line in lines:
            key, _, literal = line.partition("=")
            name = _NAMES.get(key[len(section) :]) if key.startswith(section) else None
            if name:
                values[name] = _text(name, ast.literal_eval(literal))
    return {name: value for name, value in values.items() if value}


def _text(name: str, value: object) -> str:
    words = str(value).split()
    return _LISTS.get(name, " ").join(words)


if __name__ == "__main__":  # any command of uv, as the user's pip would do it
    os.execve(sys.argv[1], sys.argv[1:], uv_environment([sys.executable, "-m", "pip"]))  # noqa: S606
