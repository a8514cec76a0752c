"""The time machine: every plan comes out the same on its own release and day, and a changed one is named."""

import os
import re
from datetime import timedelta
from hashlib import sha256
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalog import releases
from tests.support import publish_catalog, starter_catalog
from tests.wizard.plans import ON, whole
from tests.wizard.wandering import wander
from wizard.decision.decide import METHOD
from wizard.models import PlanVersion
from wizard.plans import advice as advising, drafts
from wizard.steps.journey import travel

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

PLANS = int(os.environ.get("PLANS", "60"))  # PLANS=2000 looks at many more


def verified() -> tuple[str, str]:
    """Return what the command says and what it complains of."""
    out, complaints = StringIO(), StringIO()
    call_command("verify_plans", stdout=out, stderr=complaints)
    return out.getvalue(), complaints.getvalue()


def tampered(version: PlanVersion, sql: str, *values: Any) -> None:
    """Change a version as nobody can: with the trigger off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE wizard_planversion DISABLE TRIGGER planversion_never_changes")
        cursor.execute("ALTER TABLE wizard_versionpage DISABLE TRIGGER versionpage_never_changes")
        cursor.execute(sql, [*values, version.pk])


def test_random_plans_come_out_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    edition, plan = releases.current(), drafts.start({})[0]
    rows = []
    for seed in range(PLANS):
        on = ON + timedelta(days=seed % 90)
        journey = travel(wander(seed, edition.catalog, on), edition.catalog, on)
        rows.append(
            PlanVersion(
                plan=plan,
                number=seed + 1,
                answers=[list(pair) for pair in journey.counting],
                release=edition.number,
                release_digest=edition.digest,
                decided_on=on,
                advice=advising.dump(advising.advise(journey.answers, edition.catalog, on)),
                engine=METHOD,
            )
        )
    PlanVersion.objects.bulk_create(rows, batch_size=100)

    output, complaints = verified()

    with capsys.disabled():
        print(f"\n{output.strip()}")  # noqa: T201  # the time a plan takes is asked for
    assert complaints == ""
    assert output.startswith(f"Worked out {PLANS:,} of {PLANS:,} versions")
    assert re.search(r"\d ms a version", output)
    outcomes = {version.advice[:200].split('"outcome":"')[1].split('"')[0] for version in rows}
    assert len(outcomes) >= 3, outcomes


def test_older_plans_come_out_the_same_on_their_release() -> None:
    _, _, version = whole()
    catalog = starter_catalog()
    publish_catalog(catalog.__class__(sources=catalog.sources, providers=catalog.providers))

    assert verified()[1] == ""
    assert version.release == 1


def test_changed_decision_is_named() -> None:
    _, _, version = whole()
    tampered(version, "UPDATE wizard_planversion SET advice = replace(advice, 'language', 'longuage') WHERE id = %s")
    out, complaints = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 of 1 versions differ") as ended:
        call_command("verify_plans", stdout=out, stderr=complaints)

    assert ended.value.returncode == 1

    assert f"Plan {version.plan_id}, version 1: its decision differs" in complaints.getvalue()
    assert version.plan.view_key not in complaints.getvalue() + out.getvalue()


def test_changed_page_is_named() -> None:
    _, _, version = whole()
    tampered(version, "UPDATE wizard_versionpage SET text = text || ' ' WHERE version_id = %s")
    complaints = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_plans", stdout=StringIO(), stderr=complaints)

    assert "its page is not the one that was written" in complaints.getvalue()


def test_other_release_under_the_same_number_is_named() -> None:
    _, _, version = whole()
    tampered(version, "UPDATE wizard_planversion SET release_digest = %s WHERE id = %s", sha256(b"").hexdigest())
    complaints = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_plans", stdout=StringIO(), stderr=complaints)

    assert "is not the one it was decided on" in complaints.getvalue()


def test_plan_of_other_rules_is_no_success() -> None:
    _, _, version = whole()
    tampered(version, "UPDATE wizard_planversion SET engine = %s WHERE id = %s", METHOD + 1)
    out, complaints = StringIO(), StringIO()

    with pytest.raises(CommandError, match="1 of 1 versions were decided by other rules") as ended:
        call_command("verify_plans", stdout=out, stderr=complaints)

    assert ended.value.returncode == 2
    assert out.getvalue().startswith("Worked out 0 of 1 versions")
    assert f"decided by rules of version {METHOD + 1}" in complaints.getvalue()


def test_no_plans_are_no_trouble() -> None:
    assert verified() == ("There are no plans yet.\n", "")
