"""The room of versions: what they take is counted for whoever makes them.

Nothing is lost where there is no room.
"""

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.utils.timezone import localdate

from catalog import releases
from config.environment import DAY, RateLimit
from tests.wizard.plans import changed as answers_with, made, version_of
from wizard.models import Plan, PlanVersion
from wizard.plans import drafts, version_space, versions
from wizard.plans.spaces import PlanSpaceError

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]


def changed(plan: Plan, firm: str) -> None:
    """Change an answer, so that the next version is another one."""
    plan.refresh_from_db()
    assert drafts.save(plan, answers_with(plan.stored, {"firm": firm}))


def kilobytes(count: int) -> dict[str, RateLimit]:
    """Return the limits of a site where a visitor sends so many kilobytes a day."""
    limit = RateLimit("kilobytes", count, 1_000_000, DAY)
    return {**django_settings.LIMITS, "kilobytes": limit}


def on_disk() -> int:
    """Return what the columns of versions and their pages have in them, compressed or not."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT sum(octet_length(inputs) + octet_length(decision) + octet_length(replies) + "
            "octet_length(text) + pg_column_size(answers) + pg_column_size(changes)) FROM "
            "wizard_planversion JOIN wizard_versionpage ON version_id = id"
        )
        return int(cursor.fetchone()[0])


def test_what_versions_take_is_what_is_stored() -> None:
    plan, _, _ = made("garden-shop")
    one = version_space.used(plan)
    version_of(plan, firm="Acme")
    both = version_space.used(plan)
    other, _, _ = made()

    assert 10_000 < one < 100_000
    assert one * 1.9 < both < one * 2.1
    assert version_space.used() == both + version_space.used(other) == on_disk()
    plan.delete()
    assert version_space.used() == version_space.used(other)


@pytest.mark.parametrize("way", ["make", "redecide"])
def test_versions_are_counted_for_whoever_makes_them(
    client: Client, settings: Any, way: str
) -> None:
    plan, key, version = made("garden-shop")
    if way == "redecide":  # which takes the latest answers: yesterday's decision is another one
        PlanVersion.objects.filter(pk=version.pk).delete()
        version_of(plan, on=localdate().replace(year=localdate().year - 1))
    else:
        changed(plan, "Acme")
    before, address = version_space.used(plan), f"/plan/{key}/{way}/"

    settings.LIMITS = kilobytes(10)
    refused = client.post(address)
    after = version_space.used(plan)
    elsewhere = client.post(address, REMOTE_ADDR="203.0.113.9")
    settings.LIMITS = kilobytes(100)
    taken = client.post(address)

    assert refused.status_code == elsewhere.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 24 * 3600
    assert "10 kilobytes of versions a day are the most from one visitor" in refused.text
    assert after == before
    assert taken.status_code == 303
    assert version_space.used(plan) > before


def test_a_plan_has_room_for_some_hundred_versions(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, key, _ = made("garden-shop")
    one = version_space.used(plan)
    assert version_space.MOST_PLAN_BYTES // one > 200
    monkeypatch.setattr(version_space, "MOST_PLAN_BYTES", 2 * one + 10_000)

    statuses = []
    for firm in ("Acme", "Bolt", "Crux"):
        changed(plan, firm)
        statuses.append(client.post(f"/plan/{key}/make/").status_code)
    page = client.post(f"/plan/{key}/make/")
    copied = client.post("/plan/new/", {"copy": plan.view_key})
    of_copy = client.post(f"{copied['Location']}make/")

    plan.refresh_from_db()
    assert statuses == [303, 422, 422]
    assert "go on with a copy of it" in page.text
    assert f"/p/{plan.view_key}/copy/" in page.text
    assert (plan.stored["scale"]["firm"], plan.versions.count()) == ("Crux", 2)
    assert (copied.status_code, of_copy.status_code) == (303, 303)


def test_where_the_site_has_no_room_answers_stay_and_versions_are_read(
    client: Client, settings: Any
) -> None:
    plan, key, _ = made("garden-shop")
    changed(plan, "Acme")
    settings.VERSION_SPACE_MB = 0

    refused = client.post(f"/plan/{key}/make/")
    with pytest.raises(PlanSpaceError, match="no room for another version"):
        versions.make(plan, releases.current(), localdate())

    plan.refresh_from_db()
    assert refused.status_code == 422
    assert "This site has no room for another version" in refused.text
    assert (plan.stored["scale"]["firm"], plan.versions.count()) == ("Acme", 1)
    assert client.get(f"/p/{plan.view_key}/").status_code == 200


def test_the_same_answers_twice_take_no_room(client: Client, settings: Any) -> None:
    _, key, _ = made("garden-shop")
    settings.VERSION_SPACE_MB = 0

    assert client.post(f"/plan/{key}/make/").status_code == 303
