"""Attacks drawn by chance: on addresses, queries, forms, the API, methods and headers."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from random import Random
from urllib.parse import quote, quote_plus, urljoin, urlsplit

from tests.fuzz import hostile
from tests.fuzz.firing import OWN, Attack
from tests.fuzz.world import STAFF, STRANGER, Page, World
from tests.wizard.walker import Box, HtmlForm

LONGEST = 4_000  # characters of a part of an address
# Of a hundred attacks that would go there, so many do: they work for seconds, or are fifty alike.
SELDOM = {"make/": 4, "redecide/": 4, "plan.pdf": 6, ".pdf": 6, ".png": 10, "publish": 6, "/plan.docx": 6, "impact": 6}
BOUNDARY = "fuzz-boundary"
# Pages whose forms htmx sends, and how.
BY_HTMX = {
    "plan/<key:edit_key>/<slug:step>/<slug:page>/": (("HTTP_HX_REQUEST", "true"), ("HTTP_HX_TARGET", "main")),
}

type Pairs = Sequence[tuple[str, str]]


def drawn(chance: Random, world: World) -> Attack:
    """Return an attack; each kind as often as there is something to break."""
    for _ in range(8):
        attack = _drawn(chance, world)
        often = next((often for end, often in SELDOM.items() if end in attack.path), 100)
        if chance.randrange(100) < often:
            break
    else:
        attack = _address(chance, world)
    if chance.random() < 0.15:
        attack = _with_headers(chance, attack)
    return attack


def _drawn(chance: Random, world: World) -> Attack:
    """Draw a form, a query, an address, a call of the API or an odd method, so many of a hundred."""
    way = chance.randrange(100)
    if way < 28:
        return _form(chance, world)
    if way < 40:
        return _query(chance, world)
    if way < 64:
        return _address(chance, world)
    if way < 92:
        return _api(chance, world)
    return _method(chance, world)


def _who(chance: Random, path: str) -> str:
    """Return who does it: at the desk somebody signed in, elsewhere mostly nobody in particular."""
    if path.startswith(("/admin/", "admin/")):
        return chance.choice((*STAFF, *STAFF, STRANGER))
    return STRANGER if chance.random() < 0.95 else chance.choice(STAFF)


# -------------------------------------------------------------------------------------------------------------- addresses


def _address(chance: Random, world: World) -> Attack:
    """Fill the parts of an address with what may stand there, and with what may not."""
    (route,) = chance.choices(world.routes, cum_weights=world.route_lots)
    wild = chance.random() < 0.7
    pieces = []
    for number, piece in enumerate(route.replace(">", "<").split("<")):
        if number % 2 == 0:
            pieces.append(piece)
        elif wild and chance.random() < 0.6:
            pieces.append(escaped(hostile.text(chance)[:LONGEST]))
        else:
            pieces.append(escaped(chance.choice(world.parts.get(piece) or _seen(chance, world, route))))
    path = "/" + "".join(pieces)
    if chance.random() < 0.1:
        path += chance.choice(("/", "//", ".", "%00", "%2e%2e/", ";a=b", "%20", escaped(hostile.MARK)))
    return Attack(
        who=_who(chance, path), path=path, query=_pairs(_some(chance, world)) if chance.random() < 0.3 else ""
    )


def _seen(chance: Random, world: World, route: str) -> tuple[str, ...]:
    """Return a part of an address like it that was seen, where there is one."""
    pages = next((pages for known, pages in world.pages.items() if _bare(known) == _bare(route)), ())
    if not pages:
        return ("1", "a", "text")
    return tuple(each for each in chance.choice(pages).address.split("/") if each)[-1:] or ("1",)


def _bare(route: str) -> str:
    return "".join(piece for number, piece in enumerate(route.replace(">", "<").split("<")) if number % 2 == 0)


# ---------------------------------------------------------------------------------------------------------------- queries


def _page(chance: Random, world: World, lots: Sequence[float]) -> Page:
    (pages,) = chance.choices(tuple(world.pages.values()), cum_weights=lots)
    return chance.choice(pages)


def _query(chance: Random, world: World) -> Attack:
    page = _page(chance, world, world.page_lots)
    known = [pair.partition("=") for pair in chance.choice(page.queries or ("",)).split("&") if pair]
    gets = [form for form in page.forms if form.method.lower() == "get"]
    pairs = [(name, value) for name, _, value in known]
    if gets:
        pairs += [(name, value) for name, values in chance.choice(gets).sent().items() for value in values]
    pairs = _spoilt(chance, world, pairs) + (list(_some(chance, world)) if chance.random() < 0.4 else [])
    return Attack(who=_who(chance, page.address), path=page.address, query=_pairs(pairs))


def _some(chance: Random, world: World) -> Pairs:
    names = [
        chance.choice(world.names if chance.random() < 0.7 else hostile.NAMES) for _ in range(chance.randrange(1, 4))
    ]
    return [(name, hostile.text(chance)) for name in names]


def _pairs(pairs: Iterable[tuple[str, str]]) -> str:
    return "&".join(f"{_plus(name)}={_plus(value[:LONGEST])}" for name, value in pairs)


def escaped(text: str) -> str:
    """Return a text as a part of an address, half a character and all."""
    return quote(text.encode(errors="surrogatepass"), safe="")


def _plus(text: str) -> str:
    return quote_plus(text.encode(errors="surrogatepass"))


# ------------------------------------------------------------------------------------------------------------------ forms


def _form(chance: Random, world: World) -> Attack:
    """Send a form of a page with some of its fields spoilt, and sometimes none; as htmx does, where the page has it."""
    page = _page(chance, world, world.form_lots)
    if not page.sends:
        return _query(chance, world)
    attack = sent(chance, world, page.address, chance.choice(page.sends), spoil=chance.random() < 0.9)
    if page.route in BY_HTMX and chance.random() < 0.4:
        attack = replace(attack, headers=(*BY_HTMX[page.route], ("HTTP_HX_CURRENT_URL", f"http://{OWN}{page.address}")))
    return attack


def sent(chance: Random, world: World, address: str, form: HtmlForm, *, spoil: bool) -> Attack:
    """Return the form as an attack sends it from this page."""
    pairs = [(name, value) for name, values in form.sent().items() for value in values]
    for box in form.boxes:
        if box.type in {"radio", "checkbox"} and not box.checked and chance.random() < 0.3:
            pairs.append((box.name, box.value))
        if box.type == "select" and box.options and chance.random() < 0.3:
            pairs = [pair for pair in pairs if pair[0] != box.name] + [(box.name, chance.choice(box.options))]
    if spoil:
        pairs = _spoilt(chance, world, pairs, form.boxes)
    target = urlsplit(urljoin(address, form.action.partition("#")[0]))
    files = [box.name for box in form.boxes if box.type == "file"]
    kind, body = _body(chance, pairs, files)
    return Attack(
        who=_who(chance, target.path),
        path=target.path,
        query=target.query,
        method="POST",
        body=body,
        kind=kind,
        trusted=chance.random() < 0.97,
    )


def _spoilt(chance: Random, world: World, pairs: Pairs, boxes: Sequence[Box] = ()) -> list[tuple[str, str]]:
    """Change, drop, double and add fields."""
    spoilt = list(pairs)
    for _ in range(chance.randrange(1, 4)):
        way = chance.randrange(10)
        place = chance.randrange(len(spoilt)) if spoilt else 0
        if way < 6 and spoilt:
            spoilt[place] = (spoilt[place][0], _other(chance, boxes))
        elif way == 6 and spoilt:
            del spoilt[place]
        elif way == 7 and spoilt:
            spoilt += [(spoilt[place][0], hostile.text(chance))] * chance.choice((1, 2, 40))
        elif way == 8 and boxes:
            spoilt.append((chance.choice(boxes).name, hostile.text(chance)))
        else:
            spoilt += _some(chance, world)
    return spoilt


def _other(chance: Random, boxes: Sequence[Box]) -> str:
    """Return a value for a field: mostly hostile, else one that another field would take."""
    options = [box.value for box in boxes if box.value] + [option for box in boxes for option in box.options]
    return chance.choice(options) if options and chance.random() < 0.25 else hostile.text(chance)


def _body(chance: Random, pairs: Pairs, files: Sequence[str]) -> tuple[str, bytes]:
    if not files and chance.random() < 0.9:
        return "application/x-www-form-urlencoded", "&".join(f"{_plus(n)}={_plus(v)}" for n, v in pairs).encode()
    parts = [_part(name, value.encode(errors="surrogatepass")) for name, value in pairs]
    for name in (*files, *(("file",) if chance.random() < 0.1 else ())):
        title, data = chance.choice(hostile.FILES)
        parts.append(_part(name, data, title))
    return f"multipart/form-data; boundary={BOUNDARY}", b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def _part(name: str, data: bytes, title: str | None = None) -> bytes:
    disposition = f'; filename="{title}"\r\nContent-Type: application/octet-stream' if title is not None else ""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{disposition}\r\n\r\n'
    return head.encode(errors="surrogatepass") + data + b"\r\n"


# ---------------------------------------------------------------------------------------------------------------- the API


def _api(chance: Random, world: World) -> Attack:
    """Ask the API with the parameters of its document, or bring it results of a pilot."""
    if chance.random() < 0.3:
        return _trials(chance, world)
    route = chance.choice(tuple(world.parameters))
    pieces = []
    for number, piece in enumerate(route.replace(">", "<").split("<")):
        hostile_part = chance.random() < 0.5
        pieces.append(piece if number % 2 == 0 else escaped(hostile.text(chance)[:LONGEST] if hostile_part else "text"))
    names = world.parameters[route]
    picked = [chance.choice(names) for _ in range(chance.randrange(4))] if names else []
    return Attack(
        who=STRANGER, path="/" + "".join(pieces), query=_pairs([(name, hostile.text(chance)) for name in picked])
    )


def _trials(chance: Random, world: World) -> Attack:
    row: dict[str, object] = {
        "id": hostile.text(chance),
        "accepted": True,
        "minutes": "3",
        "usd": 0.02,
        "remark": "Fine.",
    }
    for name in ("number", "model", "what", "accepted", "ratings", "minutes", "usd", "remark", "__proto__"):
        if chance.random() < 0.3:
            row[name] = hostile.value(chance)
    given: object = {"trials": [row] * chance.choice((1, 1, 2, 600))}
    if chance.random() < 0.1:
        given = hostile.value(chance)
    body = chance.choice(hostile.BODIES) if chance.random() < 0.1 else json.dumps(given).encode()
    token = world.token if chance.random() < 0.8 else "pilot_" + "a" * 30
    return Attack(
        who=STRANGER,
        method="POST",
        path=f"/api/v1/plans/{chance.choice(world.parts['view_key'])}/trials",
        body=body,
        kind="application/json" if chance.random() < 0.9 else chance.choice(hostile.KINDS),
        headers=(("HTTP_AUTHORIZATION", f"Bearer {token}"),),
    )


# ---------------------------------------------------------------------------------------------------- methods and headers


def _method(chance: Random, world: World) -> Attack:
    page = _page(chance, world, world.page_lots)
    return Attack(
        who=_who(chance, page.address),
        path=page.address,
        method=chance.choice(hostile.METHODS),
        body=chance.choice(hostile.BODIES),
        kind=chance.choice(hostile.KINDS) if chance.random() < 0.5 else "application/x-www-form-urlencoded",
        trusted=chance.random() < 0.8,
    )


def _with_headers(chance: Random, attack: Attack) -> Attack:
    named: Mapping[str, tuple[str, ...]] = dict(hostile.HEADERS)
    picked = [chance.choice(tuple(named)) for _ in range(chance.randrange(1, 4))]
    headers = {**dict(attack.headers), **{name: chance.choice(named[name]) for name in picked}}
    return replace(attack, headers=tuple(headers.items()))
