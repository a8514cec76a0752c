"""Attacks as hypothesis draws them: on addresses, queries, forms, the API, methods and headers."""

import json
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, composite, sampled_from

from tests.fuzz import hostile
from tests.fuzz.firing import OWN, Attack
from tests.fuzz.world import STAFF, STRANGER, World
from tests.wizard.walker import Box

LONGEST = 4_000  # characters of a part of an address
BOUNDARY = "fuzz-boundary"
FORM = "application/x-www-form-urlencoded"
BY_HTMX = "plan/<key:edit_key>/<slug:step>/<slug:page>/"  # pages whose forms htmx sends

type Pairs = list[tuple[str, str]]
one_in_ten = st.integers(0, 9).map(lambda number: number == 0)


@composite
def attackers(draw: DrawFn, path: str) -> str:
    """Draw who does it: at the desk somebody signed in, elsewhere mostly nobody in particular."""
    at_the_desk = path.startswith("/admin/")
    return draw(sampled_from((*STAFF, *STAFF, STRANGER) if at_the_desk else (*[STRANGER] * 99, *STAFF)))


@composite
def headers(draw: DrawFn) -> tuple[tuple[str, str], ...]:
    """Draw up to three headers, mostly none."""
    if draw(st.integers(0, 6)):
        return ()
    names = draw(st.lists(sampled_from(hostile.HEADERS), min_size=1, max_size=3))
    return tuple({name: draw(sampled_from(values)) for name, values in names}.items())


def escaped(text: str) -> str:
    """Return a text as a part of an address, half a character and all."""
    return quote(text.encode(errors="surrogatepass"), safe="")


def _plus(text: str) -> str:
    return quote_plus(text.encode(errors="surrogatepass"))


def _query(pairs: Pairs, longest: int | None = LONGEST) -> str:
    return "&".join(f"{_plus(name)}={_plus(value[:longest])}" for name, value in pairs)


@composite
def some_pairs(draw: DrawFn, world: World) -> Pairs:
    """Draw a few parameters of any name."""
    names = st.one_of(sampled_from(world.names), sampled_from(world.names), sampled_from(hostile.NAMES))
    return draw(st.lists(st.tuples(names, hostile.texts), min_size=1, max_size=3))


@composite
def addresses(draw: DrawFn, world: World) -> Attack:
    """Draw an address of the site, its parts filled with what may stand there, and with what may not."""
    route, wild = draw(sampled_from(world.routes)), draw(st.booleans())
    pieces = route.replace(">", "<").split("<")
    for number in range(1, len(pieces), 2):
        known = sampled_from(world.parts.get(pieces[number], ("1", "a", "text")))
        pieces[number] = escaped(draw(st.one_of(known, hostile.texts) if wild else known)[:LONGEST])
    path = "/" + "".join(pieces)
    if draw(one_in_ten):
        path += draw(sampled_from(("/", "//", ".", "%00", "%2e%2e/", ";a=b", "%20", escaped(hostile.MARK))))
    query = _query(draw(some_pairs(world))) if draw(one_in_ten) else ""
    return Attack(who=draw(attackers(path)), path=path, query=query, headers=draw(headers()))


@composite
def spoilt(draw: DrawFn, world: World, pairs: Pairs, boxes: Sequence[Box] = ()) -> Pairs:
    """Draw these fields with some of them changed, dropped, doubled and added."""
    options = [option for box in boxes for option in (box.value, *box.options) if option]
    values = st.one_of(hostile.texts, hostile.texts, sampled_from(options)) if options else hostile.texts
    made = list(pairs)
    for way in draw(st.lists(st.integers(0, 9), max_size=3)):
        place = draw(st.integers(0, len(made) - 1)) if made else 0
        if way < 6 and made:
            made[place] = (made[place][0], draw(values))
        elif way == 6 and made:
            del made[place]
        elif way == 7 and made:
            made += [(made[place][0], draw(values))] * draw(sampled_from((1, 2, 40)))
        else:
            made += draw(some_pairs(world))
    return made


@composite
def queries(draw: DrawFn, world: World) -> Attack:
    """Draw a page with its query, or that of a form on it, spoilt."""
    page = draw(sampled_from(world.pages))
    pairs = [pair.partition("=")[::2] for pair in draw(sampled_from(page.queries or ("",))).split("&") if pair]
    gets = [form for form in page.forms if form.method.lower() == "get"]
    if gets:
        pairs += [(name, value) for name, values in draw(sampled_from(gets)).sent().items() for value in values]
    query = _query(draw(spoilt(world, pairs)))
    return Attack(who=draw(attackers(page.address)), path=page.address, query=query, headers=draw(headers()))


@composite
def forms(draw: DrawFn, world: World) -> Attack:
    """Draw a form of a page with some fields chosen anew and some spoilt; sometimes as htmx sends it."""
    page = draw(sampled_from([page for page in world.pages if page.sends]))
    form = draw(sampled_from(page.sends))
    pairs = [(name, value) for name, values in form.sent().items() for value in values]
    for box in draw(st.lists(sampled_from(form.boxes), max_size=4)) if form.boxes else ():
        if box.type in {"radio", "checkbox"}:
            pairs.append((box.name, box.value))
        elif box.options:
            pairs = [pair for pair in pairs if pair[0] != box.name] + [(box.name, draw(sampled_from(box.options)))]
    target = urlsplit(urljoin(page.address, form.action.partition("#")[0]))
    files = [box.name for box in form.boxes if box.type == "file"]
    kind, body = draw(bodies(draw(spoilt(world, pairs, form.boxes)), files))
    attack = Attack(
        who=draw(attackers(target.path)),
        path=target.path,
        query=target.query,
        method="POST",
        body=body,
        kind=kind,
        headers=draw(headers()),
        trusted=draw(st.integers(0, 29)) > 0,
    )
    if page.route == BY_HTMX and draw(st.booleans()):
        sent = {
            "HTTP_HX_REQUEST": "true",
            "HTTP_HX_TARGET": "main",
            "HTTP_HX_CURRENT_URL": f"http://{OWN}{page.address}",
        }
        attack = replace(attack, headers=tuple({**sent, **dict(attack.headers)}.items()))
    return attack


@composite
def bodies(draw: DrawFn, pairs: Pairs, files: Sequence[str]) -> tuple[str, bytes]:
    """Draw what these fields are sent as, with hostile files."""
    if not files and not draw(one_in_ten):
        return FORM, _query(pairs, None).encode()
    parts = [_part(name, value.encode(errors="surrogatepass")) for name, value in pairs]
    for name in files or ("file",):
        title, data = draw(sampled_from(hostile.FILES))
        parts.append(_part(name, data, f'; filename="{title}"\r\nContent-Type: application/octet-stream'))
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, data: bytes, more: str = "") -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n'
    return head.encode(errors="surrogatepass") + data + b"\r\n"


@composite
def calls(draw: DrawFn, world: World) -> Attack:
    """Draw a call of the API with parameters of its document."""
    route = draw(sampled_from(sorted(world.parameters)))
    pieces = route.replace(">", "<").split("<")
    pieces[1::2] = [escaped(draw(st.one_of(st.just("text"), hostile.texts))[:LONGEST]) for _ in pieces[1::2]]
    names = world.parameters[route]
    pairs = draw(st.lists(st.tuples(sampled_from(names), hostile.texts), max_size=3)) if names else []
    return Attack(who=STRANGER, path="/" + "".join(pieces), query=_query(pairs), headers=draw(headers()))


@composite
def trials(draw: DrawFn, world: World) -> Attack:
    """Draw results of a pilot, as a program brings them."""
    names = ("number", "model", "what", "accepted", "ratings", "minutes", "usd", "remark", "__proto__")
    row = {"id": draw(hostile.texts), "accepted": True, "minutes": "3", "usd": 0.02, "remark": "Fine."}
    row |= draw(st.dictionaries(sampled_from(names), hostile.values, max_size=3))
    given = draw(hostile.values) if draw(one_in_ten) else {"trials": [row] * draw(sampled_from((1, 1, 2, 600)))}
    token = draw(sampled_from((*[world.token] * 4, "pilot_" + "a" * 30)))
    return Attack(
        who=STRANGER,
        method="POST",
        path=f"/api/v1/plans/{draw(sampled_from(world.parts['view_key']))}/trials",
        body=draw(sampled_from(hostile.BODIES)) if draw(one_in_ten) else json.dumps(given).encode(),
        kind=draw(sampled_from(hostile.KINDS)) if draw(one_in_ten) else "application/json",
        headers=(*draw(headers()), ("HTTP_AUTHORIZATION", f"Bearer {token}")),
    )


@composite
def methods(draw: DrawFn, world: World) -> Attack:
    """Draw an odd method with an odd body on a page."""
    page = draw(sampled_from(world.pages))
    return Attack(
        who=draw(attackers(page.address)),
        path=page.address,
        method=draw(sampled_from(hostile.METHODS)),
        body=draw(sampled_from(hostile.BODIES)),
        kind=draw(sampled_from((*hostile.KINDS, *[FORM] * len(hostile.KINDS)))),
        headers=draw(headers()),
        trusted=draw(st.integers(0, 4)) > 0,
    )
