"""What every address may cost: the largest body, the threads that answer, the limits that count."""

import re
from http import HTTPStatus

import pytest
from django.test import Client, RequestFactory
from django.urls import resolve

from catalog.limits import what_of
from config.environment import PROJECT
from config.request_cost import (
    Lane,
    RequestCost,
    _cost_at,
    cost_at,
    declares,
    lane_of,
)
from tests.addresses import DESK, PUBLIC, most_bytes

FORM, TEXT, LARGE = 1_000_000, 2_000_000, 21_000_000
# Of what is not usual: the largest body; the threads for a reader and for a sender; the limits of
# both.
UNUSUAL: dict[str, tuple[int, Lane, Lane, str | None, str | None]] = {
    "healthz": (FORM, Lane.LIVENESS, Lane.LIVENESS, None, "changes"),
    "theme": (FORM, Lane.READ, Lane.WRITE, None, None),
    "catalog:report": (FORM, Lane.READ, Lane.WRITE, None, None),
    "api:decided": (64_000, Lane.HEAVY, Lane.HEAVY, None, "decisions"),
    "api:whole": (64_000, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "wizard:new": (TEXT, Lane.READ, Lane.WRITE, None, None),
    "questions:page": (FORM, Lane.READ, Lane.WRITE, None, None),
    "questions:start": (FORM, Lane.READ, Lane.WRITE, None, None),
    "wizard:example_what_if": (FORM, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "wizard:what_if": (FORM, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "wizard:owned_what_if": (FORM, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "wizard:examples": (FORM, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "questions:make": (FORM, Lane.HEAVY, Lane.HEAVY, None, None),
    "wizard:redecide": (FORM, Lane.HEAVY, Lane.HEAVY, None, None),
    "wizard:undo": (FORM, Lane.HEAVY, Lane.HEAVY, None, None),
    "wizard:export": (FORM, Lane.HEAVY, Lane.HEAVY, "files", "changes"),
    "wizard:export_fixed": (FORM, Lane.HEAVY, Lane.HEAVY, "files", "changes"),
    "wizard:vendors": (FORM, Lane.HEAVY, Lane.HEAVY, "files", "changes"),
    "wizard:vendors_owner": (FORM, Lane.HEAVY, Lane.HEAVY, "files", "changes"),
    "wizard:questions": (FORM, Lane.READ, Lane.WRITE, None, None),
    "wizard:sign_off": (FORM, Lane.READ, Lane.WRITE, None, None),
    "wizard:opinion_start": (FORM, Lane.READ, Lane.WRITE, None, None),
    "wizard:opinion_page": (FORM, Lane.READ, Lane.WRITE, None, None),
    "wizard:pilot": (TEXT, Lane.READ, Lane.HEAVY, None, "changes"),
    "wizard:pilot_cases": (TEXT, Lane.READ, Lane.HEAVY, None, "changes"),
    "wizard:pilot_files": (LARGE, Lane.READ, Lane.WRITE, None, "changes"),
    "wizard:pilot_bring": (LARGE, Lane.READ, Lane.HEAVY, None, "changes"),
    "api": (64_000, Lane.READ, Lane.WRITE, None, "changes"),
    "api:whole_as_tables": (64_000, Lane.HEAVY, Lane.HEAVY, None, "changes"),
    "mcp": (64_000, Lane.READ, Lane.HEAVY, None, "calls"),
    "admin:login": (FORM, Lane.READ, Lane.WRITE, None, "logins"),
    "admin:catalog_listcheck_look": (FORM, Lane.READ, Lane.IMPORT, None, None),
    "admin:catalog_import_in": (LARGE, Lane.IMPORT, Lane.IMPORT, None, None),
}
EVERY = [*PUBLIC, *DESK]


def usual(name: str) -> tuple[int, Lane, Lane, str | None, str | None]:
    if name.startswith("admin:"):
        return (FORM, Lane.READ, Lane.WRITE, None, None)
    if name.startswith("api:") and name not in {"api:root", "api:docs"}:
        return (64_000, Lane.READ, Lane.WRITE, None, "changes")
    return (FORM, Lane.READ, Lane.WRITE, None, "changes")


def found(address: str) -> tuple[int, Lane, Lane, str | None, str | None]:
    reader, sender = RequestFactory().get(address), RequestFactory().post(address)
    reader.resolver_match = sender.resolver_match = resolve(address)
    return (
        most_bytes(address),
        lane_of("GET", address),
        lane_of("POST", address),
        what_of(reader),
        what_of(sender),
    )


def test_every_address_costs_what_its_view_declares() -> None:
    names = {address: resolve(address).view_name for address in EVERY}
    expected = {address: UNUSUAL.get(name, usual(name)) for address, name in names.items()}

    assert {address: found(address) for address in EVERY} == expected


def test_every_view_that_is_named_here_is_there() -> None:
    assert {*UNUSUAL} <= {resolve(address).view_name for address in EVERY}


def test_nothing_is_read_where_nothing_is() -> None:
    assert lane_of("POST", "/nowhere/") is Lane.WRITE


def test_more_than_an_address_takes_is_refused_unread_in_a_sentence() -> None:
    form = "application/x-www-form-urlencoded"
    for address in EVERY:
        most = most_bytes(address)
        answer = Client().generic("POST", address, b"a=b", form, CONTENT_LENGTH=f"{most + 1}")

        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE, address
        if address.startswith("/api/"):
            assert answer.json()["type"] == "/api/v1/docs#too-large"
        elif address == "/mcp/":
            assert "at most 64 kB" in answer.json()["error"]["message"]
        else:
            assert f"takes at most {most // 1_000_000} MB" in answer.text


def test_who_may_not_send_a_large_file_is_looked_up_before_it_is_read() -> None:
    declared = {address: cost_at(address) for address in EVERY}
    unguarded = [
        resolve(address).view_name
        for address, cost in declared.items()
        if cost is not None and cost.body_bytes > FORM and cost.opens is None
    ]

    assert unguarded == ["wizard:new"]  # anybody may start a plan


def test_declaration_survives_what_wraps_a_view() -> None:
    heavy = RequestCost(lane=Lane.HEAVY)

    @declares(heavy)
    def view() -> None: ...

    assert view.request_cost is heavy  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "file",
    sorted(file for file in (PROJECT / "config").rglob("*.py") if file.name != "urls.py"),
    ids=lambda file: file.name,
)
def test_configuration_names_no_view_of_an_application(file: object) -> None:
    text = (PROJECT / str(file)).read_text("utf-8")

    assert (
        re.findall(r"[\"'](?:wizard|catalog|api|machines|admin:catalog|admin:wizard):\w*", text)
        == []
    )


def test_addresses_that_are_made_up_fill_no_memory() -> None:
    cost_at("/models/")
    before = _cost_at.cache_info().currsize

    for number in range(100):
        assert cost_at(f"/{'x' * 9_000}/{number}/") is None

    assert cost_at("/models/") == _cost_at("/models/")
    assert _cost_at.cache_info().currsize == before
