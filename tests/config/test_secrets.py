"""No file of this project or of a served site holds a working key, token or password."""

import math
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders

from config.environment import PROJECT

PATTERNS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY( BLOCK)?-----",
    "a key of AWS": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b",
    "a token of GitHub": r"\b(?:gh[pousr]_[A-Za-z0-9]{30,}|github_pat_\w{30,})",
    "a token of GitLab": r"\bglpat-[\w-]{20,}",
    "a token of Slack": r"\bxox[abeoprs]-[\w-]{10,}",
    "a key of Stripe": r"\b[rs]k_live_\w{16,}",
    "a key of Google": r"\bAIza[\w-]{35}",
    "a key of a seller of models": r"\bsk-(?:ant-|proj-|or-)?[\w-]{24,}",
    "a token of Hugging Face": r"\bhf_[A-Za-z0-9]{30,}",
    "a token of PyPI or npm": r"\b(?:pypi-AgE|npm_)[\w-]{30,}",
    "a web token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "a password in an address": r"\b[a-z][a-z+]+://[^\s/:@\"'<>{}$]+:(?P<value>[^\s/@\"'<>{}$]+)@[\w.-]+",
    "a value of a secret": r"(?i)\b\w*(?:secret|token|passw(?:or)?d|api_?key|private_?key)\w*[\"']?\s*[:=]\s*f?[\"'](?P<value>[^\"'\s{}]{12,})[\"']",
    "a random text": r"(?<![\w+.=-])(?P<value>[A-Za-z0-9+_-]{32,}={0,2})(?![\w+-])",
}
FOUND = {name: re.compile(pattern) for name, pattern in PATTERNS.items()}
RANDOM = {
    "a value of a secret": 3.6,
    "a random text": 4.6,
}  # bits a character; words have less, a key has more
# Made up, and open nothing.
ALLOWED = {
    "password": "stands for one in examples of addresses",
    "hunter2": "the password of a test of settings",
    "s%40fe": "another, with a sign that has to be escaped",
}
MOST = 2_000_000  # bytes; what is larger is read so far


def secrets(text: str) -> Iterator[tuple[str, str]]:
    """Yield what looks like a secret, with its kind."""
    for kind, pattern in FOUND.items():
        for found in pattern.finditer(text):
            value = found.groupdict().get("value") or found[0]
            if value not in ALLOWED and _random(value) >= RANDOM.get(kind, 0):
                yield kind, value


def _random(text: str) -> float:
    """Return the entropy in bits a character; 0 where text is not mixed as keys are.

    Keys mix letters of both sizes and digits.
    """
    mixed = all(
        any(test(letter) for letter in text) for test in (str.isupper, str.islower, str.isdigit)
    )
    counts = Counter(text).values()
    return (
        -sum(count / len(text) * math.log2(count / len(text)) for count in counts) if mixed else 0
    )


def tracked() -> list[Path]:
    """Return the files that are in the repository, or about to be."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=PROJECT, capture_output=True, check=True,
    )  # fmt: skip
    return [
        PROJECT / name
        for name in listed.stdout.decode().split("\0")
        if name and (PROJECT / name).is_file()
    ]


def served() -> list[Path]:
    """Return the files that `collectstatic` would collect."""
    return [
        Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([])
    ]


@pytest.mark.parametrize("files", [tracked, served])
def test_no_file_holds_a_secret(files: Callable[[], list[Path]]) -> None:
    found = [
        (str(path), kind, value)
        for path in files()
        for kind, value in secrets(path.read_bytes()[:MOST].decode(errors="replace"))
    ]

    assert found == []


# in one piece it would be found here
LETTERS = "aB3dE6gH9jK2mN5p Q8sT1vW4yZ7bC0fG".replace(" ", "")
TAIL = f"{LETTERS}x{LETTERS}"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("a private key", "-----BEGIN RSA " + "PRIVATE KEY-----"),
        ("a key of AWS", "AKIA" + "ABCDEFGHIJKLMNOP"),
        ("a token of GitHub", "ghp" + f"_{TAIL[:36]}"),
        ("a token of GitLab", "glpat" + f"-{TAIL[:20]}"),
        ("a token of Slack", "xoxb" + "-1234567890-abc"),
        ("a key of Stripe", "sk_live" + f"_{TAIL[:24]}"),
        ("a key of Google", "AIza" + TAIL[:35]),
        ("a key of a seller of models", "sk-" + f"ant-{TAIL[:40]}"),
        ("a token of Hugging Face", "hf" + f"_{TAIL[:34]}"),
        ("a token of PyPI or npm", "npm" + f"_{TAIL[:36]}"),
        ("a web token", "eyJ" + f"{TAIL[:20]}.eyJ{TAIL[:20]}.{TAIL[:20]}"),
        ("a password in an address", "postgres://pilotlight:" + "rosebud@db/pilotlight"),
        ("a value of a secret", "SECRET_KEY" + f' = "{TAIL[:20]}"'),
        ("a random text", TAIL[3:45]),
    ],
)
def test_secret_of_each_kind_is_found(kind: str, text: str) -> None:
    assert kind in {found for found, _ in secrets(f"before {text} after")}


@pytest.mark.parametrize(
    "text",
    [
        "sha256:" + "0a1b2c3d" * 8,
        "test_no_file_holds_a_secret_however_long_its_name_is",
        "token = request.headers['Authorization']",
    ],
)
def test_what_is_no_secret_is_not_found(text: str) -> None:
    assert list(secrets(text)) == []
