"""The grade that the MDN HTTP Observatory gives a page's headers, by its published table, as of November 2026.

https://developer.mozilla.org/en-US/observatory/docs/tests_and_scoring: 100 points, less the penalties; from 90 on the
bonuses count too. What cannot be told without the network is left out: certificates, and the list of preloaded sites.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from http.cookies import Morsel, SimpleCookie
from typing import override
from urllib.parse import urlsplit

HALF_A_YEAR = 15_768_000  # seconds
BONUS_FROM = 90
GRADES = ((100, "A+"), (90, "A"), (85, "A-"), (80, "B+"), (70, "B"), (65, "B-"), (60, "C+"), (50, "C"), (0, "worse"))
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
BROAD = {"*", "http:", "https:", "data:", "blob:", "ftp:", "ws:", "wss:"}
SESSION = re.compile(r"sess|auth|login|token|csrf|jsessionid|aspsessionid", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a scanner sees of an address: the answer over TLS, and where the plain one leads."""

    host: str
    headers: Mapping[str, str]  # names in lower case
    cookies: Sequence[str] = ()  # lines of Set-Cookie
    body: str = ""
    plain: tuple[int, str] = (0, "")  # status and location over http; 0 where nothing answers


def grade(seen: Seen) -> str:
    """Return the letter."""
    total = score(seen)
    return next(letter for least, letter in GRADES if total >= least)


def score(seen: Seen) -> int:
    """Return the points."""
    given = modifiers(seen).values()
    base = 100 + sum(each for each in given if each < 0)
    return max(base + (sum(each for each in given if each > 0) if base >= BONUS_FROM else 0), 0)


def modifiers(seen: Seen) -> dict[str, int]:
    """Return what each test adds or takes."""
    policy = parsed(seen.headers.get("content-security-policy", ""))
    hsts = _hsts(seen.headers.get("strict-transport-security", ""))
    return {
        "policy": _policy(policy),
        "cookies": _cookies(seen.cookies, protected=hsts == 0),
        "cors": _cors(seen.headers),
        "hsts": hsts,
        "redirection": _redirection(seen),
        "referrer": _referrer(seen.headers.get("referrer-policy", "")),
        "scripts": _scripts(seen),
        "types": 0 if seen.headers.get("x-content-type-options", "").lower() == "nosniff" else -5,
        "frames": _frames(seen.headers.get("x-frame-options", ""), policy),
        "embedding": _embedding(seen.headers.get("cross-origin-resource-policy")),
    }


def parsed(policy: str) -> dict[str, list[str]]:
    """Return the sources of each directive; the first of two of a name counts, as in a browser."""
    found: dict[str, list[str]] = {}
    for part in policy.split(";"):
        name, *sources = part.split() or [""]
        if name:
            found.setdefault(name.lower(), [source.lower() for source in sources])
    return found


def _policy(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    fallback = policy.get("default-src", ["*"])
    scripts, objects, styles = (policy.get(name, fallback) for name in ("script-src", "object-src", "style-src"))
    passive = [*policy.get("img-src", fallback), *policy.get("media-src", fallback)]
    trusted = any(source.startswith(("'nonce-", "'sha")) for source in scripts) or "'strict-dynamic'" in scripts
    unsafe_scripts = bool(BROAD & {*scripts}) or ("'unsafe-inline'" in scripts and not trusted)
    if unsafe_scripts or BROAD & {*objects}:
        return -20
    others = [source for name, row in policy.items() if name not in {"img-src", "media-src"} for source in row]
    if any(source.startswith("http:") for source in others):
        return -20
    if "'unsafe-eval'" in scripts or any(source.startswith("http:") for source in passive):
        return -10
    if {"'unsafe-inline'", *BROAD} & {*styles}:
        return 0
    return 10 if fallback == ["'none'"] else 5


def _cookies(lines: Sequence[str], *, protected: bool) -> int:
    found: list[Morsel[str]] = [morsel for line in lines for morsel in SimpleCookie(line).values()]
    worst = [_cookie(each, protected=protected) for each in found]
    if not found:
        return 0
    return min(worst) if min(worst) < 0 else (5 if all(each["samesite"] for each in found) else 0)


def _cookie(cookie: Morsel[str], *, protected: bool) -> int:
    session = SESSION.search(cookie.key) is not None
    taken = [0]
    if not cookie["secure"]:
        taken.append((-10 if protected else -40) if session else (-5 if protected else -20))
    if session and not cookie["httponly"]:
        taken.append(-30)
    if cookie["samesite"].lower() not in {"", "strict", "lax"} or ("csrf" in cookie.key and not cookie["samesite"]):
        taken.append(-20)
    return min(taken)


def _cors(headers: Mapping[str, str]) -> int:
    anybody = headers.get("access-control-allow-origin") == "*"
    return -50 if anybody and headers.get("access-control-allow-credentials", "").lower() == "true" else 0


def _hsts(written: str) -> int:
    age = re.search(r'max-age="?(\d+)', written, re.IGNORECASE)
    if age is None:
        return -20
    return 0 if int(age[1]) >= HALF_A_YEAR else -10


def _redirection(seen: Seen) -> int:
    status, location = seen.plain
    if status == 0:
        return 0
    there = urlsplit(location)
    if not 300 <= status < 400 or not location:  # HTTP's own line
        return -20
    if there.scheme != "https":
        return -20
    return 0 if there.hostname == seen.host else -5


def _referrer(written: str) -> int:
    last = written.rpartition(",")[2].strip().lower()  # a browser takes the last one it knows
    if last in PRIVATE:
        return 5
    return 0 if not last or last == "no-referrer-when-downgrade" else -5


def _frames(written: str, policy: Mapping[str, list[str]]) -> int:
    if "frame-ancestors" in policy and not BROAD & {*policy["frame-ancestors"]}:
        return 5
    return 0 if written.upper() in {"DENY", "SAMEORIGIN"} else -20


def _embedding(written: str | None) -> int:
    if written is None:
        return 0
    return 0 if written in {"same-origin", "same-site"} else -20


class _Scripts(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[dict[str, str]] = []
        self.feed(text)

    @override
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "script" and "src" in given:
            self.found.append(given)


def _scripts(seen: Seen) -> int:
    """Return 0 where every script is the site's own; integrity need not be told then."""
    if "html" not in seen.headers.get("content-type", ""):
        return 0
    away = [each for each in _Scripts(seen.body).found if urlsplit(each["src"]).hostname not in {None, seen.host}]
    if not away:
        return 0
    secure = all(not each["src"].startswith("http:") for each in away)
    sure = all("integrity" in each for each in away)
    return (5 if sure else -5) if secure else (-20 if sure else -50)
