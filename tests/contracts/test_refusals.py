"""Why something was not done is said in the reader's language: the console has words for it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

from tickets.domain.lifecycle import Action, NotAllowedNow, State, require

ROOT = Path(__file__).parents[2]
WORDS = ROOT / "web/src/shared/api/words/es.ts"

# What a status says as well as a code could: it is not there, or it was asked too often.
SAID_BY_STATUS = {"NotFound", "Rows", "TooMany"}

NEVER_AT_THE_CONSOLE = {
    # Kinds of refusals; the console says what their status says.
    "refused", "conflict", "invalid", "unauthenticated", "forbidden", "not-found", "too-many",
    "unavailable", "failed",
    # A session that has ended: the console asks who it is, whatever was wrong with the token.
    "token-required", "invalid-token", "expired-token", "invalid-refresh-token",
    # Programs that ask with a key of the API, or as another of our services.
    "invalid-api-key", "no-session",
    "signature-required", "stale-signature", "wrong-signature",
    # The doors of channels: telephone exchange, bot, portal, web chat, mail.
    "missing-phone", "delivery-reused", "no-room-for-file",
    # What only a program writes wrong, and ours does not.
    "malformed-json", "unsupported-media-type", "incomplete-body", "credential-in-address",
    "head-too-large", "repeated-header",
    "if-match-required", "wrong-idempotency-key", "wrong-cursor", "two-cursors",
    "question-repeated", "too-many-requests",
    # Reports have no screen.
    "wrong-filter", "wrong-period", "historic-has-no-bounds",
}  # fmt: skip


def test_every_refusal_has_words_at_the_console() -> None:
    """Whoever is refused something reads what happened and what to do, not a code."""
    codes, made = _codes()
    words = _words()

    assert codes - words == NEVER_AT_THE_CONSOLE
    assert all(any(each.fullmatch(code) for code in words) for each in made)
    assert _obstacles() <= words


def test_no_words_are_left_of_a_refusal_that_is_no_more() -> None:
    codes, made = _codes(said_by_status=set())
    left = _words() - codes - _obstacles()

    assert {code for code in left if not any(each.fullmatch(code) for each in made)} == set()


def _words() -> set[str]:
    """The codes that have a sentence in Spanish; the other languages have the same by type."""
    return set(re.findall(r'^  "?([\w-]+)"?:', WORDS.read_text(), re.MULTILINE))


def _codes(said_by_status: set[str] = SAID_BY_STATUS) -> tuple[set[str], list[re.Pattern[str]]]:
    """Those of all problem documents; of those that are put together, what they look like."""
    codes: set[str] = set()
    made: list[re.Pattern[str]] = []
    for folder in (*ROOT.glob("services/*/src"), ROOT / "shared/src"):
        for path in folder.rglob("*.py"):
            for kinds, code in _told(ast.parse(path.read_text())):
                if kinds & said_by_status:
                    continue
                if isinstance(code, ast.Constant) and isinstance(code.value, str):
                    codes.add(code.value)
                elif isinstance(code, ast.JoinedStr):
                    made.append(_pattern(code))
    assert len(codes) > len(NEVER_AT_THE_CONSOLE)
    return codes, made


def _told(tree: ast.Module) -> Iterator[tuple[set[str], ast.expr]]:
    """Each `code` of a class, of a call and of a document, with what it is told by."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(body=body):
                kinds = {ast.unparse(base) for base in node.bases}
                codes = (each.value for each in body if _names(each))
                yield from ((kinds, code) for code in codes)
            case ast.Call(func=ast.Name(id="problem") | ast.Attribute(attr="problem")):
                yield set(), node.args[1]
            case ast.Call(keywords=given):
                told = (each.value for each in given if each.arg == "code")
                yield from (({ast.unparse(node.func)}, code) for code in told)


def _names(line: ast.stmt) -> TypeGuard[ast.Assign]:
    match line:
        case ast.Assign(targets=[ast.Name(id="code")]):
            return True
    return False


def _pattern(code: ast.JoinedStr) -> re.Pattern[str]:
    parts = (str(p.value) if isinstance(p, ast.Constant) else "[a-z-]+" for p in code.values)
    return re.compile("".join(parts))


def _obstacles() -> set[str]:
    """What is in the way of doing something to a ticket."""
    found = set()
    for action in Action:
        for state in State:
            try:
                require(action, state)
            except NotAllowedNow as error:
                found.add(error.code)
    return found
