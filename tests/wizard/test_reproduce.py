"""The time machine: every plan comes out the same on its own release and day.

A changed one is named.
"""

import os
import re
import tomllib
from datetime import timedelta
from hashlib import sha256
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from catalog import releases
from config.environment import PROJECT
from tests.support import publish_catalog, starter_catalog
from tests.wizard.plans import ON, whole
from tests.wizard.wandering import wander
from wizard.decision.assembling import METHOD
from wizard.models import PlanVersion, VersionPage
from wizard.plans import drafts, stored
from wizard.plans.deciding import decide_now
from wizard.plans.stored import Inputs
from wizard.questions.page_order import journey_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("starter_release")]

PLANS = int(os.environ.get("PLANS", "20"))  # PLANS=2000 looks at many more


def verified() -> tuple[str, str]:
    """Return what the command says and what it complains of."""
    out, complaints = StringIO(), StringIO()
    call_command("verify_plans", stdout=out, stderr=complaints)
    return out.getvalue(), complaints.getvalue()


def test_random_plans_come_out_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    edition, plan = releases.current(), drafts.start({})[0]
    rows = []
    for seed in range(PLANS):
        on = ON + timedelta(days=seed % 90)
        pages = wander(seed, edition.catalog)
        made = decide_now(journey_of(pages, edition.catalog, on).answers, edition.catalog, on)
        rows.append(
            PlanVersion(
                plan=plan,
                number=seed + 1,
                answers=pages,
                inputs=stored.dump(Inputs(answers=made.answers)),
                decision=stored.dump(made.decision),
                release=edition.number,
                release_digest=edition.digest,
                decided_on=on,
                engine=METHOD,
            )
        )
    PlanVersion.objects.bulk_create(rows, batch_size=100)
    page = {"text": "Its page", "digest": sha256(b"Its page").hexdigest()}
    VersionPage.objects.bulk_create(VersionPage(version=row, **page) for row in rows)

    output, complaints = verified()

    with capsys.disabled():
        print(f"\n{output.strip()}")  # noqa: T201  # the time a plan takes is asked for
    assert complaints == ""
    assert output.startswith(f"Worked out {PLANS:,} of {PLANS:,} versions")
    assert re.search(r"\d ms a version", output)
    endings = {ending for row in rows for ending in re.findall(r'"ending":"(\w+)"', row.decision)}
    assert len(endings) >= 3, endings


def test_older_plans_come_out_the_same_on_their_release() -> None:
    _, _, version = whole()
    catalog = starter_catalog()
    publish_catalog(catalog.__class__(sources=catalog.sources, providers=catalog.providers))

    assert verified()[1] == ""
    assert version.release == 1


DIFFER, OTHERS = "1 of 1 versions differ", "1 of 1 versions were decided by other rules"


@pytest.mark.parametrize(
    ("change", "says", "ends", "status"),
    [
        (
            "planversion SET decision = replace(decision, 'chatgpt', 'chitgpt')",
            "its decision differs",
            DIFFER,
            1,
        ),
        (
            "versionpage SET text = text || ' '",
            "its page is not the one that was written",
            DIFFER,
            1,
        ),
        (
            f"planversion SET release_digest = '{'ab' * 32}'",
            "is not the one it was decided on",
            DIFFER,
            1,
        ),
        (
            f"planversion SET engine = {METHOD + 1}",
            f"decided by rules of version {METHOD + 1}",
            OTHERS,
            2,
        ),
    ],
)
def test_what_differs_is_named(change: str, says: str, ends: str, status: int) -> None:
    """Change a version as nobody can: with the triggers off."""
    _, _, version = whole()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("planversion", "versionpage"):
            cursor.execute(f"ALTER TABLE wizard_{table} DISABLE TRIGGER {table}_never_changes")
        cursor.execute(f"UPDATE wizard_{change}")
    out, complaints = StringIO(), StringIO()

    with pytest.raises(CommandError, match=ends) as ended:
        call_command("verify_plans", stdout=out, stderr=complaints)

    assert ended.value.returncode == status
    assert out.getvalue().startswith(f"Worked out {2 - status} of 1 versions")
    assert f"Plan {version.plan_id}, version 1: " in complaints.getvalue()
    assert says in complaints.getvalue()
    assert version.plan.view_key not in complaints.getvalue() + out.getvalue()


def test_plan_of_other_rules_that_decide_alike_is_worked_out() -> None:
    whole()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE wizard_planversion DISABLE TRIGGER planversion_never_changes")
        now, before = (f'"method":{number}' for number in (METHOD, METHOD - 1))
        changed = "UPDATE wizard_planversion SET engine = %s, decision = replace(decision, %s, %s)"
        cursor.execute(changed, [METHOD - 1, now, before])

    output, complaints = verified()

    assert complaints == ""
    assert output.startswith("Worked out 1 of 1 versions")


def test_each_release_with_other_rules_is_told_from_the_one_before() -> None:
    version = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["project"]["version"]

    released = int(version.split(".")[1]) + 1
    assert released in {METHOD, METHOD - 1}  # rules that are not released yet are one ahead


def test_no_plans_are_no_trouble() -> None:
    assert verified() == ("There are no plans yet.\n", "")
