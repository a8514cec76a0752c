"""The room of pilots and of versions: a plan's, shared by visitor and day.

It is never filled by one, and told to operators.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
import yaml
from django.conf import settings as django_settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from catalog import limits
from catalog.models import RateWindow
from config.budget import KILOBYTE, MEGABYTE
from config.environment import DAY, PROJECT, RateLimit
from tests.wizard.pilot.kit import CASES, names, planned, rate, start, started
from tests.wizard.pilot.samples import png
from wizard.models import CaseFile, PilotCase, PilotResult, Plan
from wizard.pilot import space, starting, texts
from wizard.pilot.cases import CasePair
from wizard.plans import spaces, version_space
from wizard.plans.spaces import PlanSpaceError, Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

LARGE = CasePair(asked="é" * 2_000, facts="f" * 4_000, first="x" * 20_000, second="y" * 20_000)


def picture(size: int) -> bytes:
    return png() + b"\0" * (size - len(png()))


def only(kilobytes: int) -> Any:
    """Let a visitor send so many kilobytes a day."""
    limit = RateLimit("kilobytes", kilobytes, 1_000_000, DAY)
    return override_settings(LIMITS={**django_settings.LIMITS, "kilobytes": limit})


# ---------------------------------------------------------------------------------------- of a plan


def test_what_pilots_take_is_what_is_stored() -> None:
    plan, _, pilot = started(cases=[LARGE])
    written = 2 * 2_000 + 4_000 + 2 * 20_000

    assert space.used(plan) == space.used() == written
    texts.save_file(pilot, 1, 1, BytesIO(picture(70_000)))
    rate(pilot, 1, {"accepted": True}, {"accepted": False})
    assert space.used(plan) == written + 70_000 + 2 * space.RESULT_BYTES
    started(cases=[LARGE])
    assert space.used() - space.used(plan) == written
    texts.delete_texts(pilot)
    assert space.used(plan) == 2 * space.RESULT_BYTES


def test_photographs_find_room_before_anything_is_rated() -> None:
    _, _, pilot = started(cases=CASES)
    photo = picture(5 * MEGABYTE)

    for number in range(1, 6):
        for place in (1, 2):
            assert texts.save_file(pilot, number, place, BytesIO(photo[:-10_000])) == ""
    with pytest.raises(PlanSpaceError, match=r"^a plan takes 50 MB"):
        texts.save_file(pilot, 6, 1, BytesIO(photo))


def test_other_pilots_of_a_plan_have_no_room_of_their_own() -> None:
    plan, _ = planned()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(space, "MOST_PLAN_BYTES", 100_000)
        start(plan, cases=[LARGE, LARGE])
        with pytest.raises(PlanSpaceError):
            start(plan, cases=[LARGE])

    assert plan.pilots.count() == 1


# ------------------------------------------------------------------------------------- of a visitor

type Way = Callable[[Client, Plan, str], Any]


def _start(client: Client, plan: Plan, key: str) -> Any:
    fresh, fresh_key = planned("games-studio")
    assert fresh.pk != plan.pk
    return client.post(f"/plan/{fresh_key}/pilot/", {"seen": 0, "cases": "x" * 3_000})


def _results(client: Client, plan: Plan, key: str) -> Any:
    model = names(plan.pilots.get())[0]
    rows = "\n".join(f"{number}\t{model}\tyes" for number in range(1, 11))
    pasted = f"Case\tModel\tAccepted\n{rows}"
    return client.post(f"/plan/{key}/pilot/1/bring/", {"pasted": pasted, "act": "take", "seen": 0})


WAYS: Mapping[str, Way] = {
    "start": _start,
    "cases": lambda client, _, key: client.post(f"/plan/{key}/pilot/1/cases/", {"act": "more", "cases": "x" * 3_000}),
    "answers": lambda client, _, key: client.post(f"/plan/{key}/pilot/1/cases/", {"a1-0": "x" * 15_000}),
    "file": lambda client, _, key: client.post(f"/plan/{key}/pilot/1/files/", {"case": "1", "file-1": SimpleUploadedFile("a.png", picture(3_000), "image/png")}),
    "results": _results,
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_everything_that_is_stored_is_counted_for_whoever_sends_it(
    client: Client, way: str
) -> None:
    plan, key, _ = started(cases=CASES)
    before = space.used()

    with only(2):
        refused = WAYS[way](client, plan, key)
    with only(100):
        taken = WAYS[way](client, plan, key)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 24 * 3600
    assert "2 kilobytes of pilots a day are the most from one visitor" in refused.content.decode()
    assert taken.status_code == 303
    assert space.used() > before


def test_a_refused_file_uses_nothing_up_and_others_are_not_held_to_it(client: Client) -> None:
    _, key, _ = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/files/"

    def send(size: int, visitor: str) -> int:
        file = SimpleUploadedFile("a.png", picture(size), "image/png")
        sent = {"case": "1", "file-1": file}
        return int(client.post(address, sent, REMOTE_ADDR=visitor).status_code)

    with only(100):
        statuses = [
            send(90_000, "198.51.100.1"),
            send(200_000, "198.51.100.1"),  # grows by 110
            send(99_000, "198.51.100.1"),  # grows by 9
            send(180_000, "198.51.100.1"),
            send(180_000, "203.0.113.9"),
        ]

    assert statuses == [303, 429, 303, 429, 303]
    assert CaseFile.objects.get().size == 180_000


def test_what_somebody_deletes_comes_back_to_the_plan_but_not_to_their_day(client: Client) -> None:
    _, key, _ = started(cases=CASES)
    address = f"/plan/{key}/pilot/1/files/"

    with only(100):
        first = client.post(
            address,
            {"case": "1", "file-1": SimpleUploadedFile("a.png", picture(90_000), "image/png")},
        )
        client.post(address, {"case": "1", "remove": "1"})
        second = client.post(
            address,
            {"case": "1", "file-1": SimpleUploadedFile("a.png", picture(90_000), "image/png")},
        )

    assert (first.status_code, second.status_code) == (303, 429)


# -------------------------------------------------------------------------------------- of the site


def share_of(left: int) -> int:
    """Return what one visitor may send in a day of so many bytes that are left."""
    return left // spaces.OF_ONE // KILOBYTE * KILOBYTE


def test_one_visitor_does_not_fill_the_room_while_texts_are_stored(
    monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    """They send as much as is taken, each day until the first of it is deleted."""
    plan, _, _ = started()
    settings.PILOT_SPACE_MB, began = 100, timezone.now()
    stored, days = [0], starting.TEXTS_DAYS + 14
    small = replace(space.SPACE, used=lambda _: stored[0])

    def sends(address: str, size: int) -> bool:
        request = RequestFactory().post("/", REMOTE_ADDR=address)
        try:
            with transaction.atomic():  # as whoever stores something does
                small.claim(plan, size, Visitor(request))
        except PlanSpaceError:
            return False
        stored[0] += size
        return True

    for day in range(days):
        monkeypatch.setattr(timezone, "now", lambda day=day: began + timedelta(days=day))
        share = share_of(small.most() - stored[0])
        assert not sends("198.51.100.7", share + KILOBYTE)
        assert sends("198.51.100.7", share)
        assert not sends("198.51.100.7", KILOBYTE)

    left = small.most() - stored[0]
    assert stored[0] > 0.8 * small.most()  # they did try
    assert left > 0.1 * small.most()
    assert sends("203.0.113.9", share_of(left))


def test_what_has_no_room_is_not_stored(settings: Any) -> None:
    _, _, pilot = started(cases=CASES)
    settings.PILOT_SPACE_MB = 1

    assert texts.save_file(pilot, 1, 1, BytesIO(picture(600_000))) == ""
    with pytest.raises(PlanSpaceError, match="this site has no room for more"):
        texts.save_file(pilot, 2, 1, BytesIO(picture(600_000)))

    assert CaseFile.objects.count() == 1
    assert not RateWindow.objects.filter(key__startswith="kilobytes").exists()


def test_counter_takes_amounts() -> None:
    now = timezone.now()

    counts = [limits.count("kilobytes:x", now, DAY, amount) for amount in (3, 1, 40_000)]

    assert counts == [3, 4, 40_004]


# ------------------------------------------------------------------------------------ for operators


def said(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == spaces.__name__]


def test_operators_are_told_at_seventy_of_a_hundred(
    settings: Any, caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    settings.PILOT_SPACE_MB, settings.METRICS_TOKEN = 1, "t" * 20
    _, _, pilot = started(cases=CASES[:3])
    client.force_login(User.objects.create_superuser("chief"))
    caplog.set_level(logging.WARNING, logger=spaces.__name__)

    texts.save_file(pilot, 1, 1, BytesIO(picture(690_000)))
    quiet = (said(caplog), client.get("/admin/").content.decode())
    texts.save_file(pilot, 2, 1, BytesIO(picture(20_000)))
    texts.save_file(pilot, 3, 1, BytesIO(picture(20_000)))
    desk = client.get("/admin/").content.decode()
    metrics = Client().get("/metrics", headers={"Authorization": f"Bearer {'t' * 20}"}).text

    assert quiet[0] == []
    assert "of the room for pilots" not in quiet[1]
    assert said(caplog) == [
        "Pilots take 0.7 of 1 MB. Raise PILOT_SPACE_MB, or look who sends so much."
    ]
    assert "<strong>73</strong> of 100 of the room for pilots are taken" in desk
    assert (
        f'pilotlight_space_bytes{{count="taken",space="pilots"}} {float(space.used())}' in metrics
    )
    assert 'pilotlight_space_bytes{count="most",space="pilots"} 1e+06' in metrics
    assert f'{{count="taken",space="versions"}} {float(version_space.used())}' in metrics


def test_alert_rule_asks_for_the_same_share() -> None:
    rules = yaml.safe_load((PROJECT / "ops" / "alerts.yml").read_text(encoding="utf-8"))
    (alert,) = [
        rule["expr"]
        for group in rules["groups"]
        for rule in group["rules"]
        if "space_bytes" in rule["expr"]
    ]

    assert f"> ignoring(count) {spaces.ALARM} * " in alert


def test_room_of_nothing_is_no_alarm(settings: Any) -> None:
    settings.PILOT_SPACE_MB = 0
    started()

    assert space.SPACE.alarming() is None
    assert not PilotCase.objects.exists()
    assert not PilotResult.objects.exists()
