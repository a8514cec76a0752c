"""Apps and models say where they are tried, on which plan, and what to switch off first."""

from datetime import date

import pytest
from django.test import Client

from catalog import query
from catalog.releases import current
from catalog.views.plan_lines import AppLine, app_lines
from catalog.vocabulary import AppAnswer, Known
from tests.catalog.test_apps import reading
from tests.support import text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]
ON = date(2026, 11, 26)
LEARNS = "Put in nothing confidential: it learns from what you send."
UNKNOWN = "Put in nothing confidential: no source says whether it learns from what you send."
SWITCH = "First switch off in its settings that it learns from what you send."


def lines_today() -> tuple[AppLine, ...]:
    """Return every app as its page shows it on the day of the starter catalog."""
    now = reading()
    return app_lines(now, now.catalog.apps)


def way_of(line: AppLine) -> str:
    """Return what to do first on the plan that an app is tried on; nothing without a plan."""
    return line.to_try.first_step if line.to_try is not None else ""


def test_the_plan_to_try_keeps_what_is_sent_out_of_training_where_one_does() -> None:
    lines = lines_today()
    tried = [line.to_try for line in lines]

    for line, way in zip(lines, tried, strict=True):
        good = [plan for plan in line.plans if plan.keeps_out.meets is Known.YES]
        assert way == next(iter(good or line.plans), None)
    meets = {way.keeps_out.meets for way in tried if way is not None}
    assert meets == {Known.YES, Known.NO, Known.UNKNOWN}


def test_what_to_do_first_follows_from_the_terms_of_that_plan() -> None:
    for line in lines_today():
        if line.to_try is None:
            continue
        terms = line.to_try.keeps_out
        switched = any(row.answer is AppAnswer.OFF_BY_SWITCH for row in terms.answers)
        assert (way_of(line) == LEARNS) is (terms.meets is Known.NO)
        assert (way_of(line) == UNKNOWN) is (terms.meets is Known.UNKNOWN)
        assert (SWITCH in way_of(line)) is (terms.meets is Known.YES and switched)


def test_a_free_trial_is_named_on_the_page_of_its_app(client: Client) -> None:
    lines = lines_today()
    line = next(row for row in lines if row.to_try and row.to_try.plan.trial_days)
    assert line.to_try is not None

    text = text_of(client, f"/apps/{line.app.slug}/")

    plan = line.to_try.plan
    assert f"{plan.name} is free for {plan.trial_days} days." in text
    assert f'href="{line.app.url}" rel="noopener">Try {line.app.name} here' in text
    assert way_of(line) in text


def test_a_model_says_who_is_called_and_what_happens_to_the_data(client: Client) -> None:
    catalog = current().catalog
    model = next(
        row
        for row in query.models_on_sale(catalog, ON)
        if any(quote.prices for quote in query.quotes(catalog, row, ON))
    )

    text = text_of(client, f"/models/{model.slug}/")

    assert "Try it here" in text
    assert "somebody who connects programs runs your cases" in text
