"""What a preview of a link may show of a plan: that it is one, and nothing else."""

from datetime import date

import pytest
from django.test import Client

from catalog import releases
from tests.catalog.page_head import Head
from tests.wizard.plans import answers_of
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples
from wizard.plans.pages import document_of_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

PREVIEW = ("og:", "twitter:")
HOME = "http://testserver/cards/home.png"


def previews(client: Client, address: str) -> dict[str, str]:
    response = client.get(address)
    assert response.status_code == 200
    meta = Head(response.content.decode()).meta
    return {name: value for name, value in meta.items() if name.startswith(PREVIEW)}


def test_preview_of_a_plan_names_neither_firm_nor_title_nor_key(client: Client) -> None:
    plan, edit_key = drafts.start(
        answers_of(all_examples()[0].slug, title="Secret project", firm="Secret firm")
    )
    versions.make(plan, releases.current(), date(2026, 11, 25))
    plan.refresh_from_db()

    for address in (
        plan.get_absolute_url(),
        f"{plan.get_absolute_url()}v/1/",
        f"/plan/{edit_key}/",
    ):
        shown = previews(client, address)

        assert shown["og:title"] == "A plan made with Pilotlight"
        assert not any(
            "Secret" in value or edit_key in value or plan.view_key in value
            for value in shown.values()
        )
        assert {"og:description", "og:url"} & set(shown) == set()
        assert shown.get("og:image", HOME) == HOME  # a fixed version has no picture


def test_preview_of_an_example_shows_what_it_is(client: Client) -> None:
    slug = all_examples()[0].slug

    shown = previews(client, f"/plan/examples/{slug}/")

    assert shown["og:url"] == f"http://testserver/plan/examples/{slug}/"
    assert shown["og:description"].startswith("A plan made with Pilotlight: ")
    assert shown["og:image"] == f"http://testserver/plan/examples/{slug}/card.png"


@pytest.mark.parametrize("slug", ["garden-shop", "law-office", "wholesaler"])
def test_card_of_an_example_is_a_picture_that_other_sites_may_show(
    client: Client, slug: str
) -> None:
    response = client.get(f"/plan/examples/{slug}/card.png")

    assert response.content.startswith(b"\x89PNG")
    assert response.headers["Content-Type"] == "image/png"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert client.get("/plan/examples/nothing/card.png").status_code == 404


def test_preview_shows_title_and_verdict_where_the_owner_allows_it(client: Client) -> None:
    plan, edit_key = drafts.start(
        answers_of(all_examples()[0].slug, title="Secret project", firm="Secret firm")
    )
    version = versions.make(plan, releases.current(), date(2026, 11, 25))

    response = client.post(f"/plan/{edit_key}/switch/", {"previews": "yes"})
    shown = previews(client, plan.get_absolute_url())

    assert (response.status_code, response.headers["Location"]) == (
        303,
        f"/plan/{edit_key}/links/#previews",
    )
    assert shown["og:title"] == "Secret project"
    assert (
        shown["og:description"]
        == f"A plan made with Pilotlight: {document_of_version(version).head.headline}"
    )
    assert not any(edit_key in value for value in shown.values())
    assert shown["og:image"] == f"http://testserver{plan.get_absolute_url()}card.png"
    assert client.get(shown["og:image"]).content.startswith(b"\x89PNG")
    for address in (
        f"{plan.get_absolute_url()}v/1/",
        f"/plan/{edit_key}/",
    ):  # one is kept for good, one is private
        assert previews(client, address)["og:title"] == "A plan made with Pilotlight"
    client.post(f"/plan/{edit_key}/switch/", {"previews": "no"})
    assert previews(client, plan.get_absolute_url())["og:title"] == "A plan made with Pilotlight"
