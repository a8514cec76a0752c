"""What the publishing page counts is what really publishing does, whatever was changed."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from catalog import releases
from catalog.differences import differences
from catalog.registry import KINDS, ordered
from catalog.schema import Catalog
from tests.support import announced_end, publish_catalog
from tests.wizard.impact import COUNTED, ON, full_counts, keep_plans, put, shown, wandered
from wizard.decision.tools import tools_of
from wizard.models import CitedFacts, Look, Plan, PlanVersion
from wizard.plans.tools import named
from wizard.publishing import impact_run
from wizard.publishing.impact import LOSSES, changed_facts

pytestmark = pytest.mark.django_db

PLANS = range(12)


@pytest.fixture
def versions(starter_release: Any) -> list[PlanVersion]:
    """Store a dozen plans by chance on the starter catalog."""
    return keep_plans(PLANS, starter_release.digest)


def most(kind: Callable[[Any], Any]) -> Any:
    """Return what most of the plans have, by a look at each job of theirs."""
    rows = [row for seed in PLANS for job in wandered(seed)[2].jobs if (row := kind(job))]
    return max(sorted(set(rows)), key=rows.count)


def first_choice() -> str:
    """Return the plan of an app or the model that is named most.

    Only those count that have a price and are paid for.
    """
    return str(most(lambda job: next(iter(_paid(job)), None)))


def first_model() -> str:
    """Return the model that is named most, of those that are paid for by use."""
    return str(most(_bought_model))


def _bought_model(job: Any) -> str | None:
    advice = named(job)
    if advice is None or not advice.first.option.offer:
        return None
    return next(tool.slug for tool in tools_of(advice.first.option.tool))


def _paid(job: Any) -> list[str]:
    advice = named(job)
    if advice is None or not (advice.first.paid_usd and advice.first.option.prices):
        return []
    return [tool.slug for tool in tools_of(advice.first.option.tool)]


def use_case() -> str:
    return str(most(lambda job: None if job.work.key.startswith("own") else job.work.key))


def dearer_first(catalog: Catalog) -> Catalog:
    return dearer(catalog, first_choice())


def dearer(catalog: Catalog, slug: str) -> Catalog:
    return put(
        catalog,
        "prices",
        lambda row: row.app_plan == slug or (row.offer or "").startswith(f"{slug}@"),
        lambda row: replace(row, amount=row.usd * 40),
    )


def all_cheaper(catalog: Catalog) -> Catalog:
    return put(
        catalog, "prices", lambda row: bool(row.offer), lambda row: replace(row, amount=row.usd / 2)
    )


def first_retires(catalog: Catalog) -> Catalog:
    end = announced_end(ON + timedelta(days=20), ON, model=first_model())
    return replace(catalog, ends=ordered(KINDS["ends"], (*catalog.ends, end)))


def first_deleted(catalog: Catalog) -> Catalog:
    return put(catalog, "models", lambda row: row.slug == first_model(), lambda _: None)


def plans_dearer(catalog: Catalog) -> Catalog:
    return put(
        catalog,
        "prices",
        lambda row: bool(row.app_plan),
        lambda row: replace(row, amount=row.amount * 40),
    )


def use_case_longer(catalog: Catalog) -> Catalog:
    return put(
        catalog,
        "use_cases",
        lambda row: row.slug == use_case(),
        lambda row: replace(row, tokens_in=200_000, tokens_out=9000),
    )


def use_case_deleted(catalog: Catalog) -> Catalog:
    return put(catalog, "use_cases", lambda row: row.slug == use_case(), lambda _: None)


def score_of_another(catalog: Catalog) -> Catalog:
    """Lift somebody else to the best figure of each benchmark; the yardsticks stay."""
    best = {
        row.benchmark: max(each.value for each in catalog.scores_on[row.benchmark])
        for row in catalog.scores
    }
    slug = first_model()
    return put(
        catalog,
        "scores",
        lambda row: row.model == slug,
        lambda row: replace(row, value=best[row.benchmark], low=None, high=None),
    )


def score_beyond_all(catalog: Catalog) -> Catalog:
    """Move a figure beyond the yardstick, so that every model stands elsewhere on it."""
    slug = first_model()
    return put(
        catalog,
        "scores",
        lambda row: row.model == slug,
        lambda row: replace(row, value=row.value * 3, high=None),
    )


def new_model(catalog: Catalog) -> Catalog:
    """Bring in a twin of the first model at a tenth of the price."""
    slug = first_model()
    twin = f"{slug}-twin"

    def named(offer: str | None) -> str:
        return (offer or "").replace(f"{slug}@", f"{twin}@")

    offers = catalog.offers_of[slug]
    prices = [row for offer in offers for row in catalog.prices_of.get(offer.slug, ())]
    return replace(
        catalog,
        models=(*catalog.models, replace(catalog.model[slug], slug=twin, name="The Twin")),
        offers=(
            *catalog.offers,
            *(replace(row, slug=named(row.slug), model=twin) for row in offers),
        ),
        prices=(
            *catalog.prices,
            *(replace(row, offer=named(row.offer), amount=row.usd / 10) for row in prices),
        ),
        scores=(
            *catalog.scores,
            *(replace(row, model=twin) for row in catalog.scores_of.get(slug, ())),
        ),
    )


def terms_train(catalog: Catalog) -> Catalog:
    return put(
        catalog,
        "offers",
        lambda row: row.model == first_model(),
        lambda row: replace(row, terms=None),
    )


def words_only(catalog: Catalog) -> Catalog:
    return put(
        catalog, "cells", lambda _: True, lambda row: replace(row, reason=f"{row.reason} Indeed.")
    )


CHANGES = (
    *(
        dearer_first,
        all_cheaper,
        first_retires,
        first_deleted,
        plans_dearer,
        use_case_longer,
        use_case_deleted,
    ),
    *(score_of_another, score_beyond_all, new_model, terms_train, words_only),
)


def looked_at(following: Catalog, *, seconds: float = 60) -> Look:
    look = impact_run.begin(releases.current(), following, ON)
    return impact_run.go_on(look, seconds)


def counted(look: Look) -> Counter[str]:
    """Return the counts of a look."""
    return shown(look.counts)


@pytest.fixture(scope="module")
def seen() -> dict[Callable[[Catalog], Catalog], Counter[str]]:
    """Keep what was counted of each change, with the same plans every time."""
    return {}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: str(change.__name__))
def test_counts_are_those_of_really_publishing(
    versions: list[PlanVersion], change: Callable[[Catalog], Catalog], seen: dict[Any, Counter[str]]
) -> None:
    before = releases.current().catalog
    following = change(before)
    look = looked_at(following)
    seen[change] = counted(look)

    publish_catalog(following)

    assert seen[change] == full_counts(versions, before, releases.current().catalog, ON)
    assert look.looked == len(versions)


def test_what_a_plan_does_not_say_today_either_is_no_news(versions: list[PlanVersion]) -> None:
    """Once prices have risen, no other publication is to blame; one that takes it back is none."""
    before = releases.current().catalog
    after = plans_dearer(before)
    first = counted(looked_at(after))
    publish_catalog(after)

    assert first.total() > 0
    assert not any(counted(looked_at(words_only(after))).values())
    assert not any(counted(looked_at(before)).values())
    assert counted(looked_at(first_deleted(after)))[LOSSES] > 0


def test_changes_between_them_move_every_count(
    versions: list[PlanVersion], seen: dict[Any, Counter[str]]
) -> None:
    catalog = releases.current().catalog
    found = [seen.get(change) or counted(looked_at(change(catalog))) for change in CHANGES]

    assert [effect for effect in COUNTED if not any(each[effect] for each in found)] == []
    assert not any(found[CHANGES.index(words_only)].values())


def test_look_goes_on_where_it_stopped(
    versions: list[PlanVersion], monkeypatch: pytest.MonkeyPatch
) -> None:
    following = dearer_first(releases.current().catalog)
    at_once = counted(looked_at(following))
    impact_run.begin(releases.current(), following, ON).delete()
    monkeypatch.setattr(impact_run, "AT_ONCE", 5)

    look = impact_run.begin(releases.current(), following, ON)
    turns = [impact_run.go_on(look, seconds=0) for _ in range(len(versions) // 5 + 1)]

    assert [found.looked for found in turns] == [*range(5, len(versions) + 1, 5), len(versions)]
    assert [found.done for found in turns] == [False] * (len(turns) - 1) + [True]
    assert counted(turns[-1]) == at_once


def test_index_finds_the_plans_that_use_a_changed_fact_in_one_query(
    versions: list[PlanVersion],
) -> None:
    before = releases.current().catalog
    changed = changed_facts(differences(before, dearer(before, first_model())))

    with CaptureQueriesContext(connection) as queries:
        using = CitedFacts.objects.live(now()).filter(facts__overlap=changed).count()

    offers = {row.slug for row in before.offers_of[first_model()]}
    cites = sum(
        any(f'"offer":"{offer}"' in version.decision for offer in offers) for version in versions
    )
    assert (len(queries), using) == (1, cites)
    assert cites > 0


def test_plans_nobody_can_open_are_not_counted(versions: list[PlanVersion]) -> None:
    Plan.objects.filter(pk=versions[0].plan_id).update(withdrawn=now())
    Plan.objects.filter(pk=versions[1].plan_id).update(expires=now() - timedelta(days=1))

    assert looked_at(dearer_first(releases.current().catalog)).looked == len(versions) - 2


def test_index_holds_nothing_that_an_owner_wrote(versions: list[PlanVersion]) -> None:
    stored = str(list(CitedFacts.objects.order_by("pk").values_list("facts", "shown")))

    assert "Some words" not in stored
    assert "My own" not in stored


def test_numbers_of_a_look_come_back_from_the_database(versions: list[PlanVersion]) -> None:
    look = looked_at(plans_dearer(releases.current().catalog))
    repeated = impact_run.begin(releases.current(), plans_dearer(releases.current().catalog), ON)

    assert repeated == look
    assert repeated.counts["dearer"] > 0
    assert look.seconds > 0
