"""The page of a plan: what colleagues and owners see, and what nobody may learn from it."""

import re
from datetime import timedelta
from functools import partial
from urllib.parse import urljoin

import pytest
from django.test import Client
from django.utils import timezone

from tests.support import page_of, queries_of, text_of
from tests.wizard.plans import ON, made, version_of, whole
from wizard.models import Plan
from wizard.plans import drafts
from wizard.plans.examples import all_examples
from wizard.plans.pages import document_of_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


# --------------------------------------------------------------------------------------- colleagues


def test_colleague_reads_the_decision_and_what_it_rests_on(client: Client) -> None:
    plan, _, version = whole()
    document = document_of_version(version)

    text = text_of(client, plan.get_absolute_url()).replace("\N{NO-BREAK SPACE}", " ")

    assert re.findall(r'<details id="([a-z-]+)"[^>]*><summary><h2>', text) == [
        *(each.key for each in document.sections),
        "what-if",
        "people",
        "files",
    ]
    assert version.release_digest in text
    assert f"{plan.get_absolute_url()}v/1/" in text
    plain = re.sub(r"<[^>]+>", "", text)
    for line in (document.head.headline, *(tile.big for tile in document.head.tiles)):
        assert line.replace("\N{NO-BREAK SPACE}", " ") in plain


def test_permalink_shows_the_latest_and_a_version_stays(client: Client) -> None:
    plan, _, _ = whole(title="The first name")
    version_of(plan, ON, title="The second name")

    latest, first = (
        text_of(client, plan.get_absolute_url()),
        text_of(client, f"{plan.get_absolute_url()}v/1/"),
    )

    assert "The second name" in latest
    assert "The first name" in first
    assert "The second name" not in first
    assert "This page shows version 1 and never changes." in first


def test_draft_and_unknown_version_are_not_found(client: Client) -> None:
    draft, edit_key = drafts.start({})
    address = made()[0].get_absolute_url()

    for missing in (
        draft.get_absolute_url(),
        *(f"{address}v/{number}/" for number in ("2", "0", "9" * 30)),
    ):
        assert client.get(missing).status_code == 404, missing
    # its owner goes on where they stopped
    assert client.get(f"/plan/{edit_key}/").status_code == 303


def test_colleague_learns_nothing_of_the_edit_key(client: Client) -> None:
    plan, edit_key, _ = whole()
    client.get(f"/plan/{edit_key}/")  # the owner looked at it in the same browser before

    response = client.get(
        plan.get_absolute_url(), headers={"referer": f"http://testserver/plan/{edit_key}/"}
    )

    text = response.content.decode() + str(response.headers) + str(response.cookies)
    assert edit_key not in text
    assert plan.edit_key_hash not in text
    assert not response.cookies
    assert not re.search(r"/plan/[A-Za-z0-9_-]{22}", text)


def test_reader_who_has_the_page_is_told_that_it_is_the_same(client: Client) -> None:
    plan, _, _ = whole()
    tag = client.get(plan.get_absolute_url()).headers["ETag"]

    repeated = client.get(plan.get_absolute_url(), headers={"if-none-match": tag})
    version_of(plan, ON, title="Another name")
    changed = client.get(plan.get_absolute_url(), headers={"if-none-match": tag})

    assert (repeated.status_code, repeated.content, changed.status_code) == (304, b"", 200)
    assert "private" in repeated.headers["Cache-Control"]


def test_queries_stay_the_same_whatever_the_plan_holds(client: Client) -> None:
    counts: dict[str, list[int]] = {"colleague": [], "version": [], "owner": []}
    for slug, more in (("wholesaler", 0), ("games-studio", 4)):
        plan, edit_key, _ = whole(slug)
        for number in range(more):
            version_of(plan, ON, title=f"Name {number}")
        shared = plan.get_absolute_url()
        for who, address in zip(
            counts, (shared, f"{shared}v/1/", f"/plan/{edit_key}/"), strict=True
        ):
            client.get(address)
            counts[who].append(queries_of(partial(client.get, address)))

    assert all(few == many <= 10 for few, many in counts.values()), counts


# -------------------------------------------------------------------------------------------- owner


def test_owner_sees_the_same_plan_with_what_they_may_do(client: Client) -> None:
    plan, edit_key, version = whole()

    owner, colleague = (
        text_of(client, f"/plan/{edit_key}/"),
        text_of(client, plan.get_absolute_url()),
    )

    assert document_of_version(version).head.tiles[0].label in owner
    assert "Your private link" in owner
    assert "Your private link" not in colleague
    assert f"http://testserver{plan.get_absolute_url()}" in owner
    assert f"/plan/{edit_key}/check/" in owner


# ----------------------------------------------------------------------------------------- examples


def test_examples_are_listed_with_their_verdicts_and_each_is_a_plan(client: Client) -> None:
    listed = text_of(client, "/plan/examples/")

    assert listed.count("/plan/new/?example=") == len(all_examples())
    assert "Do not use AI" in listed
    for example in all_examples():
        text = text_of(client, f"/plan/examples/{example.slug}/")
        assert "An example: an invented firm." in text
        assert "Start from this" in text
        assert "noindex" not in text


def test_page_that_anybody_reads_is_sent_once_and_sets_no_cookie() -> None:
    for address in ("/plan/examples/", "/plan/examples/restaurant/", "/api/v1/docs"):
        client = Client()
        first = client.get(address)
        known = client.get(address, headers={"If-None-Match": first.headers.get("ETag", "none")})
        assert known.status_code == 304
        assert "no-cache" in first.headers["Cache-Control"]
        assert not client.cookies
        client.cookies["theme"] = "dark"
        assert client.get(address).headers["ETag"] != first.headers["ETag"]


def test_example_can_be_started_from(client: Client) -> None:
    response = client.post("/plan/new/", {"example": "restaurant"})

    assert response.status_code == 303
    assert Plan.objects.get().stored["scale"]["title"] == "allergy answers and menu photos"


def test_first_page_shows_a_piece_of_a_real_plan(client: Client) -> None:
    text = text_of(client, "/")

    decided = [
        example.slug for example in all_examples() if f"/plan/examples/{example.slug}/" in text
    ]
    # The law office is drawn beside another too, which costs less than what it names.
    assert decided == ["municipality"]
    assert all(word in text for word in ("What to do", "Cost", "When to stop", "Biggest risk"))


def test_owner_is_shown_the_next_act_first(client: Client) -> None:
    for slug, act, leads_to in (
        ("law-office", "Start the test", "The cases"),
        ("medical-practice", "See what to ask", "What to ask sellers"),
        ("wholesaler", "Share", "Link to share"),
    ):
        act_first(client, f"/plan/{made(slug)[1]}/", act, leads_to)


def test_a_job_that_can_be_tested_comes_before_one_that_cannot(client: Client) -> None:
    """Whoever has something to test is not sent away by a job for which nothing passes."""
    _, edit_key, _ = made("garden-shop", what={"jobs": ["product-description", "invoice-capture"]})

    act_first(client, f"/plan/{edit_key}/", "Start the test", "The cases")


@pytest.mark.parametrize(
    ("job", "limit", "act", "leads_to"),
    [
        ("invoice-capture", "", "See what to ask", "What to ask sellers"),
        # a calendar does it without AI: nobody is sent to relax what was never asked for
        ("appointment-bot", "", "Share", "Link to share"),
        ("support-chat-agent", "5", "Change the limit", "Is there a limit on what it may cost?"),
        ("support-chat-agent", "250", "Start the test", "The cases"),
    ],
)
def test_what_names_nothing_sends_its_owner_to_what_stopped_it(
    job: str, limit: str, act: str, leads_to: str, client: Client
) -> None:
    _, edit_key, _ = whole(what={"jobs": [job]}, limit={"limit_usd": limit})

    act_first(client, f"/plan/{edit_key}/", act, leads_to)


def act_first(client: Client, address: str, act: str, leads_to: str) -> None:
    """Expect the first button to say this, and to lead to a page that says that."""
    page = client.get(address).content.decode()

    first = re.search(r'<li><a class="button" href="([^"]+)">([^<]+)</a>', page)
    assert first is not None
    assert first[2] == act
    assert leads_to in client.get(urljoin(address, first[1])).content.decode()


def test_day_of_the_test_that_has_passed_is_said_plainly(client: Client) -> None:
    _, edit_key, _ = whole("law-office", timezone.localdate())
    late, late_key, _ = whole("law-office", timezone.localdate() - timedelta(days=45))

    for address in (late.get_absolute_url(), f"/plan/{late_key}/"):
        page = client.get(address).content.decode()
        assert "45 days" in page
    assert "The day of the test has passed." in client.get(f"/plan/{late_key}/").content.decode()
    assert "has passed" not in client.get(f"/plan/{edit_key}/").content.decode()


def test_instructions_to_copy_stand_line_by_line(client: Client) -> None:
    page = client.get("/plan/examples/law-office/tune/").content.decode()

    copied = page.partition("<textarea")[2].partition(">")[2].partition("</textarea>")[0]
    assert "{{" not in copied
    assert "Your job: contract summaries." in copied.splitlines()
    assert len(copied.splitlines()) > 3


def test_page_below_says_its_findings_as_headings_and_the_sieve_ends_with_what_is_left(
    client: Client,
) -> None:
    page = page_of(client.get("/plan/examples/law-office/evidence/"))

    headings = re.findall(r"<h2>(.*?)</h2>", page, re.DOTALL)
    plain = [re.sub(r"<[^>]+>", "", heading) for heading in headings]
    assert "What you answered: The names follow from these alone." in plain
    table = page.partition('<section class="part" id="table">')[2].partition("</section>")[0]
    out = page.partition('<section class="part" id="out">')[2].partition("</section>")[0]
    may_be_used = table.count('<th scope="row">')
    left = re.findall(r'<td class="n">([^<]*)</td></tr>', out)
    # What is named is one of those that are left, and puts none of the others out.
    assert left[-2:] == [f"{may_be_used}", f"1 of {may_be_used}"]
    assert out.rpartition("<tr")[2].count('<td class="n"></td>') == 1
    assert f"<h1>{may_be_used} of {left[0]} ways may be used. " in page
    drawing = page.partition('<div class="wide-only">')[2].partition("</svg>")[0]
    assert re.findall(r'href="#(row-\d+)"', drawing) == re.findall(r'id="(row-\d+)"', out)
    money = page_of(client.get("/plan/examples/law-office/money/"))
    assert "What a month costs" in money


def test_whoever_approves_sees_what_they_approve(client: Client) -> None:
    plan, _, version = whole()
    head = document_of_version(version).head

    page = text_of(client, f"{plan.get_absolute_url()}sign-off/")

    sheet = re.sub(
        r"<[^>]+>", "", page.partition('<aside class="desk"')[2].partition("</aside>")[0]
    )
    for text in (head.headline, *(tile.big for tile in head.tiles)):
        assert text in sheet
