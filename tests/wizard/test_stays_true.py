"""Show 1 of issue 4: a release halves a price, ends a model and turns a cell, and each plan says what that means to it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar
from wizard.decision.decision import Choice
from wizard.plans.advice import load

from catalog import query, releases
from catalog.formatting import format_day
from catalog.registry import KINDS, ordered
from catalog.schema import Catalog, Price
from catalog.vocabulary import Fit, SaleState
from tests.support import announced_end, publish_catalog, starter_catalog, with_ends
from wizard.models import Plan
from wizard.plans import drafts, versions
from wizard.plans.examples import all_examples

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()
DECIDED = TODAY - timedelta(days=10)
MOVED = TODAY - timedelta(days=4)  # when the price moved and the rest was read
ENDS = date(TODAY.year + 2, 3, 31)  # after every pilot
HOLDS, DATED, FLIPS = "software-firm", "garden-shop", "restaurant"
_WHOLE = starter_catalog()
READ = date(2026, 11, 24)  # when the starter catalog was gathered
# Its prices of that day for good and no end of sale ahead, so that the day on which the test runs changes nothing.
STARTER = replace(
    with_ends(
        _WHOLE,
        {
            model.slug: READ
            for model in _WHOLE.models
            if query.sale(_WHOLE, model, READ).state is SaleState.ENDED
        },
        READ,
    ),
    prices=tuple(
        replace(row, valid_from=date(2026, 1, 1), valid_to=None, as_of=TODAY)
        for row in _WHOLE.prices
        if query.holds(row, READ)
    ),
)


def made() -> dict[str, tuple[Plan, str]]:
    """Return a plan for each example, decided on release 1."""
    publish_catalog(STARTER)
    found = {}
    for slug in (HOLDS, DATED, FLIPS):
        stored = next(each for each in all_examples() if each.slug == slug).stored
        plan, edit_key = drafts.start(dict(stored))
        versions.make(plan, releases.current(), DECIDED)
        found[slug] = plan, edit_key
    return found


def first_choice(plan: Plan, part: int = 0) -> Choice:
    """Return the model a plan starts with, where it is bought."""
    pick = load(plan.versions.get(number=1).advice).decision.parts[part].pick
    assert pick is not None
    return pick


def release_2(plans_made: dict[str, tuple[Plan, str]]) -> Catalog:
    """Return the starter catalog with one price halved, one offer ended and one cell turned."""
    cheaper = first_choice(plans_made[HOLDS][0]).offer
    ending = str(first_choice(plans_made[DATED][0], 1).offer)
    rows: list[Price] = []
    for row in STARTER.prices:
        if row.offer == cheaper and query.holds(row, DECIDED):
            rows.append(replace(row, valid_to=MOVED - timedelta(days=1)))
            rows.append(
                replace(row, amount=row.usd / 2, valid_from=MOVED, valid_to=None, as_of=MOVED)
            )
        elif row.offer != cheaper or row.valid_from <= DECIDED:
            rows.append(row)
    return replace(
        STARTER,
        prices=ordered(KINDS["prices"], rows),
        ends=ordered(KINDS["ends"], (*STARTER.ends, announced_end(ENDS, MOVED, offer=ending))),
        cells=tuple(
            replace(row, fit=Fit.NO, reason="A picture of a dish must show the dish.", as_of=MOVED)
            if (row.use_case, row.branch) == ("menu-photos", "media")
            else row
            for row in STARTER.cells
        ),
    )


def strip_in(page: str) -> str:
    """Return the strip of a plan's page that says how it stands today, as HTML."""
    section = re.search(r'<section class="drift".*?</section>', page, re.DOTALL)
    assert section is not None
    return section[0]


def strip_of(client: Client, plan: Plan) -> str:
    """Return the words of the strip below the decision."""
    strip = strip_in(client.get(plan.get_absolute_url()).content.decode())
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", strip)))


def test_release_moves_three_plans_three_ways(client: Client) -> None:
    found = made()
    fixed = {
        slug: client.get(f"{plan.get_absolute_url()}v/1/") for slug, (plan, _) in found.items()
    }
    publish_catalog(release_2(found))
    ending = first_choice(found[DATED][0], 1)

    holds, dated, flips = (strip_of(client, found[slug][0]) for slug in (HOLDS, DATED, FLIPS))

    # Still holds: the price of the first choice halved, the answer stays.
    assert "Still holds" in holds
    assert "the answer did not" in holds
    # Still holds, with a day in the calendar.
    assert "Still holds" in dated
    assert f"end announced, {format_day(ENDS)}: new" in dated
    calendar = Calendar.from_ical(
        client.get(f"{found[DATED][0].get_absolute_url()}plan.ics").content
    )
    events = {str(event["SUMMARY"]): event.decoded("DTSTART") for event in calendar.walk("VEVENT")}
    model = STARTER.model[ending.model].name
    assert {day for title, day in events.items() if title.startswith(f"{model} ")} == {ENDS}
    # Would now differ, and why.
    assert "Would now differ" in flips
    assert "not a job for generative AI, in place of" in flips
    # Version pages are byte for byte what they were, with the same tag.
    for slug, before in fixed.items():
        after = client.get(f"{found[slug][0].get_absolute_url()}v/1/")
        assert after.content == before.content
        assert after.headers["ETag"] == before.headers["ETag"]


def test_decided_view_stays_as_it_was(client: Client) -> None:
    found = made()
    plan = found[FLIPS][0]
    of_today = (
        r'<p class="state">.*?</p>',
        r'<section class="drift".*?</section>\n',
        r'(?<=<details id="files"><summary><h2>Files and versions</h2>)<span class="gist">.*?</span>',
    )

    def decided() -> str:
        """Return the document without the three places that say how it stands today."""
        page = client.get(plan.get_absolute_url()).content.decode()
        article = page.partition('<article class="document">')[2].partition("</article>")[0]
        return re.sub("|".join(of_today), "", article, flags=re.DOTALL)

    before = decided()
    publish_catalog(release_2(found))

    assert "Would now differ" in strip_of(client, plan)
    assert 'class="say"' in before
    assert decided() == before


def test_owner_makes_a_new_version_from_todays_facts(client: Client) -> None:
    found = made()
    plan, edit_key = found[FLIPS]
    publish_catalog(release_2(found))
    strip = strip_in(client.get(f"/plan/{edit_key}/").content.decode())

    response = client.post(f"/plan/{edit_key}/redecide/")

    assert "Make version 2 from today’s facts" in strip
    assert f'action="/plan/{edit_key}/redecide/"' in strip
    assert (response.status_code, response.headers["Location"]) == (303, f"/plan/{edit_key}/")
    latest = plan.versions.get(number=2)
    assert (latest.release, latest.decided_on) == (2, TODAY)
    assert latest.answers == plan.versions.get(number=1).answers
    assert latest.page.changes[0] == "Worked out on release 2, before on release 1."
    for_others = client.get(plan.get_absolute_url()).content.decode()
    assert '<span class="gist">Version 2. Still holds.</span>' in for_others
    assert 'class="drift"' not in for_others
    assert "redecide" not in for_others


def test_new_version_leaves_answers_alone_that_were_changed_since(client: Client) -> None:
    plan, edit_key = made()[HOLDS]
    plan.refresh_from_db()
    plan.answers = [list(pair) for pair in {**plan.stored, "title": "Not made yet"}.items()]
    plan.save()

    client.post(f"/plan/{edit_key}/redecide/")

    assert dict(plan.versions.get(number=2).answers)["title"] != "Not made yet"
    plan.refresh_from_db()
    assert plan.stored["title"] == "Not made yet"


def test_withdrawn_use_case_cannot_be_checked_and_says_what_to_do(client: Client) -> None:
    found = made()
    plan, edit_key = found[FLIPS]
    use_cases = tuple(row for row in STARTER.use_cases if row.slug != "menu-photos")
    cells = tuple(row for row in STARTER.cells if row.use_case != "menu-photos")
    publish_catalog(replace(STARTER, use_cases=use_cases, cells=cells))

    assert "Cannot be checked" in strip_of(client, plan)
    assert "1 of your picks is no longer in the catalog" in strip_of(client, plan)
    strip = strip_in(client.get(f"/plan/{edit_key}/").content.decode())
    assert f'<a href="/plan/{edit_key}/check/">Answer it once more</a>' in strip
    assert (
        client.post(f"/plan/{edit_key}/redecide/").headers["Location"] == f"/plan/{edit_key}/check/"
    )
    assert plan.versions.count() == 1


def test_strip_is_worked_out_once_a_day_and_release(
    client: Client, django_assert_max_num_queries: object
) -> None:
    found = made()
    publish_catalog(release_2(found))
    plan = found[FLIPS][0]
    tag = client.get(plan.get_absolute_url()).headers["ETag"]

    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert (
            client.get(plan.get_absolute_url(), headers={"if-none-match": tag}).status_code == 304
        )
    publish_catalog(replace(STARTER, terms=STARTER.terms[1:]))

    assert client.get(plan.get_absolute_url(), headers={"if-none-match": tag}).status_code == 200
