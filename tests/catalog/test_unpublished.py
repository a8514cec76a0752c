"""While nothing is published every page says so with 503, and none fails."""

from http import HTTPStatus

import pytest
from django.test import Client

from tests.addresses import PUBLIC
from wizard.plans import drafts

pytestmark = pytest.mark.django_db


def test_every_address_of_an_empty_site_answers() -> None:
    _, edit_key = drafts.start()
    addresses = [address.replace("/plan/" + "k" * 22, f"/plan/{edit_key}") for address in PUBLIC]
    client = Client(raise_request_exception=False)

    answers = [
        (address, answer)
        for address in addresses
        for answer in (client.get(address), client.post(address))
    ]
    unpublished = [each for each in answers if each[1].status_code >= 500]

    assert {answer.status_code for _, answer in unpublished} == {503}
    assert [
        address
        for address, answer in unpublished
        if "Nothing has been published yet" not in answer.text
    ] == ["/readyz"]


@pytest.mark.parametrize("address", ["/", "/plan/new/", "/models/", "/plan/{}/", "/plan/{}/check/"])
def test_page_that_needs_a_release_says_that_there_is_none(client: Client, address: str) -> None:
    _, edit_key = drafts.start()

    answer = client.get(address.format(edit_key))

    assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "Nothing has been published yet" in answer.text


def test_form_that_starts_a_plan_says_so_too(client: Client) -> None:
    assert client.post("/plan/new/").status_code == HTTPStatus.SERVICE_UNAVAILABLE


def test_program_gets_a_problem(client: Client) -> None:
    for answer in (
        client.get("/api/v1/questions"),
        client.post("/api/v1/decide", {"answers": {}}, content_type="application/json"),
    ):
        assert answer.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert answer.json()["type"] == "/api/v1/docs#nothing-published"
