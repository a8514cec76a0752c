"""Attacks as hypothesis draws them: on addresses, queries, forms, the API, methods and headers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy, composite, sampled_from
from mcp_types.version import LATEST_MODERN_VERSION

from tests.fuzz import hostile
from tests.fuzz.firing import OWN, Attack
from tests.fuzz.world import STAFF, STRANGER, Page, World
from tests.wizard.mcp.asking import ADDRESS, message
from tests.wizard.walker import Box
from wizard.questions.page_order import all_questions

LONGEST = 4_000  # characters of a part of an address
BOUNDARY = "fuzz-boundary"
FORM = "application/x-www-form-urlencoded"
BY_HTMX = "plan/<key:edit_key>/<slug:step>/<slug:page>/"  # pages whose forms htmx sends

type Pairs = list[tuple[str, str]]

ONE_OF_TEN, ONE_OF_THIRTY = (
    st.integers(0, 9).map(lambda each: each == 0),
    st.integers(0, 29).map(lambda each: each == 0),
)
AT_THE_DESK = sampled_from((*STAFF, *STAFF, STRANGER))
ELSEWHERE = sampled_from((*[STRANGER] * 99, *STAFF))
PICKED = {
    name: sampled_from([(name, value) for value in values]) for name, values in hostile.HEADERS
}
HEADERS = st.lists(st.one_of(*PICKED.values()), min_size=1, max_size=3).map(
    lambda pairs: tuple(dict(pairs).items())
)
ENDS = sampled_from(("/", "//", ".", "%00", "%2e%2e/", ";a=b", "%20", quote(hostile.MARK)))
PLACES = st.integers(0, 10_000)
WAYS = st.lists(st.tuples(st.integers(0, 9), PLACES, hostile.texts), min_size=1, max_size=3)
KNOWN_OR_HOSTILE = st.booleans()
REPEATED, TWICE = sampled_from((1, 2, 40)), sampled_from((1, 1, 2, 600))
FILES, BODIES = sampled_from(hostile.FILES), sampled_from(hostile.BODIES)
KINDS, METHODS = sampled_from(hostile.KINDS), sampled_from(hostile.METHODS)
# What each tool cannot do without, beside what is drawn.
USUAL: Mapping[str, dict[str, Any]] = {
    "find_job": {"words": "photo"},
    "decide": {"job": "product-description"},
    "look_up": {"name": "gpt-4o"},
    "compare": {"kind": "app", "names": ["chatgpt", "claude"]},
    "what_changed": {"since": "2026-11-01"},
}
TOOL = sampled_from(sorted(USUAL))
ARGUMENT = sampled_from(
    (
        *("words", "job", "name", "kind", "names", "results", "since", "of", "as_of", "stakes"),
        *("decides_on", "works_in", "medium", "paid", "length", "limit_usd", "__proto__"),
    )
)
QUESTION = sampled_from(
    (*(question.name for question in all_questions()), "volume.own-text", "__proto__")
)


def escaped(text: str) -> str:
    """Return a text as a part of an address, half a character and all."""
    return quote(text.encode(errors="surrogatepass"), safe="")


def _plus(text: str) -> str:
    return quote_plus(text.encode(errors="surrogatepass"))


def _query(pairs: Iterable[tuple[str, str]], longest: int | None = LONGEST) -> str:
    return "&".join(f"{_plus(name)}={_plus(value[:longest])}" for name, value in pairs)


def _part(name: str, data: bytes, more: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode(errors="surrogatepass") + data + b"\r\n"


def _sent(draw: DrawFn, path: str, **given: object) -> Attack:
    """Return a request by somebody, seldom with odd headers.

    At the desk it is one who is signed in, elsewhere mostly nobody.
    """
    headers = () if draw(PLACES) % 7 else draw(HEADERS)
    who = draw(AT_THE_DESK if path.startswith("/admin/") else ELSEWHERE)
    return Attack(**{"who": who, "path": path, "headers": headers, **given})  # type: ignore[arg-type]  # as given


class Attacks:
    """All kinds of attack on a site, each a strategy that is made once."""

    def __init__(self, world: World) -> None:
        """Take what there is to be attacked."""
        self.world = world
        self.page = sampled_from(world.pages)
        self.filled = sampled_from([page for page in world.pages if page.sends])
        self.route, self.call = sampled_from(world.routes), sampled_from(sorted(world.parameters))
        names = st.one_of(
            sampled_from(world.names), sampled_from(world.names), sampled_from(hostile.NAMES)
        )
        self.pairs = st.lists(st.tuples(names, hostile.texts), min_size=1, max_size=3)
        self.kinds: dict[str, SearchStrategy[Attack]] = {
            each.__name__: composite(each)()
            for each in (
                *(self.address, self.query, self.form, self.api, self.decision, self.tool),
                self.method,
            )
        }

    def address(self, draw: DrawFn) -> Attack:
        """Draw an address of the site with valid and invalid values in its parts."""
        route, wild = draw(self.route), draw(KNOWN_OR_HOSTILE)
        pieces = route.replace(">", "<").split("<")
        for number in range(1, len(pieces), 2):
            known = self.world.parts.get(pieces[number], ("1", "a", "text"))
            is_known = not wild or draw(KNOWN_OR_HOSTILE)
            pieces[number] = escaped(
                (known[draw(PLACES) % len(known)] if is_known else draw(hostile.texts))[:LONGEST]
            )
        path = "/" + "".join(pieces) + (draw(ENDS) if draw(ONE_OF_TEN) else "")
        return _sent(draw, path, query=_query(draw(self.pairs)) if draw(ONE_OF_TEN) else "")

    def _spoilt(
        self, draw: DrawFn, pairs: Iterable[tuple[str, str]], boxes: Sequence[Box] = ()
    ) -> Pairs:
        """Draw these fields with some of them changed, dropped, doubled and added."""
        options = [option for box in boxes for option in (box.value, *box.options) if option]
        made = list(pairs)
        for way, place, text in draw(WAYS):
            value = options[place % len(options)] if options and place % 4 == 0 else text
            at = place % len(made) if made else 0
            if way < 6 and made:
                made[at] = (made[at][0], value)
            elif way == 6 and made:
                del made[at]
            elif way == 7 and made:
                made += [(made[at][0], value)] * draw(REPEATED)
            else:
                made += draw(self.pairs)
        return made

    def query(self, draw: DrawFn) -> Attack:
        """Draw a page with its query, or that of a form on it, spoilt."""
        page: Page = draw(self.page)
        known = page.queries[draw(PLACES) % len(page.queries)] if page.queries else ""
        pairs = [pair.partition("=")[::2] for pair in known.split("&") if pair]
        for form in [form for form in page.forms if form.method.lower() == "get"][:1]:
            pairs += [(name, value) for name, values in form.sent().items() for value in values]
        return _sent(draw, page.address, query=_query(self._spoilt(draw, pairs)))

    def form(self, draw: DrawFn) -> Attack:
        """Draw a page's form with some fields changed and some spoilt, at times as from htmx."""
        page: Page = draw(self.filled)
        form = page.sends[draw(PLACES) % len(page.sends)]
        pairs = [(name, value) for name, values in form.sent().items() for value in values]
        for _ in range(draw(PLACES) % 4 if form.boxes else 0):
            box, place = form.boxes[draw(PLACES) % len(form.boxes)], draw(PLACES)
            if box.type in {"radio", "checkbox"}:
                pairs.append((box.name, box.value))
            elif box.options:
                others = [pair for pair in pairs if pair[0] != box.name]
                pairs = [*others, (box.name, box.options[place % len(box.options)])]
        target = urlsplit(urljoin(page.address, form.action.partition("#")[0]))
        files = [box.name for box in form.boxes if box.type == "file"]
        kind, body = self._body(draw, self._spoilt(draw, pairs, form.boxes), files)
        trusted = not draw(ONE_OF_THIRTY)
        attack = _sent(
            draw,
            target.path,
            query=target.query,
            method="POST",
            body=body,
            kind=kind,
            trusted=trusted,
        )
        if page.route == BY_HTMX and draw(KNOWN_OR_HOSTILE):
            here = f"http://{OWN}{page.address}"
            sent = {
                "HTTP_HX_REQUEST": "true",
                "HTTP_HX_TARGET": "main",
                "HTTP_HX_CURRENT_URL": here,
            }
            attack = replace(attack, headers=tuple({**sent, **dict(attack.headers)}.items()))
        return attack

    @staticmethod
    def _body(draw: DrawFn, pairs: Pairs, files: Sequence[str]) -> tuple[str, bytes]:
        """Draw what these fields are sent as, with hostile files."""
        if not files and not draw(ONE_OF_TEN):
            return FORM, _query(pairs, None).encode()
        parts = [_part(name, value.encode(errors="surrogatepass")) for name, value in pairs]
        for name in files or ("file",):
            title, data = draw(FILES)
            parts.append(
                _part(name, data, f'; filename="{title}"\r\nContent-Type: application/octet-stream')
            )
        return f"multipart/form-data; boundary={BOUNDARY}", b"".join(
            parts
        ) + f"--{BOUNDARY}--\r\n".encode()

    def api(self, draw: DrawFn) -> Attack:
        """Draw a call of the API with parameters of its document."""
        route = draw(self.call)
        pieces, names = route.replace(">", "<").split("<"), self.world.parameters[route]
        pieces[1::2] = [escaped(draw(hostile.texts)[:LONGEST]) for _ in pieces[1::2]]
        given = draw(st.lists(st.tuples(PLACES, hostile.texts), max_size=3)) if names else []
        pairs = [(names[place % len(names)], text) for place, text in given]
        return _sent(draw, "/" + "".join(pieces), query=_query(pairs))

    def decision(self, draw: DrawFn) -> Attack:
        """Draw answers to decide on, as a program sends them."""
        pairs = draw(st.lists(st.tuples(QUESTION, hostile.values), max_size=3)) * draw(TWICE)
        answers = draw(hostile.values) if draw(ONE_OF_TEN) else {"answers": pairs}
        return _sent(
            draw,
            "/api/v1/decide",
            method="POST",
            body=draw(BODIES) if draw(ONE_OF_TEN) else json.dumps(answers).encode(),
            kind=draw(KINDS) if draw(ONE_OF_TEN) else "application/json",
        )

    def tool(self, draw: DrawFn) -> Attack:
        """Draw a call of a tool, as an assistant sends it, with arguments that are none."""
        name = draw(TOOL)
        pairs = draw(st.lists(st.tuples(ARGUMENT, hostile.values), max_size=4))
        call = message("tools/call", {"name": name, "arguments": USUAL[name] | dict(pairs)})
        headers = {
            "HTTP_MCP_PROTOCOL_VERSION": LATEST_MODERN_VERSION,
            "HTTP_MCP_METHOD": "tools/call",
            "HTTP_MCP_NAME": name,
        }
        attack = _sent(
            draw,
            ADDRESS,
            method="POST",
            body=draw(BODIES) if draw(ONE_OF_TEN) else json.dumps(call).encode(),
            kind=draw(KINDS) if draw(ONE_OF_TEN) else "application/json",
        )
        return replace(attack, headers=tuple({**headers, **dict(attack.headers)}.items()))

    def method(self, draw: DrawFn) -> Attack:
        """Draw an odd method with an odd body on a page."""
        kind = draw(KINDS) if draw(KNOWN_OR_HOSTILE) else FORM
        method, body, trusted = draw(METHODS), draw(BODIES), bool(draw(PLACES) % 5)
        return _sent(
            draw, draw(self.page).address, method=method, body=body, kind=kind, trusted=trusted
        )
